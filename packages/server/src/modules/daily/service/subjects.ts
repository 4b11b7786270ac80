import { commonErrors, dailyErrors } from '@xiaomen/contract'
import type { PostingLevel } from '@xiaomen/rules/daily'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { listAreas, listOverlaysOf } from '../../areas/index.ts'
import type { CriteriaAt } from '../engine.ts'
import { findSubject } from '../repo/assessments.ts'

/** A subject as a request names it. `paths` are what must lie within a head's area: its own, or those of an overlay's members. */
export type Subject = { id: string; level: PostingLevel; paths: string[]; /** Where its assessment begins. */ top: string }

/** @throws 404 when one is not to be seen, 403 when the permission is not held there, `daily.not_in_force` in peace */
export async function findSubjects(ctx: Ctx, ids: readonly string[], permission: string, day: string, criteriaAt: CriteriaAt): Promise<Subject[]> {
  const wanted = [...new Set(ids)]
  const areas = await listAreas(ctx, wanted)
  const found = new Map(
    areas.map((area): [string, Subject] => [area.id, { id: area.id, level: area.level as PostingLevel, paths: [area.path], top: area.path }]),
  )
  if (found.size < wanted.length) {
    for (const path of ctx.paths(permission)) {
      for (const overlay of [...(await listOverlaysOf(ctx, 'grid', path, day)), ...(await listOverlaysOf(ctx, 'cutArea', path, day))]) {
        // Of an overlay that reaches further than the own areas only a part is to be seen: it is somebody else's.
        const kept = wanted.includes(overlay.id) ? await findSubject(ctx, overlay.id, day) : undefined
        if (kept?.member_ids.some((id) => !overlay.areaIds.includes(id))) continue
        found.set(overlay.id, { id: overlay.id, level: overlay.kind as PostingLevel, paths: overlay.areaPaths, top: overlay.path })
      }
    }
  }
  return wanted.map((id) => {
    const subject = found.get(id)
    if (!subject) throw fail(commonErrors, 'request.not_found')
    for (const path of subject.paths) ctx.must(permission, { path })
    // Districts make no report, and where there is peace nobody does.
    if ((subject.level as string) === 'district' || subject.paths.some((path) => criteriaAt(path) === null)) throw fail(dailyErrors, 'daily.not_in_force')
    return subject
  })
}
