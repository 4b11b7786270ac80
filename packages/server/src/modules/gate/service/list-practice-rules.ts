import type { gate } from '@xiaomen/contract'
import type { Handlers } from '../../../platform/module.ts'
import { everyPack, planAt } from '../../posture/index.ts'
import { gateFor } from './gates.ts'

/** The strictest edition of an emergency is what a guard has to know before it comes, so every pack is there whatever is in force. */
export const listPracticeRules: Handlers<typeof gate>['listPracticeRules'] = async (ctx, { gateId }) => {
  const { area_path } = await gateFor(ctx, gateId, 'gate.record')
  const { packId, edition } = await planAt(ctx, area_path)
  return everyPack().map(({ file, gate: policy }) => ({
    packId: file.id,
    edition: file.edition,
    zh: file.zh,
    en: file.en,
    isInForce: file.id === packId && file.edition === edition,
    policy,
  }))
}
