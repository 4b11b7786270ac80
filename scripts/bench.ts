// `npm run bench -- <name> [--short]`: one bench, or all of them one after the other when no name is given.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { basename } from 'node:path'

const names = globSync('bench/*.bench.ts').map((file) => basename(file, '.bench.ts')).toSorted()
const args = process.argv.slice(2)
const wanted = args.filter((arg) => !arg.startsWith('-'))
const unknown = wanted.find((name) => !names.includes(name))
if (unknown !== undefined) {
  process.stderr.write(`no bench "${unknown}"; there are: ${names.join(', ')}\n`)
  process.exit(2)
}
let status = 0
for (const name of wanted.length > 0 ? wanted : names) {
  const run = spawnSync(process.execPath, [`bench/${name}.bench.ts`, ...args.filter((arg) => arg.startsWith('-'))], { stdio: 'inherit' })
  status ||= run.status ?? 1
}
process.exit(status)
