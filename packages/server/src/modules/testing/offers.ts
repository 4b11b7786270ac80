// What testing does for the laboratory's module: boxes are received here, verdicts written on tubes, and it says who is in them.
import { testingErrors } from '@xiaomen/contract'
import { addDays } from '@xiaomen/rules/days'
import { labelOf, readLabel, SAYS_NOTHING } from '@xiaomen/rules/testing'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { fulfilMany, unfulfil } from '../tasks/index.ts'
import { figures } from './figures.ts'
import * as repo from './repo/box.ts'
import { findRow } from './repo/campaign.ts'
import { listOfPeople, type Standing } from './repo/sample.ts'
import { listInTubes } from './repo/tube.ts'
import { openCourier } from './sealing.ts'
import { handed, stepped } from './service/boxes.ts'
import type { BoxRow, SampleRow, TubeRow } from './tables.ts'

/** The last day on which tubes, and what a laboratory said of them, are kept. */
export const keptUntil = (now: Date): string => addDays(localDay(now), figures().keepDays.value)
export const keepDays = (): number => figures().keepDays.value

/** The label as it is printed; null: it is none of ours. */
export function codeOf(scanned: string): string | null {
  const label = readLabel(scanned)
  return 'problem' in label || label.kind !== 'tube' ? null : labelOf(label)
}

/** @throws 404 when no point has it */
export async function boxOnItsWay(ctx: Ctx, scanned: string): Promise<{ box: BoxRow; tubes: TubeRow[] }> {
  const label = readLabel(scanned)
  if ('problem' in label || label.kind !== 'box') throw fail(testingErrors, 'testing.box_unknown')
  const box = await repo.findBox(ctx, labelOf(label))
  if (!box) throw fail(testingErrors, 'testing.box_unknown')
  return { box, tubes: await repo.listTubesOfBoxes(ctx, box.community_id, [box.id]) }
}
/** 签收: what was scanned is there, what was not is lost by name; one that belongs elsewhere stops it. Done twice it is as it was. */
export async function receiveBox(
  ctx: Ctx,
  { box: { code }, found }: { box: BoxRow; found: readonly string[] },
): Promise<{ there: TubeRow[]; lost: TubeRow[] }> {
  const box = (await repo.lockBox(ctx, code))!
  const tubes = await repo.tubesInBoxes(ctx, box.community_id, [box.id])
  const codes = new Map(tubes.map((tube) => [tube.code, tube]))
  const foreign = found.filter((one) => !codes.has(one))
  if (foreign.length > 0) throw fail(testingErrors, 'testing.tube_of_other_box', { tubes: foreign.slice(0, 20) })
  const ids = new Set(found.map((one) => codes.get(one)!.id))
  const lost = tubes.filter(({ id }) => !ids.has(id))
  const there = tubes.filter(({ id }) => ids.has(id))
  const after = stepped(box, tubes, { kind: 'receive', found: [...ids] })
  await repo.updateBox(ctx, box, { state: after.state, received_at: ctx.now })
  const at = ctx.now.toISOString()
  await repo.moveTubes(ctx, [
    ...there.map((tube) => ({ community_id: tube.community_id, id: tube.id, state: 'received' as const, received_at: at })),
    ...lost.map((tube) => ({ community_id: tube.community_id, id: tube.id, state: 'lost' as const })),
  ])
  await handed(ctx, box, { id: uuidv7(), kind: 'received', counted: there.length, sealed_courier: null, at: ctx.now })
  return { there, lost }
}

export type Hand = { kind: 'closed' | 'handedOver' | 'received'; counted: number; at: Date; accountId: string | null; courier: string | null }
/** Whose hands a box went through. */
export const handsOfBox = async (ctx: Ctx, communityId: string, boxId: string): Promise<Hand[]> =>
  (await repo.custodyOf(ctx, communityId, [boxId])).map((row) => ({
    kind: row.kind,
    counted: row.counted,
    at: row.at,
    accountId: row.account_id,
    courier: openCourier(ctx, row),
  }))

export type InTube = Pick<SampleRow, 'id' | 'tube_id' | 'person_id' | 'home_id' | 'taken_at' | 'number' | 'state' | 'area_path'>
/** Everybody whose swab lies in these tubes, known or not, whether it is counted as theirs or another one is. */
export const peopleIn = (ctx: Ctx, communityId: string, tubeIds: readonly string[]): Promise<InTube[]> => listInTubes(ctx, communityId, tubeIds)

type Campaign = { communityId: string; campaignId: string }
/** Where these people stand in a campaign, the latest sample first. */
export const standingsIn = ({ tx }: Ctx, { communityId, campaignId }: Campaign, personIds: readonly string[]): Promise<Standing[]> =>
  listOfPeople({ tx }, { community_id: communityId, id: campaignId }, personIds)

/** Their tube says nothing of them: sampled again, at any point of the campaign, also after its end. `isMissing`: they count as not tested. */
export async function askAgain(
  ctx: Ctx,
  { communityId, campaignId }: Campaign,
  people: readonly { personId: string; path: string }[],
  { isMissing }: { isMissing: boolean },
): Promise<void> {
  const counting = new Set(
    (
      await standingsIn(
        ctx,
        { communityId, campaignId },
        people.map(({ personId }) => personId),
      )
    )
      .filter((one) => one.state === 'bound' && !(SAYS_NOTHING as readonly string[]).includes(one.tube_state))
      .map((one) => one.person_id),
  )
  const asked = people.filter(({ personId }) => !counting.has(personId))
  await repo.insertAgain(
    ctx,
    asked.map(({ personId, path }) => ({
      community_id: communityId,
      campaign_id: campaignId,
      person_id: personId,
      area_path: path,
      asked_at: ctx.now,
      done_at: null,
    })),
  )
  if (isMissing) for (const { personId } of asked) await unfulfil(ctx, { obligationId: campaignId, subjectId: personId })
}
/** The tube says something of them after all. */
export async function notAgain(ctx: Ctx, { communityId, campaignId }: Campaign, personIds: readonly string[]): Promise<void> {
  const asked = await repo.closeAgain(ctx, { community_id: communityId, campaign_id: campaignId }, personIds, ctx.now)
  await fulfilMany(ctx, { obligationId: campaignId, communityId }, asked, { way: 'visit', by: null })
}
export {
  countReceived,
  countStates,
  findTubeByCode,
  listOfState,
  listReceived,
  lockTubesByCode,
  moveTubes,
  positiveIn,
  samplesOf,
  tubeMates,
  tubesByCodes,
  tubesByIds,
} from './repo/box.ts'

/** By id of the campaign, its name in this community. */
export async function campaignNames(ctx: Ctx, communityId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(ids)) names.set(id, (await findRow(ctx, communityId, id))?.name ?? '')
  return names
}
