// 演练: a data folder that says of itself that it is a rehearsal's copy. Whatever opens it bears the mark, however it was started.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Drill = {
  /** After this the server stops and the folder is destroyed. */
  until: Date
  /** The same seed invents the same people and the same outbreak. */
  seed: number
  /** So many infections are invented where an order comes into force. */
  infections: number
  /** So many homes of each community have somebody invented in them. */
  homes: number
}

const markIn = (dataDir: string) => join(dataDir, 'drill.json')
const wholeIn = (dataDir: string) => join(dataDir, 'drill-whole')

/** Null: an ordinary data folder. @throws where the mark is there and cannot be read: such a folder is not taken for a real one */
export function readDrill(dataDir: string): Drill | null {
  const path = markIn(dataDir)
  if (!existsSync(path)) return null
  const said = JSON.parse(readFileSync(path, 'utf8')) as Omit<Drill, 'until'> & { until: string }
  const until = new Date(said.until)
  if (Number.isNaN(until.getTime())) throw new Error(`${path} does not say when its drill ends.`)
  return { ...said, until }
}

/** The first thing in the folder of a copy, before anything is copied. */
export function beginDrill(dataDir: string, drill: Drill): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(markIn(dataDir), JSON.stringify(drill), { mode: 0o600, flag: 'wx' })
}
/** Everything is copied and invented: after a crash the drill goes on with it. */
export const finishCopy = (dataDir: string): void => writeFileSync(wholeIn(dataDir), '', { mode: 0o600 })

/** What lies in a folder that is to hold a copy: nothing, a drill that goes on, one that is over or was never whole, or something else. */
export function stateOf(dataDir: string, now: Date): 'empty' | 'running' | 'over' | 'foreign' {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return 'empty'
  const drill = readDrill(dataDir)
  if (drill === null) return 'foreign'
  return drill.until > now && existsSync(wholeIn(dataDir)) ? 'running' : 'over'
}

/** Keys first: should the rest resist, nothing sealed in it opens any more. @throws where it is no drill's */
export function destroyDrill(dataDir: string): void {
  if (readDrill(dataDir) === null) throw new Error(`${dataDir} is not the copy of a drill.`)
  rmSync(join(dataDir, 'keys'), { recursive: true, force: true })
  for (const name of readdirSync(dataDir)) if (join(dataDir, name) !== markIn(dataDir)) rmSync(join(dataDir, name), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
}
