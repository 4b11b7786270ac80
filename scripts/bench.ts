// `npm run bench -- <name> [--short]`: one bench, or all of them one after the other when no name is given.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { basename } from 'node:path'

const names = globSync('bench/*.bench.ts')
  .map((file) => basename(file, '.bench.ts'))
  .toSorted()
const args = process.argv.slice(2)
const wanted = args.filter((arg) => !arg.startsWith('-'))
const unknown = wanted.find((name) => !names.includes(name))
if (unknown !== undefined) {
  process.stderr.write(`no bench "${unknown}"; there are: ${names.join(', ')}\n`)
  process.exit(2)
}
const run = (name: string) =>
  spawnSync(process.execPath, [`bench/${name}.bench.ts`, ...args.filter((arg) => arg.startsWith('-'))], { stdio: 'inherit' }).status === 0
if (wanted.length === 1) process.exit(run(wanted[0]!) ? 0 : 1) // its JSON object stays the last line
const results = (wanted.length > 0 ? wanted : names).map(run)
const failed = results.filter((isOk) => !isOk).length
process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
