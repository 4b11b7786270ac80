// The rooms of the house, lower floors first: also the order of migrations.
import { accessModule } from './modules/access/index.ts'
import { approvalsModule } from './modules/approvals/index.ts'
import { aidModule } from './modules/aid/index.ts'
import { antigenModule } from './modules/antigen/index.ts'
import { answerabilityModule } from './modules/answerability/index.ts'
import { arrivalsModule } from './modules/arrivals/index.ts'
import { areasModule } from './modules/areas/index.ts'
import { careModule } from './modules/care/index.ts'
import { checklistsModule } from './modules/checklists/index.ts'
import { controlModule } from './modules/control/index.ts'
import { dailyModule } from './modules/daily/index.ts'
import { doorsModule } from './modules/doors/index.ts'
import { foreignModule } from './modules/foreign/index.ts'
import { leadsModule } from './modules/leads/index.ts'
import { gateModule } from './modules/gate/index.ts'
import { labModule } from './modules/lab/index.ts'
import { occupationsModule } from './modules/occupations/index.ts'
import { patrolsModule } from './modules/patrols/index.ts'
import { photosModule } from './modules/photos/index.ts'
import { postureModule } from './modules/posture/index.ts'
import { privacyModule } from './modules/privacy/index.ts'
import { queriesModule } from './modules/queries/index.ts'
import { registryModule } from './modules/registry/index.ts'
import { riskModule } from './modules/risk/index.ts'
import { screeningModule } from './modules/screening/index.ts'
import { sealsModule } from './modules/seals/index.ts'
import { setupModule } from './modules/setup/index.ts'
import { sitesModule } from './modules/sites/index.ts'
import { statusModule } from './modules/status/index.ts'
import { sweepsModule } from './modules/sweeps/index.ts'
import { tasksModule } from './modules/tasks/index.ts'
import { testingModule } from './modules/testing/index.ts'
import { tracingModule } from './modules/tracing/index.ts'
import { visitorsModule } from './modules/visitors/index.ts'
import { zonesModule } from './modules/zones/index.ts'
import type { Module } from './platform/module.ts'

export const MODULES: readonly Module[] = [
  areasModule,
  accessModule,
  approvalsModule,
  registryModule,
  postureModule,
  tasksModule,
  photosModule,
  answerabilityModule,
  riskModule,
  statusModule,
  zonesModule,
  gateModule,
  controlModule,
  sweepsModule,
  careModule,
  antigenModule,
  doorsModule,
  visitorsModule,
  checklistsModule,
  patrolsModule,
  arrivalsModule,
  screeningModule,
  dailyModule,
  privacyModule,
  setupModule,
  aidModule,
  testingModule,
  labModule,
  foreignModule,
  leadsModule,
  sealsModule,
  queriesModule,
  occupationsModule,
  tracingModule,
  sitesModule,
]
export const WORDS: readonly string[] = MODULES.map((module) => module.name)
