// What the household wrote down without a network: kept sealed on this phone, sent as soon as there is one. Without the workers' outbox, for its weight.
import type { In } from '../../platform/ops.ts'
import { keep, kept } from '../../platform/store.ts'
import { call, isAway, isTransient } from '../../platform/transport.ts'

type Day = In<'control.recordOwnDay'>
const KEY = 'control.unsent'
const listUnsent = async (): Promise<Day[]> => (await kept<Day[]>(KEY))?.value ?? []
const waits = (error: unknown): boolean => isAway(error) || isTransient(error)

/** @returns whether the server has it; otherwise it is safe on this phone. What the server refuses is thrown, to be read at once. */
export async function recordOwnDay(day: Day): Promise<boolean> {
  try {
    await call('control.recordOwnDay', day)
    return true
  } catch (error) {
    if (!waits(error)) throw error
    await keep(KEY, [...(await listUnsent()), day])
    return false
  }
}

let isSending = false
/** Each under the id it was made with: sent twice it is one. What is refused by now (the case has ended) goes with it. @returns whether anything went */
export async function sendUnsent(): Promise<boolean> {
  if (isSending) return false
  isSending = true
  const days = await listUnsent()
  const gone = new Set<string>()
  try {
    for (const day of days) {
      try {
        await call('control.recordOwnDay', day)
      } catch (error) {
        if (waits(error)) break
      }
      gone.add(day.id)
    }
    if (gone.size > 0)
      await keep(
        KEY,
        (await listUnsent()).filter((day) => !gone.has(day.id)),
      )
  } finally {
    isSending = false
  }
  return gone.size > 0
}
