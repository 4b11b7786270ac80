// Whom a case is about: a person, or a place in which nobody is restricted. What only one of them has is asked of that one by its type.
import { controlErrors } from '@xiaomen/contract'
import { fail } from '../../platform/error.ts'
import type { ControlCaseRow } from './tables.ts'

export type PersonCase = ControlCaseRow & { person_id: string; place_id: null }
export type PlaceCase = ControlCaseRow & { person_id: null; place_id: string }

export const isOfPerson = (row: ControlCaseRow): row is PersonCase => row.person_id !== null
export const isOfPlace = (row: ControlCaseRow): row is PlaceCase => row.place_id !== null

const otherSubject = () => fail(controlErrors, 'control.other_subject')
export function ofPerson(row: ControlCaseRow): PersonCase {
  if (!isOfPerson(row)) throw otherSubject()
  return row
}
export function ofPlace(row: ControlCaseRow): PlaceCase {
  if (!isOfPlace(row)) throw otherSubject()
  return row
}
