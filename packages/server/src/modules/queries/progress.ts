// How far a file is, as a share: known to this process only, and forgotten with it.
const progress = new Map<string, number>()
export const progressOf = (id: string): number => progress.get(id) ?? 0
export function setProgress(id: string, share: number | null): void {
  if (share === null) progress.delete(id)
  else progress.set(id, Math.min(1, share))
}
