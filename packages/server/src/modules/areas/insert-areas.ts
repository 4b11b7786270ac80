import { areasErrors } from '@xiaomen/contract'
import { type Level, levelsUnder } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Area } from './repo/area.ts'
import * as areaRepo from './repo/area.ts'
import { noteHistory } from './repo/history.ts'

/** `parentId` may name an area of the same batch that stands before it. */
export type NewArea = { id?: string; parentId: string | null; level: Level; name: string }

/** Puts areas into the tree, each with the next ordinal under its parent. Names must be free; permission is the caller's business. */
export async function insertAreas(ctx: Ctx, rows: readonly NewArea[]): Promise<Area[]> {
  if (rows.length === 0) return []
  const batch = rows.map((row) => ({ ...row, id: row.id ?? uuidv7() }))
  const own = new Set(batch.map((row) => row.id))
  const outside = [...new Set(batch.map((row) => row.parentId).filter((id) => id === null || !own.has(id)))]
  await areaRepo.lockParents(ctx, outside)
  const known = new Map(
    (
      await areaRepo.listAreas(
        ctx,
        outside.filter((id) => id !== null),
      )
    ).map((area) => [area.id, area]),
  )
  const last = await areaRepo.lastOrdinals(ctx, outside)

  const added = batch.map(({ id, parentId, level, name }): Area => {
    const parent = parentId === null ? null : known.get(parentId)
    if (parent === undefined || !levelsUnder(parent?.level ?? null).includes(level)) throw fail(areasErrors, 'areas.level_not_under')
    const ordinal = (last.get(parentId) ?? 0) + 1
    last.set(parentId, ordinal)
    const communityId = level === 'community' ? id : (parent?.communityId ?? null)
    const area: Area = {
      id,
      parentId,
      level,
      name,
      ordinal,
      path: `${parent?.path ?? '/'}${ordinal}/`,
      communityId,
      homes: 0,
      version: 1,
      code: null,
      codeYear: null,
      classCode: null,
    }
    known.set(id, area)
    return area
  })
  await areaRepo.insertAreaRows(
    ctx,
    added.map((area) => ({
      id: area.id,
      parent_id: area.parentId,
      community_id: area.communityId,
      level: area.level,
      name: area.name,
      ordinal: area.ordinal,
      path: area.path,
      homes: 0,
      version: 1,
    })),
  )
  await areaRepo.keepLastOrdinals(ctx, last)
  await noteHistory(
    ctx,
    added.map((area) => ({
      subject: area,
      what: 'added',
      after: { name: area.name, level: area.level, parentId: area.parentId, parentName: area.parentId === null ? null : known.get(area.parentId)!.name },
    })),
  )
  return added
}
