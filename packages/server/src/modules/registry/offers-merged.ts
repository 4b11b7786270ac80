import type { Ctx } from '../../platform/ctx.ts'
import { listFormers, listMerged } from './repo/merged.ts'

/** Id → every id under which something may have been written of this person: the own, and of those who became one record with them. */
export async function idsOfPeople(ctx: Pick<Ctx, 'tx'>, personIds: readonly string[]): Promise<Map<string, string[]>> {
  const ids = new Map(personIds.map((id) => [id, [id]]))
  for (const { id, current } of await listFormers(ctx, personIds)) ids.get(current)?.push(id)
  return ids
}
/** Of these ids, those that point to another → whom they stand for today. Reads nobody's fields, for thousands at once. */
export const mergedAmong = async (ctx: Pick<Ctx, 'tx'>, personIds: readonly string[]): Promise<Map<string, string>> =>
  new Map((await listMerged(ctx, personIds)).map(({ id, current }) => [id, current]))
