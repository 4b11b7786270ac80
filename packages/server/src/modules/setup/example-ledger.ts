import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { streamXlsx } from '../../platform/workbook/write-workbook.ts'

/** The generator stands with the scripts, which people run by hand too; the server does not compile them, so it knows their shape by this line. */
type Ledgers = { makeLedger(options: { scale: 'community' | 'street'; seed?: number; lang?: 'zh' | 'en' }): { headers: string[]; rows: string[][]; counts: { homes: number; people: number } } }

/** Writes the invented ledger as a workbook, as somebody at an office would have saved it. */
export async function writeExampleLedger(scale: 'community' | 'street', path: string): Promise<{ homes: number; people: number }> {
  const { makeLedger } = (await import(new URL('../../../../../scripts/ledger/index.ts', import.meta.url).href)) as Ledgers
  const { headers, rows, counts } = makeLedger({ scale })
  await pipeline(streamXlsx({ name: '住户台账', columns: headers.map((header) => ({ header })), rows }), createWriteStream(path, { mode: 0o600 }))
  return counts
}
