import type { gate } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { decidePassage, type GateHolder, isOpenAt } from '@xiaomen/rules/gate'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { planAt } from '../../posture/index.ts'
import { doorsOf, findHomesByDoor, findPeopleByDocument, namesOf, type Person, residentsOf } from '../../registry/index.ts'
import { exitsSince, quotaKeyOf } from '../exits.ts'
import { casesOf, holderOf } from '../holders.ts'
import { type ReadMeans, readMeans } from '../read-means.ts'
import { listAttendantsByPass } from '../repo/attendants.ts'
import * as repo from '../repo/credentials.ts'
import { listWithdrawnKeys } from '../repo/keys.ts'
import type { GateRow } from '../tables.ts'
import { verifyingKeys } from '../signing.ts'
import { seenBefore } from '../shown-before.ts'
import { heedRiskAreas } from '../where-from.ts'
import type { Who } from '../who-is.ts'
import { timesAt } from '../times.ts'
import { transportsOf } from '../transports.ts'
import { zonesOf } from '../zones.ts'
import { attendantName } from './attendants.ts'
import { gateFor } from './gates.ts'
import { isListed } from './vehicles.ts'

const NOBODY = { personId: null, homeId: null, passClass: null }

export const lookUp: Handlers<typeof gate>['lookUp'] = async (ctx, { gateId, means, direction, temperatureC, whereFrom, medical, seen, arrival, plate }) => {
  const gate = await gateFor(ctx, gateId, 'gate.record')
  const { gate: policy } = await planAt(ctx, gate.area_path)
  const shown = await readMeans(means, ctx.now, () => verifyingKeys(ctx), null, ctx.crypto.isDrill)
  const { found, problem } = await findShown(ctx, gate, shown)
  const cases = await casesOf(ctx, gate.community_id)
  const heed = whereFrom === undefined ? null : await heedRiskAreas(ctx, ctx.now)
  const isFromRiskArea = heed === null ? undefined : heed({ path: gate.area_path, policy, at: ctx.now, whereFrom }).length > 0
  const isGateOpen = isOpenAt(await timesAt(ctx, gate, ctx.now), ctx.now)
  const homeIds = [...new Set(found.map((one) => one.homeId).filter((id) => id !== null))]
  const exits = policy.exitQuota === null || direction === 'in' ? null : await exitsSince(ctx, gate.community_id, policy.exitQuota, homeIds, ctx.now)
  const isListedVehicle = await isListed(ctx, { communityId: gate.community_id, path: gate.area_path }, { arrival, plate }, ctx.now)
  const zones = await zonesOf(ctx)
  const transports = await transportsOf(ctx)
  const zonesOfHome = (who: Who | null) => {
    const path = who?.path ?? found[0]?.path
    return path === undefined ? [] : zones.ofHome(path)
  }
  const judge = (holder: GateHolder | null, who: Who | null) => {
    const person = { communityId: gate.community_id, credentialId: null, personId: null, passClass: null, ...who }
    const { isReplayed, isElsewhere } = seenBefore(shown, person, { passageId: null, gateId, direction, at: ctx.now })
    return decidePassage(
      policy,
      {
        holder: holder && { ...holder, exits: exits?.of(quotaKeyOf(policy.exitQuota, who ?? NOBODY), ctx.now) ?? [], zones: zonesOfHome(who) },
        isGateOpen,
        asOf: ctx.now,
        zones: zones.atGate(gate.area_path),
      },
      {
        direction,
        means: shown.kind,
        problem: problem ?? (isReplayed ? 'code_replayed' : null),
        temperatureC,
        isFromRiskArea,
        medical,
        seen,
        isUnproven: shown.isUnproven,
        isElsewhere,
        arrival,
        isListedVehicle,
        isTransportVehicle: transports.hasVehicle({ communityId: gate.community_id, path: gate.area_path }, { arrival, plate }, ctx.now),
      },
      ctx.now,
    )
  }
  const holding = (one: Who) => ({ person_id: one.personId, home_id: one.homeId, pass_class: one.passClass })

  // Where nobody's status is asked for it is not shown either.
  const asksStatus = policy.asksStatus !== 'nobody'
  const people = found.map((one) => one.personId).filter((id) => id !== null)
  const names = await namesOf(ctx, people)
  const doors = await doorsOf(ctx, homeIds)
  const attendants = await attendantsOf(ctx, found)
  ctx.audit.subjects(people)
  const candidates = found.map((one) => {
    const sight = ctx.sight(one.path)
    return {
      credentialId: one.credentialId,
      personId: one.personId,
      homeId: one.homeId,
      passClass: one.passClass,
      name: masked('name', (one.personId && names.get(one.personId)) || attendants.get(one.credentialId ?? '') || null, sight.name),
      door: masked('door', (one.homeId && doors.get(one.homeId)) || null, sight.door),
      status: asksStatus ? holderOf(holding(one), cases).status : null,
      verdict: judge(holderOf(holding(one), cases), one),
    }
  })
  const only = candidates.length === 1 ? candidates[0] : undefined
  // Several people: the door is known, the person is not.
  const together = found.length === 0 ? null : holderOf({ person_id: null, home_id: found[0]!.homeId, pass_class: null }, cases)
  return { candidates, verdict: only?.verdict ?? judge(together, null) }
}

