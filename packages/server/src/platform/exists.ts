// Which functions are there where: those of an emergency do not exist in peace. The platform knows no module; whoever keeps the orders says at its
// start how to read them, and which event changes them.
import type { EventType, Op } from '@xiaomen/contract'
import { type OrderAt, type Posture, POSTURES, whereExists } from '@xiaomen/rules/posture'

export type Functions = {
  use(source: { read: () => Promise<readonly OrderAt[]>; changedBy: EventType }): Promise<void>
  /** Orders in force, read within the last seconds: for what is refused by them. */
  fresh(): Promise<readonly OrderAt[]>
  /** The same as last known, without waiting: for buttons. */
  last(): readonly OrderAt[]
  /** After a commit: reads them again when one of these events changes them, so that the next request knows. */
  afterCommit(events: readonly { name: string }[]): Promise<void>
}

/** How old an answer may be. Other processes of the same database hear of a change by this only. */
const GOOD_FOR_MS = 2_000

export function createFunctions(failed: (error: unknown) => void): Functions {
  let source: Parameters<Functions['use']>[0] | null = null
  let known: readonly OrderAt[] = []
  let begunAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | null = null
  const read = async () => {
    const begun = performance.now()
    const orders = await source?.read()
    // One that was begun before another must not put older orders in its place.
    if (begun < begunAt) return
    begunAt = begun
    known = orders ?? []
  }
  const isGood = () => performance.now() - begunAt < GOOD_FOR_MS
  const readOnce = () => (reading ??= read().finally(() => (reading = null)))
  return {
    use: async (given) => {
      source = given
      await read()
    },
    fresh: async () => {
      if (!isGood()) await readOnce()
      return known
    },
    last: () => {
      if (source !== null && !isGood()) readOnce().catch(failed)
      return known
    },
    afterCommit: async (events) => {
      if (!events.some(({ name }) => name === source?.changedBy.name)) return
      // What is done is done: an answer that cannot be read now is read by whoever asks next.
      await read().catch((error: unknown) => {
        begunAt = Number.NEGATIVE_INFINITY
        failed(error)
      })
    },
  }
}

/** Operation → the postures under which it exists; only those that do not always. Filled once at boot. */
const operations = new Map<string, readonly Posture[]>()
/** Permission → the postures under which any operation that asks it exists, in the order of POSTURES; only those that do not always. */
const permissions = new Map<string, readonly Posture[]>()

export function registerExists(ops: readonly Op[]): void {
  for (const op of ops) if (op.exists !== undefined) operations.set(op.name, op.exists)
  for (const [can, asking] of Map.groupBy(ops, (op) => op.can)) {
    const exists = POSTURES.filter((posture) => asking.some((op) => op.exists === undefined || op.exists.includes(posture)))
    if (exists.length < POSTURES.length) permissions.set(can, exists)
  }
}
export const sometimesThere = (): ReadonlyMap<string, readonly Posture[]> => operations

/** The parts of these areas where an operation is there. */
export function whereThere(operation: string, orders: readonly OrderAt[], paths: readonly string[], day: string): readonly string[] {
  const exists = operations.get(operation)
  return exists === undefined ? paths : whereExists(exists, orders, paths, day)
}

/** The parts of these areas where somebody who holds the permission has anything to do with it. */
export function whereUseful(permission: string, orders: readonly OrderAt[], paths: readonly string[], day: string): readonly string[] {
  const exists = permissions.get(permission)
  return exists === undefined ? paths : whereExists(exists, orders, paths, day)
}
