// The server's only entry: `main.ts serve` (npm start), `main.ts demo` and `main.ts drill`.
import closeWithGrace from 'close-with-grace'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDemoDatabase } from './demo-database.ts'
import { playDemo } from './demo.ts'
import { runDrill } from './drill/run.ts'
import { recoverByHand, resolveActor } from './modules/access/index.ts'
import { startSetup } from './modules/setup/index.ts'
import { MODULES, WORDS } from './modules.ts'
import { buildApp } from './platform/app.ts'
import { type Config, readConfig } from './platform/config.ts'
import { type Database, openDatabase } from './platform/db.ts'
import { migrate } from './platform/migrate.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const webDir = fileURLToPath(new URL('../../web/dist', import.meta.url))

async function openMigrated(config: Config): Promise<Database> {
  const db = await openDatabase(config)
  try {
    await migrate(db, WORDS)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

async function open(env: Record<string, string | undefined>, openIt = openMigrated) {
  const config = readConfig(env)
  if (config.drill !== null) throw new Error(`${config.dataDir} is the copy of a drill. It runs by \`npm run drill\` only.`)
  const db = await openIt(config)
  try {
    return await buildApp({ config, db, modules: MODULES, resolveActor, webDir: existsSync(webDir) ? webDir : null, withJobs: true })
  } catch (error) {
    await db.close()
    throw error
  }
}

type App = Awaited<ReturnType<typeof open>>

/** Stops taking requests, finishes those under way, closes the database. */
function stopWith(app: App, after: () => void = () => {}): void {
  closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
    if (err) app.services.log.error({ err }, 'stopping after an error')
    await app.close()
    after()
  })
}

async function serve(): Promise<void> {
  const app = await open(process.env)
  const { config, db } = app.services
  const address = await app.http.listen({ host: config.host, port: config.port })
  stopWith(app)
  const url = config.publicUrl ?? address
  say(`Xiaomen 小门  ${url}`)
  if (!db.isDurable) say('Embedded database: a power cut may lose the last writes. For a street set DATABASE_URL to a PostgreSQL server.')
  const link = await startSetup(app.services, url)
  if (link !== null) say(`First run. Open this link once, within the day:\n  ${link}`)
}

/** For when nobody is left who could recover an account: whoever runs the machine gives it a new one-time password. */
async function recover(login: string | undefined): Promise<void> {
  if (login === undefined) throw new Error('--recover needs a login.')
  const app = await open({ XIAOMEN_LOG: 'error', ...process.env })
  try {
    const password = await app.services.asSystem('access.recoverByHand', (ctx) => recoverByHand(ctx, login))
    if (password === null) throw new Error(`There is no account ${login}.`)
    say(`One-time password of ${login}: ${password}`)
  } finally {
    await app.close()
  }
}

async function demo(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--ready-file')
  const readyFile = at === -1 ? null : args[at + 1]
  if (readyFile === undefined) throw new Error('--ready-file needs a path.')
  const folder = process.env['XIAOMEN_DATA'] ?? mkdtempSync(join(tmpdir(), 'xiaomen-demo-'))
  // Any free port for its doors: several demonstrations may run on one machine.
  const app = await open({ XIAOMEN_LOG: 'error', XIAOMEN_MQTT_PORT: '0', ...process.env, XIAOMEN_DATA: folder }, openDemoDatabase)
  stopWith(app, () => {
    if (process.env['XIAOMEN_DATA'] === undefined) rmSync(folder, { recursive: true, force: true })
  })
  const { config } = app.services
  const logins = await playDemo(app.services, { isCalm: args.includes('--calm') })
  const url = await app.http.listen({ host: config.host, port: config.port })
  say(`\nXiaomen 小门 demo  ${url}    invented people, thrown away at the end (Ctrl+C)\n`)
  for (const login of logins) say(`  ${login.role.padEnd(16)} ${login.login.padEnd(18)} ${login.password.padEnd(20)} ${login.name} · ${login.area}`)
  say(`\n  residents ${url}/    guards and grid workers ${url}/work/    offices ${url}/desk/`)
  if (readyFile !== null) writeFileSync(readyFile, JSON.stringify({ url, logins }, null, 2), { mode: 0o600 })
}

async function drill(args: readonly string[]): Promise<void> {
  const running = await runDrill(args, process.env, say)
  if (running !== null) stopWith(running.app, running.stop)
}

const [command, ...args] = process.argv.slice(2)
try {
  if (command === 'demo') await demo(args)
  else if (command === 'drill') await drill(args)
  else if (args[0] === '--recover') await recover(args[1])
  else if (command === 'serve' || command === undefined) await serve()
  else throw new Error(`Unknown command ${command}. There are: serve, demo, drill.`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env['XIAOMEN_LOG'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exit(1)
}
