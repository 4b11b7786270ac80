import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'

export type TracingIds = {
  tracedId: string
  tracedToEdit: string
  tracedToTurn: string
  tracedToClose: string
  tracedToOpen: string
  tracedToTell: string
  tracedToControl: string
  meetingId: string
  tracingEditId: string
  tracingExportId: string
  tracingExportOfTwo: string
}

/** An investigation of nine: one met another, one was closed, three were told in one act; two lists were asked for. */
export async function furnishTracing(
  town: Town,
  path: string,
  { communityId, staffPersonId }: { communityId: string; staffPersonId: string },
): Promise<TracingIds> {
  const { caller } = await hire(town, 'tracingHead', path, { unit: '流调专班' })
  const add = async (name: string, standing = 'contact') => {
    const id = uuidv7()
    const who =
      name === ''
        ? { kind: 'ledger', personId: staffPersonId }
        : { kind: 'other', name, phone: null, document: null, address: null, sex: 'unknown', birthday: null }
    const dates = { onsetOn: null, sampledOn: null, reportedOn: '2022-05-03', isolatedOn: null }
    ok(
      await caller.call('tracing.addTraced', { id, areaId: communityId, who, standing, caseKind: standing === 'case' ? 'confirmed' : null, ...dates }),
      'addTraced',
    )
    return id
  }
  const [tracedId, tracedToEdit, tracedToTurn, tracedToClose, tracedToOpen, tracedToTell, tracedToControl, bulk] = [
    await add('甲例', 'case'),
    await add('乙例'),
    await add('丙例'),
    await add('丁例'),
    await add('戊例'),
    await add('己例'),
    await add(''),
    await add('庚例'),
  ]
  ok(await caller.call('tracing.closeTraced', { tracedId: tracedToOpen, version: 1, reason: 'noContact', on: '2022-05-03' }), 'closeTraced')
  const meetingId = uuidv7()
  const meeting = {
    id: meetingId,
    tracedId,
    who: { kind: 'traced', tracedId: bulk },
    whoMayHaveCaughtIt: 'they',
    how: 'meal',
    certainty: 'certain',
    day: '2022-05-02',
    dayTo: '2022-05-02',
    minutes: null,
    place: null,
  }
  ok(await caller.call('tracing.addMeeting', meeting), 'addMeeting')
  const tracingEditId = uuidv7()
  ok(await caller.call('tracing.editMany', { id: tracingEditId, areaId: communityId, tracedIds: [bulk], change: { kind: 'told', way: 'phone' } }), 'editMany')
  // Signed by whoever asks in the matrix: it is asked for by somebody of the centre.
  const [tracingExportId, tracingExportOfTwo] = [uuidv7(), uuidv7()]
  for (const id of [tracingExportId, tracingExportOfTwo])
    ok(await caller.call('tracing.askExport', { id, areaId: communityId, format: 'zh', withNames: true, reason: '演练' }), 'askExport')
  return {
    tracedId,
    tracedToEdit,
    tracedToTurn,
    tracedToClose,
    tracedToOpen,
    tracedToTell,
    tracedToControl,
    meetingId,
    tracingEditId,
    tracingExportId,
    tracingExportOfTwo,
  }
}
