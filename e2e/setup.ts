// Starts the demonstration once for all stories, the way a person would, and tells them where it is and who may sign in.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startServer } from '../bench/harness.ts'

export type Login = { role: string; name: string; login: string; password: string; area: string }
export type Demo = { url: string; logins: Login[]; readyS: number }
declare module 'vitest' {
  interface ProvidedContext {
    demo: Demo
  }
}

/** While writing stories: XIAOMEN_READY_FILE names the ready file of a demonstration that runs already. */
const running = process.env['XIAOMEN_READY_FILE']

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (running !== undefined) {
    project.provide('demo', { ...(JSON.parse(readFileSync(running, 'utf8')) as Omit<Demo, 'readyS'>), readyS: 0 })
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'xiaomen-e2e-'))
  const readyFile = join(folder, 'ready.json')
  const from = performance.now()
  const server = await startServer({ mode: 'demo', data: join(folder, 'data'), args: ['--ready-file', readyFile], readyFile, timeoutS: 200 })
  const demo = JSON.parse(readFileSync(readyFile, 'utf8')) as Omit<Demo, 'readyS'>
  project.provide('demo', { ...demo, readyS: (performance.now() - from) / 1000 })
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
