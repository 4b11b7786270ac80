// 二对一: the two who look after somebody, as answerability knows them, and whose turn it is.
import { turnOf } from '@xiaomen/rules/care'
import type { Ctx } from '../../platform/ctx.ts'
import { type Carer, carersOf } from '../answerability/index.ts'
import { handTasks } from '../tasks/index.ts'
import { lastSpokenBy } from './repo/contact.ts'
import type { PlanRow } from './tables.ts'

export const FIRST = 'gridWorker'
export const SECOND = 'partyMemberHome'
/** A plan is the subject: one that rests and goes on has its carers again. */
export const KIND = 'carePerson'

export type Pair = { first: Carer | null; second: Carer | null }
export async function pairsOf(ctx: Ctx, plans: readonly Pick<PlanRow, 'id'>[]): Promise<(plan: Pick<PlanRow, 'id'>) => Pair> {
  const found = await carersOf(
    ctx,
    KIND,
    plans.map((plan) => plan.id),
  )
  return ({ id }) => {
    const carers = found.get(id) ?? []
    return { first: carers.find((one) => one.slot === FIRST) ?? null, second: carers.find((one) => one.slot === SECOND) ?? null }
  }
}
/** Who does it today: the one who stands in, or the carer himself. */
export const handNow = (carer: Carer | null) => carer?.cover ?? carer?.hand ?? null

export type Turn = { turn: 'first' | 'second' | null; accountId: string | null }
/** Whose turn the next contact is, and the account its task is handed to. */
export async function turnsOf(ctx: Ctx, plans: readonly Pick<PlanRow, 'id' | 'person_id'>[]): Promise<(plan: Pick<PlanRow, 'id' | 'person_id'>) => Turn> {
  const pair = await pairsOf(ctx, plans)
  const lastBy = await lastSpokenBy(
    ctx,
    plans.map((plan) => plan.person_id),
  )
  return (plan) => {
    const { first, second } = pair(plan)
    const accounts = { first: handNow(first)?.accountId ?? null, second: handNow(second)?.accountId ?? null }
    const turn = turnOf(accounts, lastBy.get(plan.person_id) ?? null)
    return { turn, accountId: turn === null ? null : accounts[turn] }
  }
}

/** What is open of these goes to whoever's turn it is now. */
export async function followCarers(ctx: Ctx, plans: readonly Pick<PlanRow, 'id' | 'person_id'>[]): Promise<void> {
  const turn = await turnsOf(ctx, plans)
  for (const [accountId, own] of Map.groupBy(plans, (plan) => turn(plan).accountId))
    await handTasks(
      ctx,
      'care',
      own.map((plan) => plan.id),
      accountId,
    )
}
