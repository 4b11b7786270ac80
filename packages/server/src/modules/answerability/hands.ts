// Somebody who answers or looks after: an account, a person of the ledger, or a name the office wrote down.
import { answerabilityErrors, commonErrors } from '@xiaomen/contract'
import { masked, REVEAL_MINUTES } from '@xiaomen/rules/access'
import type { HandKind } from '@xiaomen/rules/answerability'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { seeingAll } from '../../platform/scope.ts'
import { accountUnits } from '../access/index.ts'
import type { Area } from '../areas/index.ts'
import { currentPeople, peopleByIds, type Person } from '../registry/index.ts'
import { findHand, findHandOf, insertHand, updatePhone } from './repo/hand.ts'
import type { HandRow } from './tables.ts'

export type Who =
  | { kind: 'hand'; handId: string }
  | { kind: 'account'; accountId: string; phone?: string | undefined }
  | { kind: 'person'; personId: string }
  | { kind: 'named'; name: string; unit: string; phone: string | null }
export type Hand = { id: string; kind: HandKind; accountId: string | null; name: string; unit: string; hasPhone: boolean }

export const notFound = () => fail(commonErrors, 'request.not_found')
const at = (row: string, column: 'sealed_name' | 'sealed_phone') => ({ table: 'answerability.hand', row, column })

/** The hand of this community, the same one again when it is known. @throws 404 for one of elsewhere */
export async function handFor(ctx: Ctx, community: Pick<Area, 'id' | 'path'>, who: Who): Promise<HandRow> {
  if (who.kind === 'hand') {
    const known = await findHand(ctx, who.handId)
    if (!known || known.community_id !== community.id) throw notFound()
    return known
  }
  const id = uuidv7()
  const row: HandRow = {
    community_id: community.id,
    id,
    area_path: community.path,
    kind: who.kind,
    account_id: null,
    person_id: null,
    sealed_name: null,
    unit: null,
    sealed_phone: null,
    made_at: ctx.now,
  }
  if (who.kind === 'named') {
    row.sealed_name = ctx.crypto.seal('name', at(id, 'sealed_name'), who.name)
    row.unit = who.unit
    row.sealed_phone = who.phone === null ? null : ctx.crypto.seal('phone', at(id, 'sealed_phone'), who.phone)
    await insertHand(ctx, row)
    return row
  }
  const of = who.kind === 'account' ? { accountId: who.accountId } : { personIds: await allIdsOf(ctx, who.personId, community) }
  if (!(await findHandOf(ctx, community.id, of)))
    await insertHand(ctx, who.kind === 'account' ? { ...row, account_id: who.accountId } : { ...row, person_id: who.personId })
  const hand = (await findHandOf(ctx, community.id, of))!
  if (who.kind === 'account' && who.phone !== undefined) await updatePhone(ctx, hand, ctx.crypto.seal('phone', at(hand.id, 'sealed_phone'), who.phone))
  return hand
}
async function allIdsOf(ctx: Ctx, personId: string, community: Pick<Area, 'id'>): Promise<string[]> {
  const person = (await peopleByIds(ctx, [personId])).get(personId)
  if (!person || person.communityId !== community.id) throw notFound()
  return [...new Set([personId, (await currentPeople(ctx, [personId])).get(personId) ?? personId])]
}

/** Who the people of the ledger among them are, also where the reader sees no more of them than that they look after somebody. */
export const peopleOf = (ctx: Ctx, hands: readonly HandRow[]): Promise<Map<string, Person>> => {
  const ids = hands.flatMap((hand) => hand.person_id ?? [])
  return ids.length === 0 ? Promise.resolve(new Map()) : seeingAll(ctx, () => peopleByIds(ctx, ids))
}

/**
 * As they are shown at a place: whoever holds a duty is named, as accounts are; a person of the ledger as this reader may see names there.
 * `isOwn`: for the household itself, which is told who looks after it.
 */
export async function handViews(ctx: Ctx, hands: readonly HandRow[], isOwn = false): Promise<(id: string, path: string) => Hand | null> {
  const accounts = await accountUnits(
    ctx,
    hands.flatMap((hand) => hand.account_id ?? []),
  )
  const people = await peopleOf(ctx, hands)
  const byId = new Map(hands.map((hand) => [hand.id, hand]))
  return (id, path) => {
    const hand = byId.get(id)
    if (!hand) return null
    const person = hand.person_id === null ? undefined : people.get(hand.person_id)
    const account = hand.account_id === null ? undefined : accounts.get(hand.account_id)
    const name =
      hand.kind === 'named'
        ? ctx.crypto.open('name', at(id, 'sealed_name'), hand.sealed_name!)
        : hand.kind === 'account'
          ? account?.name
          : (masked('name', person?.name ?? null, isOwn ? 'full' : ctx.sight(path).name) ?? undefined)
    return {
      id,
      kind: hand.kind,
      accountId: hand.account_id,
      name: name ?? '—',
      unit: hand.unit ?? account?.unit ?? '',
      hasPhone: hand.kind === 'person' ? (person?.phone ?? null) !== null : hand.sealed_phone !== null,
    }
  }
}

/** The number, for five minutes. The caller has asked whether it may be told. */
export async function phoneOf(ctx: Ctx, hand: HandRow): Promise<{ value: string | null; until: string }> {
  const person = hand.person_id === null ? undefined : (await peopleOf(ctx, [hand])).get(hand.person_id)
  const value =
    hand.kind === 'person'
      ? (person?.phone ?? null)
      : hand.sealed_phone === null
        ? null
        : ctx.crypto.open('phone', at(hand.id, 'sealed_phone'), hand.sealed_phone)
  return { value, until: new Date(ctx.now.getTime() + REVEAL_MINUTES * 60_000).toISOString() }
}

export const official = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)
export const noRights = () => fail(answerabilityErrors, 'answerability.no_rights_there')
