// 变动记录: what was written of a person or a home before each change.
import type { Ctx } from '../../../platform/ctx.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { PersonFields } from '../person-fields.ts'
import * as repo from '../repo/person.ts'
import type { HistoryRow, HomeRow, PersonRow } from '../tables.ts'

const accountId = (ctx: Ctx) => (ctx.actor.kind === 'account' ? ctx.actor.id : null)
type More = Partial<Pick<HistoryRow, 'other_id' | 'detail' | 'home_id'>>

/** `before`: the fields as they were, sealed whole under the strictest of their classes. */
export async function keepHistory(ctx: Ctx, person: PersonRow, what: string, before: PersonFields | null, more: More = {}): Promise<void> {
  const id = uuidv7()
  await repo.insertHistory(ctx, {
    community_id: person.community_id,
    id,
    area_path: person.area_path,
    at: ctx.now,
    account_id: accountId(ctx),
    person_id: person.id,
    home_id: person.home_id,
    what,
    before: before === null ? null : ctx.crypto.seal('document', { table: 'registry.history', row: id, column: 'before' }, JSON.stringify(before)),
    ...more,
  })
}
export async function keepHomeHistory(ctx: Ctx, home: Pick<HomeRow, 'community_id' | 'id' | 'area_path'>, what: string, more: More = {}): Promise<void> {
  await repo.insertHistory(ctx, {
    community_id: home.community_id,
    id: uuidv7(),
    area_path: home.area_path,
    at: ctx.now,
    account_id: accountId(ctx),
    person_id: null,
    home_id: home.id,
    what,
    before: null,
    ...more,
  })
}
