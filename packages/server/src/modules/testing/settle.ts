// What came in from the tables, looked at in the order it came: whose it is, which place in which tube, what does not fit; and whoever was expected is missing no longer.
import { testingEvents } from '@xiaomen/contract'
import { CONTESTING, type Doubt, type Elsewhere, SAYS_NOTHING, take, type Tube } from '@xiaomen/rules/testing'
import type { MeansKind } from '@xiaomen/rules/gate'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { whoShows } from '../gate/index.ts'
import { findPerson } from '../registry/index.ts'
import { fulfil, fulfilMany } from '../tasks/index.ts'
import { findRow } from './repo/campaign.ts'
import { closeAgain, listAgain } from './repo/box.ts'
import { listOfPeople, lockNew, updateSample } from './repo/sample.ts'
import { insertDoubts, listInTube, lockTubeOf, updateTube } from './repo/tube.ts'
import { openShown } from './sealing.ts'
import type { CampaignRow, SampleRow, TubeRow } from './tables.ts'

const AT_ONCE = 200
type Who = { personId: string | null; homeId: string | null }
const NOBODY: Who = { personId: null, homeId: null }

/** Safe to repeat: what was settled is not looked at again. */
export async function settleSamples(ctx: Ctx, communityId: string): Promise<void> {
  const rows = await lockNew(ctx, communityId, AT_ONCE)
  const campaigns = new Map<string, CampaignRow>()
  const counted: { campaignId: string; personId: string; by: string | null; isAnother: boolean }[] = []
  for (const row of rows) {
    const campaign = campaigns.get(row.campaign_id) ?? (await findRow(ctx, communityId, row.campaign_id))
    if (campaign === undefined) continue
    campaigns.set(campaign.id, campaign)
    const counts = await settle(ctx, row, campaign)
    if (counts !== null) counted.push({ campaignId: campaign.id, by: row.account_id, ...counts })
  }
  for (const of of Map.groupBy(counted, ({ campaignId }) => campaignId).values())
    await closeAgain(
      ctx,
      { community_id: communityId, campaign_id: of[0]!.campaignId },
      of.flatMap(({ personId, isAnother }) => (isAnother ? [personId] : [])),
      ctx.now,
    )
  // 应检未检: a whole table's people are missing no longer by one statement.
  for (const of of Map.groupBy(counted, ({ campaignId, by }) => `${campaignId} ${by}`).values())
    await fulfilMany(
      ctx,
      { obligationId: of[0]!.campaignId, communityId },
      of.map(({ personId }) => personId),
      { way: 'visit', by: of[0]!.by },
    )
  for (const campaignId of campaigns.keys()) await ctx.emit(testingEvents.changed, { communityId, campaignId })
  if (rows.length === AT_ONCE) await ctx.emit(testingEvents.sampled, { communityId })
}

/** @returns whom it counts for, and whether it is one that says more than the last; null: nobody */
async function settle(ctx: Ctx, row: SampleRow, campaign: CampaignRow): Promise<{ personId: string; isAnother: boolean } | null> {
  const who = await whose(ctx, row)
  const tube = await tubeFor(ctx, row, who)
  const inTube = await listInTube(ctx, tube)
  const sample = { id: row.id, ...who }
  const doubts: Doubt[] = [...take(toRule(tube, inTube), sample, await elsewhereOf(ctx, row, who.personId, tube.id)).doubts]
  if (row.taken_at.getTime() > row.received_at.getTime() + CLOCK_MS || (await isOfOtherDay(ctx, row, campaign, who))) doubts.push('wrongClock')
  const isContested = doubts.some((doubt) => (CONTESTING as readonly Doubt[]).includes(doubt))
  await updateSample(ctx, row, {
    tube_id: tube.id,
    number: Math.max(0, ...inTube.map(({ number }) => number ?? 0)) + 1,
    person_id: who.personId,
    home_id: who.homeId,
    state: isContested ? 'contested' : 'bound',
    // Once it is known whose it is, the ledger says the rest.
    ...(who.personId === null ? {} : { sealed_shown: null }),
  })
  await updateTube(ctx, tube, { samples: inTube.length + 1 })
  await insertDoubts(
    ctx,
    doubts.map((kind) => doubtOf(ctx, row, kind)),
  )
  // A phone that sent late may have put it into a tube that came to nothing meanwhile.
  if (isContested || who.personId === null || tube.state === 'invalid' || tube.state === 'lost') return null
  return { personId: who.personId, isAnother: tube.state !== 'positive' }
}

