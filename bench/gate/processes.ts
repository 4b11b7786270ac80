// The servers of these benches run as processes of their own and say when they are ready.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const start = (file: string, env: Record<string, string>): ChildProcess => {
  const { DATABASE_URL: _, ...inherited } = process.env
  return fork(fileURLToPath(new URL(`./${file}`, import.meta.url)), { env: { ...inherited, ...env } })
}

export async function heard<T>(child: ChildProcess): Promise<T> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`a server of the bench ended with ${code}`)
    }),
  ])) as [T]
  return message
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  if (child.connected) child.send('stop')
  const timer = setTimeout(() => child.kill(), 5_000)
  await ended
  clearTimeout(timer)
}

/** What was answered is what is there: every passage once, each with its audit row. */
export async function proveStored(server: ChildProcess, answers: number): Promise<void> {
  server.send('count')
  const { passages, audit } = await heard<{ passages: number; audit: number }>(server)
  if (passages !== answers || audit !== answers) throw new Error(`${answers} passages were answered, ${passages} are stored with ${audit} audit rows`)
}
