// 合并提交: requests that arrive while one commit is under way go into the next one together. Each is answered after
// the commit that holds it, so a group is as durable as a single insert and costs one flush of the log.
import type { Ctx } from './ctx.ts'
import { AppError } from './error.ts'
import type { Services } from './module.ts'
import { groupCtx } from './run.ts'

/** What a batch says to one of its items: an answer, or the error that item is refused with. What was written stays either way. */
export type Settled<O> = { answer: O } | { refusal: AppError }
type Waiting<I, O> = { item: I; resolve(answer: O): void; reject(error: unknown): void }

export type GroupCommitParts<I, O> = {
  services: Services
  /** The operation; the batch writes the audit rows of its items itself. */
  name: string
  /** As the system, seeing every area. What belongs together must be one statement: on PostgreSQL each commits by itself. Answers for every item, in their order. */
  run: (ctx: Ctx, items: readonly I[]) => Promise<{ settled: Settled<O>[]; hasEvents: boolean }>
  /** Items in one group at most. */
  most: number
  /** Items for which a further group sets out beside one under way. */
  least: number
  /** Groups under way at the same time. */
  lanes: number
}

export type GroupCommit<I, O> = { join(item: I): Promise<O> }

export function groupCommit<I, O>({ services, name, run, most, least, lanes }: GroupCommitParts<I, O>): GroupCommit<I, O> {
  const waiting: Waiting<I, O>[] = []
  let underWay = 0
  let isPlanned = false

  const commit = async (group: readonly Waiting<I, O>[]): Promise<void> => {
    try {
      const { settled, hasEvents } = await services.db.standing((tx) =>
        run(
          groupCtx({ tx, crypto: services.crypto, now: services.now(), name }),
          group.map(({ item }) => item),
        ),
      )
      if (hasEvents) services.wakeRelay()
      group.forEach(({ resolve, reject }, index) => {
        const outcome = settled[index]!
        if ('answer' in outcome) resolve(outcome.answer)
        else reject(outcome.refusal)
      })
    } catch (error) {
      // Nothing of the group was written. One item the database will not take must not refuse its neighbours.
      if (group.length === 1 || error instanceof AppError) group.forEach(({ reject }) => reject(error))
      else for (const single of group) await commit([single])
    }
  }

  // Beside a group under way only a good handful sets out: small groups would cost each of their items a journey.
  const mayBegin = () => waiting.length > 0 && underWay < lanes && (underWay === 0 || waiting.length >= least)
  const begin = () => {
    isPlanned = false
    while (mayBegin()) {
      underWay += 1
      void commit(waiting.splice(0, most)).finally(() => {
        underWay -= 1
        plan()
      })
    }
  }
  // After the requests that the same turn of the loop has read, so that they share the commit.
  const plan = () => {
    if (isPlanned || !mayBegin()) return
    isPlanned = true
    setImmediate(begin)
  }
  return {
    join: (item) =>
      new Promise<O>((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        plan()
      }),
  }
}