/** Whoever was asked for another sample comes when they were told, after midnight too. */
const isOfOtherDay = async (ctx: Ctx, row: SampleRow, campaign: CampaignRow, { personId }: Who): Promise<boolean> =>
  localDay(row.taken_at) !== campaign.day && !(personId !== null && (await listAgain(ctx, row, [personId])).length > 0)
/** A phone's clock may be this much ahead before somebody has to look. */
const CLOCK_MS = 10 * 60_000
export const doubtOf = (ctx: Ctx, row: SampleRow, kind: Doubt) => ({
  community_id: row.community_id,
  sample_id: row.id,
  kind,
  campaign_id: row.campaign_id,
  area_path: row.area_path,
  seen_at: ctx.now,
  settled_at: null,
  settled_by: null,
})
/** Missing no longer. */
export const tested = async (ctx: Ctx, row: Pick<SampleRow, 'campaign_id' | 'account_id'>, personId: string | null): Promise<void> => {
  if (personId !== null) await fulfil(ctx, { obligationId: row.campaign_id, subjectId: personId }, { way: 'visit', by: row.account_id })
}

/** Whom the worker chose; otherwise whoever the thing shown stands for, where that is one person. */
async function whose(ctx: Ctx, row: SampleRow): Promise<Who> {
  if (row.person_id !== null) {
    const person = await findPerson(ctx, row.person_id)
    return person?.communityId === row.community_id ? { personId: person.id, homeId: person.homeId } : NOBODY
  }
  const shown = row.sealed_shown === null ? null : openShown(ctx, row)
  if (shown === null) return NOBODY
  const { found } = await whoShows(ctx, row.community_id, { kind: row.means_kind as MeansKind, value: shown }, row.taken_at)
  const [only, ...others] = found
  return only?.personId != null && others.length === 0 ? { personId: only.personId, homeId: only.homeId } : NOBODY
}

const tubeFor = (ctx: Ctx, row: SampleRow, who: Who): Promise<TubeRow> =>
  lockTubeOf(ctx, {
    community_id: row.community_id,
    id: uuidv7(),
    campaign_id: row.campaign_id,
    point_id: row.point_id,
    area_path: row.area_path,
    code: row.tube_code,
    size: row.size,
    home_id: row.is_household ? who.homeId : null,
    state: 'open',
    samples: 0,
    counted: null,
    table_no: row.table_no,
    opened_at: row.taken_at,
    sealed_at: null,
    sealed_by: null,
    box_id: null,
    received_at: null,
    version: 1,
  })

export const toRule = (tube: TubeRow, samples: readonly SampleRow[]): Tube => ({
  state: tube.state,
  size: tube.size,
  homeId: tube.home_id,
  counted: tube.counted,
  samples: samples.map((one) => ({ id: one.id, personId: one.person_id, homeId: one.home_id, isContested: one.state === 'contested' })),
})

/** Where else somebody counts in this round; `tubeId`: the tube that is not meant. */
export async function elsewhereOf(ctx: Ctx, row: SampleRow, personId: string | null, tubeId: string | null): Promise<Elsewhere> {
  if (personId === null) return null
  const others = (await listOfPeople(ctx, { community_id: row.community_id, id: row.campaign_id }, [personId])).filter(
    // Whose tube says nothing of them is asked for another one: that is no second time.
    (one) => one.tube_id !== tubeId && one.state === 'bound' && !(SAYS_NOTHING as readonly string[]).includes(one.tube_state),
  )
  if (others.some((one) => one.tube_state === 'open')) return 'open'
  return others.length > 0 ? 'closed' : null
}
