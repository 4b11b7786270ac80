import type { AreaChange } from '@xiaomen/rules/areas'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { AreaState } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { db } from './db.ts'

export type State = z.input<typeof AreaState>
/** `subject`: an area or an overlay. */
export type Noted = {
  subject: { id: string; path: string; communityId: string | null }
  what: AreaChange
  before?: State | null
  after?: State | null
}

const namePlace = (id: string) => ({ table: 'areas.area_history', row: id, column: 'by_name' })

/** What became of areas and overlays, by whom and when: in the transaction of the deed. */
export async function noteHistory(ctx: Ctx, notes: readonly Noted[]): Promise<void> {
  if (notes.length === 0) return
  const rows = notes.map(({ subject, what, before = null, after = null }) => {
    const id = uuidv7()
    return {
      community_id: subject.communityId ?? subject.id,
      id,
      subject_id: subject.id,
      area_path: subject.path,
      at: ctx.now,
      account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
      by_name: ctx.actor.kind === 'account' && ctx.actor.name !== '' ? ctx.crypto.seal('name', namePlace(id), ctx.actor.name).toString('base64') : null,
      what,
      before,
      after,
    }
  })
  await sql`insert into areas.area_history (community_id, id, subject_id, area_path, at, account_id, by_name, what, before, after)
    select community_id, id, subject_id, area_path, at, account_id, decode(by_name, 'base64'), what, before, after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (community_id uuid, id uuid, subject_id uuid, area_path text, at timestamptz, account_id uuid, by_name text, what text, before jsonb, after jsonb)`.execute(
    ctx.tx,
  )
}

const PAGE = 50

/** Newest first. */
export async function listHistory(ctx: Ctx, subjectId: string, after: string | undefined) {
  const rows = await db(ctx)
    .selectFrom('areas.area_history')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .$if(after !== undefined, (q) => q.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const page = rows.slice(0, PAGE)
  const changes = page.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    what: row.what as AreaChange,
    by: row.by_name === null ? null : ctx.crypto.open('name', namePlace(row.id), row.by_name),
    before: row.before as State | null,
    after: row.after as State | null,
  }))
  return { changes, next: rows.length > PAGE ? page.at(-1)!.id : null }
}
