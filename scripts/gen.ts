// `npm run gen`: applies the migrations to an empty embedded database and writes what follows from them: row types, the schema for review;
// the list of proven capabilities from the titles of the tests; and the JSON Schemas of plan packs. `--check` writes nothing and fails on a difference.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { openEmbedded } from '../packages/server/src/platform/db.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { FLOORS } from './floors.ts'
import { capabilitiesText } from './gen/capabilities.ts'
import { packSchemas } from './gen/pack-schemas.ts'
import { readSchema, schemaText } from './gen/schema.ts'
import { tablesText } from './gen/tables.ts'

const folders = readdirSync('packages/server/src/modules')
const words = FLOORS.flat().filter((word) => folders.includes(word))
const db = await openEmbedded({ dataDir: null })
await migrate(db, words)
const tables = await readSchema(db)
await db.close()

const outputs = new Map([['docs/schema.sql', schemaText(tables)], ['docs/capabilities.md', capabilitiesText()], ...packSchemas()])
for (const word of words) {
  const text = tablesText(word, tables)
  if (text !== null) outputs.set(`packages/server/src/modules/${word}/tables.ts`, text)
}

const isCheck = process.argv.includes('--check')
let changed = 0
for (const [file, text] of outputs) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  changed += 1
  if (!isCheck) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  process.stdout.write(`${file} ${isCheck ? 'differs from what `npm run gen` makes' : 'written'}\n`)
}
process.stdout.write(`${outputs.size - changed} of ${outputs.size} were up to date\n`)
process.exit(isCheck && changed > 0 ? 1 : 0)
