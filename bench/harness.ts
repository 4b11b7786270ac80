// What every bench shares: the report at the end, throw-away databases, a server of its own, and the clocks.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** `--short`, for CI: smaller input; goals in seconds or per second are printed but not judged, bytes and ratios are. */
export const isShort = process.argv.includes('--short')

export type Goal = { atMost: number } | { atLeast: number } | { ratioAtMost: number } | { ratioAtLeast: number }
/** `limit` is the bare limit measured in the same run, in the same unit; ratio = value / limit. */
export type Figure = { what: string; value: number; unit: string; limit?: number; goal?: Goal }

const isTime = (unit: string) => unit === 's' || unit === 'ms' || unit.endsWith('/s')
const round = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000)

function judge(figure: Figure) {
  const { what, value, unit, limit, goal } = figure
  const ratio = limit === undefined ? null : value / limit
  const row = {
    what,
    value: round(value),
    unit,
    limit: limit === undefined ? null : round(limit),
    ratio: ratio === null ? null : round(ratio),
    goal: null as string | null,
    ok: true,
  }
  if (goal === undefined) return row
  const isJudged = !isShort || 'ratioAtMost' in goal || 'ratioAtLeast' in goal || !isTime(unit)
  const against = 'ratioAtMost' in goal || 'ratioAtLeast' in goal ? ratio : value
  if (against === null) throw new Error(`"${what}" has a goal as a ratio but no limit`)
  const bound = 'atMost' in goal ? goal.atMost : 'ratioAtMost' in goal ? goal.ratioAtMost : undefined
  const least = 'atLeast' in goal ? goal.atLeast : 'ratioAtLeast' in goal ? goal.ratioAtLeast : undefined
  row.goal = `${bound === undefined ? '≥' : '≤'} ${bound ?? least}${against === ratio && against !== value ? ' × limit' : ` ${unit}`}${isJudged ? '' : ' (not judged in a short run)'}`
  row.ok = !isJudged || (bound === undefined ? against >= least! : against <= bound)
  return row
}

/** Prints a table and, as the last line of the run, one JSON object; the process ends with 1 when a goal is missed. */
export function report({ name, figures }: { name: string; figures: readonly Figure[] }): void {
  const rows = figures.map(judge)
  const cells = [
    ['what', 'value', 'limit', 'ratio', 'goal', ''],
    ...rows.map((row) => [
      row.what,
      `${row.value} ${row.unit}`,
      row.limit === null ? '' : `${row.limit} ${row.unit}`,
      row.ratio === null ? '' : String(row.ratio),
      row.goal ?? '',
      row.ok ? 'ok' : 'MISSED',
    ]),
  ]
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  for (const row of cells)
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
  const ok = rows.every((row) => row.ok)
  print(JSON.stringify({ name, ok, figures: rows }))
  if (!ok) process.exitCode = 1
}

export const print = (line: string) => process.stdout.write(`${line}\n`)

/** The value below which `share` of the sorted values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
export const median = (values: readonly number[]) => percentile(values, 0.5)

/** Milliseconds that `run` took, with its answer. */
export async function timed<T>(run: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const from = performance.now()
  const value = await run()
  return { ms: performance.now() - from, value }
}

/** Longest time this process' event loop stood still, in milliseconds, since the call. Resolution 5 ms. */
export function watchEventLoop(): { maxMs(): number; stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  return { maxMs: () => Math.max(0, delay.max / 1e6 - 5), stop: () => delay.disable() }
}

/** Resident megabytes of a process (Linux), or of this one. */
export async function rssMb(pid?: number): Promise<number> {
  if (pid === undefined || pid === process.pid) return process.memoryUsage.rss() / 2 ** 20
  const kilobytes = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

/** Highest resident megabytes seen every 20 ms until `stop`. */
export function watchRss(pid?: number): { stop(): Promise<number> } {
  let peak = 0
  let isOver = false
  const look = async () => {
    peak = Math.max(peak, await rssMb(pid).catch(() => 0))
  }
  const timer = setInterval(() => {
    if (!isOver) void look()
  }, 20)
  return {
    stop: async () => {
      await look()
      isOver = true
      clearInterval(timer)
      return peak
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

export async function throwAwayFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'xiaomen-bench-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

const POSTGRES = process.env['TEST_DATABASE_URL'] ?? 'postgres://root@127.0.0.1:5432/test'

/** A database of its own on the PostgreSQL of `TEST_DATABASE_URL` (or 127.0.0.1:5432/test), or null when there is none. */
export async function throwAwayPostgres(): Promise<{ url: string; drop(): Promise<void> } | null> {
  const admin = new pg.Client({ connectionString: POSTGRES, connectionTimeoutMillis: 2000 })
  try {
    await admin.connect()
  } catch {
    return null
  }
  const name = `xiaomen_bench_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = new URL(POSTGRES)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => {
      const again = new pg.Client({ connectionString: POSTGRES })
      await again.connect()
      await again.query(`drop database if exists ${name} with (force)`)
      await again.end()
    },
  }
}

export type RunningServer = { url: string; pid: number; child: ChildProcess; stop(): Promise<void>; kill(): Promise<void> }

/**
 * The real server as a process of its own on a free loopback port. `mode` as on the command line; with `readyFile` it waits for that file, else for /readyz.
 * The log goes to stderr when XIAOMEN_BENCH_LOG is set.
 */
export async function startServer(options: {
  mode: 'serve' | 'demo' | 'drill'
  data: string
  databaseUrl?: string | undefined
  env?: Record<string, string>
  args?: string[]
  readyFile?: string
  timeoutS?: number
  /** A free one when none is given. */
  port?: number
}): Promise<RunningServer> {
  const port = options.port ?? (await freePort())
  const main = fileURLToPath(new URL('../packages/server/src/main.ts', import.meta.url))
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, [main, options.mode, ...(options.args ?? [])], {
    env: {
      ...inherited,
      XIAOMEN_PORT: String(port),
      XIAOMEN_DATA: options.data,
      // Any free port: several of these servers may run at once, and beside a broker of the machine's own.
      XIAOMEN_MQTT_PORT: '0',
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let tail = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-4000)
      if (process.env['XIAOMEN_BENCH_LOG']) process.stderr.write(chunk)
    })
  }
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  const url = `http://127.0.0.1:${port}`
  const until = Date.now() + (options.timeoutS ?? 120) * 1000
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended before it was ready:\n${tail}`)
    if (Date.now() > until) {
      await end('SIGKILL')
      throw new Error(`the server was not ready in ${options.timeoutS ?? 120} s:\n${tail}`)
    }
    const isReady =
      options.readyFile === undefined
        ? await fetch(`${url}/readyz`).then(
            (answer) => answer.ok,
            () => false,
          )
        : existsSync(options.readyFile)
    if (isReady) break
    await new Promise((wake) => {
      setTimeout(wake, 50)
    })
  }
  return { url, pid: child.pid!, child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
