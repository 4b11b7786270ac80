import { commonErrors, type doors, doorsErrors, doorsEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { cardTail, type CardState } from '@xiaomen/rules/doors'
import type { z } from 'zod'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { doorsOf, findPerson, leanOn, namesOf } from '../../registry/index.ts'
import { numberIndex, openNumber, openWorker, sealNumber, sealWorker } from '../card-fields.ts'
import { cardKeyOf, hashOfCard } from '../list.ts'
import { PUSH } from '../names.ts'
import * as repo from '../repo/cards.ts'
import type { CardRow } from '../tables.ts'
import { pathsWithin } from './doors.ts'

type Doors = Handlers<typeof doors>
type Holder = z.output<(typeof doors)['issueCard']['input']>['holder']

/** Lists follow, and whoever looks at cards asks again. */
async function changed(ctx: Ctx, { community_id, area_path }: Pick<CardRow, 'community_id' | 'area_path'>): Promise<void> {
  await ctx.enqueue(PUSH, { communityId: community_id })
  await ctx.emit(doorsEvents.cardsChanged, { communityId: community_id, areaPath: area_path })
}

export const listCards: Doors['listCards'] = async (ctx, { areaId, personId, number, after, limit }) => {
  const paths = await pathsWithin(ctx, 'doors.issue', areaId)
  const index = number === undefined ? undefined : numberIndex(ctx.crypto, number)
  const cards = await repo.listCards(ctx, { paths, personId, numberIndex: index, after: after ?? null, limit: limit + 1 })
  const rows = cards.slice(0, limit)
  const people = rows.flatMap((card) => card.person_id ?? [])
  const names = await namesOf(ctx, people)
  const doors = await doorsOf(ctx, [...new Set(rows.flatMap((card) => card.home_id ?? []))])
  ctx.audit.subjects(people)
  return {
    rows: rows.map((card) => {
      const sight = ctx.sight(card.area_path)
      return {
        id: card.id,
        tail: cardTail(openNumber(ctx.crypto, card)),
        state: card.state,
        holder: card.holder,
        name: masked('name', card.person_id === null ? openWorker(ctx.crypto, card) : (names.get(card.person_id) ?? null), sight.name),
        door: masked('door', (card.home_id && doors.get(card.home_id)) || null, sight.door),
        issuedAt: card.issued_at.toISOString(),
        until: card.valid_until?.toISOString() ?? null,
      }
    }),
    after: cards.length > limit ? rows.at(-1)!.id : null,
  }
}

/** Where a card belongs: the home of a resident, the area a worker works in. */
async function placeOf(ctx: Ctx, holder: Holder): Promise<{ communityId: string; path: string; personId: string | null; homeId: string | null }> {
  if (holder.kind === 'worker') {
    const area = await findArea(ctx, holder.areaId)
    if (!area) throw fail(commonErrors, 'request.not_found')
    ctx.must('doors.issue', { path: area.path })
    if (area.communityId === null) throw fail(doorsErrors, 'doors.not_one_community')
    return { communityId: area.communityId, path: area.path, personId: null, homeId: null }
  }
  const person = await findPerson(ctx, holder.personId)
  if (!person) throw fail(commonErrors, 'request.not_found')
  ctx.must('doors.issue', { path: person.path })
  if (person.homeId === null) throw fail(doorsErrors, 'doors.holder_has_no_home')
  await leanOn(ctx, { personId: person.id })
  ctx.audit.subjects([person.id])
  return { communityId: person.communityId, path: person.path, personId: person.id, homeId: person.homeId }
}

const isSameCard = (ctx: Ctx, known: CardRow, number: string, personId: string | null): boolean =>
  Buffer.from(known.number_index).equals(numberIndex(ctx.crypto, number)) && known.person_id === personId

export const issueCard: Doors['issueCard'] = async (ctx, { id, holder, number, until }) => {
  const place = await placeOf(ctx, holder)
  ctx.audit.communityId(place.communityId)
  const known = await repo.findCard(ctx, id)
  if (known) {
    if (!isSameCard(ctx, known, number, place.personId)) throw fail(doorsErrors, 'doors.other_bytes')
    return { id, tail: cardTail(number) }
  }
  const validUntil = until === null ? null : new Date(until)
  if (validUntil !== null && validUntil <= ctx.now) throw fail(doorsErrors, 'doors.until_is_past')
  const card: CardRow = {
    community_id: place.communityId,
    id,
    area_path: place.path,
    holder: holder.kind,
    person_id: place.personId,
    first_person_id: null,
    home_id: place.homeId,
    sealed_worker: holder.kind === 'worker' ? sealWorker(ctx.crypto, id, holder.name) : null,
    sealed_number: sealNumber(ctx.crypto, id, number),
    number_index: numberIndex(ctx.crypto, number),
    list_hash: hashOfCard(cardKeyOf(ctx.crypto, place.communityId), number),
    state: 'active',
    issued_at: ctx.now,
    valid_until: validUntil,
    ended_at: null,
    ended_why: null,
    replaced_by: null,
  }
  if (!(await repo.insertCard(ctx, card))) throw fail(doorsErrors, 'doors.number_taken')
  await changed(ctx, card)
  return { id, tail: cardTail(number) }
}

/** The card, locked, once the actor was asked for. @throws 404 when there is none. */
async function cardFor(ctx: Ctx, cardId: string): Promise<CardRow> {
  const card = await repo.findCardForUpdate(ctx, cardId)
  if (!card) throw fail(commonErrors, 'request.not_found')
  ctx.must('doors.issue', { path: card.area_path })
  ctx.audit.communityId(card.community_id)
  if (card.person_id !== null) ctx.audit.subjects([card.person_id])
  return card
}
async function end(ctx: Ctx, card: CardRow, state: CardState): Promise<void> {
  if (card.state !== 'active') throw fail(doorsErrors, 'doors.card_not_active')
  await repo.updateCard(ctx, card, { state, ended_at: ctx.now })
  await changed(ctx, card)
}

export const reportLost: Doors['reportLost'] = async (ctx, { cardId }) => {
  await end(ctx, await cardFor(ctx, cardId), 'lost')
  return {}
}
export const endCard: Doors['endCard'] = async (ctx, { cardId, reason }) => {
  const card = await cardFor(ctx, cardId)
  ctx.audit.reason(reason)
  await end(ctx, card, 'ended')
  return {}
}

/** The old one is refused from the moment the new one counts. */
export const replaceCard: Doors['replaceCard'] = async (ctx, { id, cardId, number }) => {
  const card = await cardFor(ctx, cardId)
  if (card.replaced_by === id) {
    const known = await repo.findCard(ctx, id)
    if (!known || !isSameCard(ctx, known, number, card.person_id)) throw fail(doorsErrors, 'doors.other_bytes')
    return { id, tail: cardTail(number) }
  }
  if (card.state !== 'active' && card.state !== 'lost') throw fail(doorsErrors, 'doors.card_not_active')
  await repo.updateCard(ctx, card, { state: 'replaced', ended_at: card.ended_at ?? ctx.now, replaced_by: id })
  const worker = openWorker(ctx.crypto, card)
  const next: CardRow = {
    ...card,
    id,
    sealed_worker: worker === null ? null : sealWorker(ctx.crypto, id, worker),
    sealed_number: sealNumber(ctx.crypto, id, number),
    number_index: numberIndex(ctx.crypto, number),
    list_hash: hashOfCard(cardKeyOf(ctx.crypto, card.community_id), number),
    state: 'active',
    issued_at: ctx.now,
    ended_at: null,
    ended_why: null,
    replaced_by: null,
  }
  if (!(await repo.insertCard(ctx, next))) throw fail(doorsErrors, 'doors.number_taken')
  await changed(ctx, card)
  return { id, tail: cardTail(number) }
}

export const listMyCards: Doors['listMyCards'] = async (ctx) => {
  const { personId } = ctx.self()
  if (personId === null) return []
  return (await repo.listCardsOfPerson(ctx, personId)).map((card) => ({
    id: card.id,
    tail: cardTail(openNumber(ctx.crypto, card)),
    state: card.state,
    issuedAt: card.issued_at.toISOString(),
  }))
}

export const reportMyCardLost: Doors['reportMyCardLost'] = async (ctx, { cardId }) => {
  const { personId } = ctx.self()
  const card = await repo.findCardForUpdate(ctx, cardId)
  if (!card || personId === null || card.person_id !== personId) throw fail(commonErrors, 'request.not_found')
  ctx.audit.communityId(card.community_id)
  ctx.audit.subjects([personId])
  // Said twice it is lost once.
  if (card.state === 'lost') return {}
  await end(ctx, card, 'lost')
  return {}
}
