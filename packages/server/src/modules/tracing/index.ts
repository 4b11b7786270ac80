// tracing 流调溯源: cases, contacts and who met whom; transmission chains; lists in and out.
// Owns the tables tracing.*. Stands on control (measures), testing (who lay in one tube), leads (what was told), presence (who was where), approvals, posture, registry, access and areas.
// Tells tracing.changed; hears control.caseConfirmed and registry.personMoved.
import { tracing } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { figures } from './figures.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { getChains, getFigures } from './service/chains.ts'
import { askExport, fetchExport, getTemplate, importLines, listExports, signExport } from './service/files.ts'
import { editMany, listEdits, undoEdit } from './service/many.ts'
import { addMeeting, listSuggestions, setMeeting, takeSuggestions } from './service/meetings.ts'
import * as traced from './service/traced.ts'

export const tracingModule = defineModule('tracing', {
  ops: tracing,
  handlers: {
    listTraced: traced.listTraced,
    countTraced: traced.countTraced,
    getTraced: traced.getTraced,
    addTraced: traced.addTraced,
    editTraced: traced.editTraced,
    turnTraced: traced.turnTraced,
    closeTraced: traced.closeTraced,
    reopenTraced: traced.reopenTraced,
    tellTraced: traced.tellTraced,
    proposeControl: traced.proposeControl,
    listSuggestions,
    takeSuggestions,
    addMeeting,
    setMeeting,
    editMany,
    listEdits,
    undoEdit,
    getChains,
    getFigures,
    importLines,
    getTemplate,
    askExport,
    listExports,
    signExport,
    fetchExport,
  },
  policy,
  reactions,
  jobs,
  // A file that does not fit stops the server at its start.
  start: async () => void figures(),
})

export { destroyTraced } from './jobs.ts'
