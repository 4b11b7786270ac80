import { SUMMED_HOURS } from '@xiaomen/rules/approvals'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { seeingAll } from '../../platform/scope.ts'
import type { ActRow, ApprovalsTables, SignatureRow } from './tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<ApprovalsTables>()

export async function insertAct(ctx: Ctx, row: ActRow): Promise<void> {
  await db(ctx).insertInto('approvals.act').values(row).execute()
}

/** The one that waits about this subject, for a change that depends on the state it finds. */
export const lockOpenAct = (ctx: Ctx, kind: string, subjectId: string): Promise<ActRow | undefined> =>
  db(ctx)
    .selectFrom('approvals.act')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst()

export const lockAct = (ctx: Ctx, id: string): Promise<ActRow | undefined> =>
  db(ctx).selectFrom('approvals.act').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function closeAct(ctx: Ctx, row: Pick<ActRow, 'community_id' | 'id'>, state: 'done' | 'withdrawn'): Promise<void> {
  await db(ctx).updateTable('approvals.act').set({ state, closed_at: ctx.now }).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}

export async function insertSignature(ctx: Ctx, row: SignatureRow): Promise<void> {
  await db(ctx).insertInto('approvals.signature').values(row).execute()
}

export const listSignatures = (ctx: Ctx, actIds: readonly string[]): Promise<SignatureRow[]> =>
  db(ctx)
    .selectFrom('approvals.signature')
    .selectAll()
    .where(sql<boolean>`act_id = any(${[...actIds]}::uuid[])`)
    .orderBy('signed_at')
    .execute()

/** All about these subjects, latest first. */
export const listActsOf = (ctx: Ctx, subjectIds: readonly string[]): Promise<ActRow[]> =>
  db(ctx)
    .selectFrom('approvals.act')
    .selectAll()
    .where(sql<boolean>`subject_id = any(${[...subjectIds]}::uuid[])`)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Those that wait beneath these paths, the longest first. */
export const listOpenActs = (ctx: Ctx, paths: readonly string[], limit: number): Promise<ActRow[]> =>
  db(ctx)
    .selectFrom('approvals.act')
    .selectAll()
    .where('state', '=', 'open')
    .where('expires_at', '>', ctx.now)
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p))`)
    .orderBy('opened_at')
    .orderBy('id')
    .limit(limit)
    .execute()

/** Two signatures of one kind and unit at the same moment each see the other's sum. */
export const lockSum = (ctx: Ctx, kind: string, unit: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`approvals ${kind} ${unit}`}, 0))`.execute(ctx.tx)

const SUMMED = ['state', 'people', 'opened_at', 'closed_at', 'expires_at'] as const
/** Acts of a kind in which a unit took part lately, as author or with a signature, wherever they lie: a unit does not get twice as far by asking in two places. */
export const listLately = (ctx: Ctx, kind: string, unit: string): Promise<Pick<ActRow, (typeof SUMMED)[number]>[]> => {
  const since = new Date(ctx.now.getTime() - SUMMED_HOURS * 3_600_000)
  return seeingAll(ctx, () =>
    db(ctx)
      .selectFrom('approvals.act')
      .select(SUMMED)
      .where('kind', '=', kind)
      .where('state', '<>', 'withdrawn')
      .where((e) => e.or([e('opened_at', '>', since), e('closed_at', '>', since)]))
      .where(
        sql<boolean>`(author_unit = ${unit} or exists (select from approvals.signature s where s.community_id = act.community_id and s.act_id = act.id and s.unit = ${unit}))`,
      )
      .execute(),
  )
}
