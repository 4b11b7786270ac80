// 待核对: samples about which something does not fit; somebody of the office looks and says how it is.
import { commonErrors, type testing, testingErrors, testingEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { doorsOf, findPerson, type Person, peopleByIds } from '../../registry/index.ts'
import { accountOf, pointFor, readRows } from '../place.ts'
import { listPoints, listRows } from '../repo/campaign.ts'
import { communityOfSample, listOfPeople, lockSample, updateSample } from '../repo/sample.ts'
import { countDoubts, insertDoubts, listOpenDoubts, settleDoubts } from '../repo/tube.ts'
import { openShown } from '../sealing.ts'
import { doubtOf, elsewhereOf, tested } from '../settle.ts'
import type { SampleRow } from '../tables.ts'

type Testing = Handlers<typeof testing>
const MOST = 200

export const listDoubts: Testing['listDoubts'] = async (ctx, { campaignId }) => {
  const { rows } = await readRows(ctx, campaignId)
  const communityIds = rows.map((row) => row.community_id)
  const found = await listOpenDoubts(ctx, campaignId, communityIds, MOST + 1)
  const shown = found.slice(0, MOST)
  const points = new Map((await listPoints(ctx, campaignId, communityIds)).map((point) => [point.id, point.name]))
  const people = await peopleByIds(
    ctx,
    shown.flatMap(({ sample }) => sample.person_id ?? []),
  )
  const doors = await doorsOf(
    ctx,
    shown.flatMap(({ sample }) => sample.home_id ?? []),
  )
  const others = Map.groupBy(
    (await Promise.all(communityIds.map((community_id) => listOfPeople(ctx, { community_id, id: campaignId }, [...people.keys()])))).flat(),
    (row) => row.person_id,
  )
  ctx.audit.subjects([...people.keys()])
  return {
    isCut: found.length > MOST,
    doubts: shown.map(({ sample_id, kind, area_path, sample }) => {
      const person = sample.person_id === null ? undefined : people.get(sample.person_id)
      const sight = ctx.sight(person?.path ?? area_path)
      return {
        sampleId: sample_id,
        kind,
        tube: sample.tube_code,
        number: sample.number,
        pointName: points.get(sample.point_id) ?? '',
        takenAt: sample.taken_at.toISOString(),
        name: masked('name', person?.name ?? null, sight.name),
        door: masked('door', sample.home_id === null ? null : (doors.get(sample.home_id) ?? null), sight.door),
        // A code is no use to a reader; a number or a door that was typed is.
        shown:
          sample.means_kind === 'document'
            ? masked('document', openShown(ctx, sample), sight.document)
            : sample.means_kind === 'door'
              ? masked('door', openShown(ctx, sample), sight.door)
              : null,
        otherTubes: [...new Set((others.get(sample.person_id) ?? []).flatMap((one) => (one.tube_code === sample.tube_code ? [] : [one.tube_code])))],
      }
    }),
  }
}

export const settleDoubt: Testing['settleDoubt'] = async (ctx, { sampleId, kind, personId }) => {
  const person = personId === undefined ? null : await findPerson(ctx, personId)
  if (personId !== undefined && !person) throw fail(commonErrors, 'request.not_found')
  const community = person?.communityId ?? (await communityOfSample(ctx, sampleId))
  const row = community === null ? undefined : await lockSample(ctx, community, sampleId)
  if (!row) throw fail(testingErrors, 'testing.sample_unknown')
  await pointFor(ctx, 'testing.plan', row.point_id)
  if (person && kind === 'unknownPerson') {
    ctx.must('testing.plan', person)
    ctx.audit.subjects([person.id])
    await recognise(ctx, row, person)
  }
  await settleDoubts(ctx, row.community_id, row.id, [kind], { at: ctx.now, accountId: accountOf(ctx) })
  const rows = await listRows(ctx, row.campaign_id)
  return {
    left: await countDoubts(
      ctx,
      row.campaign_id,
      rows.map((one) => one.community_id),
    ),
  }
}

/** It was somebody of the ledger: where they count already, this sample is contested or told as a second one, like any other. */
async function recognise(ctx: Ctx, row: SampleRow, person: Person): Promise<void> {
  const elsewhere = await elsewhereOf(ctx, row, person.id, row.tube_id)
  const doubts = elsewhere === null ? [] : ([elsewhere === 'open' ? 'inOtherTube' : 'twiceInRound'] as const)
  const isContested = row.state === 'contested' || elsewhere === 'open'
  await updateSample(ctx, row, { person_id: person.id, home_id: person.homeId, sealed_shown: null, state: isContested ? 'contested' : 'bound' })
  await insertDoubts(
    ctx,
    doubts.map((kind) => doubtOf(ctx, row, kind)),
  )
  if (!isContested) await tested(ctx, row, person.id)
  await ctx.emit(testingEvents.changed, { communityId: row.community_id, campaignId: row.campaign_id })
}
