import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'
import { checkCharacter } from '../../packages/rules/src/registry/index.ts'

const LISTED = `99010119871201001${checkCharacter('99010119871201001')}`

/** A source, a signal that waits for a second person, one that fits nobody, and one whom it hurts and who asks for it to be put right. */
export async function furnishStatus(
  town: Town,
  community: { id: string; path: string },
  people: { homeId: string; personId: string; otherId: string; askerId: string },
) {
  const { homeId, personId, otherId, askerId } = people
  const { caller } = await hire(town, 'communityAdmin', community.path)
  const [sourceId, signalId] = [uuidv7(), uuidv7()]
  ok(
    await caller.call('status.addSource', {
      id: sourceId,
      areaId: community.id,
      name: '卫生服务站',
      kinds: ['riskArea', 'clinicVisit', 'caseContact'],
      trust: 'official',
    }),
    'addSource',
  )
  const { caller: other } = await hire(town, 'communityAdmin', community.path)
  ok(await other.call('status.agreeSource', { sourceId, what: 'source' }), 'agreeSource')
  const waitingSourceId = uuidv7()
  ok(await caller.call('status.addSource', { id: waitingSourceId, areaId: community.id, name: '协查专班', kinds: ['codeRed'], trust: 'official' }), 'addSource')
  const signal = { id: signalId, personId, sourceId, kind: 'riskArea', from: '2022-05-03', until: null, evidence: '行程卡' }
  ok(await caller.call('status.proposeSignal', signal), 'proposeSignal')
  // A list of one, which waits for another office.
  const listed = { homeId, name: '沈立秋', care: [], kind: 'family', from: '2020-01-01', evenIfKnown: true, document: { kind: 'residentId', number: LISTED } }
  ok(await caller.call('registry.addResident', listed), 'addResident')
  const list = { name: 'list.csv', bytes: Buffer.from(`证件号码,类型,日期\n${LISTED},就诊,2022-05-03\n`) }
  const { importId } = ok(await caller.upload('status.importFile', { id: uuidv7(), sourceId, areaId: community.id, isPreview: false }, list), 'importFile')
  const file = { name: 'nobody.csv', bytes: Buffer.from('证件号码,类型,日期\n99010119990909001X,就诊,2022-05-03\n') }
  ok(await caller.upload('status.importFile', { id: uuidv7(), sourceId, areaId: community.id, isPreview: false }, file), 'importFile')
  const [unmatched] = ok(await caller.call('status.listUnmatched', { areaId: community.id }), 'listUnmatched')
  // Off: nothing is ever sent from here.
  const hookId = uuidv7()
  const hook = {
    id: hookId,
    communityId: community.id,
    kind: 'dingtalk',
    name: '群',
    address: 'https://oapi.dingtalk.com/robot/send?access_token=m',
    secret: null,
  }
  ok(await caller.call('status.addHook', hook), 'addHook')
  ok(await caller.call('status.setHookActive', { hookId, isActive: false }), 'setHookActive')
  // Somebody whom two have called red: told at once.
  const redId = uuidv7()
  ok(await caller.call('status.proposeSignal', { ...signal, id: redId, kind: 'caseContact', personId: otherId }), 'proposeSignal')
  ok(await other.call('status.confirmSignal', { signalId: redId }), 'confirmSignal')
  const [yellowId, correctionId] = [uuidv7(), uuidv7()]
  ok(await caller.call('status.proposeSignal', { ...signal, id: yellowId, kind: 'clinicVisit', personId: askerId }), 'proposeSignal')
  ok(await other.call('status.confirmSignal', { signalId: yellowId }), 'confirmSignal')
  const { caller: resident } = await hire(town, 'resident', community.path, { personId: askerId })
  ok(await resident.call('status.askCorrection', { id: correctionId, signalId: yellowId, text: '我没有去看病' }), 'askCorrection')
  await town.drain()
  const [digest] = ok(await caller.call('status.listDigests', { areaId: community.id }), 'listDigests')
  return {
    sourceId,
    waitingSourceId,
    listId: importId as string,
    signalId,
    unmatchedId: unmatched.id as string,
    hookId,
    digestId: digest.id as string,
    correctionId,
  }
}
