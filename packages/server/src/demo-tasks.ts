// The demonstration's errands: a letter to every home of one compound, half delivered when the reader comes.
import { tasks } from '@xiaomen/contract'
import { perform } from './perform.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'
import { localDay } from './platform/time.ts'

const DAY_MS = 86_400_000

export async function playTasks(services: Services, { admin, worker, compoundId }: { admin: Actor; worker: Actor; compoundId: string }): Promise<void> {
  const now = services.now()
  const day = (add: number) => localDay(new Date(now.getTime() + add * DAY_MS))
  const round = (title: string, kind: 'notice' | 'handOut', uses: ('permanent' | 'rented' | 'dormitory' | 'yard')[], dueOn: string) =>
    perform(services, admin, tasks.planRound, {
      id: uuidv7(),
      areaId: compoundId,
      kind,
      title,
      uses,
      care: [],
      fromDay: day(0),
      dueOn,
      roles: ['gridWorker', 'stairHead'],
      priority: kind === 'handOut' ? 1 : 0,
    })
  const letter = await round('送致居民的一封信', 'notice', ['permanent', 'rented', 'dormitory', 'yard'], day(1))
  await round('发放防护包', 'handOut', ['rented'], day(2))
  const own = (await perform(services, worker, tasks.listMine, {})).tasks.filter((task) => task.sourceId === letter.obligationId)
  const record = (at: number, outcome: 'done' | 'nobodyHome' | 'refused') =>
    perform(services, worker, tasks.recordOutcome, {
      id: uuidv7(),
      taskId: own[at]!.id,
      at: now.toISOString(),
      way: 'visit',
      outcome,
      reason: outcome === 'nobodyHome' ? 'noAnswer' : outcome === 'refused' ? 'busy' : null,
      tryOn: outcome === 'nobodyHome' ? day(at % 2) : null,
      tryPart: outcome === 'nobodyHome' ? 'evening' : null,
      note: null,
    })
  for (let at = 0; at < own.length / 2; at += 1) await record(at, at % 7 === 3 ? 'nobodyHome' : at % 19 === 5 ? 'refused' : 'done')
}
