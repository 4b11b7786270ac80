// How a reported person is to be written down, as the desk and the worker's phone offer it.
import type { In, Out } from '../../platform/ops.ts'

export type TenantReport = Out<'registry.listTenantReports'>['items'][number]
export type Arriving = TenantReport['people'][number]
export type Choice = In<'registry.acceptTenantReport'>['people'][number]
export const choiceKey = ({ choice, personId }: Choice): string => `${choice} ${personId ?? ''}`

/** The likeliest first: somebody known moves here, somebody recorded here already is left out, anybody else is new. */
export function choicesOf(person: Arriving): Choice[] {
  const known = person.known.flatMap(({ personId, door, livesHere }): Choice[] =>
    livesHere
      ? []
      : door === null
        ? [{ choice: 'move', personId }]
        : [
            { choice: 'move', personId },
            { choice: 'alsoHere', personId },
          ],
  )
  const rest: Choice[] = [
    { choice: 'add', personId: null },
    { choice: 'skip', personId: null },
  ]
  return person.known.some(({ livesHere }) => livesHere) ? [...known, ...rest.toReversed()] : [...known, ...rest]
}
