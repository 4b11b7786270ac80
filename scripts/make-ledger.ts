// Writes the invented example ledger: `node scripts/make-ledger.ts [--community|--street] [--lang zh|en] [--seed N] --out ledger.xlsx` (or .csv).
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { streamCsv, streamXlsx } from '../packages/server/src/platform/workbook/write-workbook.ts'
import { makeLedger } from './ledger/index.ts'

const { values } = parseArgs({
  options: {
    community: { type: 'boolean' },
    street: { type: 'boolean' },
    lang: { type: 'string', default: 'zh' },
    seed: { type: 'string', default: '2022' },
    out: { type: 'string' },
  },
})
if (values.out === undefined) throw new Error('Say where to write it: --out ledger.xlsx')
const ledger = makeLedger({ scale: values.street ? 'street' : 'community', lang: values.lang === 'en' ? 'en' : 'zh', seed: Number(values.seed) })
const sheet = { name: values.lang === 'en' ? 'Ledger' : '住户台账', columns: ledger.headers.map((header) => ({ header })), rows: ledger.rows }
await pipeline(values.out.endsWith('.csv') ? streamCsv(sheet) : streamXlsx(sheet), createWriteStream(values.out))
console.log(JSON.stringify({ out: values.out, rows: ledger.rows.length, ...ledger.counts }))
