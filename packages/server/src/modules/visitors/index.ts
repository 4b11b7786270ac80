// visitors 访客: posters of gates, a form without a script, the host's answer, and a pass that begins at the gate and ends by the clock.
// Owns the tables visitors.*; the pass itself is the gate's. Stands on gate, risk, registry and areas.
// Tells visitors.changed and hears it: a host's yes becomes a pass. Who passed is asked of the gate every minute.
import { visitors } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { forms, pages } from './pages.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { makeSecret } from './secret.ts'
import { answer, listMine } from './service/host.ts'
import { getPoster } from './service/posters.ts'
import { confirmPresence, displayNumber, getNumber, listToday, recordCall, register } from './service/work.ts'

export const visitorsModule = defineModule('visitors', {
  ops: visitors,
  handlers: { getPoster, listToday, register, recordCall, confirmPresence, getNumber, displayNumber, listMine, answer },
  policy,
  jobs,
  reactions,
  pages,
  forms,
  start: async (services) => makeSecret(services.crypto),
})
