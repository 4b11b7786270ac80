// What a verdict, or a loss, leads to for everybody in the tube. Whatever is due was written down with the verdict; it is taken from there once.
import { labEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { type LaboratoryTest, noteTests, reportInfection } from '../control/index.ts'
import { findPerson } from '../registry/index.ts'
import { planTasks } from '../tasks/index.ts'
import { askAgain, type InTube, notAgain, peopleIn, positiveIn, type TubeRow, tubesByIds } from '../testing/index.ts'
import { peopleOfTube, recallPools, settlePools, step } from './recall.ts'
import { lockOfPools, lockOfSecond } from './repo/recall.ts'
import { factsOf, takeDue } from './repo/result.ts'
import { openCt } from './sealing.ts'
import type { DueRow, RecallRow, ResultRow } from './tables.ts'

const AT_ONCE = 500
type Come = { due: DueRow; tube: TubeRow; samples: InTube[]; known: InTube[]; heads: number }

/** Runs as somebody who sees the whole community. */
export async function settleDue(ctx: Ctx, communityId: string): Promise<void> {
  const rows = await takeDue(ctx, communityId, AT_ONCE)
  const ids = rows.map((row) => row.tube_id)
  const tubes = new Map((await tubesByIds(ctx, communityId, ids)).map((tube) => [tube.id, tube]))
  const samples = Map.groupBy(await peopleIn(ctx, communityId, ids), (one) => one.tube_id!)
  const come = rows.flatMap((due): Come[] => {
    const tube = tubes.get(due.tube_id)
    const of = samples.get(due.tube_id) ?? []
    return tube === undefined ? [] : [{ due, tube, samples: of, ...peopleOfTube(of) }]
  })
  for (const of of Map.groupBy(come, ({ due }) => due.campaign_id).values()) await askOthers(ctx, communityId, of)
  await tellControl(ctx, communityId, come)
  await tellOffice(ctx, communityId, come)
  await moveRecalls(ctx, communityId, come)
  await recallPools(
    ctx,
    communityId,
    come.flatMap(({ due, tube }) => (due.verdict === 'positive' ? [tube] : [])),
  )
  for (const campaignId of new Set(come.map(({ due }) => due.campaign_id))) await ctx.emit(labEvents.poolChanged, { communityId, campaignId })
  if (rows.length === AT_ONCE) await ctx.emit(labEvents.resulted, { communityId })
}

/** Invalid and lost: missing again. Said to be negative after all: tested. */
async function askOthers(ctx: Ctx, communityId: string, come: readonly Come[]): Promise<void> {
  const campaignId = come[0]!.due.campaign_id
  const counting = (of: Come) =>
    of.samples.flatMap((one) => (one.state === 'bound' && one.person_id !== null ? [{ personId: one.person_id, path: one.area_path }] : []))
  const isNothing = ({ due }: Come) => due.verdict === 'invalid' || due.verdict === 'lost'
  const [again, tested] = [come.filter(isNothing).flatMap(counting), come.filter((one) => !isNothing(one)).flatMap(counting)]
  if (again.length > 0) await askAgain(ctx, { communityId, campaignId }, again, { isMissing: true })
  await notAgain(
    ctx,
    { communityId, campaignId },
    tested.map(({ personId }) => personId),
  )
}

/** 检测结果进管控: a negative pool is a negative test of everybody in it; a positive of one person is that person's, and proposed as a case. */
async function tellControl(ctx: Ctx, communityId: string, come: readonly Come[]): Promise<void> {
  const tests: LaboratoryTest[] = []
  const found: { one: Come; personId: string }[] = []
  for (const one of come) {
    const { due, tube, known, heads } = one
    const test = (sample: InTube, result: 'negative' | 'positive', ct: number | null): LaboratoryTest => ({
      resultId: due.result_id,
      personId: sample.person_id!,
      takenAt: sample.taken_at,
      result,
      ct,
      reference: tube.code,
    })
    if (due.verdict === 'negative')
      tests.push(...one.samples.flatMap((sample) => (sample.person_id !== null && sample.state === 'bound' ? [test(sample, 'negative', null)] : [])))
    if (due.verdict === 'positive' && heads === 1 && known.length === 1) {
      const result = await saidBy(ctx, one)
      tests.push(test(known[0]!, 'positive', result === null ? null : openCt(ctx, 'lab.result', result)))
      found.push({ one, personId: known[0]!.person_id! })
    }
  }
  await noteTests(ctx, communityId, tests)
  for (const { one, personId } of found) await propose(ctx, one.tube, await saidBy(ctx, one), personId)
}
async function propose(ctx: Ctx, tube: TubeRow, result: ResultRow | null, personId: string): Promise<void> {
  if (result === null) return
  const by = { id: result.account_id, unit: result.unit }
  await reportInfection(ctx, { personId, foundOn: localDay(result.at), reference: tube.code, by })
}
/** A positive tube of one person whom nobody knew, and somebody has recognised since. Safe to repeat. */
export async function proposeRecognised(ctx: Ctx, communityId: string, campaignId: string): Promise<void> {
  const tubes = (await positiveIn(ctx, { community_id: communityId, campaign_id: campaignId })).filter(({ size }) => size === 1)
  const samples = Map.groupBy(
    await peopleIn(
      ctx,
      communityId,
      tubes.map(({ id }) => id),
    ),
    (one) => one.tube_id!,
  )
  for (const tube of tubes) {
    const { known, heads } = peopleOfTube(samples.get(tube.id) ?? [])
    if (heads !== 1 || known.length !== 1) continue
    const facts = await factsOf(ctx, communityId, [tube.id])
    await propose(ctx, tube, facts.findLast(({ kind, verdict }) => kind === 'confirm' && verdict === 'positive') ?? null, known[0]!.person_id!)
  }
}
const saidBy = async (ctx: Ctx, { due }: Come): Promise<ResultRow | null> =>
  (await factsOf(ctx, due.community_id, [due.tube_id])).find(({ id }) => id === due.result_id) ?? null

/** 更正: somebody was found positive, and was not after all. The case that was proposed is the office's to close, on the paper of the correction. */
async function tellOffice(ctx: Ctx, communityId: string, come: readonly Come[]): Promise<void> {
  const single = come.filter(({ due, heads, known }) => due.verdict !== 'positive' && due.verdict !== 'lost' && heads === 1 && known.length === 1)
  const facts = Map.groupBy(
    await factsOf(
      ctx,
      communityId,
      single.map(({ tube }) => tube.id),
    ),
    (row) => row.tube_id,
  )
  const today = localDay(ctx.now)
  for (const { tube, due, known } of single) {
    if (!(facts.get(tube.id) ?? []).some(({ kind, verdict }) => kind === 'confirm' && verdict === 'positive')) continue
    const person = await findPerson(ctx, known[0]!.person_id!)
    if (!person) continue
    await planTasks(ctx, { source: 'lab', sourceId: due.result_id, communityId }, [
      {
        subjectId: person.id,
        subjectKind: 'person',
        homeId: person.homeId,
        path: person.path,
        key: 'corrected',
        kind: 'errand',
        title: `检测机构更正了 ${tube.code} 的结果，请核对病例登记`,
        roles: ['communityAdmin'],
        accountId: null,
        obligationId: null,
        fromDay: today,
        dueOn: today,
        priority: 3,
      },
    ])
  }
}

/** Single tests of those who were recalled are in; pools that are not positive after all let everybody go. */
async function moveRecalls(ctx: Ctx, communityId: string, come: readonly Come[]): Promise<void> {
  const byTube = new Map(come.map((one) => [one.tube.id, one]))
  const ids = [...byTube.keys()]
  if (ids.length === 0) return
  const moved: RecallRow[] = []
  for (const row of await lockOfSecond(ctx, communityId, ids)) {
    const { due, heads } = byTube.get(row.again_tube!)!
    const after = await step(ctx, row, { kind: 'result', verdict: due.verdict, people: heads })
    if (after.version !== row.version) moved.push(after)
    // Nothing is known of them: they are asked once more.
    if (after.state === 'atHome' && row.state === 'resampled')
      await askAgain(ctx, { communityId, campaignId: row.campaign_id }, [{ personId: row.person_id, path: row.area_path }], { isMissing: false })
  }
  const over = ids.filter((id) => byTube.get(id)!.due.verdict !== 'positive')
  for (const row of over.length === 0 ? [] : await lockOfPools(ctx, communityId, over)) {
    const after = await step(ctx, row, { kind: 'withdraw' })
    if (after.version !== row.version) moved.push(after)
  }
  await settlePools(ctx, communityId, moved, null)
}
