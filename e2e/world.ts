// A town of its own for each file of stories: what one does, moves or splits is not there for the next, in whatever order they are told.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, startServer } from '../bench/harness.ts'
import type { Played } from './setup.ts'

export type World = {
  url: string
  /** The server is switched off, as in a power cut, and on again at the same address with what it had. */
  switchOff(): Promise<void>
  switchOn(): Promise<void>
  /** The town sleeps, and wakes at this instant (of its server's clock; browsers keep ours). @returns its new address */
  wakeAt(instant: Date): Promise<string>
  close(): Promise<void>
}

/** What a town slept through it works off once it is awake; whoever comes before that waits. Calm: it answers three times in a row within a fifth of a second. */
async function untilCalm(url: string): Promise<void> {
  const until = Date.now() + 120_000
  for (let quick = 0; quick < 3 && Date.now() < until;) {
    const from = performance.now()
    await fetch(`${url}/readyz`)
    quick = performance.now() - from < 200 ? quick + 1 : 0
    await new Promise((wake) => {
      setTimeout(wake, 100)
    })
  }
}

export async function openWorld(played: Played): Promise<World> {
  if ('url' in played) {
    const cannot = () => Promise.reject(new Error('A demonstration that runs already is left alone: tell this story without XIAOMEN_READY_FILE.'))
    return { url: played.url, switchOff: cannot, switchOn: cannot, wakeAt: cannot, close: async () => {} }
  }
  const folder = mkdtempSync(join(tmpdir(), 'xiaomen-world-'))
  const data = join(folder, 'data')
  cpSync(played.data, data, { recursive: true })
  const open = (more: { env?: Record<string, string>; port?: number } = {}) => startServer({ mode: 'serve', data, timeoutS: 120, ...more })
  let server: RunningServer = await open()
  // A worker that is ended by force leaves no server behind.
  const kill = () => server.child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    url: server.url,
    switchOff: () => server.kill(),
    switchOn: async () => {
      server = await open({ port: Number(new URL(server.url).port) })
    },
    wakeAt: async (instant) => {
      await server.stop()
      server = await open({ env: { NODE_OPTIONS: `--import=${new URL('clock.ts', import.meta.url).href}`, XIAOMEN_STORY_CLOCK: instant.toISOString() } })
      await untilCalm(server.url)
      return server.url
    },
    close: async () => {
      process.off('exit', kill)
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
