import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { chainOf, insertAreas } from '../../packages/server/src/modules/areas/index.ts'
import { hire, ok } from './people.ts'
import { type AidIds, furnishAid } from './places-aid.ts'
import { furnishSeals, type SealIds } from './places-seals.ts'

export type ControlIds = AidIds &
  SealIds & {
    proposedControlId: string
    controlId: string
    changeId: string
    appealId: string
    sentId: string
    comingId: string
    runId: string
    proposedRunId: string
    runActId: string
  }

const evidence = { kind: 'investigationDecision', reference: '演练2', issuedBy: '演练' }

/** Somebody whom one proposed, and somebody whom two brought under control twice: of one case they appeal, of the other a change waits. */
export async function furnishControl(
  town: Town,
  path: string,
  { personId, underId, areaId }: { personId: string; underId: string; areaId: string },
): Promise<ControlIds> {
  const { caller: first } = await hire(town, 'gridWorker', path)
  const { caller: second } = await hire(town, 'communityAdmin', path)
  const { caller: resident } = await hire(town, 'resident', path, { personId: underId })
  const open = async (whom: string, trigger: string): Promise<string> =>
    ok(
      await first.call('control.openCase', {
        id: uuidv7(),
        personId: whom,
        trigger,
        anchorDay: '2022-05-03',
        evidence,
        hasOwnSuite: true,
        guardian: null,
      }),
      'openCase',
    ).id
  const proposedControlId = await open(personId, 'contact')
  const [controlId, changingId] = [await open(underId, 'contact'), await open(underId, 'arrivalMedium')]
  for (const caseId of [controlId, changingId]) ok(await second.call('control.confirmOpening', { caseId }), 'confirmOpening')
  const [changeId, appealId] = [uuidv7(), uuidv7()]
  const change = { id: changeId, caseId: changingId, kind: 'lengthen', day: '2022-06-30', ground: 'clinicReport', evidence }
  ok(await first.call('control.proposeChange', change), 'proposeChange')
  ok(await resident.call('control.appealCase', { id: appealId, caseId: changingId, text: '我没有去过' }), 'appealCase')
  const sent = { id: uuidv7(), caseId: changingId, office: '外区疾控', reference: '演练4', reason: '送医' }
  const sentId = ok(await second.call('control.sendOut', sent), 'sendOut').id
  const goingId = await open(underId, 'arrivalHigh')
  ok(await second.call('control.confirmOpening', { caseId: goingId }), 'confirmOpening')
  const comingId = await thereAndBack(town, path, goingId)
  // Of the edition in force, so that it may be asked for; nobody's case is of another one.
  const look = async () =>
    ok(await second.call('control.previewEdition', { id: uuidv7(), areaId, packId: 'covid-19', edition: '2022-06-28' }), 'previewEdition').id
  const [runId, proposedRunId] = [await look(), await look()]
  await town.drain()
  const proposed = ok(await second.call('control.proposeEdition', { runId: proposedRunId }), 'proposeEdition')
  const seals = await furnishSeals(second, areaId)
  const aid = await furnishAid(second, resident, underId)
  return { ...seals, ...aid, proposedControlId, controlId, changeId, appealId, sentId, comingId, runId, proposedRunId, runActId: proposed.waiting.id }
}

/** A case that a neighbour accepted, and offers back. */
async function thereAndBack(town: Town, path: string, caseId: string): Promise<string> {
  const { own, neighbour, compound } = await town.system(async (ctx) => {
    const chain = await chainOf(ctx, path)
    const [neighbour] = await insertAreas(ctx, [{ parentId: chain.at(-2)!.id, level: 'community', name: `${chain.at(-1)!.name}的隔壁` }])
    const [compound] = await insertAreas(ctx, [{ parentId: neighbour!.id, level: 'compound', name: '隔壁院' }])
    return { own: chain.map((area) => area.name).join(' '), neighbour: neighbour!, compound: compound! }
  })
  const { caller: here } = await hire(town, 'communityAdmin', path)
  const { caller: there } = await hire(town, 'communityAdmin', neighbour.path)
  const home = ok(await there.call('registry.addHome', { areaId: compound.id, door: '1', floor: 1, use: 'permanent' }), 'addHome')
  const offer = { id: uuidv7(), caseId, community: neighbour.name, reason: '住到隔壁', home: null }
  const transferId = ok(await here.call('control.offerTransfer', offer), 'offerTransfer').id
  const accepted = ok(await there.call('control.acceptTransfer', { transferId, homeId: home.id, kind: 'family' }), 'acceptTransfer')
  const back = { id: uuidv7(), caseId: accepted.caseId, community: own, reason: '搬回来', home: null }
  return ok(await there.call('control.offerTransfer', back), 'offerTransfer').id
}
