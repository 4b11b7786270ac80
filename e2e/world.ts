// A town of its own for each file of stories: what one does, moves or splits is not there for the next, in whatever order they are told.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, startServer } from '../bench/harness.ts'
import type { Played } from './setup.ts'

type World = {
  url: string
  /** The town sleeps, and wakes at this instant (of its server's clock; browsers keep ours). @returns its new address */
  wakeAt(instant: Date): Promise<string>
  close(): Promise<void>
}

export async function openWorld(played: Played): Promise<World> {
  if ('url' in played)
    return {
      url: played.url,
      wakeAt: () => Promise.reject(new Error('The clock of a demonstration that runs already cannot be moved: tell this story without XIAOMEN_READY_FILE.')),
      close: async () => {},
    }
  const folder = mkdtempSync(join(tmpdir(), 'xiaomen-world-'))
  const data = join(folder, 'data')
  cpSync(played.data, data, { recursive: true })
  const open = (env: Record<string, string>) => startServer({ mode: 'serve', data, timeoutS: 120, env })
  let server: RunningServer = await open({})
  // A worker that is ended by force leaves no server behind.
  const kill = () => server.child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    url: server.url,
    wakeAt: async (instant) => {
      await server.stop()
      server = await open({ NODE_OPTIONS: `--import=${new URL('clock.ts', import.meta.url).href}`, XIAOMEN_STORY_CLOCK: instant.toISOString() })
      return server.url
    },
    close: async () => {
      process.off('exit', kill)
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
