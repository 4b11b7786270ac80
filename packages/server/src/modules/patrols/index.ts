// patrols 人员巡防: rounds of the perimeter with check points, counted as expected − visited = missed, and reports of breaches.
// Owns the tables patrols.*. Stands on areas, photos and tasks.
// Tells patrols.routeChanged, visited, roundMissed, missedSettled, breachReported, breachAnswered, and hears what makes and ends a task.
import { patrols } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { answerBreach, listBreaches, listPlaces, reportBreach } from './service/breaches.ts'
import { downloadLabels } from './service/labels.ts'
import { answerMissed, getDay, getWalk } from './service/rounds.ts'
import { endRoute, listRoutes, saveRoute } from './service/routes.ts'
import { recordVisit } from './service/visits.ts'

export const patrolsModule = defineModule('patrols', {
  ops: patrols,
  handlers: {
    listRoutes,
    saveRoute,
    endRoute,
    downloadLabels,
    getDay,
    getWalk,
    recordVisit,
    answerMissed,
    listPlaces,
    reportBreach,
    listBreaches,
    answerBreach,
  },
  policy,
  reactions,
  jobs,
})

export { countRounds } from './jobs.ts'
