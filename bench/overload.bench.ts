// Ten times what the gate's server can do, offered for a minute: those let in are as many as without the crush, the rest is
// told when to come again, memory stays bounded, and when the crush is over the wait is short again at once.
// The load runs on the same cores as the server and its database and takes its share of both: what counts as the maximum is measured the same way.
import { rm } from 'node:fs/promises'
import { inTurn, type Load, sendPassages, type Target } from './gate/load.ts'
import { heard, proveStored, start, stop } from './gate/processes.ts'
import type { Town } from './gate/town.ts'
import { isShort, median, print, report, rssMb, throwAwayPostgres, watchRss } from './harness.ts'

const ROUNDS = 3
const MAXIMUM_S = isShort ? 2 : 5
const CRUSH_S = isShort ? 10 : 60
const TIMES = 10
const CRUSH_CONNECTIONS = 2_000
const GOAL_GOODPUT = isShort ? 0.6 : 0.8
const GOAL_RECOVERY_S = 10
const GOAL_MEMORY_MB = 200
/** Calm again: half of the maximum is answered without a refusal, 99 of 100 within this many milliseconds. */
const CALM_P99_MS = 100

type Ready = Target & Town & { dataDir: string }
const said = (what: string, load: Load): Load => {
  if (load.wrong > 0) throw new Error(`${what}: ${load.wrong} answers were neither a new passage nor a refusal; the first:\n${load.firstWrong}`)
  print(
    `  ${what}: ${Math.round(load.perSecond)}/s, p99 ${load.p99Ms.toFixed(1)} ms, ${load.refused} told to come again, ${load.unsent} found no connection free`,
  )
  return load
}

const postgres = await throwAwayPostgres()
if (postgres === null) throw new Error('No PostgreSQL at 127.0.0.1:5432 (or TEST_DATABASE_URL): the goal is set for it.')
const server = start('server.ts', { DATABASE_URL: postgres.url })
try {
  const town = await heard<Ready>(server)
  const passages = { gateIds: town.gateIds, nextCode: inTurn(town.codes) }
  let stored = 0
  const send = async (what: string, until: Parameters<typeof sendPassages>[2]): Promise<Load> => {
    const load = said(what, await sendPassages(town, passages, until))
    stored += load.answers
    return load
  }
  await send('warming up', { answers: town.codes.length * 2 })
  const alone: Load[] = []
  for (let round = 1; round <= ROUNDS; round++) alone.push(await send(`maximum ${round}`, { seconds: MAXIMUM_S }))
  const maximum = median(alone.map((load) => load.perSecond))

  const before = await rssMb(server.pid)
  const memory = watchRss(server.pid)
  const crush = await send(`${TIMES} times the maximum`, { seconds: CRUSH_S, perSecond: maximum * TIMES, connections: CRUSH_CONNECTIONS })
  const peak = await memory.stop()

  const over = performance.now()
  let recoveredS = Number.POSITIVE_INFINITY
  while (performance.now() - over < GOAL_RECOVERY_S * 2_000 && recoveredS === Number.POSITIVE_INFINITY) {
    const load = await send('after it', { seconds: 0.5, perSecond: maximum / 2 })
    if (load.refused === 0 && load.p99Ms <= CALM_P99_MS) recoveredS = (performance.now() - over) / 1000
  }
  await proveStored(server, stored)
  await rm(town.dataDir, { recursive: true, force: true })
  const tried = crush.answers + crush.refused
  report({
    name: 'overload',
    figures: [
      { what: 'offered', value: maximum * TIMES, unit: '/s' },
      { what: 'of it came as far as the server', value: tried / CRUSH_S, unit: '/s' },
      { what: 'goodput', value: crush.perSecond, unit: '/s', limit: maximum, goal: { ratioAtLeast: GOAL_GOODPUT } },
      { what: 'told to come again (503 with Retry-After)', value: crush.refused / CRUSH_S, unit: '/s' },
      { what: 'p99 of those let in, from when they were sent', value: crush.p99SentMs, unit: 'ms' },
      { what: 'calm again after', value: recoveredS, unit: 's', goal: { atMost: GOAL_RECOVERY_S } },
      { what: 'memory grew by', value: Math.max(0, peak - before), unit: 'MB', goal: { atMost: GOAL_MEMORY_MB } },
    ],
  })
} finally {
  await stop(server)
  await postgres.drop()
}
