// Who a round means: by the birthday on its day, and by where people work; and who of them is helped at home.
import { isOfAge } from '@xiaomen/rules/antigen'
import { birthdayOf } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { careOf, homesUnder, leanOn, listEnterprises, peopleByIds, residentsAtDoors, staffOf } from '../registry/index.ts'
import { expect, planTasks, standingsOf, type WantedTask } from '../tasks/index.ts'
import { proposals } from './proposals.ts'
import * as repo from './repo/round.ts'
import type { RoundRow, TargetRow } from './tables.ts'

const PAGE = 500
/** People are opened so many at a time: each has sealed fields. */
const AT_ONCE = 500
/** As other urgent tasks; help is due with the round. */
const HELP_PRIORITY = 1

async function staffAt(ctx: Ctx, path: string) {
  const staff: { personId: string; enterpriseId: string; path: string }[] = []
  for (let after: string | null = null; ;) {
    const page = await listEnterprises(ctx, path, { after, limit: PAGE })
    for (const enterprise of page)
      if (enterprise.state === 'open')
        staff.push(...(await staffOf(ctx, enterprise.id)).map(({ personId, enterpriseId }) => ({ personId, enterpriseId, path: enterprise.path })))
    if (page.length < PAGE) return staff
    after = page.at(-1)!.id
  }
}

/** Writes down whoever is meant and is not there yet. @returns how many there are now, and of how many nobody knows the birthday */
export async function addMeant(ctx: Ctx, round: RoundRow): Promise<{ expected: number; ageUnknown: number }> {
  const homes = await homesUnder(ctx, round.area_path)
  const living = new Map(
    (
      await residentsAtDoors(
        ctx,
        homes.map(({ id }) => id),
      )
    ).map((one) => [one.personId, one]),
  )
  const ids = [...living.keys()]
  const ofAge = new Set<string>()
  let ageUnknown = 0
  for (let at = 0; at < ids.length; at += AT_ONCE)
    for (const [id, person] of await peopleByIds(ctx, ids.slice(at, at + AT_ONCE))) {
      const birthday = birthdayOf(person.document === null || person.documentKind === null ? null : { kind: person.documentKind, number: person.document })
      const isMeant = isOfAge(birthday, round.from_day, { from: round.age_from, until: round.age_until })
      if (isMeant === true) ofAge.add(id)
      if (isMeant === null) ageUnknown += 1
    }
  const staff = new Map((round.with_staff ? await staffAt(ctx, round.area_path) : []).map((one) => [one.personId, one]))
  const meant = [...new Set([...ofAge, ...staff.keys()])]
  const care = await careOf(ctx, meant)
  const helped = proposals().helpFor.value
  const known = new Map((await repo.listTargets(ctx, [round.id], ['/'])).map((row) => [row.person_id, row]))
  const rows = meant
    .filter((personId) => !known.has(personId))
    .map((personId): TargetRow => {
      const home = living.get(personId)
      return {
        community_id: round.community_id,
        round_id: round.id,
        person_id: personId,
        home_id: home?.homeId ?? null,
        enterprise_id: staff.get(personId)?.enterpriseId ?? null,
        area_path: home?.path ?? staff.get(personId)!.path,
        help: home !== undefined && (care.get(personId) ?? []).some((one) => helped.includes(one)) ? 'care' : null,
      }
    })
  await repo.insertTargets(ctx, rows)
  await expect(
    ctx,
    { obligationId: round.id, communityId: round.community_id, from: round.from_day },
    rows.map((row) => ({ subjectId: row.person_id, subjectKind: 'person' as const, homeId: row.home_id, path: row.area_path })),
  )
  for (const personId of rows.filter(({ help }) => help !== null).map((row) => row.person_id)) await leanOn(ctx, { personId })
  await planHelp(ctx, round)
  return { expected: known.size + rows.length, ageUnknown }
}

/** 上门协助抗原: a task at the door of everybody who cannot do it alone and has not been tested. */
export async function planHelp(ctx: Ctx, round: RoundRow): Promise<void> {
  const helped = (await repo.listTargets(ctx, [round.id], ['/'])).filter((row) => row.help !== null && row.home_id !== null)
  const standings = await standingsOf(
    ctx,
    round.id,
    helped.map((row) => row.person_id),
  )
  const wanted = helped
    .filter((row) => standings.get(row.person_id)?.standing !== 'done')
    .map((row): WantedTask => ({
      subjectId: row.person_id,
      subjectKind: 'person',
      homeId: row.home_id,
      path: row.area_path,
      key: `help:${row.person_id}`,
      kind: 'antigen',
      title: '上门协助抗原',
      roles: ['gridWorker'],
      accountId: null,
      obligationId: round.id,
      fromDay: round.from_day,
      dueOn: round.due_on,
      priority: HELP_PRIORITY,
    }))
  await planTasks(ctx, { source: 'antigen', sourceId: round.id, communityId: round.community_id }, wanted)
}
