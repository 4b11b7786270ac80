import type { Role } from '@xiaomen/rules/access'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { AccountRow, CredentialRow } from '../tables.ts'
import { db, seeingAll } from './db.ts'

export type Account = {
  id: string
  areaPath: string
  login: string
  name: string
  unit: string
  state: 'active' | 'disabled'
  personId: string | null
  lang: 'zh' | 'en' | null
  lastSeenAt: Date | null
}

export const LOGIN_INDEX = 'access.account.login'
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()
export const place = (id: string, column: 'login' | 'name') => ({ table: 'access.account', row: id, column })

export const openName = (crypto: Ctx['crypto'], row: Pick<AccountRow, 'id' | 'name'>): string => crypto.open('name', place(row.id, 'name'), row.name)
const toAccount = (ctx: Ctx, row: AccountRow): Account => ({
  id: row.id,
  areaPath: row.area_path,
  login: ctx.crypto.open('phone', place(row.id, 'login'), row.login),
  name: openName(ctx.crypto, row),
  unit: row.unit,
  state: row.state === 'active' ? 'active' : 'disabled',
  personId: row.person_id,
  lang: row.lang === 'zh' || row.lang === 'en' ? row.lang : null,
  lastSeenAt: row.last_seen_at,
})

export async function findAccount(ctx: Ctx, id: string): Promise<Account | null> {
  const row = await db(ctx).selectFrom('access.account').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toAccount(ctx, row) : null
}

export async function findAccountByLogin(ctx: Ctx, login: string): Promise<Account | null> {
  const row = await db(ctx)
    .selectFrom('access.account')
    .selectAll()
    .where('login_index', '=', ctx.crypto.index(LOGIN_INDEX, normaliseLogin(login)))
    .executeTakeFirst()
  return row ? toAccount(ctx, row) : null
}

export async function findAccountOfPerson(ctx: Ctx, personId: string): Promise<Account | null> {
  const row = await db(ctx).selectFrom('access.account').selectAll().where('person_id', '=', personId).executeTakeFirst()
  return row ? toAccount(ctx, row) : null
}

export type Sought = { paths: readonly string[]; roles: readonly Role[]; who: { login: string } | 'withoutPerson' | 'anybody'; most: number }

/** Accounts that hold any of these roles beneath one of these paths, oldest first. Only as many are opened as are asked for. */
export async function listHolders(ctx: Ctx, { paths, roles, who, most }: Sought): Promise<Account[]> {
  const rows = await db(ctx)
    .selectFrom('access.account as a')
    .selectAll('a')
    .where(sql<boolean>`exists (select from access.role_grant g where g.account_id = a.id and g.revoked_at is null and g.role = any(${[...roles]}::text[])
      and exists (select from unnest(${[...paths]}::text[]) p where starts_with(g.area_path, p)))`)
    .$if(who === 'withoutPerson', (q) => q.where('a.person_id', 'is', null))
    .$if(typeof who === 'object', (q) => q.where('a.login_index', '=', ctx.crypto.index(LOGIN_INDEX, normaliseLogin(typeof who === 'object' ? who.login : ''))))
    .orderBy('a.created_at')
    .orderBy('a.id')
    .limit(most)
    .execute()
  return rows.map((row) => toAccount(ctx, row))
}

export async function listAccounts(ctx: Ctx, ids: readonly string[]): Promise<Account[]> {
  if (ids.length === 0) return []
  const rows = await db(ctx)
    .selectFrom('access.account')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => toAccount(ctx, row))
}

const actorId = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

type NewAccount = Pick<Account, 'id' | 'areaPath' | 'login' | 'name' | 'unit' | 'personId'> & { passwordHash: string | null; mustChange: boolean }

/** False when the login is taken, whoever holds it: the caller may not be allowed to see that account. */
export async function insertAccount(ctx: Ctx, account: NewAccount): Promise<boolean> {
  const login = normaliseLogin(account.login)
  const added =
    await sql`insert into access.account (id, area_path, login, login_index, name, unit, state, person_id, lang, created_at, created_by, last_seen_at)
    values (${account.id}, ${account.areaPath}, ${ctx.crypto.seal('phone', place(account.id, 'login'), login)}, ${ctx.crypto.index(LOGIN_INDEX, login)},
      ${ctx.crypto.seal('name', place(account.id, 'name'), account.name)}, ${account.unit}, 'active', ${account.personId}, null, ${ctx.now}, ${actorId(ctx)}, null)
    on conflict (login_index) do nothing returning id`.execute(ctx.tx)
  if (added.rows.length === 0) return false
  await db(ctx)
    .insertInto('access.credential')
    .values({
      account_id: account.id,
      area_path: account.areaPath,
      password_hash: account.passwordHash,
      must_change: account.mustChange,
      totp: null,
      totp_pending: null,
      totp_last_step: '0',
    })
    .execute()
  return true
}