/** Whoever the means stand for in this community. */
export async function findShown(ctx: Ctx, gate: Pick<GateRow, 'community_id'>, shown: ReadMeans): Promise<{ found: Who[]; problem: ReadMeans['problem'] }> {
  const communityId = gate.community_id
  if (shown.kid !== null && (await listWithdrawnKeys(ctx)).has(shown.kid)) return { found: [], problem: 'code_revoked' }
  if (shown.codeId !== null || shown.shortCode !== null) {
    const credential =
      shown.codeId !== null ? await repo.findByCodeId(ctx, communityId, shown.codeId) : await repo.findByShortCode(ctx, communityId, shown.shortCode ?? '')
    if (!credential) return { found: [], problem: shown.problem }
    if (credential.revoked_at !== null) return { found: [], problem: 'code_revoked' }
    if (credential.valid_from !== null && credential.valid_from > ctx.now) return { found: [], problem: 'code_not_yet' }
    if (credential.valid_until !== null && credential.valid_until <= ctx.now) return { found: [], problem: 'code_expired' }
    return {
      found: [
        {
          credentialId: credential.id,
          personId: credential.person_id,
          homeId: credential.home_id,
          path: credential.area_path,
          passClass: credential.pass_class,
        },
      ],
      problem: shown.problem,
    }
  }
  if (shown.typed === null) return { found: [], problem: shown.problem }
  const people = shown.kind === 'document' ? await findPeopleByDocument(ctx, communityId, shown.typed) : await residentsBehind(ctx, communityId, shown.typed)
  const live = await repo.listLiveCredentials(ctx, communityId, [...new Set(people.map((person) => person.homeId).filter((id) => id !== null))])
  return {
    problem: null,
    found: people.slice(0, MOST_CANDIDATES).map((person) => {
      const credential = live.find((row) => row.person_id === person.id && row.pass_class === 'personal')
      return { credentialId: credential?.id ?? null, personId: person.id, homeId: person.homeId, path: person.path, passClass: credential?.pass_class ?? null }
    }),
  }
}

/** Names of those who look after somebody, by their pass. */
async function attendantsOf(ctx: Ctx, found: readonly Who[]): Promise<Map<string, string>> {
  const passes = found.flatMap((one) => (one.passClass === 'attendant' && one.credentialId !== null ? [one.credentialId] : []))
  return passes.length === 0 ? new Map() : new Map((await listAttendantsByPass(ctx, passes)).map((row) => [row.credential_id, attendantName(ctx, row)]))
}

async function residentsBehind(ctx: Ctx, communityId: string, door: string): Promise<Person[]> {
  const people: Person[] = []
  for (const home of (await findHomesByDoor(ctx, communityId, door)).slice(0, MOST_HOMES)) people.push(...(await residentsOf(ctx, home.id)))
  return people
}

/** The same door in several compounds of the community; more than these is a mistyped door. */
const MOST_HOMES = 6
const MOST_CANDIDATES = 30
