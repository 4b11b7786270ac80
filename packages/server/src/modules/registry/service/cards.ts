// 家庭卡: a code on paper is how a household gets in without a telephone; and what a resident sees of the own home.
import { type registry, registryErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { isSharedHousing, printedCardCode, readCardCode } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail, failKeeping } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { createResidentAccount, mayJoinByCard, startSession } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { doorsOfRows } from '../offers.ts'
import { openDocument, openName, openPhone } from '../person-fields.ts'
import { findHomeRow } from '../repo/home.ts'
import * as repo from '../repo/invitation.ts'
import { findPersonRow, listLinked, type LinkedPerson } from '../repo/person.ts'
import { codeIndex, makeCard } from '../make-card.ts'
import { hasSms } from '../send-card.ts'
import { homeFor, homeViews, notFound, personView } from './views.ts'

type Registry = Handlers<typeof registry>
const SESSION_DAYS = 180
/** Wrong proofs before a card rests an hour; every further one doubles the rest, up to 32 hours: some thirty guesses at four digits while the card lives. */
const MOST_FAILURES = 5
const restMs = (failures: number) => (failures < MOST_FAILURES ? 0 : 2 ** Math.min(failures - MOST_FAILURES, 5) * 3_600_000)

export const sendFamilyCard: Registry['sendFamilyCard'] = async (ctx, { personId }) => {
  const person = await findPersonRow(ctx, personId)
  if (!person || person.home_id === null) throw notFound()
  await homeFor(ctx, 'registry.invite', person.home_id)
  ctx.audit.subjects([personId])
  if (!hasSms()) return { state: 'noGateway' }
  if (person.phone === null) return { state: 'noPhone' }
  await ctx.enqueue('registry.sendCard', { personId })
  return { state: 'queued' }
}

export const issueFamilyCard: Registry['issueFamilyCard'] = async (ctx, { homeId }) => {
  const home = await homeFor(ctx, 'registry.invite', homeId)
  const { code, until } = await makeCard(ctx, home)
  const residents = await listLinked(ctx, [homeId])
  ctx.audit.subjects(residents.map((row) => row.id))
  const doors = await doorsOfRows(ctx, [home])
  const { name, door } = ctx.sight(home.area_path)
  return {
    homeId,
    areaName: (await findArea(ctx, home.community_id))?.name ?? '',
    door: door === 'full' ? (doors.get(homeId) ?? home.door) : '*',
    code: printedCardCode(code),
    // Behind the '#' it never leaves the phone: servers and their logs do not see it.
    link: `/join#${code}`,
    until: until.toISOString(),
    residents: residents.flatMap((row) => masked('name', openName(ctx.crypto, row), name) ?? []),
  }
}

async function openCard(ctx: Ctx, typed: string) {
  const code = readCardCode(typed)
  const invitation = code === null ? undefined : await repo.findInvitation(ctx, codeIndex(ctx, code))
  if (!invitation) throw fail(registryErrors, 'registry.card_unknown')
  return { invitation, residents: await listLinked(ctx, [invitation.home_id]) }
}
/** What somebody with the card in hand can be asked to prove who of the household they are. */
const proofOf = (row: LinkedPerson): 'phone' | 'document' | 'none' => (row.phone !== null ? 'phone' : row.document !== null ? 'document' : 'none')

export const openInvitation: Registry['openInvitation'] = async (ctx, { code }) => {
  ctx.self()
  const { invitation, residents } = await openCard(ctx, code)
  ctx.audit.place(invitation.area_path)
  ctx.audit.communityId(invitation.community_id)
  return {
    communityName: (await findArea(ctx, invitation.community_id))?.name ?? '',
    people: residents.map((row) => ({ personId: row.id, name: masked('name', openName(ctx.crypto, row), 'masked')!, proof: proofOf(row) })),
  }
}

export const acceptInvitation: Registry['acceptInvitation'] = async (ctx, { code, personId, proof }) => {
  ctx.self()
  const { invitation, residents } = await openCard(ctx, code)
  const row = residents.find(({ id }) => id === personId)
  if (!row) throw fail(registryErrors, 'registry.card_unknown')
  ctx.audit.place(invitation.area_path)
  ctx.audit.communityId(invitation.community_id)
  ctx.audit.subjects([personId])
  const rests = invitation.failed_at !== null && ctx.now.getTime() - invitation.failed_at.getTime() < restMs(invitation.failures)
  const kind = proofOf(row)
  const expected = kind === 'phone' ? openPhone(ctx.crypto, row) : kind === 'document' ? openDocument(ctx.crypto, row) : null
  const isRight = kind === 'none' || proof.trim().toUpperCase() === expected!.slice(-4).toUpperCase()
  if (rests || !isRight) {
    // While it rests the right answer is refused too: the count tells nothing.
    if (!rests) await repo.updateFailures(ctx, invitation.id, invitation.failures + 1)
    ctx.audit.reason('registry.card_proof_wrong')
    throw failKeeping(registryErrors, 'registry.card_proof_wrong')
  }
  // A right answer leaves the count as it is: of several in a household, one needs no proof at all.
  if (!(await mayJoinByCard(ctx, personId))) {
    ctx.audit.reason('registry.card_has_account')
    throw failKeeping(registryErrors, 'registry.card_has_account')
  }
  const accountId = await createResidentAccount(ctx, { personId, homePath: row.residency_path, name: openName(ctx.crypto, row) })
  await startSession(ctx, accountId, SESSION_DAYS)
  return {}
}

export const myHousehold: Registry['myHousehold'] = async (ctx) => {
  const { personId } = ctx.self()
  const own =
    personId === null || ctx.actor.kind !== 'account'
      ? null
      : await homeOf(
          ctx,
          ctx.actor.grants.filter((grant) => grant.role === 'resident').map((grant) => grant.path),
          personId,
        )
  if (!own) return { home: null, communityName: '', members: [] }
  const isShared = isSharedHousing(own.use)
  const members = (await listLinked(ctx, [own.id]))
    .map((row) => personView(ctx, row))
    .filter((member) => member.id === personId || !isShared)
    // Who lives together is not always family: of the others no more than a name that the codes need.
    .map((member) => (member.id === personId ? member : { ...member, phone: null, document: null, documentKind: null, care: null }))
  ctx.audit.communityId(own.community_id)
  ctx.audit.subjects(members.map((member) => member.id))
  return { home: (await homeViews(ctx, [own]))[0]!, communityName: (await findArea(ctx, own.community_id))?.name ?? '', members }
}

async function homeOf(ctx: Ctx, paths: readonly string[], personId: string) {
  const person = await findPersonRow(ctx, personId)
  const home = person?.home_id ? await findHomeRow(ctx, person.home_id) : undefined
  return home && paths.includes(home.area_path) ? home : null
}
