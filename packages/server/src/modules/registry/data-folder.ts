// The data folder, known from the start of the module: a handler has no way to the configuration.
let folder: string | null = null

export const useDataDir = (dataDir: string): void => {
  folder = dataDir
}
/** @throws before the module was started */
export function dataDirOf(): string {
  if (folder === null) throw new Error('the registry was not started')
  return folder
}
