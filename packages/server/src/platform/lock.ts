import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Boot-relative start of a process: tells a reused pid from the one that took the lock. Empty where /proc is absent. */
function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes the data folder for this process. A second opener of an embedded database loses writes without an error, so it is refused here.
 * @returns a function that gives the folder back
 * @throws Error naming the process that holds it
 */
export function lockFolder(dir: string): () => void {
  const path = join(dir, 'xiaomen.lock')
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(path, 'wx', 0o600)
      writeSync(handle, `${process.pid} ${startOf(process.pid)}`)
      closeSync(handle)
      return () => rmSync(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const [pid, start] = readFileSync(path, 'utf8').split(' ')
      const holder = Number(pid)
      if (holder > 0 && isAlive(holder) && (start === undefined || start === '' || start === startOf(holder))) {
        throw new Error(`The data folder ${dir} is in use by process ${holder}. Stop it first, or choose another folder with XIAOMEN_DATA.`, { cause: error })
      }
      rmSync(path, { force: true })
    }
  }
  throw new Error(`The data folder ${dir} could not be locked.`)
}
