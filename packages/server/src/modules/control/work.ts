// 当天的活: the works of the day at the door, the record of the day, the release that is due; as tasks, made again as often as needed.
import {
  type DayHalf,
  type Fact,
  missingHalves,
  type Need,
  owedWorks,
  PLACE_WORK_TITLES,
  planOf,
  type RecordHours,
  type Work,
  worksOn,
  workStandings,
} from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localClock, localDay } from '../../platform/time.ts'
import { findArea } from '../areas/index.ts'
import { findPack, tracksOf } from '../posture/index.ts'
import { cancelTasks, dismiss, fulfil, openObligation, planTasks, planTasksOfMany, renew, type Subject, type WantedTask } from '../tasks/index.ts'
import { type Hands, handsOf, NOBODY } from './carers.ts'
import { isAskedElsewhere } from './repo/case.ts'
import { findRound, insertRound } from './repo/round.ts'
import { isOfPerson, isOfPlace, type PersonCase, type PlaceCase } from './subject.ts'
import type { ControlCaseRow } from './tables.ts'

const TITLE = '一天一问一记录'
/** Done at the door by whoever walks there; the others are done from a desk or have a form of their own. */
const WORK_TITLES: Partial<Record<Work, string>> = {
  doorDelivery: '送物上门',
  wasteCollection: '专用垃圾收运',
  disinfection: '门口消毒',
}
const RELEASE_TITLE = '可以解除管控'
const END_TITLE = '场所处置可以结束'

const OVERDUE_TITLE = '场所处置今天还没做完'

export const subjectOf = (row: PersonCase): Subject => ({ subjectId: row.person_id, subjectKind: 'person', homeId: row.home_id, path: row.area_path })

/** The works of today and the release, if it is due. */
export const planToday = (ctx: Ctx, row: ControlCaseRow, facts: readonly Fact[]): Promise<void> => planTodayOfMany(ctx, [{ row, facts }])

/** The same for many cases, in a few statements a community. */
export async function planTodayOfMany(ctx: Ctx, cases: readonly { row: ControlCaseRow; facts: readonly Fact[] }[]): Promise<void> {
  const at = { today: localDay(ctx.now), clock: localClock(ctx.now) }
  const hands = await handsOf(
    ctx,
    cases.map(({ row }) => row.id),
  )
  for (const [communityId, of] of Map.groupBy(cases, ({ row }) => row.community_id))
    await planTasksOfMany(
      ctx,
      { source: 'control', communityId },
      new Map(
        of.map(({ row, facts }) => [
          row.work_source,
          isOfPerson(row) ? wantedToday(row, facts, { ...at, hands: hands.get(row.id) ?? NOBODY }) : isOfPlace(row) ? wantedAt(row, facts, at) : [],
        ]),
      ),
    )
}
function wantedToday(row: PersonCase, facts: readonly Fact[], { today, hands }: { today: string; hands: Hands }): WantedTask[] {
  const plan = planOf(facts, tracksOf(row.pack_id))
  const works = plan === null || row.measure === null || row.home_id === null ? [] : worksOn(plan, today)
  const common = { ...subjectOf(row), obligationId: null, fromDay: today, dueOn: today }
  return [
    ...works.flatMap((work) => {
      const title = WORK_TITLES[work]
      return title === undefined
        ? []
        : [{ ...common, key: `${work}:${today}`, kind: 'errand' as const, title, roles: ['gridWorker'], accountId: hands.door, priority: 1 }]
    }),
    ...releaseOf(row, common, hands.office),
  ]
}
type Common = Pick<WantedTask, 'subjectId' | 'subjectKind' | 'homeId' | 'path' | 'obligationId' | 'fromDay' | 'dueOn'>
function releaseOf(row: ControlCaseRow, common: Common, accountId: string | null): WantedTask[] {
  const day = row.releasable_on ?? common.fromDay
  return row.state !== 'dueForRelease'
    ? []
    : [
        {
          ...common,
          key: 'release',
          kind: 'release',
          title: row.place_id === null ? RELEASE_TITLE : END_TITLE,
          roles: ['communityAdmin'],
          accountId,
          priority: 2,
          fromDay: day,
          dueOn: day,
        },
      ]
}

/** By which a work of a place is found again among its tasks. */
export const workKey = ({ work, on }: { work: Work; on: string }): string => `${work}:${on}`
/** Of a place: each work that is still to be done, until the next of its kind is due; from the pack's later hour the office hears of what is left, before the day ends. */
function wantedAt(row: PlaceCase, facts: readonly Fact[], { today, clock }: { today: string; clock: string }): WantedTask[] {
  const plan = row.measure === null ? null : planOf(facts, tracksOf(row.pack_id))
  const owed = plan === null ? [] : owedWorks(workStandings(facts, plan, today), today)
  const common = { subjectId: row.place_id, subjectKind: 'area' as const, homeId: null, path: row.area_path, accountId: null, obligationId: null }
  const here = { ...common, fromDay: today, dueOn: today }
  const hours = hoursOf(row)
  const isLate = owed.length > 0 && hours !== null && clock >= hours.nextLevel
  return [
    ...owed.map((one): WantedTask => ({
      ...common,
      key: workKey(one),
      kind: 'placeWork',
      title: PLACE_WORK_TITLES[one.work],
      roles: ['gridWorker'],
      fromDay: one.on,
      dueOn: one.on,
      priority: 1,
    })),
    ...(isLate ? [{ ...here, key: `${today}:next`, kind: 'placeWork' as const, title: OVERDUE_TITLE, roles: ['communityAdmin'], priority: 3 }] : []),
    ...releaseOf(row, here, null),
  ]
}

