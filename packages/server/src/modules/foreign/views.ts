// What a file said and whom the ledger knows, as far as the reader of this request may see it.
import { masked } from '@xiaomen/rules/access'
import type { ForeignRow } from '@xiaomen/rules/foreign'
import type { Ctx } from '../../platform/ctx.ts'
import { doorsOf } from '../registry/index.ts'

export function shownOf(ctx: Ctx, said: ForeignRow, path: string) {
  const sight = ctx.sight(path)
  return {
    name: masked('name', said.name, sight.name),
    phone: masked('phone', said.phone, sight.phone),
    document: masked('document', said.document, sight.document),
    method: said.method,
    lab: said.lab,
    result: sight.health === 'none' ? null : said.result,
  }
}
/** Read once; the answer masks each by where they live. */
export async function doorsFor(
  ctx: Ctx,
  people: readonly { homeId: string | null }[],
): Promise<(one: { homeId: string | null; path: string }) => string | null> {
  const doors = await doorsOf(ctx, [...new Set(people.flatMap(({ homeId }) => homeId ?? []))])
  return ({ homeId, path }) => masked('door', (homeId !== null && doors.get(homeId)) || null, ctx.sight(path).door)
}
