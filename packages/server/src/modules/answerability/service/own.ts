// 我包保的 and 谁在关心我们: what somebody answers for, and who looks after a household, with the way to call.
import { type answerability, commonErrors, registryErrors } from '@xiaomen/contract'
import { MOST_REVEALS, REVEAL_MINUTES } from '@xiaomen/rules/access'
import { comparePaths } from '@xiaomen/rules/areas'
import { isSharedHousing } from '@xiaomen/rules/registry'
import { countDeeds } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail, failKeeping } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { areasAt } from '../../areas/index.ts'
import { homeOfPerson, peopleByIds } from '../../registry/index.ts'
import { caredViews } from '../cared.ts'
import { handViews, notFound, official, phoneOf } from '../hands.ts'
import { placesAt } from '../lists.ts'
import { carerViews, ownAndCovered } from '../offers.ts'
import { answerabilityPack } from '../pack.ts'
import { listAnswersOf } from '../repo/answer.ts'
import { findHand, listHands, listHandsOfAccounts } from '../repo/hand.ts'
import { listOpenAt, listOpenHeld, listOpenOf } from '../repo/slot.ts'
import type { HandRow, SlotRow } from '../tables.ts'
import { ownHandovers } from './handovers.ts'

type Answerability = Handlers<typeof answerability>

export const listMine: Answerability['listMine'] = async (ctx) => {
  ctx.paths('answerability.care')
  const me = official(ctx)
  if (me === null) throw fail(commonErrors, 'access.denied')
  const hands = (await listHandsOfAccounts(ctx, await ownAndCovered(ctx, me))).map((hand) => hand.id)
  const day = localDay(ctx.now)
  const answers = (await listAnswersOf(ctx, hands, day)).toSorted((a, b) => comparePaths(a.area_path, b.area_path))
  const placeOf = await placesAt(ctx, answers, day)
  const held = await listOpenHeld(ctx, hands)
  // With whoever else looks after the same household.
  const rows = (await withOthers(ctx, held)).toSorted((a, b) => comparePaths(a.area_path, b.area_path))
  const isCover = new Set(held.filter((row) => row.hand_id === null || !hands.includes(row.hand_id)).map((row) => `${row.subject_kind} ${row.subject_id}`))
  const { posts } = answerabilityPack()
  ctx.audit.subjects(rows.flatMap((row) => row.person_id ?? []))
  return {
    hands,
    places: await Promise.all(
      answers.map(async (row) => ({
        post: posts[row.post].holder,
        name: placeOf(row).name,
        within: await withinOf(ctx, row.area_path),
        from: row.from_day,
        until: row.until_day,
      })),
    ),
    cared: (await caredViews(ctx, rows, true)).map((one) => ({ ...one, isCover: isCover.has(`${one.subjectKind} ${one.subjectId}`) })),
    handovers: await ownHandovers(ctx, hands),
  }
}
async function withOthers(ctx: Ctx, held: readonly SlotRow[]): Promise<SlotRow[]> {
  const all: SlotRow[] = []
  for (const [kind, own] of Map.groupBy(held, (row) => row.subject_kind))
    all.push(
      ...(await listOpenOf(
        ctx,
        kind,
        own.map((row) => row.subject_id),
      )),
    )
  return all
}
/** Every compound has a first building: a place is named with the one it lies in. */
async function withinOf(ctx: Ctx, path: string): Promise<string> {
  const [parent] = await areasAt(ctx, [path.replace(/[^/]+\/$/, '')])
  return parent?.name ?? ''
}

/** Of one's own household; where many live behind one door, of oneself only. */
async function slotsOfHousehold(ctx: Ctx): Promise<SlotRow[]> {
  const { personId } = ctx.self()
  const home = personId === null ? null : await homeOfPerson(ctx, personId)
  if (personId === null || !home) return []
  ctx.audit.communityId(home.communityId)
  const rows = (await listOpenAt(ctx, [home.path])).filter((row) => row.area_path === home.path)
  return isSharedHousing(home.use) ? rows.filter((row) => row.person_id === personId) : rows
}

export const listMyCarers: Answerability['listMyCarers'] = async (ctx) => {
  const rows = await slotsOfHousehold(ctx)
  const hands = await listHands(
    ctx,
    rows.flatMap((row) => [row.hand_id, row.cover_id].filter((id) => id !== null)),
  )
  const view = await handViews(ctx, hands, true)
  const carer = await carerViews(ctx, rows)
  const found = rows.map((row) => {
    const { hand, cover } = carer(row)
    const now = cover ?? hand
    const shown = now === null ? null : view(now.id, row.area_path)
    return { slotId: row.id, slot: row.slot, name: shown?.name ?? null, unit: shown?.unit ?? null, isCover: cover !== null, hasPhone: shown?.hasPhone ?? false }
  })
  // Once each, whoever of the household it is for.
  return [...new Map(found.map((one) => [`${one.slot} ${one.name} ${one.unit}`, one])).values()]
}

export const callCarer: Answerability['callCarer'] = async (ctx, { slotId }) => {
  const row = (await slotsOfHousehold(ctx)).find((one) => one.id === slotId)
  const handId = row?.cover_id ?? row?.hand_id ?? null
  const hand = handId === null ? undefined : await findHand(ctx, handId)
  if (!hand) throw notFound()
  ctx.audit.purpose('callOnDuty')
  ctx.audit.classes(['phone'])
  if (hand.person_id !== null) ctx.audit.subjects([hand.person_id])
  return phoneOf(ctx, hand)
}

/** A number of duty is for whoever works there; that of a person of the ledger for those who may see it anyway, or have a household in common with them. */
async function mayCall(ctx: Ctx, hand: HandRow): Promise<boolean> {
  if (hand.person_id === null) return true
  const person = (await peopleByIds(ctx, [hand.person_id])).get(hand.person_id)
  if (person !== undefined && ['full', 'onReason'].includes(ctx.sight(person.path).phone)) return true
  return (await listOpenHeld(ctx, [hand.id])).some((row) => ctx.may('answerability.reveal', { path: row.area_path }))
}

export const revealHand: Answerability['revealHand'] = async (ctx, { handId, purpose }) => {
  const hand = await findHand(ctx, handId)
  if (!hand) throw notFound()
  // Whoever works anywhere in the community may call those who answer in it.
  const own = ctx.paths('answerability.reveal').some((path) => path.startsWith(hand.area_path) || hand.area_path.startsWith(path))
  if (!own || !(await mayCall(ctx, hand))) throw notFound()
  const me = official(ctx)
  const since = new Date(ctx.now.getTime() - REVEAL_MINUTES * 60_000)
  if (me !== null && (await countDeeds(ctx.tx, { actorId: me, operation: 'answerability.revealHand', since, purposeGiven: true })) >= MOST_REVEALS) {
    ctx.audit.reason('registry.too_many_reveals')
    throw failKeeping(registryErrors, 'registry.too_many_reveals', { minutes: REVEAL_MINUTES })
  }
  ctx.audit.communityId(hand.community_id)
  ctx.audit.purpose(purpose)
  ctx.audit.classes(['phone'])
  if (hand.person_id !== null) ctx.audit.subjects([hand.person_id])
  return phoneOf(ctx, hand)
}
