// Control with all it stands on, lower floors first: what a test of a room beside it or above it opens its town with.
import type { Module } from '../../platform/module.ts'
import { accessModule } from '../access/index.ts'
import { answerabilityModule } from '../answerability/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule } from '../areas/index.ts'
import { gateModule } from '../gate/index.ts'
import { photosModule } from '../photos/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { controlModule } from './index.ts'

export const CONTROL_AND_BELOW: readonly Module[] = [
  areasModule,
  accessModule,
  approvalsModule,
  registryModule,
  postureModule,
  photosModule,
  tasksModule,
  answerabilityModule,
  riskModule,
  statusModule,
  gateModule,
  controlModule,
]
