// What starts a drill: the settings of the real server, which say what is copied, and a few of its own.
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Drill } from './drill.ts'

type Env = Record<string, string | undefined>
export type DrillPlan = {
  /** Read, and never written into. */
  live: { dataDir: string; databaseUrl: string | null }
  /** Of the copy. */
  dataDir: string
  hours: number
  drill: Omit<Drill, 'until'>
  /** The environment of the server that works on the copy. */
  env: Env
}

export const MOST_HOURS = 72

/** @throws Error with the variable's name and what it should be */
export function readDrillPlan(env: Env): DrillPlan {
  const named = env['XIAOMEN_DRILL_DATA']
  if (named === undefined || named === '') throw new Error('XIAOMEN_DRILL_DATA must name an empty folder for the copy that the drill works on.')
  const live = { dataDir: real(env['XIAOMEN_DATA'] ?? '.data'), databaseUrl: env['DATABASE_URL'] ?? null }
  const dataDir = real(named)
  if (isWithin(live.dataDir, dataDir) || isWithin(dataDir, live.dataDir))
    throw new Error(`XIAOMEN_DRILL_DATA (${dataDir}) must lie apart from the data folder of the real server (${live.dataDir}): a drill never touches it.`)
  const number = (name: string, without: number, [least, most]: [number, number]) => {
    const value = Number(env[name] ?? without)
    if (!(value >= least && value <= most)) throw new Error(`${name} must be a number from ${least} to ${most}.`)
    return value
  }
  const whole = (name: string, without: number, range: [number, number]) => Math.trunc(number(name, without, range))
  const hours = number('XIAOMEN_DRILL_HOURS', 8, [0, MOST_HOURS])
  if (hours === 0) throw new Error(`XIAOMEN_DRILL_HOURS must be more than 0 and at most ${MOST_HOURS}.`)
  return {
    live,
    dataDir,
    hours,
    drill: {
      seed: whole('XIAOMEN_DRILL_SEED', 1, [0, 2 ** 31]),
      infections: whole('XIAOMEN_DRILL_INFECTIONS', 6, [0, 50]),
      homes: whole('XIAOMEN_DRILL_HOMES', 200, [1, 2_000]),
    },
    env: {
      ...env,
      XIAOMEN_DATA: dataDir,
      // The copy lives and dies in its folder, whatever the real one uses.
      DATABASE_URL: undefined,
      XIAOMEN_PORT: env['XIAOMEN_DRILL_PORT'] ?? '8090',
      XIAOMEN_PUBLIC_URL: env['XIAOMEN_DRILL_PUBLIC_URL'],
      // No controller of a real door hears a drill.
      XIAOMEN_MQTT_URL: undefined,
      XIAOMEN_MQTT_PORT: 'off',
      XIAOMEN_MQTT_TLS_CERT: undefined,
      XIAOMEN_MQTT_TLS_KEY: undefined,
    },
  }
}

/** Through links, also where the last part is not there yet. */
function real(path: string): string {
  const whole = resolve(path)
  if (existsSync(whole)) return realpathSync(whole)
  const parent = dirname(whole)
  return parent === whole ? whole : join(real(parent), relative(parent, whole))
}

const isWithin = (folder: string, path: string) => {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && resolve(folder, way) === path)
}
