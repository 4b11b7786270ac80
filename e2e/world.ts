// A town of its own for each file of stories: what one does, moves or splits is not there for the next, in whatever order they are told.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../bench/harness.ts'
import type { Played } from './setup.ts'

export async function openWorld(played: Played): Promise<{ url: string; close(): Promise<void> }> {
  if ('url' in played) return { url: played.url, close: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'xiaomen-world-'))
  const data = join(folder, 'data')
  cpSync(played.data, data, { recursive: true })
  const server = await startServer({ mode: 'serve', data, timeoutS: 120 })
  // A worker that is ended by force leaves no server behind.
  const kill = () => server.child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    url: server.url,
    close: async () => {
      process.off('exit', kill)
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
