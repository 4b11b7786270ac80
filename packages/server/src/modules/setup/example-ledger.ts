import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const SCRIPT = fileURLToPath(new URL('../../../../../scripts/make-ledger.ts', import.meta.url))

/** Writes the invented ledger as a workbook. By the script that people run by hand, in a process of its own: inventing a street would hold the server for seconds. */
export async function writeExampleLedger(scale: 'community' | 'street', path: string): Promise<void> {
  await promisify(execFile)(process.execPath, [SCRIPT, `--${scale}`, '--out', path])
}
