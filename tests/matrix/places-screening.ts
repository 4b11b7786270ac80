import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ASKED } from './inputs-screening.ts'
import { ok } from './people.ts'

export type ScreeningIds = { planId: string }
/** A plan of a mass screening that was kept. */
export async function furnishScreening(admin: Caller, areaId: string): Promise<ScreeningIds> {
  const planId = uuidv7()
  ok(await admin.call('screening.savePlan', { id: planId, areaId, name: '全小区一轮', version: null, asked: ASKED }), 'savePlan')
  return { planId }
}
