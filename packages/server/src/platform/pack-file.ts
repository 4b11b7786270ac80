// packs/<word>.json: figures of one module that are no pack's own. Read once; a file that does not fit stops the server at its start.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** @returns a reader; it throws an Error that names the file and the field that does not fit */
export function packFile<T extends z.ZodType>(word: string, schema: T): () => z.output<T> {
  const path = fileURLToPath(new URL(`../../../../packs/${word}.json`, import.meta.url))
  let known: z.output<T> | null = null
  return () => {
    if (known !== null) return known
    const result = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (!result.success) throw new Error(`${path} does not fit: ${z.prettifyError(result.error)}`)
    known = result.data
    return known
  }
}
