// What a visit found against what the ledger has.
import { sameName } from './same-name.ts'
import type { Answer, DifferenceKind } from './words.ts'

export type Recorded = { personId: string; residencyId: string; name: string }
export type Found<N> = {
  outcome: 'done' | 'vacant'
  people: readonly { personId: string; answer: Answer; hasCorrections: boolean }[]
  newcomers: readonly (N & { name: string })[]
  homeUse: string | null
}
export type Difference<N> = {
  kind: DifferenceKind
  personId: string | null
  residencyId: string | null
  newcomer: (N & { name: string }) | null
  use: string | null
}

/** One entry for each thing somebody must accept or reject. Whoever moved since the visit is where the ledger says by now. */
export function differencesOf<N>(found: Found<N>, residents: readonly Recorded[], use: string): Difference<N>[] {
  const none = { personId: null, residencyId: null, newcomer: null, use: null }
  const said = new Map(found.people.map((one) => [one.personId, one]))
  const left = residents.filter(({ personId }) => found.outcome === 'vacant' || said.get(personId)?.answer === 'leftHere')
  const corrected = residents.filter(({ personId }) => found.outcome === 'done' && said.get(personId)?.hasCorrections === true)
  const known = new Set(residents.map(({ name }) => sameName(name)))
  const newcomers = found.newcomers.filter(
    ({ name }, at, all) => !known.has(sameName(name)) && all.findIndex((one) => sameName(one.name) === sameName(name)) === at,
  )
  const wantedUse = found.outcome === 'vacant' ? 'vacant' : (found.homeUse ?? (use === 'vacant' ? 'permanent' : use))
  return [
    ...left.map(({ personId, residencyId }) => ({ ...none, kind: 'leftHere' as const, personId, residencyId })),
    ...corrected.filter((one) => !left.includes(one)).map(({ personId, residencyId }) => ({ ...none, kind: 'correctPerson' as const, personId, residencyId })),
    ...newcomers.map((newcomer) => ({ ...none, kind: 'newcomer' as const, newcomer })),
    ...(wantedUse === use ? [] : [{ ...none, kind: 'homeUse' as const, use: wantedUse }]),
  ]
}
