// What approvals does for the modules above it.
import { createHash } from 'node:crypto'
import { approvalsErrors, approvalsEvents, commonErrors } from '@xiaomen/contract'
import { ACT_HOURS, canonical, type Hand, type HandRefusal, handRefusal, neededFor, signRefusal, summedPeople } from '@xiaomen/rules/approvals'
import type { Ctx } from '../../platform/ctx.ts'
import { type AppError, fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { accountNames, areTied } from '../access/index.ts'
import * as repo from './repo.ts'
import type { ActRow, SignatureRow } from './tables.ts'

/** `payload`: ids, days, codes and keyed indexes of what is to be done; texts only where they are nobody's. It is not kept, its digest is. */
export type ActOf = {
  kind: string
  subjectId: string
  payload: unknown
  people: number
  /** Signatures beside the author's hand. */
  base: number
  /** What a signer must hold at the place. */
  permission: string
  /** The community, or the area itself where it is about a larger one. */
  communityId: string
  path: string
  hours?: number
  /** Of something from before there were acts: whose it was, and since when. */
  author?: Hand & { openedAt: Date }
}

export const digestOf = (payload: unknown): Buffer => createHash('sha256').update(canonical(payload)).digest()

function handOf(ctx: Ctx): Hand {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return { id: ctx.actor.id, unit: ctx.actor.unit }
}

async function tiesOf(ctx: Ctx, hand: Hand, others: readonly Hand[]): Promise<(id: string) => boolean> {
  const tied = new Set<string>()
  for (const { id } of others) if (id !== hand.id && (await areTied(ctx, id, hand.id))) tied.add(id)
  return (id) => tied.has(id)
}

const moved = (ctx: Ctx, row: Pick<ActRow, 'community_id' | 'id' | 'area_path'>) =>
  ctx.emit(approvalsEvents.actMoved, { communityId: row.community_id, actId: row.id, areaPath: row.area_path })

/** The same rule where a table keeps the first hand itself. @returns the second */
export async function secondHand(ctx: Ctx, first: Hand, refuse: (reason: HandRefusal) => AppError): Promise<string> {
  const hand = handOf(ctx)
  const refusal = handRefusal(hand, [first], await tiesOf(ctx, hand, [first]))
  if (refusal !== null) throw refuse(refusal)
  return hand.id
}

/** Opens an act; one about the same whose time is over gives way. @returns its id */
export async function openAct(ctx: Ctx, act: ActOf): Promise<string> {
  const before = await repo.lockOpenAct(ctx, act.kind, act.subjectId)
  if (before && before.expires_at > ctx.now) throw fail(commonErrors, 'request.conflict')
  if (before) await repo.closeAct(ctx, before, 'withdrawn')
  const { openedAt, ...author } = act.author ?? { ...handOf(ctx), openedAt: ctx.now }
  const id = uuidv7()
  await repo.insertAct(ctx, {
    community_id: act.communityId,
    id,
    area_path: act.path,
    kind: act.kind,
    subject_id: act.subjectId,
    digest: digestOf(act.payload),
    people: act.people,
    base: act.base,
    permission: act.permission,
    author: author.id,
    author_unit: author.unit,
    opened_at: openedAt,
    expires_at: new Date(openedAt.getTime() + (act.hours ?? ACT_HOURS) * 3_600_000),
    state: 'open',
    closed_at: null,
  })
  await moved(ctx, { community_id: act.communityId, id, area_path: act.path })
  return id
}

const CODES = {
  changed: 'approvals.changed',
  expired: 'approvals.expired',
  signed_already: 'approvals.signed_already',
  done_already: 'approvals.closed',
  withdrawn: 'approvals.closed',
} as const

export type Signed = { isDone: boolean; have: number; needed: number }
/**
 * Puts the caller's name to the act. How many it takes is judged now, with all that was opened or put through since: it closes the door for older acts too.
 * @param refuse says in the caller's own words what is wrong with the hand
 */
export async function signAct(
  ctx: Ctx,
  { actId, payload, refuse }: { actId: string; payload: unknown; refuse: (reason: HandRefusal) => AppError },
): Promise<Signed> {
  const row = await repo.lockAct(ctx, actId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  const hand = handOf(ctx)
  const signers = (await repo.listSignatures(ctx, [row.id])).map((one) => ({ id: one.account_id, unit: one.unit }))
  const author = { id: row.author, unit: row.author_unit }
  const refusal = signRefusal(
    { state: row.state as 'open', author, signers, digest: hexOf(row.digest), expiresAt: row.expires_at },
    { ...hand, digest: hexOf(digestOf(payload)), now: ctx.now },
    await tiesOf(ctx, hand, [author, ...signers]),
  )
  if (refusal === 'same_person' || refusal === 'same_unit' || refusal === 'tied_accounts') throw refuse(refusal)
  if (refusal !== null) throw fail(approvalsErrors, CODES[refusal])
  await repo.lockSum(ctx, row.kind, row.author_unit)
  const needed = neededFor(row.base, await peopleNow(ctx, row))
  await repo.insertSignature(ctx, {
    community_id: row.community_id,
    act_id: row.id,
    account_id: hand.id,
    area_path: row.area_path,
    unit: hand.unit,
    signed_at: ctx.now,
  })
  const have = signers.length + 1
  if (have >= needed) await repo.closeAct(ctx, row, 'done')
  await moved(ctx, row)
  return { isDone: have >= needed, have, needed }
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

async function sumOf(ctx: Ctx, kind: string, unit: string): Promise<number> {
  return summedPeople(
    (await repo.listLately(ctx, kind, unit)).map((act) => ({
      state: act.state as 'open',
      people: act.people,
      openedAt: act.opened_at,
      doneAt: act.closed_at,
      expiresAt: act.expires_at,
    })),
    ctx.now,
  )
}
/** An act opened longer ago than the sum looks back still touches its own people. */
const isSummed = (ctx: Ctx, row: ActRow) => row.opened_at.getTime() > ctx.now.getTime() - 86_400_000
const peopleNow = async (ctx: Ctx, row: ActRow): Promise<number> => (await sumOf(ctx, row.kind, row.author_unit)) + (isSummed(ctx, row) ? 0 : row.people)

/** The act that waits about a subject, locked; undefined where nothing waits. */
export const waitingAct = async (ctx: Ctx, kind: string, subjectId: string): Promise<string | undefined> => (await repo.lockOpenAct(ctx, kind, subjectId))?.id

/** Takes back what waits about a subject; nothing happens where nothing waits. */
export async function withdrawAct(ctx: Ctx, kind: string, subjectId: string): Promise<void> {
  const row = await repo.lockOpenAct(ctx, kind, subjectId)
  if (!row) return
  await repo.closeAct(ctx, row, 'withdrawn')
  await moved(ctx, row)
}

/** Acts about these subjects, latest first, as whoever asks sees them. */
export const actsOf = async (ctx: Ctx, subjectIds: readonly string[]) => viewsOf(ctx, subjectIds.length === 0 ? [] : await repo.listActsOf(ctx, subjectIds))

export async function viewsOf(ctx: Ctx, rows: readonly ActRow[]) {
  const open = rows.filter((row) => row.state === 'open')
  const signatures = Map.groupBy(
    rows.length === 0
      ? []
      : await repo.listSignatures(
          ctx,
          rows.map(({ id }) => id),
        ),
    (one) => one.act_id,
  )
  const names = await accountNames(
    ctx,
    rows.flatMap((row) => [row.author, ...(signatures.get(row.id) ?? []).map((one) => one.account_id)]),
  )
  const sums = new Map<string, number>()
  for (const { kind, author_unit: unit } of open) {
    const key = `${kind} ${unit}`
    if (!sums.has(key)) sums.set(key, await sumOf(ctx, kind, unit))
  }
  const me = ctx.actor.kind === 'account' ? ctx.actor : null
  const nameOf = (id: string) => names.get(id) ?? '—'
  const signed = ({ account_id, unit, signed_at }: SignatureRow) => ({ name: nameOf(account_id), unit, at: signed_at.toISOString() })
  return Promise.all(
    rows.map(async (row) => {
      const signers = signatures.get(row.id) ?? []
      const people = row.state === 'open' ? sums.get(`${row.kind} ${row.author_unit}`)! + (isSummed(ctx, row) ? 0 : row.people) : row.people
      const hands = [{ id: row.author, unit: row.author_unit }, ...signers.map((one) => ({ id: one.account_id, unit: one.unit }))]
      return {
        id: row.id,
        kind: row.kind,
        subjectId: row.subject_id,
        path: row.area_path,
        isOpen: row.state === 'open' && row.expires_at > ctx.now,
        author: { name: nameOf(row.author), unit: row.author_unit, at: row.opened_at.toISOString() },
        expiresAt: row.expires_at.toISOString(),
        people,
        needed: neededFor(row.base, people),
        signatures: signers.map(signed),
        // Whether the two accounts are tied is asked when it is signed: it is rare, and a question of its own for each.
        maySign:
          me !== null &&
          row.state === 'open' &&
          row.expires_at > ctx.now &&
          ctx.may(row.permission, { path: row.area_path }) &&
          handRefusal(me, hands, () => false) === null,
        isOwn: me?.id === row.author,
      }
    }),
  )
}
