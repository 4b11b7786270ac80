// Cards follow their holder: worked out afresh from where the person lives today, so that moves, merges and their undoing may be heard in any order, and twice.
import type { Ctx } from '../../platform/ctx.ts'
import { currentPeople, homeOfPerson } from '../registry/index.ts'
import * as repo from './repo/cards.ts'
import { PUSH } from './names.ts'

const MOVED = 'moved'

/** `ids`: of the people or homes that something happened to. */
export async function followHolders(ctx: Ctx, communityId: string, ids: readonly string[]): Promise<void> {
  const cards = (await repo.listCardsOfAny(ctx, communityId, ids)).filter((card) => card.holder === 'resident' && card.person_id !== null)
  if (cards.length === 0) return
  const firstOf = (card: (typeof cards)[number]) => card.first_person_id ?? card.person_id!
  const people = await currentPeople(ctx, cards.map(firstOf))
  for (const card of cards) {
    const first = firstOf(card)
    const person = people.get(first) ?? first
    const home = await homeOfPerson(ctx, person)
    const whose = { person_id: person, first_person_id: person === first ? null : first }
    if (home?.communityId === communityId) {
      const isBack = card.state === 'ended' && card.ended_why === MOVED && !(await repo.isNumberActive(ctx, communityId, card.number_index))
      await repo.updateCard(ctx, card, {
        ...whose,
        home_id: home.id,
        area_path: home.path,
        ...(isBack ? { state: 'active' as const, ended_at: null, ended_why: null } : {}),
      })
    } else if (card.state === 'active') await repo.updateCard(ctx, card, { ...whose, state: 'ended', ended_at: ctx.now, ended_why: MOVED })
    else await repo.updateCard(ctx, card, whose)
  }
  await ctx.enqueue(PUSH, { communityId })
}
