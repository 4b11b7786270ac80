// By carers and the office: asked for, arranged, and each step that no gate saw.
import { type aid, aidErrors } from '@xiaomen/contract'
import { afterTransportStep, mayArrange } from '@xiaomen/rules/aid'
import { readPlate } from '@xiaomen/rules/gate'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findHome } from '../../registry/index.ts'
import { untilOf } from '../proposals.ts'
import { homeIdOf, lockedTransport, notFound, request, scopeAt, sealArrangement, write } from '../step.ts'
import type { TransportRow } from '../tables.ts'

type Aid = Handlers<typeof aid>

export const requestTransport: Aid['requestTransport'] = async (ctx, { id, personId, kind, companionId, note }) => {
  const home = await findHome(ctx, await homeIdOf(ctx, personId))
  if (!home) throw notFound()
  ctx.must('aid.request', home)
  await request(ctx, home, { id, personId, kind, companionId, note, asker: 'carer' })
  return { id }
}

export const arrangeTransport: Aid['arrangeTransport'] = async (ctx, { transportId, version, plate, escort, hospital }) => {
  const row = await lockedTransport(ctx, { transportId, version })
  if (!mayArrange(row.state)) throw fail(aidErrors, 'aid.wrong_state')
  const said = { plate: plate === null ? null : readPlate(plate), escort, hospital }
  const after = await write(ctx, row, 'arranged', {
    state: row.state === 'requested' ? 'arranged' : row.state,
    sealed_arrangement: sealArrangement(ctx, row.id, said, await scopeAt(ctx, row.area_path)),
    until_at: untilOf(row.kind, ctx.now),
    is_overdue: false,
  })
  return { state: after.state, version: after.version }
}

export const stepTransport: Aid['stepTransport'] = async (ctx, { transportId, version, step }) => {
  const row = await lockedTransport(ctx, { transportId, version })
  const state = afterTransportStep(row.state, row.kind, step)
  if (state === null) throw fail(aidErrors, 'aid.wrong_state')
  const when: Partial<TransportRow> = step === 'leave' ? { left_at: ctx.now } : step === 'arrive' ? { arrived_at: ctx.now } : {}
  const after = await write(ctx, row, step, { state, ...when })
  return { state: after.state, version: after.version }
}
