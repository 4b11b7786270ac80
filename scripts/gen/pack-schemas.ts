// JSON Schemas of the files of a plan pack, made from the schemas the server reads them by: an editor that knows them tells what a field is called while it is typed.
import { z } from 'zod'
import { PACK_FILES } from '../../packages/contract/src/posture-editions.ts'
import { PackFile } from '../../packages/contract/src/packs.ts'

/** File name → text. What only the rules can tell (a day after the end of its phase) is not in them; `checkEdition` and the tests say that. */
export function packSchemas(): Map<string, string> {
  const files: Record<string, z.ZodType> = { pack: PackFile, ...PACK_FILES }
  return new Map(
    Object.entries(files).map(([name, file]) => {
      const schema = { title: `${name}.json of a plan pack`, ...z.toJSONSchema(file, { io: 'input' }) }
      return [`docs/pack-schemas/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`] as const
    }),
  )
}
