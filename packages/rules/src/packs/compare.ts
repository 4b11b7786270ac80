// 改了什么: where two versions of a file of a pack differ, leaf by leaf, so that whoever approves reads the change and not the file.

/** `path`: keys and indexes from the root. Null stands for what is not there. */
export type Difference = { path: readonly (string | number)[]; before: string | null; after: string | null }

const isBranch = (value: unknown): value is Record<string, unknown> | unknown[] => typeof value === 'object' && value !== null
const said = (value: unknown): string | null => (value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value))

export function differencesOf(before: unknown, after: unknown, path: readonly (string | number)[] = []): Difference[] {
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after))
    return said(before) === said(after) ? [] : [{ path, before: said(before), after: said(after) }]
  const keys = Array.isArray(before)
    ? Array.from({ length: Math.max(before.length, (after as unknown[]).length) }, (_, index) => index)
    : [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key) =>
    differencesOf((before as Record<string | number, unknown>)[key], (after as Record<string | number, unknown>)[key], [...path, key]),
  )
}
