// 区域: the tree every row hangs on. A path is '/' + one ordinal per level + '/', e.g. '/1/2/14/';
// a home closes it with 'h' + ordinal: '/1/2/14/3/h7/'. The closing slash is part of the path, so a
// prefix is an ancestor and '/1/2/' never contains '/1/20/'.
export const LEVELS = ['district', 'street', 'community', 'compound', 'building', 'unit'] as const
export type Level = (typeof LEVELS)[number]
export const OVERLAY_KINDS = ['grid', 'cutArea', 'zone', 'answerability'] as const
export type OverlayKind = (typeof OVERLAY_KINDS)[number]
/** What becomes of areas, and of overlays (drawn, redrawn, ended). */
export const AREA_CHANGES = ['added', 'renamed', 'moved', 'split', 'merged', 'codeSet', 'removed', 'drawn', 'redrawn', 'ended'] as const
export type AreaChange = (typeof AREA_CHANGES)[number]

/** True when `inner` is `outer` or lies beneath it. Both are paths with their closing slash. */
export const contains = (outer: string, inner: string): boolean => inner.startsWith(outer)

/** Levels that may hang under a level: one step down, or further where a step does not exist (a yard has no building). */
export const levelsUnder = (level: Level | null): readonly Level[] =>
  level === null ? ['district', 'street', 'community'] : LEVELS.slice(LEVELS.indexOf(level) + 1)

/** Path of the parent, or null at the root. */
export function parentPath(path: string): string | null {
  const cut = path.lastIndexOf('/', path.length - 2)
  return cut <= 0 ? null : path.slice(0, cut + 1)
}

/** Drops every path that another one already contains; the rest keep their order. */
export const outermost = (paths: readonly string[]): string[] =>
  [...new Set(paths)].filter((path, _, all) => !all.some((other) => other !== path && contains(other, path)))

const CODE_0 = 48,
  CODE_9 = 57,
  CODE_SLASH = 47
/** Order of the tree: parents before children, siblings by ordinal ('/1/2/' before '/1/10/'). Thousands are sorted by it: nothing is cut into pieces. */
export function comparePaths(a: string, b: string): number {
  let at = 1,
    beside = 1
  while (at < a.length && beside < b.length) {
    let left = 0,
      right = 0
    for (let code = a.charCodeAt(at); code !== CODE_SLASH && at < a.length; code = a.charCodeAt(++at))
      if (code >= CODE_0 && code <= CODE_9) left = left * 10 + code - CODE_0
    for (let code = b.charCodeAt(beside); code !== CODE_SLASH && beside < b.length; code = b.charCodeAt(++beside))
      if (code >= CODE_0 && code <= CODE_9) right = right * 10 + code - CODE_0
    if (left !== right) return left - right
    at += 1
    beside += 1
  }
  return a.length - at - (b.length - beside)
}

/** The smallest path that contains all of these; '/' when they share nothing. */
export function commonPath(paths: readonly string[]): string {
  let common = paths[0] ?? '/'
  for (const path of paths) while (!contains(common, path)) common = parentPath(common) ?? '/'
  return common
}

type Movable = { id: string; level: Level; path: string; parentId: string | null; communityId: string | null }
export type MoveProblem = 'under_itself' | 'already_there' | 'level_not_under' | 'other_community'

/** Why an area cannot move under this one (null: to the top), or null when it can. A community goes where it likes; what lies in one stays in it. */
export function moveProblem(area: Movable, parent: Movable | null): MoveProblem | null {
  if (parent !== null && contains(area.path, parent.path)) return 'under_itself'
  if ((parent?.id ?? null) === area.parentId) return 'already_there'
  if (!levelsUnder(parent?.level ?? null).includes(area.level)) return 'level_not_under'
  if (LEVELS.indexOf(area.level) > LEVELS.indexOf('community') && (parent?.communityId ?? null) !== area.communityId) return 'other_community'
  return null
}

export {
  codeNameKey,
  codeProblem,
  type CodeList,
  type CodeMatch,
  type CodeMatches,
  type CodeProblem,
  type CodeRow,
  levelOfCode,
  matchCodes,
  parentCode,
  URBAN_RURAL_CLASSES,
} from './codes.ts'
export { CODE_FIELDS, type CodeField, findCodeColumns } from './code-columns.ts'