/** Nothing is owed of a case that is over. */
export async function endWork(ctx: Ctx, row: ControlCaseRow): Promise<void> {
  await cancelTasks(ctx, 'control', row.id)
  await cancelTasks(ctx, 'control', row.work_source)
  if (!isOfPerson(row)) return
  const round = await findRound(ctx, row.community_id)
  // Of another case the same person may still be asked.
  if (round && !(await isAskedElsewhere(ctx, row))) await dismiss(ctx, round.obligation_id, [row.person_id])
}

/** "Everybody under control asked today": one obligation a community, opened with the first of them. */
export async function roundOf(ctx: Ctx, communityId: string): Promise<string | null> {
  const known = await findRound(ctx, communityId)
  if (known) return known.obligation_id
  const community = await findArea(ctx, communityId)
  if (!community) return null
  await insertRound(ctx, { community_id: communityId, obligation_id: uuidv7(), area_path: community.path })
  const round = await findRound(ctx, communityId)
  const today = localDay(ctx.now)
  await openObligation(ctx, {
    id: round!.obligation_id,
    communityId,
    path: community.path,
    kind: 'dailyRecord',
    title: TITLE,
    source: 'control',
    sourceId: communityId,
    fromDay: today,
    dueOn: today,
  })
  return round!.obligation_id
}

const hoursOf = (row: ControlCaseRow): RecordHours | null => findPack(row.pack_id, row.edition)?.control.recordHours.value ?? null
/** Everybody asked today is expected once more, whatever was done yesterday. */
export async function expectToday(ctx: Ctx, communityId: string, rows: readonly ControlCaseRow[]): Promise<void> {
  const asked = [
    ...new Map(
      rows
        .filter(isOfPerson)
        .filter((row) => row.records_per_day > 0)
        .map((row) => [row.person_id, row]),
    ).values(),
  ]
  if (asked.length === 0) return
  const obligationId = await roundOf(ctx, communityId)
  if (obligationId === null) return
  const today = localDay(ctx.now)
  await renew(
    ctx,
    { obligationId, communityId, dueOn: today },
    asked.map((row) => ({ ...subjectOf(row), from: today })),
  )
}

/** Who should have been asked by now: the grid worker, and from the pack's later hour the office too, before the day ends. */
export async function planMissing(ctx: Ctx, row: PersonCase, done: ReadonlySet<DayHalf>): Promise<number> {
  const hours = hoursOf(row)
  if (hours === null) return 0
  const today = localDay(ctx.now)
  const clock = localClock(ctx.now)
  const missing = missingHalves(row.records_per_day as 0 | 1 | 2, done, hours, clock)
  const common = { ...subjectOf(row), kind: 'dailyRecord' as const, title: TITLE, obligationId: null, fromDay: today, dueOn: today }
  const { door } = missing.length === 0 ? NOBODY : ((await handsOf(ctx, [row.id])).get(row.id) ?? NOBODY)
  await planTasks(ctx, { source: 'control', sourceId: row.id, communityId: row.community_id }, [
    ...missing.map((half) => ({ ...common, key: `${today}:${half}`, roles: ['gridWorker'], accountId: door, priority: 2 })),
    ...(missing.length > 0 && clock >= hours.nextLevel ? [{ ...common, key: `${today}:next`, roles: ['communityAdmin'], accountId: null, priority: 3 }] : []),
  ])
  return missing.length
}

/** Somebody was asked: what was open of it is open no more, and the day is done once it was asked often enough. */
export async function recordedToday(
  ctx: Ctx,
  row: PersonCase,
  done: ReadonlySet<DayHalf>,
  { isWhole, way, by }: { isWhole: boolean; way: 'visit' | 'phone' | 'ownReport'; by: string | null },
): Promise<void> {
  const left = await planMissing(ctx, row, done)
  if (left === 0) await cancelTasks(ctx, 'control', row.id)
  const round = await findRound(ctx, row.community_id)
  if (round && isWhole) await fulfil(ctx, { obligationId: round.obligation_id, subjectId: row.person_id }, { way, by })
}

/** Answered by the doctor of the household, with a call; the rest by whoever comes to the door. */
const OF_DOCTOR: readonly Need[] = ['doctor', 'talk']
/** 需求: somebody who may not go out needs something, and whose it is has it now: the named grid worker, the named doctor or the office in the doctor's place. */
export async function planNeed(ctx: Ctx, row: PersonCase, factId: string, needs: readonly Need[]): Promise<void> {
  const today = localDay(ctx.now)
  const { door, doctor } = (await handsOf(ctx, [row.id])).get(row.id) ?? NOBODY
  const common = { ...subjectOf(row), kind: 'need' as const, obligationId: null, fromDay: today, dueOn: today, priority: 3 }
  const isOfDoctor = needs.some((need) => OF_DOCTOR.includes(need))
  const isOfDoor = needs.some((need) => !OF_DOCTOR.includes(need))
  await planTasks(ctx, { source: 'control', sourceId: factId, communityId: row.community_id }, [
    ...(isOfDoor ? [{ ...common, key: 'needs', title: '管控住户有需求', roles: ['gridWorker'], accountId: door }] : []),
    ...(isOfDoctor ? [{ ...common, key: 'doctor', title: '管控住户想找医生谈，请回电', roles: ['communityAdmin'], accountId: doctor }] : []),
  ])
}
