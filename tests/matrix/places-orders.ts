// Orders at a place: one in force, one drafted, one just ended, each signed by people of three units.
import { readFileSync } from 'node:fs'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

export type OrderIds = { orderId: string; draftId: string; draftActId: string; endedId: string; editionId: string; editionActId: string }

export const DRILL = {
  posture: 'emergency',
  packId: 'covid-19',
  edition: '2022-06-28',
  legalBasis: '演练',
  purpose: '演练',
  until: '2022-06-30',
  assessment: { processed: '演练', necessity: '演练', risks: '演练', measures: '演练', assessedBy: '法制岗', assessedOn: '2022-05-01' },
}

const clocks = JSON.parse(readFileSync(new URL('../../packs/covid-19/2022-06-28/clocks.json', import.meta.url), 'utf8'))
clocks.clocks[0].hours.value = 1
/** An edition with one clock changed, which no example speaks of. */
export const EDITION = { packId: 'covid-19', edition: '2022-06-28', note: '演练', files: { clocks: JSON.stringify(clocks) }, examples: {} }

type Hands = { commander: Caller; admin: Caller; district: Caller }
export async function furnishOrders(
  { commander, admin, district }: Hands,
  { communityId, quietId }: { communityId: string; quietId: string },
): Promise<OrderIds> {
  const draft = async (areaId: string) => ok(await commander.call('posture.draftOrder', { areaId, ...DRILL }), 'draftOrder')
  const sign = async (who: Caller, { id: orderId, waiting }: { id: string; waiting: { id: string } }) =>
    ok(await who.call('posture.approveOrder', { orderId, actId: waiting.id }), 'approveOrder')
  const put = async (areaId: string): Promise<string> => {
    const drafted = await draft(areaId)
    await sign(admin, drafted)
    await sign(district, drafted)
    return drafted.id
  }
  const orderId = await put(communityId)
  const endedId = await put(quietId)
  await sign(district, ok(await admin.call('posture.endOrder', { orderId: endedId, reason: '演练结束' }), 'endOrder'))
  const drafted = await draft(quietId)
  const edition = ok(await commander.call('posture.draftEdition', { id: uuidv7(), areaId: quietId, ...EDITION }), 'draftEdition')
  return { orderId, endedId, editionId: edition.id, editionActId: edition.waiting.id, draftId: drafted.id, draftActId: drafted.waiting.id }
}
