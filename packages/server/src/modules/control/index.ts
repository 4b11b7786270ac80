// control 人员管控: cases among residents, on evidence, confirmed by a second person of another unit.
// Owns control.infection_case. Stands on registry, access and areas.
// Tells control.caseRegistered, caseConfirmed, caseClosed; hears registry.personMerged, personUnmerged.
import { control } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { useCounter } from '../posture/index.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { countOpenCases } from './repo.ts'
import { closeCase, confirmCase, listCases, registerCase } from './service.ts'

export const controlModule = defineModule('control', {
  ops: control,
  handlers: { registerCase, confirmCase, closeCase, listCases },
  policy,
  reactions,
  start: async () => useCounter('openCases', countOpenCases),
})
