// 应检: who is expected at a campaign, from what the ledger knows of them.
export type Expecting = { ageFrom: number; ageTo: number }

/** Full years on a local day; a birthday counts on the day itself. Null: the ledger knows no birthday. */
export function ageOn(birthday: string | null, day: string): number | null {
  if (birthday === null) return null
  const [year, month, date] = birthday.split('-').map(Number)
  const [ofYear, ofMonth, ofDate] = day.split('-').map(Number)
  return ofYear! - year! - (ofMonth! < month! || (ofMonth === month && ofDate! < date!) ? 1 : 0)
}

/** Whoever has no birthday in the ledger is expected: asked at the table rather than forgotten. */
export function isExpected({ ageFrom, ageTo }: Expecting, birthday: string | null, day: string): boolean {
  const age = ageOn(birthday, day)
  return age === null || (age >= ageFrom && age <= ageTo)
}
