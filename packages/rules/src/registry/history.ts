// 变动记录: what can become of a person or a home, and which fields a change is told of.
export const HISTORY_KINDS = [
  'added',
  'imported',
  'edited',
  'editedByImport',
  'moved',
  'movedAway',
  'linked',
  'merged',
  'mergedInto',
  'unmerged',
  'use',
  'doorRenamed',
  'homeMoved',
  'homeSplit',
  'homesMerged',
  'homesUnmerged',
  'other',
] as const
export type HistoryKind = (typeof HISTORY_KINDS)[number]
export const HISTORY_FIELDS = ['name', 'phone', 'document', 'care', 'lang'] as const
export type HistoryField = (typeof HISTORY_FIELDS)[number]
