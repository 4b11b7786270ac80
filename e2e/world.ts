// A town of its own for each file of stories: what one does, moves or splits is not there for the next, in whatever order they are told.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../bench/harness.ts'
import type { Played } from './setup.ts'

export type World = {
  url: string
  /** The server is switched off, as in a power cut, and on again at the same address with what it had. */
  switchOff(): Promise<void>
  switchOn(): Promise<void>
  close(): Promise<void>
}

export async function openWorld(played: Played): Promise<World> {
  if ('url' in played) {
    const cannot = () => Promise.reject(new Error('a demonstration that runs by itself is not switched off by a story'))
    return { url: played.url, switchOff: cannot, switchOn: cannot, close: async () => {} }
  }
  const folder = mkdtempSync(join(tmpdir(), 'xiaomen-world-'))
  const data = join(folder, 'data')
  cpSync(played.data, data, { recursive: true })
  let server = await startServer({ mode: 'serve', data, timeoutS: 120 })
  // A worker that is ended by force leaves no server behind.
  const kill = () => server.child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    url: server.url,
    switchOff: () => server.kill(),
    switchOn: async () => {
      server = await startServer({ mode: 'serve', data, timeoutS: 120, port: Number(new URL(server.url).port) })
    },
    close: async () => {
      process.off('exit', kill)
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
