// What a visit said, as it is sealed and opened again.
import type { SweepOutcome } from '@xiaomen/rules/sweeps'
import type { Answer, DayPart, Reason, Said, Visit, Way } from '@xiaomen/rules/sweeps'
import type { CareCategory, DocumentKind, HomeUse, ResidencyKind } from '@xiaomen/rules/registry'
import { createHash } from 'node:crypto'
import type { FieldCrypto } from '../../platform/crypto.ts'
import type { VisitRow } from './tables.ts'

type TypedDocument = { kind: DocumentKind; number: string; country?: string | undefined }
export type Answered = {
  personId: string
  answer: Answer
  phone?: string | undefined
  document?: TypedDocument | undefined
  care?: CareCategory[] | undefined
}
export type Newcomer = {
  name: string
  kind: ResidencyKind
  phone?: string | undefined
  document?: TypedDocument | undefined
  care?: CareCategory[] | undefined
}
export type Body = { people: Answered[]; newcomers: Newcomer[]; homeUse: HomeUse | null; note: string | null }
export type Incoming = Body & {
  id: string
  homeId: string
  at: string
  way: Way
  outcome: SweepOutcome
  reason: Reason | null
  tryOn: string | null
  tryPart: DayPart | null
  corrects: string | null
}

const at = (table: string, row: string, column: string) => ({ table: `sweeps.${table}`, row, column })
// Documents and telephones may stand in it: it is as closely kept as a document.
export const sealBody = (crypto: FieldCrypto, id: string, { people, newcomers, homeUse, note }: Body): Buffer =>
  crypto.seal('document', at('visit', id, 'sealed_body'), JSON.stringify({ people, newcomers, homeUse, note }))
export const openBody = (crypto: FieldCrypto, row: Pick<VisitRow, 'id' | 'sealed_body'>): Body =>
  JSON.parse(crypto.open('document', at('visit', row.id, 'sealed_body'), row.sealed_body)) as Body

export type Payload = Partial<Newcomer>
export const sealPayload = (crypto: FieldCrypto, id: string, payload: Payload): Buffer =>
  crypto.seal('document', at('difference', id, 'payload'), JSON.stringify(payload))
export const openPayload = (crypto: FieldCrypto, { id, payload }: { id: string; payload: Buffer | null }): Payload | null =>
  payload === null ? null : (JSON.parse(crypto.open('document', at('difference', id, 'payload'), payload)) as Payload)

/** The same content is the same bytes, whoever sends it again. */
export const digestOf = (sweepId: string, one: Incoming): Buffer =>
  createHash('sha256')
    .update(
      JSON.stringify([
        sweepId,
        one.homeId,
        one.at,
        one.way,
        one.outcome,
        one.reason,
        one.tryOn,
        one.tryPart,
        one.people,
        one.newcomers,
        one.homeUse,
        one.note,
        one.corrects,
      ]),
    )
    .digest()

const saidIn = ({ people, newcomers }: Body): Said => ({
  people: new Map(people.flatMap(({ personId, answer }) => (answer === 'notAsked' ? [] : [[personId, answer] as const]))),
  newcomers: newcomers.map(({ name }) => name),
})
/** As the rule reads them. What was said is opened only where two could contradict each other. */
export function toRule(crypto: FieldCrypto, rows: readonly VisitRow[]): Visit[] {
  const isCompared = rows.filter(({ outcome }) => outcome === 'done').length > 1
  return rows.map((row) => ({
    id: row.id,
    by: row.account_id,
    way: row.way,
    outcome: row.outcome,
    said: isCompared && row.outcome === 'done' ? saidIn(openBody(crypto, row)) : null,
    corrects: row.corrects,
  }))
}
