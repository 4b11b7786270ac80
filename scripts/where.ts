// `npm run where gate`: every place that a word names, from its rules to its screens.
import { globSync, readFileSync } from 'node:fs'

const PLACES: [what: string, glob: (word: string) => string][] = [
  ['rules', (word) => `packages/rules/src/${word}/**/*.ts`],
  ['contract', (word) => `packages/contract/src/${word}.ts`],
  ['server', (word) => `packages/server/src/modules/${word}/**/*`],
  ['web', (word) => `packages/web/src/modules/${word}/**/*`],
  ['packs', (word) => `packs/**/${word}.json`],
  ['e2e', (word) => `e2e/${word}*.ts`],
  ['bench', (word) => `bench/${word}.bench.ts`],
  ['tests', (word) => `tests/**/*${word}*`],
  ['docs', (word) => `docs/**/*${word}*`],
]

const isFile = (path: string) => /\.\w+$/.test(path)
const words = globSync('packages/contract/src/*.ts')
  .map((file) => /(\w+)\.ts$/.exec(file)![1]!)
  .filter((word) => word !== 'index' && word !== 'kit')
  .toSorted()
const word = process.argv[2]
const found =
  word === undefined
    ? []
    : PLACES.map(([what, glob]) => [what, globSync(glob(word)).filter(isFile).toSorted()] as const).filter(([, files]) => files.length > 0)
if (word === undefined || found.length === 0) {
  process.stderr.write(`${word === undefined ? 'Name a word' : `Nothing is named "${word}"`}; there are: ${words.join(', ')}\n`)
  process.exit(word === undefined ? 2 : 1)
}
for (const [what, files] of found) {
  process.stdout.write(`${what}\n`)
  for (const file of files) process.stdout.write(`  ${file}\n`)
}
const contract = `packages/contract/src/${word}.ts`
if (found.some(([what]) => what === 'contract')) {
  const source = readFileSync(contract, 'utf8')
  const operations = [...source.matchAll(/^ {2}(\w+): (query|command|upload|file)\(/gm)].map(([, name, kind]) => `  ${word}.${name} (${kind})`)
  if (operations.length > 0) process.stdout.write(`operations\n${operations.join('\n')}\n`)
}
