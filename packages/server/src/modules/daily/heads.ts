// Whose report it is.
import { isInForce } from '@xiaomen/rules/access'
import { contains } from '@xiaomen/rules/areas'
import { CONFIRMING_ROLES, type PostingLevel } from '@xiaomen/rules/daily'
import type { Ctx } from '../../platform/ctx.ts'
import { headsOf } from '../access/index.ts'
import { prefixesOf } from './repo/db.ts'

/** Whether the actor is the head of a subject of this level: one of its roles, held over every one of these paths. */
export function isHead(ctx: Ctx, level: PostingLevel, paths: readonly string[]): boolean {
  if (ctx.actor.kind !== 'account') return ctx.actor.kind === 'system'
  const held = ctx.actor.grants.filter((grant) => isInForce(grant, ctx.now) && CONFIRMING_ROLES[level].includes(grant.role))
  return paths.length > 0 && paths.every((path) => held.some((grant) => contains(grant.path, path)))
}

/** Who answers for each place: whoever holds it as an overlay, else the head nearest above it, or nobody named yet. */
export async function answering(
  ctx: Ctx,
  places: readonly { level: PostingLevel; path: string; overlayId: string | null }[],
): Promise<(place: { level: PostingLevel; path: string; overlayId: string | null }) => string | null> {
  const roles = [...new Set(places.flatMap((place) => CONFIRMING_ROLES[place.level]))]
  const paths = [...new Set(places.flatMap((place) => prefixesOf(place.path)))]
  const heads =
    places.length === 0
      ? []
      : await headsOf(
          ctx,
          paths,
          roles,
          places.flatMap((place) => place.overlayId ?? []),
        )
  const byPath = Map.groupBy(
    heads.flatMap((head) => head.paths.map((path) => ({ ...head, path }))),
    (head) => head.path,
  )
  return ({ level, path, overlayId }) => {
    const holder = overlayId === null ? undefined : heads.find((head) => head.overlayId === overlayId && CONFIRMING_ROLES[level].includes(head.role))
    if (holder) return holder.name
    for (const above of prefixesOf(path).toReversed()) {
      for (const role of CONFIRMING_ROLES[level]) {
        const found = byPath.get(above)?.find((head) => head.role === role)
        if (found) return found.name
      }
    }
    return null
  }
}
