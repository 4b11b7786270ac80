// First file of every npm script. Plain JavaScript, so that the Node a machine happens to have (18 or newer) can run it:
// installs what is missing, builds the web when its sources changed, then hands over to the Node the repository carries.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const bin = join(root, 'node_modules/.bin')
const carried = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node')
const say = (/** @type {string} */ line) => process.stderr.write(`xiaomen: ${line}\n`)

/** @type {Record<string, { needsWeb?: (args: string[]) => boolean, run: (args: string[]) => string[] }>} */
const COMMANDS = {
  demo: { needsWeb: () => true, run: (args) => ['packages/server/src/main.ts', 'demo', ...args] },
  drill: { needsWeb: (args) => !args.includes('--end'), run: (args) => ['packages/server/src/main.ts', 'drill', ...args] },
  start: { needsWeb: () => true, run: (args) => ['packages/server/src/main.ts', 'serve', ...args] },
  test: { run: (args) => ['node_modules/vitest/vitest.mjs', 'run', ...args] },
  e2e: { needsWeb: () => true, run: (args) => ['node_modules/vitest/vitest.mjs', 'run', '--config', 'e2e/vitest.config.ts', ...args] },
  bench: {
    needsWeb: (args) => !args.some((arg) => !arg.startsWith('-')) || args.includes('web') || args.includes('sync'),
    run: (args) => ['scripts/bench.ts', ...args],
  },
  check: { run: (args) => ['scripts/check.ts', ...args] },
  where: { run: (args) => ['scripts/where.ts', ...args] },
  gen: { run: (args) => ['scripts/gen.ts', ...args] },
}

const json = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8'))

/** True when every package of the lock file lies in node_modules in that version. Compares contents: a checkout changes times, not packages. */
function isInstalled() {
  const hidden = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(hidden) || !existsSync(carried)) return false
  const installed = json(hidden).packages
  return Object.entries(json(join(root, 'package-lock.json')).packages).every(
    ([path, wanted]) => !path.startsWith('node_modules/') || wanted.link || wanted.optional || wanted.peer || installed[path]?.version === wanted.version,
  )
}

function install() {
  say('installing the packages of package-lock.json (npm ci) …')
  const npm = process.env['npm_execpath']
  const [command, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']
  const { status } = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  })
  if (status !== 0) fail('npm ci failed; its message stands above')
  if (!existsSync(carried))
    fail('npm ci left out the carried Node; the install script of the package "node" must be allowed to run (package.json, allowScripts)')
}

/** Digest of everything the built pages are made of. */
function webSources() {
  const hash = createHash('sha256')
  const folders = ['packages/web', 'packages/rules', 'packages/contract']
  const walk = (/** @type {string} */ folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory() && entry.name !== 'dist' && entry.name !== 'node_modules') walk(path)
      else if (entry.isFile() && !entry.name.includes('.test.'))
        hash
          .update(path)
          .update('\0')
          .update(readFileSync(join(root, path)))
    }
  }
  folders.forEach(walk)
  hash.update(readFileSync(join(root, 'package-lock.json')))
  return hash.digest('hex')
}

function buildWeb() {
  const stamp = join(root, '.cache/web-sources')
  const sources = webSources()
  if (existsSync(join(root, 'packages/web/dist/index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  say('building the web pages …')
  const { status } = spawnSync(carried, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'packages/web'),
    stdio: ['ignore', process.stderr, process.stderr],
    env: environment(),
    shell: process.platform === 'win32',
  })
  if (status !== 0) fail('the web pages could not be built; the message stands above')
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(stamp, sources)
}

const environment = () => ({ ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` })

/** @returns {never} */
function fail(/** @type {string} */ line) {
  say(line)
  process.exit(1)
}

function handOver(/** @type {string[]} */ args) {
  const child = spawn(carried, args, { cwd: root, stdio: 'inherit', env: environment(), shell: process.platform === 'win32' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the whole group: sending it once more would cut the child's orderly close short.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    })
  }
  child.on('error', (error) => fail(`could not start ${carried}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)))
}

const [name = '', ...args] = process.argv.slice(2)
const command = COMMANDS[name]
if (!command) fail(`unknown command "${name}"; there are: ${Object.keys(COMMANDS).join(', ')}`)
if (!isInstalled()) install()
if (command.needsWeb?.(args)) buildWeb()
handOver(command.run(args))
