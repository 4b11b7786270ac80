// The plan packs on disk, read and checked once. A pack that does not fit stops the server at its start, with the file's name.
import {
  ChecklistFile,
  ClocksFile,
  ControlPlanFile,
  dailyCriteriaOf,
  DailyCriteriaFile,
  GatePolicyFile,
  IndexesFile,
  PackFile,
  ScriptsFile,
  StatusPolicyFile,
  ZonesFile,
} from '@xiaomen/contract'
import type { TrackOf } from '@xiaomen/rules/control'
import type { DailyCriteria } from '@xiaomen/rules/daily'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
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
  control: z.output<typeof ControlPlanFile>
  zones: z.output<typeof ZonesFile>
  clocks: z.output<typeof ClocksFile>['clocks']
  indexes: z.output<typeof IndexesFile>['indexes']
  scripts: z.output<typeof ScriptsFile>['scripts']
}

const PACKS = fileURLToPath(new URL('../../../../../packs/', import.meta.url))
/** Where no order is in force. */
export const PEACE = { packId: 'peace', edition: '2022-01' }

function readPart<T extends z.ZodType>(schema: T, path: string): z.output<T> {
  const result = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!result.success) throw new Error(`${path} does not fit: ${z.prettifyError(result.error)}`)
  return result.data
}

/** The folder of the edition itself, then those it is built on, nearest first. */
function foldersOf(dir: string): string[] {
  const folders = [dir]
  for (;;) {
    const { builtOn } = readPart(PackFile, join(folders.at(-1)!, 'pack.json'))
    if (builtOn === undefined) return folders
    const next = join(PACKS, builtOn.id, builtOn.edition)
    if (folders.includes(next)) throw new Error(`${join(dir, 'pack.json')} is built on itself, by way of ${builtOn.id}/${builtOn.edition}.`)
    if (!existsSync(next)) throw new Error(`${join(folders.at(-1)!, 'pack.json')} is built on ${builtOn.id}/${builtOn.edition}, which is not among the packs.`)
    folders.push(next)
  }
}

function readPack(dir: string): Pack {
  const folders = foldersOf(dir)
  const part = <T extends z.ZodType>(schema: T, name: string): z.output<T> => {
    const folder = folders.find((one) => existsSync(join(one, name)))
    if (folder === undefined) throw new Error(`${dir} has no ${name}, and is built on nothing that has one.`)
    return readPart(schema, join(folder, name))
  }
  return {
    file: readPart(PackFile, join(dir, 'pack.json')),
    gate: part(GatePolicyFile, 'gate.json'),
    daily: dailyCriteriaOf(part(DailyCriteriaFile, 'daily.json')),
    status: part(StatusPolicyFile, 'status.json'),
    checklist: part(ChecklistFile, 'checklists.json'),
    control: part(ControlPlanFile, 'control.json'),
    zones: part(ZonesFile, 'zones.json'),
    clocks: part(ClocksFile, 'clocks.json').clocks,
    indexes: part(IndexesFile, 'indexes.json').indexes,
    scripts: part(ScriptsFile, 'scripts.json').scripts,
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

/** The tracks of one disease, by edition. */
export const tracksOf =
  (packId: string): TrackOf =>
  (edition, key) =>
    findPack(packId, edition)?.control.tracks.find((track) => track.key === key) ?? null
