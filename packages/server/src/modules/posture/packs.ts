// The plan packs: those on disk, read and checked once, and the local editions that places made of them. A pack on disk that does not fit stops the server at its start.
import { PACK_FILE_NAMES, PACK_FILES, type PackFileName, PackFile, arrivalPolicyOf, dailyCriteriaOf } from '@xiaomen/contract'
import type { ArrivalPolicy } from '@xiaomen/rules/arrivals'
import type { TrackOf } from '@xiaomen/rules/control'
import type { DailyCriteria } from '@xiaomen/rules/daily'
import { type Example, EXEMPLIFIED, type Exemplary, type Exemplified } from '@xiaomen/rules/packs'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export type PackFiles = { [K in PackFileName]: z.output<(typeof PACK_FILES)[K]> }
export type Checklist = PackFiles['checklists']
export type Pack = {
  file: z.output<typeof PackFile>
  files: PackFiles
  /** Where each file comes from: the edition itself or one that it is built on. */
  from: Readonly<Record<PackFileName, { packId: string; edition: string }>>
  examples: Readonly<Record<Exemplified, readonly Example[]>>
  /** Path of the area that made it; null for what comes with the product. */
  place: string | null
} & Parts
/** What modules ask of a pack, by the word each knows. */
type Parts = {
  gate: PackFiles['gate']
  daily: DailyCriteria
  status: PackFiles['status']
  checklist: Checklist
  control: PackFiles['control']
  zones: PackFiles['zones']
  clocks: PackFiles['clocks']['clocks']
  indexes: PackFiles['indexes']['indexes']
  scripts: PackFiles['scripts']['scripts']
  arrivals: ArrivalPolicy
}

const PACKS = fileURLToPath(new URL('../../../../../packs/', import.meta.url))
/** Where no order is in force. */
export const PEACE = { packId: 'peace', edition: '2022-01' }

export const partsOf = (files: PackFiles): Parts => ({
  gate: files.gate,
  daily: dailyCriteriaOf(files.daily),
  status: files.status,
  checklist: files.checklists,
  control: files.control,
  zones: files.zones,
  clocks: files.clocks.clocks,
  indexes: files.indexes.indexes,
  scripts: files.scripts.scripts,
  arrivals: arrivalPolicyOf(files.arrivals),
})

function readPart<T extends z.ZodType>(schema: T, path: string): z.output<T> {
  const result = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!result.success) throw new Error(`${path} does not fit: ${z.prettifyError(result.error)}`)
  return result.data
}

type Folder = { dir: string; packId: string; edition: string }
/** The folder of the edition itself, then those it is built on, nearest first. */
function foldersOf(packId: string, edition: string): Folder[] {
  const folders: Folder[] = [{ dir: join(PACKS, packId, edition), packId, edition }]
  for (;;) {
    const last = folders.at(-1)!
    const { builtOn } = readPart(PackFile, join(last.dir, 'pack.json'))
    if (builtOn === undefined) return folders
    const next = { dir: join(PACKS, builtOn.id, builtOn.edition), packId: builtOn.id, edition: builtOn.edition }
    const says = `packs/${last.packId}/${last.edition}/pack.json is built on ${builtOn.id}/${builtOn.edition}`
    if (folders.some(({ dir }) => dir === next.dir)) throw new Error(`${says}, and so on itself.`)
    if (!existsSync(next.dir)) throw new Error(`${says}, which is not among the packs.`)
    folders.push(next)
  }
}

function readPack(packId: string, edition: string): Pack {
  const folders = foldersOf(packId, edition)
  const folderOf = (name: PackFileName): Folder => {
    const folder = folders.find(({ dir }) => existsSync(join(dir, `${name}.json`)))
    if (folder === undefined) throw new Error(`packs/${packId}/${edition} has no ${name}.json, and is built on nothing that has one.`)
    return folder
  }
  const files = Object.fromEntries(
    PACK_FILE_NAMES.map((name) => [name, readPart<z.ZodType>(PACK_FILES[name], join(folderOf(name).dir, `${name}.json`))]),
  ) as PackFiles
  const from = Object.fromEntries(PACK_FILE_NAMES.map((name) => [name, { packId: folderOf(name).packId, edition: folderOf(name).edition }])) as Pack['from']
  const examples = Object.fromEntries(
    EXEMPLIFIED.map((name) => [name, JSON.parse(readFileSync(join(folderOf(name).dir, 'examples', `${name}.json`), 'utf8'))]),
  ) as Pack['examples']
  const file = readPart(PackFile, join(folders[0]!.dir, 'pack.json'))
  if (file.id !== packId || file.edition !== edition) throw new Error(`packs/${packId}/${edition}/pack.json names another pack or edition.`)
  return { file, files, from, examples, place: null, ...partsOf(files) }
}

let known: Map<string, Pack> | null = null
const key = (packId: string, edition: string) => `${packId}/${edition}`

/** @throws Error that names the file and the field that does not fit */
export function allPacks(): Map<string, Pack> {
  known ??= new Map(
    readdirSync(PACKS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name: packId }) => readdirSync(join(PACKS, packId)).map((edition) => [packId, edition] as const))
      .map(([packId, edition]) => [key(packId, edition), readPack(packId, edition)] as const),
  )
  return known
}

export const findPack = (packId: string, edition: string): Pack | undefined => allPacks().get(key(packId, edition))
export const everyPack = (): Pack[] => [...allPacks().values()]
/** A local edition that two have approved stands beside those on disk. */
export const addPack = (pack: Pack): void => {
  allPacks().set(key(pack.file.id, pack.file.edition), pack)
}

/** The tracks of one disease, by edition. */
export const tracksOf =
  (packId: string): TrackOf =>
  (edition, track) =>
    findPack(packId, edition)?.control.tracks.find((one) => one.key === track) ?? null

/** A pack as its examples ask of it. `as`: these parts in place of the pack's own, under the edition that its examples name. */
export function exemplaryOf(pack: Pack, parts: Parts = pack): Exemplary {
  const { packId, edition: written } = pack.from.control
  const onDisk = tracksOf(packId)
  const own = (track: string) => parts.control.tracks.find((one) => one.key === track) ?? null
  return { ...parts, tracksOf: (edition, track) => (edition === written ? own(track) : onDisk(edition, track)) }
}
