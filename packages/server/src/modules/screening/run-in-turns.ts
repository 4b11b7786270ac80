// Every point of a plan run through, with the loop given back between points: a district takes a second, and nobody waits for all of it.
import { type AreaRun, type AreaWaits, simulateArea } from '@xiaomen/rules/screening'
import { setImmediate } from 'node:timers/promises'

/** Longer than one point takes, shorter than anybody notices. */
const AT_A_STRETCH_MS = 25

export async function runInTurns(run: AreaRun): Promise<AreaWaits> {
  const running = simulateArea(run)
  let since = performance.now()
  for (;;) {
    const step = running.next()
    if (step.done === true) return step.value
    if (performance.now() - since < AT_A_STRETCH_MS) continue
    await setImmediate()
    since = performance.now()
  }
}
