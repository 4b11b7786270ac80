import { commonErrors, type status } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { listAreas } from '../../areas/index.ts'
import { linesOf } from '../lines.ts'
import * as repo from '../repo/digest.ts'
import { areaFor } from './place.ts'

type Status = Handlers<typeof status>
const MOST = 60

export const listDigests: Status['listDigests'] = async (ctx, { areaId }) => {
  const paths = areaId === undefined ? ctx.paths('status.alerts') : [(await areaFor(ctx, 'status.alerts', areaId)).path]
  const found = new Map<string, Awaited<ReturnType<typeof repo.listDigests>>[number]>()
  for (const path of paths) for (const row of await repo.listDigests(ctx, path, MOST)) found.set(row.id, row)
  const rows = [...found.values()].toSorted((a, b) => b.made_at.getTime() - a.made_at.getTime()).slice(0, MOST)
  const names = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.community_id))])).map((area) => [area.id, area.name]))
  return rows.map((row) => ({
    id: row.id,
    communityId: row.community_id,
    communityName: names.get(row.community_id) ?? '—',
    kind: row.kind as 'morning' | 'red',
    day: row.day,
    madeAt: row.made_at.toISOString(),
    people: row.people,
  }))
}

/** Of the people of a digest those at the reader's own places. */
export const getDigest: Status['getDigest'] = async (ctx, { communityId, digestId }) => {
  const paths = ctx.paths('status.alerts')
  const digest = await repo.findDigest(ctx, communityId, digestId)
  if (!digest || !paths.some((path) => contains(path, digest.area_path) || contains(digest.area_path, path))) throw fail(commonErrors, 'request.not_found')
  const lines = await linesOf(
    ctx,
    digest,
    (change) => paths.some((path) => contains(path, change.area_path)),
    (path) => ctx.sight(path),
  )
  ctx.audit.communityId(communityId)
  ctx.audit.subjects(lines.map((line) => line.personId))
  return { kind: digest.kind as 'morning' | 'red', day: digest.day, madeAt: digest.made_at.toISOString(), people: digest.people, lines }
}
