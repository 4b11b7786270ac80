// 演练: a server of its own on a copy of its own, for some hours. `main.ts drill`.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { postureEvents } from '@xiaomen/contract'
import { resolveActor } from '../modules/access/index.ts'
import { closeSetup } from '../modules/setup/index.ts'
import { MODULES, WORDS } from '../modules.ts'
import { settle } from '../perform.ts'
import { type App, buildApp } from '../platform/app.ts'
import { readConfig } from '../platform/config.ts'
import { openDatabase } from '../platform/db.ts'
import { type DrillPlan, readDrillPlan } from '../platform/drill-config.ts'
import { beginDrill, destroyDrill, type Drill, finishCopy, readDrill, stateOf } from '../platform/drill.ts'
import { lockFolder } from '../platform/lock.ts'
import { migrate } from '../platform/migrate.ts'
import { type Counts, makeCopy } from './copy.ts'
import { playOutbreak } from './outbreak.ts'
import { inventResidents, type ResidentLogin } from './residents.ts'

const webDir = fileURLToPath(new URL('../../../web/dist', import.meta.url))
const HOUR_MS = 3_600_000
/** Looked at by the clock of the wall: a machine that slept past the end ends at once. */
const LOOK_EVERY_MS = 1_000

/** `withJobs`: the clock jobs run, as they do everywhere but in tests. */
export type Clocks = { now: () => Date; withJobs: boolean }
export type OpenDrill = { app: App; drill: Drill; made: { counts: Counts; logins: ResidentLogin[] } | null }

/** What is left of an earlier drill in this folder is destroyed, once it is over. @throws Error with a sentence */
export function clearFolder({ dataDir }: DrillPlan, now: Date): { wasOver: boolean; goesOn: boolean } {
  const state = stateOf(dataDir, now)
  if (state === 'foreign') throw new Error(`${dataDir} holds something that is not a drill's copy. XIAOMEN_DRILL_DATA must name an empty folder.`)
  if (state === 'over') {
    // Another process may be making it, or be about to end it itself.
    lockFolder(dataDir)
    destroyDrill(dataDir)
  }
  return { wasOver: state === 'over', goesOn: state === 'running' }
}

/** The copy, made where there is none yet, and its server, not listening yet. */
export async function openDrill(plan: DrillPlan, { now, withJobs }: Clocks): Promise<OpenDrill> {
  const { goesOn } = clearFolder(plan, now())
  if (goesOn) {
    const config = readConfig(plan.env)
    const db = await openDatabase(config)
    await migrate(db, WORDS)
    return { ...(await serve(plan, { now, withJobs }, db)), made: null }
  }
  beginDrill(plan.dataDir, { ...plan.drill, until: new Date(now().getTime() + plan.hours * HOUR_MS) })
  try {
    const { db, counts } = await makeCopy(plan, readConfig(plan.env))
    const opened = await serve(plan, { now, withJobs }, db)
    const { services } = opened.app
    await services.asSystem('drill.setup', closeSetup)
    const logins = await inventResidents(services, opened.drill)
    await settle(services, 600_000)
    writeFileSync(join(plan.dataDir, 'logins.json'), JSON.stringify(logins, null, 2), { mode: 0o600 })
    finishCopy(plan.dataDir)
    return { ...opened, made: { counts, logins } }
  } catch (error) {
    destroyDrill(plan.dataDir)
    throw error
  }
}

async function serve(plan: DrillPlan, { now, withJobs }: Clocks, db: Awaited<ReturnType<typeof openDatabase>>): Promise<{ app: App; drill: Drill }> {
  const drill = readDrill(plan.dataDir)!
  try {
    const config = readConfig(plan.env)
    const app = await buildApp({ config, db, modules: MODULES, resolveActor, webDir: existsSync(webDir) ? webDir : null, withJobs, now })
    const { log } = app.services
    app.relay.onHeard(({ name, payload }) => {
      if (name !== postureEvents.changed.name) return
      void playOutbreak(app.services, drill, String(payload['orderId'])).then(
        (infections) => log.info({ infections }, 'the outbreak of the drill'),
        (error: unknown) => log.error({ err: error }, 'the outbreak of the drill could not be entered'),
      )
    })
    return { app, drill }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** Closes the server and destroys the copy when the hours are over. @returns a function that stops looking */
export function endInTime({ app, drill }: Pick<OpenDrill, 'app' | 'drill'>, dataDir: string, now: () => Date, ended: () => void): () => void {
  const timer = setInterval(() => {
    if (now() < drill.until) return
    clearInterval(timer)
    void app
      .close()
      // Whatever would not close must not keep the copy.
      .catch((error: unknown) => app.services.log.error({ err: error }, 'the server of the drill did not close in order'))
      .then(() => {
        destroyDrill(dataDir)
        ended()
      })
  }, LOOK_EVERY_MS)
  return () => clearInterval(timer)
}

/** `main.ts drill [--end] [--ready-file FILE]`. @returns what an orderly stop has to do, or null where nothing runs */
export async function runDrill(
  args: readonly string[],
  env: Record<string, string | undefined>,
  say: (line: string) => void,
): Promise<{ app: App; stop: () => void } | null> {
  const plan = readDrillPlan(env)
  if (args.includes('--end')) {
    if (stateOf(plan.dataDir, new Date()) === 'empty') say(`There is no drill in ${plan.dataDir}.`)
    else {
      clearFolder(plan, new Date(8.64e15))
      say(`The drill in ${plan.dataDir} is over and its copy destroyed.`)
    }
    return null
  }
  const at = args.indexOf('--ready-file')
  const readyFile = at === -1 ? null : args[at + 1]
  if (readyFile === undefined) throw new Error('--ready-file needs a path.')
  const now = () => new Date()
  const opened = await openDrill({ ...plan, env: { XIAOMEN_LOG: 'error', ...plan.env } }, { now, withJobs: true })
  const { app, drill, made } = opened
  const { config } = app.services
  const url = config.publicUrl ?? (await app.http.listen({ host: config.host, port: config.port }))
  if (config.publicUrl !== null) await app.http.listen({ host: config.host, port: config.port })
  const stopLooking = endInTime(opened, plan.dataDir, now, () => {
    say('The drill is over; its copy is destroyed.')
    process.exit(0)
  })
  say(`\nXiaomen 小门 演练 DRILL  ${url}    until ${drill.until.toISOString()}; then the server stops and the copy is destroyed\n`)
  if (made === null) say('  goes on with the copy that is there')
  else {
    const { areas, homes, gates, accounts } = made.counts
    say(`  copied: ${areas} areas, ${homes} homes, ${gates} gates, ${accounts} staff accounts (with their usual logins, without a second factor)`)
    say(`  residents are invented; a login for each community lies in ${join(plan.dataDir, 'logins.json')}`)
  }
  say(`  nothing is sent outside; what would have been is counted at ${url}/drill`)
  say(`  Ctrl+C stops it, the same command goes on with it; \`npm run drill -- --end\` destroys it now`)
  if (readyFile !== null) writeFileSync(readyFile, JSON.stringify({ url, until: drill.until, logins: made?.logins ?? [] }, null, 2), { mode: 0o600 })
  return { app, stop: stopLooking }
}
