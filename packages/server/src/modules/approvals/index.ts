// approvals 双人办理: acts that one person does not do alone, who signed them, and when many people take one person more.
// Owns approvals.act and approvals.signature. Stands on access and areas; every module above opens its acts here.
// Tells approvals.actMoved and hears nothing: what an act leads to is told by the module it belongs to.
import { approvals } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { policy } from './policy.ts'
import { listWaiting } from './service.ts'

export const approvalsModule = defineModule('approvals', { ops: approvals, handlers: { listWaiting }, policy })

export { type ActOf, actsOf, openAct, secondHand, signAct, waitingAct, withdrawAct } from './acts.ts'
