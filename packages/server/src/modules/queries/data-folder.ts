// Where the sealed files lie: exports waiting to be fetched, sheets waiting to be filled.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

let folder: string | null = null

export const useDataDir = (dataDir: string): void => {
  folder = dataDir
}
/** @throws before the module was started */
function root(): string {
  if (folder === null) throw new Error('the saved queries were not started')
  return join(folder, 'exports')
}
export const makeFolder = () => mkdir(root(), { recursive: true, mode: 0o700 })
export const folderOf = root
export const fileOf = (id: string) => join(root(), `${id}.file`)
export const sheetOf = (id: string) => join(root(), `${id}.sheet`)
export const removeFile = (path: string) => rm(path, { force: true })
