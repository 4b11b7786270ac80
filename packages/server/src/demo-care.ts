// The demonstration's care: the first grid has its carer and a week of contacts, the second is half done, the rest wait for the office to name somebody.
import { care } from '@xiaomen/contract'
import { morning } from './modules/care/index.ts'
import { perform } from './perform.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'

const HOUR_MS = 3_600_000
type Worker = { actor: Actor; accountId: string }

export async function playCare(
  services: Services,
  { admin, workers, gridIds, communityId }: { admin: Actor; workers: readonly Worker[]; gridIds: readonly string[]; communityId: string },
): Promise<void> {
  for (const at of [0, 1]) {
    const worker = workers[at]
    const gridId = gridIds[at]
    if (!worker || gridId === undefined) continue
    await perform(services, admin, care.assignGrid, { gridId, accountId: worker.accountId, evenIfTaken: false })
    const { rows } = await perform(services, worker.actor, care.listMine, { limit: 60 })
    const contact = (personId: string, hoursAgo: number, more: Contact) => record(worker.actor, { personId, hoursAgo, ...more })
    for (const [number, { personId }] of rows.entries()) {
      // Everybody was called yesterday but one in nine, who was last seen five days ago; of the second grid only every other.
      if (at === 1 && number % 2 === 1) continue
      await contact(personId, number % 9 === 4 ? 120 : 26, {})
      if (number % 13 === 6) await contact(personId, 2, { result: 'notReached' })
    }
    const [first, second] = rows
    if (first) await contact(first.personId, 1, { way: 'visit', result: 'needsHelp', needs: ['medicine'], note: '降压药还剩两天的量' })
    if (second) await contact(second.personId, 1, { way: 'message', note: '女儿在身边，一切都好' })
  }
  await morning(services)
  const found = await perform(services, admin, care.getCounts, { areaId: communityId })
  if (found.total.people === 0) throw new Error('nobody of the demonstration is in care')

  async function record(
    actor: Actor,
    { personId, hoursAgo, way = 'phone', result = 'well', needs = [], note = null }: Contact & { personId: string; hoursAgo: number },
  ): Promise<void> {
    const at = new Date(services.now().getTime() - hoursAgo * HOUR_MS).toISOString()
    await perform(services, actor, care.recordContact, { id: uuidv7(), personId, at, way, result, needs, note })
  }
}
type Contact = {
  way?: 'visit' | 'phone' | 'message'
  result?: 'well' | 'needsHelp' | 'notReached'
  needs?: 'medicine'[]
  note?: string | null
}
