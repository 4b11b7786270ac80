// The plan packs on disk, read and checked once. A pack that does not fit stops the server at its start, with the file's name.
import { ChecklistFile, dailyCriteriaOf, DailyCriteriaFile, GatePolicyFile, PackFile, StatusPolicyFile } from '@xiaomen/contract'
import type { DailyCriteria } from '@xiaomen/rules/daily'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export type Checklist = z.output<typeof ChecklistFile>
export type Pack = {
  file: z.output<typeof PackFile>
  gate: z.output<typeof GatePolicyFile>
  daily: DailyCriteria
  status: z.output<typeof StatusPolicyFile>
  checklist: Checklist
}

const PACKS = fileURLToPath(new URL('../../../../../packs/', import.meta.url))
/** Where no order is in force. */
export const PEACE = { packId: 'peace', edition: '2022-01' }

function readPart<T extends z.ZodType>(schema: T, path: string): z.output<T> {
  const result = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!result.success) throw new Error(`${path} does not fit: ${z.prettifyError(result.error)}`)
  return result.data
}

function readPack(dir: string): Pack {
  return {
    file: readPart(PackFile, join(dir, 'pack.json')),
    gate: readPart(GatePolicyFile, join(dir, 'gate.json')),
    daily: dailyCriteriaOf(readPart(DailyCriteriaFile, join(dir, 'daily.json'))),
    status: readPart(StatusPolicyFile, join(dir, 'status.json')),
    checklist: readPart(ChecklistFile, join(dir, 'checklists.json')),
  }
}

let known: Map<string, Pack> | null = null
const key = (packId: string, edition: string) => `${packId}/${edition}`

/** @throws Error that names the file and the field that does not fit */
export function allPacks(): Map<string, Pack> {
  known ??= new Map(
    readdirSync(PACKS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name: packId }) => readdirSync(join(PACKS, packId)).map((edition) => [packId, edition] as const))
      .map(([packId, edition]) => {
        const pack = readPack(join(PACKS, packId, edition))
        if (pack.file.id !== packId || pack.file.edition !== edition) throw new Error(`packs/${packId}/${edition}/pack.json names another pack or edition.`)
        return [key(packId, edition), pack] as const
      }),
  )
  return known
}

export const findPack = (packId: string, edition: string): Pack | undefined => allPacks().get(key(packId, edition))
export const everyPack = (): Pack[] => [...allPacks().values()]