export async function updateState(ctx: Ctx, id: string, state: Account['state']): Promise<void> {
  await db(ctx).updateTable('access.account').set({ state }).where('id', '=', id).execute()
}
/** Somebody other than its owner has held a password of this account. */
export async function updateRecovered(ctx: Ctx, id: string): Promise<void> {
  await db(ctx)
    .updateTable('access.account')
    .set({ recovered_by: actorId(ctx), recovered_at: ctx.now })
    .where('id', '=', id)
    .execute()
}
/** Whether one of two accounts has made the other, given it a role or a new password since then. */
export async function isTied(ctx: Ctx, one: string, other: string, since: Date): Promise<boolean> {
  const { rows } = await seeingAll(ctx, () =>
    sql`select 1 from access.account where (id, created_by) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid)) and created_at > ${since}
      union all select 1 from access.account where (id, recovered_by) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid)) and recovered_at > ${since}
      union all select 1 from access.role_grant where (account_id, granted_by) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid)) and granted_at > ${since}
      limit 1`.execute(ctx.tx),
  )
  return rows.length > 0
}
export async function updateLang(ctx: Ctx, id: string, lang: 'zh' | 'en'): Promise<void> {
  await db(ctx).updateTable('access.account').set({ lang }).where('id', '=', id).execute()
}

export async function updatePersonOf(ctx: Ctx, id: string, personId: string): Promise<void> {
  await db(ctx).updateTable('access.account').set({ person_id: personId }).where('id', '=', id).execute()
}

/** The account and all that hangs on it now belong to another smallest area. */
export async function updateAreaPath(ctx: Ctx, id: string, areaPath: string): Promise<void> {
  await db(ctx).updateTable('access.session').set({ area_path: areaPath }).where('account_id', '=', id).execute()
  await db(ctx).updateTable('access.credential').set({ area_path: areaPath }).where('account_id', '=', id).execute()
  await db(ctx).updateTable('access.account').set({ area_path: areaPath }).where('id', '=', id).execute()
}

export type Credential = { passwordHash: string | null; mustChange: boolean; totp: string | null; totpPending: string | null; totpLastStep: number }
const totpPlace = (id: string, column: 'totp' | 'totp_pending') => ({ table: 'access.credential', row: id, column })

export async function findCredential(ctx: Ctx, accountId: string): Promise<Credential | null> {
  const row: CredentialRow | undefined = await db(ctx).selectFrom('access.credential').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  if (!row) return null
  const open = (column: 'totp' | 'totp_pending') => (row[column] === null ? null : ctx.crypto.open('document', totpPlace(accountId, column), row[column]))
  return {
    passwordHash: row.password_hash,
    mustChange: row.must_change,
    totp: open('totp'),
    totpPending: open('totp_pending'),
    totpLastStep: Number(row.totp_last_step),
  }
}

/** Only what is given changes. */
export async function updateCredential(ctx: Ctx, accountId: string, change: Partial<Credential>): Promise<void> {
  const seal = (column: 'totp' | 'totp_pending', secret: string | null) =>
    secret === null ? null : ctx.crypto.seal('document', totpPlace(accountId, column), secret)
  await db(ctx)
    .updateTable('access.credential')
    .set({
      ...(change.passwordHash !== undefined ? { password_hash: change.passwordHash } : {}),
      ...(change.mustChange !== undefined ? { must_change: change.mustChange } : {}),
      ...(change.totp !== undefined ? { totp: seal('totp', change.totp) } : {}),
      ...(change.totpPending !== undefined ? { totp_pending: seal('totp_pending', change.totpPending) } : {}),
      ...(change.totpLastStep !== undefined ? { totp_last_step: String(change.totpLastStep) } : {}),
    })
    .where('account_id', '=', accountId)
    .execute()
}

/** Which of these accounts sign in with a second factor. */
export async function withTotp(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db(ctx)
    .selectFrom('access.credential')
    .select('account_id')
    .where('totp', 'is not', null)
    .where(sql<boolean>`account_id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Set(rows.map((row) => row.account_id))
}
