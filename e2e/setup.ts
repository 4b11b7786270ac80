// Plays the demonstration once, the way a person would, and leaves its data for every file of stories to copy.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startServer } from '../bench/harness.ts'

export type Login = { role: string; name: string; login: string; password: string; area: string }
/** What the demonstration left: its data folder, or the address of one that runs already. */
export type Played = { logins: Login[] } & ({ data: string } | { url: string })
declare module 'vitest' {
  interface ProvidedContext {
    played: Played
  }
}

/** While writing stories: XIAOMEN_READY_FILE names the ready file of a demonstration that runs already. */
const running = process.env['XIAOMEN_READY_FILE']
type Ready = { url: string; logins: Login[] }

export async function setup(project: TestProject): Promise<(() => void) | undefined> {
  if (running !== undefined) {
    project.provide('played', JSON.parse(readFileSync(running, 'utf8')) as Ready)
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'xiaomen-e2e-'))
  const data = join(folder, 'data')
  const readyFile = join(folder, 'ready.json')
  const server = await startServer({ mode: 'demo', data, args: ['--calm', '--ready-file', readyFile], readyFile, timeoutS: 200 })
  await server.stop()
  project.provide('played', { data, logins: (JSON.parse(readFileSync(readyFile, 'utf8')) as Ready).logins })
  return () => rmSync(folder, { recursive: true, force: true })
}
