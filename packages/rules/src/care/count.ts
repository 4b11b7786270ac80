// 分类统计: people in care by category and by where they stand. Who is of two categories is one person.
import { CARE_CATEGORIES, type CareCategory } from '../registry/index.ts'
import type { CareStanding } from './words.ts'

export type CareCounts = { people: number; ok: number; due: number; overdue: number; noCarer: number; byCategory: Record<CareCategory, number> }
export const noCare = (): CareCounts => ({
  people: 0,
  ok: 0,
  due: 0,
  overdue: 0,
  noCarer: 0,
  byCategory: Object.fromEntries(CARE_CATEGORIES.map((one) => [one, 0])) as Record<CareCategory, number>,
})

export function countCare(people: Iterable<{ care: readonly CareCategory[]; standing: CareStanding; hasCarer: boolean }>): CareCounts {
  const counts = noCare()
  for (const { care, standing, hasCarer } of people) {
    counts.people += 1
    counts[standing] += 1
    if (!hasCarer) counts.noCarer += 1
    for (const one of new Set(care)) counts.byCategory[one] += 1
  }
  return counts
}
