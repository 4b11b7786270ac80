// The investigation as a FHIR R4 bundle: Patient for everybody, Condition for a case, Observation for a meeting, with the one who was met as its focus.
// Source: HL7 FHIR R4 (4.0.1), resources Bundle, Patient, Condition, Observation. Words without a public code stand as text: none is invented.
import { CASE_KIND_WORDS, CERTAINTY_WORDS, EXPOSURE_WORDS, STANDING_WORDS } from './columns.ts'
import type { CaseKind, Certainty, Dates, ExposureKind, Sex, Standing } from './words.ts'

export type FhirPerson = Dates & {
  id: string
  label: string
  standing: Standing
  caseKind: CaseKind | null
  /** Null where whoever asks may not see it. */
  name: string | null
  phone: string | null
  address: string | null
  sex: Sex
  birthday: string | null
}
export type FhirMeeting = {
  id: string
  from: string
  to: string
  kind: ExposureKind
  certainty: Certainty
  day: string
  dayTo: string
  isInfection: boolean
  isActive: boolean
}
type Resource = { resourceType: string; id: string } & Record<string, unknown>

const VERIFICATION: Record<CaseKind, 'confirmed' | 'provisional' | 'differential'> = {
  confirmed: 'confirmed',
  asymptomatic: 'confirmed',
  probable: 'provisional',
  suspected: 'differential',
}
const SYSTEM = 'http://terminology.hl7.org/CodeSystem'
const refer = (id: string) => ({ reference: `urn:uuid:${id}` })
const both = ({ zh, en }: { zh: string; en: string }) => `${zh} ${en}`

const patientOf = (person: FhirPerson): Resource => ({
  resourceType: 'Patient',
  id: person.id,
  identifier: [{ system: 'urn:xiaomen:tracing', value: person.label }],
  ...(person.name === null ? {} : { name: [{ text: person.name }] }),
  ...(person.phone === null ? {} : { telecom: [{ system: 'phone', value: person.phone }] }),
  gender: person.sex,
  ...(person.birthday === null ? {} : { birthDate: person.birthday }),
  ...(person.address === null ? {} : { address: [{ text: person.address }] }),
})

/** @param diseaseName of the pack, as text. @param id of the new resource, made from that of the person so that the same list gives the same bundle */
const conditionOf = (person: FhirPerson, caseKind: CaseKind, diseaseName: string, id: string): Resource => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: { coding: [{ system: `${SYSTEM}/condition-clinical`, code: 'active' }] },
  verificationStatus: { coding: [{ system: `${SYSTEM}/condition-ver-status`, code: VERIFICATION[caseKind] }], text: both(CASE_KIND_WORDS[caseKind]) },
  code: { text: diseaseName },
  subject: refer(person.id),
  ...(person.onsetOn === null ? {} : { onsetDateTime: person.onsetOn }),
  recordedDate: person.reportedOn,
})

const meetingOf = (meeting: FhirMeeting): Resource => ({
  resourceType: 'Observation',
  id: meeting.id,
  status: meeting.isActive ? 'final' : 'cancelled',
  code: { text: 'Exposure to a case or contact' },
  subject: refer(meeting.to),
  focus: [refer(meeting.from)],
  effectivePeriod: { start: meeting.day, end: meeting.dayTo },
  valueCodeableConcept: { text: both(EXPOSURE_WORDS[meeting.kind]) },
  component: [
    { code: { text: 'Certainty' }, valueString: both(CERTAINTY_WORDS[meeting.certainty]) },
    { code: { text: 'Source of the infection' }, valueBoolean: meeting.isInfection },
  ],
})

const standingOf = (person: FhirPerson, id: string): Resource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'Standing in the investigation' },
  subject: refer(person.id),
  effectiveDateTime: person.reportedOn,
  valueCodeableConcept: { text: both(STANDING_WORDS[person.standing]) },
})

/** A sibling of an id, the same every time: the version digit of a UUID is changed, which no id of ours has. */
export const siblingOf = (id: string, digit: 'a' | 'b'): string => `${id.slice(0, 14)}${digit}${id.slice(15)}`

/** @returns a Bundle of type `collection`; `at` an instant, ISO 8601 with an offset */
export function fhirBundleOf(people: readonly FhirPerson[], meetings: readonly FhirMeeting[], { at, diseaseName }: { at: string; diseaseName: string }) {
  const resources = [
    ...people.flatMap((person) => [
      patientOf(person),
      standingOf(person, siblingOf(person.id, 'a')),
      ...(person.standing === 'case' ? [conditionOf(person, person.caseKind ?? 'suspected', diseaseName, siblingOf(person.id, 'b'))] : []),
    ]),
    ...meetings.map(meetingOf),
  ]
  return {
    resourceType: 'Bundle' as const,
    type: 'collection' as const,
    timestamp: at,
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  }
}
