// `npm run check`: every check by name, each run to its end, failure of one is failure of all. `npm run check -- types lint` runs only those.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

type Lock = {
  packages: Record<
    string,
    { version?: string; link?: boolean; workspaces?: string[]; dependencies?: Record<string, string>; devDependencies?: Record<string, string> }
  >
}
type Check = { name: string; says: string; run: () => boolean }

const tool =
  (command: string, ...args: string[]) =>
  () =>
    spawnSync(`node_modules/.bin/${command}`, args, { stdio: 'inherit' }).status === 0

/** Every package that one of ours names is installed in one version, the one that is named, exactly. */
function haveOneVersion(): boolean {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock
  const ours = Object.entries(packages).filter(([path, entry]) => !path.includes('node_modules/') && entry.link !== true)
  const complaints = ours.flatMap(([path, entry]) =>
    Object.entries({ ...entry.dependencies, ...entry.devDependencies }).flatMap(([name, wanted]) => {
      if (name.startsWith('@xiaomen/')) return []
      const where = path === '' ? 'package.json' : `${path}/package.json`
      const installed = packages[`${path === '' ? '' : `${path}/`}node_modules/${name}`] ?? packages[`node_modules/${name}`]
      if (!/^\d+\.\d+\.\d+/.test(wanted)) return [`${where}: ${name} "${wanted}" is not an exact version`]
      return installed?.version === wanted ? [] : [`${where}: ${name} ${wanted} is named, ${installed?.version ?? 'nothing'} is installed`]
    }),
  )
  const named = new Map<string, Set<string>>()
  for (const [, entry] of ours) {
    for (const [name, wanted] of Object.entries({ ...entry.dependencies, ...entry.devDependencies }))
      named.set(name, (named.get(name) ?? new Set()).add(wanted))
  }
  for (const [name, versions] of named) if (versions.size > 1) complaints.push(`${name} is named in ${versions.size} versions: ${[...versions].join(', ')}`)
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`)
  return complaints.length === 0
}

const CHECKS: Check[] = [
  { name: 'types', says: 'every package compiles (tsc)', run: tool('tsc', '-b', '--force') },
  { name: 'lint', says: 'no suspicious code (oxlint, with types)', run: tool('oxlint') },
  { name: 'format', says: 'one form (oxfmt)', run: tool('oxfmt', '--check', '.') },
  { name: 'unused', says: 'no unused file, export or dependency (knip)', run: tool('knip') },
  { name: 'versions', says: 'one exact version of each package', run: haveOneVersion },
]

const wanted = process.argv.slice(2)
const results = CHECKS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).map(({ name, says, run }) => {
  process.stdout.write(`\n▶ ${name}: ${says}\n`)
  const from = performance.now()
  const isOk = run()
  return { name, isOk, seconds: (performance.now() - from) / 1000 }
})
process.stdout.write('\n')
for (const { name, isOk, seconds } of results) process.stdout.write(`${isOk ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)\n`)
const failed = results.filter(({ isOk }) => !isOk).length
process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 && results.length > 0 ? 0 : 1)
