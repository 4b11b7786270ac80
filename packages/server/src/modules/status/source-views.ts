// Sources as the reader of this request may see them, with what waits about each for a second person.
import type { SignalKind } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import { actsOf } from '../approvals/index.ts'
import type { SourceRow } from './tables.ts'

export async function sourceView(ctx: Ctx, row: SourceRow) {
  return (await sourceViews(ctx, [row]))[0]!
}

export async function sourceViews(ctx: Ctx, rows: readonly SourceRow[]) {
  const acts = await actsOf(
    ctx,
    rows.filter((row) => row.agreed_at === null || row.secret_asked_at !== null).map((row) => row.id),
  )
  const me = ctx.actor.kind === 'account' ? ctx.actor.id : null
  return rows.map((row) => {
    const own = acts.filter((act) => act.subjectId === row.id)
    const latest = (kind: string) => own.find((act) => act.kind === kind)
    const [adding, asking] = [latest('status.addSource'), latest('status.issueSecret')]
    return {
      ...viewOf(ctx, row),
      adding: row.agreed_at !== null || adding === undefined ? null : { by: adding.author, maySign: adding.maySign },
      secret:
        row.secret_asked_at === null || asking === undefined
          ? null
          : {
              by: asking.author,
              isAgreed: row.secret_agreed_at !== null,
              maySign: row.secret_agreed_at === null && asking.maySign,
              isOwn: row.secret_asked_by === me,
            },
    }
  })
}

const viewOf = (ctx: Ctx, row: SourceRow) => ({
  id: row.id,
  areaId: row.area_id,
  name: row.name,
  kinds: row.kinds as SignalKind[],
  trust: row.trust as 'official' | 'partner' | 'notice',
  isActive: row.is_active,
  secretMadeAt: row.secret_made_at?.toISOString() ?? null,
  heardAt: row.heard_at?.toISOString() ?? null,
  mayManage: ctx.may('status.manage', { path: row.area_path }),
})
