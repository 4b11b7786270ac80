// What is of health or of papers in a case lies sealed under the key of the order in force there, so that the end of the emergency destroys it.
import type { Fact, Need } from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'
import type { SaidFact } from './repo/fact.ts'
import type { AppealRow, CaseChangeRow, CaseFactRow, ControlCaseRow, TransferRow } from './tables.ts'

export type Paper = { reference: string; issuedBy: string }
export type Guardian = { name: string; phone: string | null }
/** What is written down with a fact and weighs nothing in its course. */
export type Beside = {
  needs?: readonly Need[]
  note?: string | null
  reference?: string
  issuedBy?: string
  photoIds?: readonly string[]
  /** What a survey counted, among how many. */
  counted?: number
  among?: number
}

export const scopeAt = async (ctx: Ctx, path: string): Promise<string> => (await planAt(ctx, path)).orderId ?? 'peace'

type Column = 'sealed_evidence' | 'sealed_guardian' | 'sealed_refusal'
const ofCase = (row: string, column: Column) => ({ table: 'control.control_case', row, column })
export const sealOfCase = async (ctx: Ctx, { id, path }: { id: string; path: string }, column: Column, value: unknown): Promise<Buffer> =>
  ctx.crypto.seal('health', ofCase(id, column), JSON.stringify(value), await scopeAt(ctx, path))
export const openPaper = (ctx: Ctx, row: ControlCaseRow): Paper =>
  JSON.parse(ctx.crypto.open('health', ofCase(row.id, 'sealed_evidence'), row.sealed_evidence)) as Paper
export const openGuardian = (ctx: Ctx, row: ControlCaseRow): Guardian | null =>
  row.sealed_guardian === null ? null : (JSON.parse(ctx.crypto.open('health', ofCase(row.id, 'sealed_guardian'), row.sealed_guardian)) as Guardian)
export const openRefusal = (ctx: Ctx, row: ControlCaseRow): string | null =>
  row.sealed_refusal === null ? null : (JSON.parse(ctx.crypto.open('health', ofCase(row.id, 'sealed_refusal'), row.sealed_refusal)) as string)

const ofChange = (row: string) => ({ table: 'control.case_change', row, column: 'sealed_evidence' })
export const sealOfChange = async (ctx: Ctx, { id, path }: { id: string; path: string }, paper: Paper): Promise<Buffer> =>
  ctx.crypto.seal('health', ofChange(id), JSON.stringify(paper), await scopeAt(ctx, path))
export const openOfChange = (ctx: Ctx, row: CaseChangeRow): Paper => JSON.parse(ctx.crypto.open('health', ofChange(row.id), row.sealed_evidence)) as Paper

type Words = 'sealed_text' | 'sealed_proposal' | 'sealed_answer'
const ofAppeal = (row: string, column: Words) => ({ table: 'control.appeal', row, column })
export const sealWords = async (ctx: Ctx, { id, path }: { id: string; path: string }, column: Words, words: string): Promise<Buffer> =>
  ctx.crypto.seal('health', ofAppeal(id, column), words, await scopeAt(ctx, path))
export function openWords(ctx: Ctx, row: AppealRow, column: Words): string | null {
  const sealed = row[column]
  return sealed === null ? null : ctx.crypto.open('health', ofAppeal(row.id, column), sealed)
}

/** Why a case goes, which home or office there, and under which number. */
export type TransferWords = { reason: string; home: string | null; office: string | null; reference: string | null }
type Told = 'sealed_words' | 'sealed_answer'
const ofTransfer = (row: string, column: Told) => ({ table: 'control.transfer', row, column })
export const sealTransfer = async (ctx: Ctx, { id, path }: { id: string; path: string }, column: Told, words: TransferWords | string): Promise<Buffer> =>
  ctx.crypto.seal('health', ofTransfer(id, column), JSON.stringify(words), await scopeAt(ctx, path))
export const openTransfer = <T extends TransferWords | string>(ctx: Ctx, row: TransferRow, column: Told): T | null => {
  const sealed = row[column]
  return sealed === null ? null : (JSON.parse(ctx.crypto.open('health', ofTransfer(row.id, column), sealed)) as T)
}

type Halves = { content: Record<string, unknown>; sealed: Record<string, unknown> | null }
/** Days and codes of the pack stand clear, results, bodies and papers do not. */
export function halvesOfFact(fact: Fact, beside: Beside): Halves {
  const { kind: _, day: __, ...rest } = { day: '', ...fact }
  switch (fact.kind) {
    case 'test':
      return { content: {}, sealed: { method: fact.method, result: fact.result, ct: fact.ct, ...beside } }
    case 'record':
      return { content: {}, sealed: { temperatureC: fact.temperatureC, symptoms: fact.symptoms, ...beside } }
    case 'paper':
      return { content: { of: fact.of }, sealed: { ...beside } }
    case 'released':
      return { content: {}, sealed: null }
    // Of a place there is nothing to seal.
    case 'work':
    case 'survey':
      return { content: { ...rest, ...beside }, sealed: null }
    default:
      return { content: rest, sealed: null }
  }
}
const ofFact = (row: string) => ({ table: 'control.case_fact', row, column: 'sealed' })
export const sealFact = (ctx: Ctx, id: string, sealed: Record<string, unknown>, scope: string): Buffer =>
  ctx.crypto.seal('health', ofFact(id), JSON.stringify(sealed), scope)

export function openFact(ctx: Ctx, row: SaidFact): { fact: Fact; beside: Beside } {
  const content = row.content as Record<string, unknown>
  const sealed = row.sealed === null ? {} : (JSON.parse(ctx.crypto.open('health', ofFact(row.id), row.sealed)) as Record<string, unknown> & Beside)
  const fact = {
    ...content,
    ...sealed,
    kind: row.kind,
    day: row.day,
    ...(row.half === null ? {} : { half: row.half }),
    ...(row.kind === 'test' || row.kind === 'released' ? { atMs: new Date(row.at).getTime() } : {}),
  } as unknown as Fact
  return { fact, beside: row.kind === 'work' || row.kind === 'survey' ? (content as Beside) : sealed }
}
export const factsOf = (ctx: Ctx, rows: readonly SaidFact[]): Fact[] => rows.map((row) => openFact(ctx, row).fact)

/** The same fact for a case of another place, under that place's key. */
export const resealFact = (ctx: Ctx, row: CaseFactRow, id: string, scope: string): Buffer | null =>
  row.sealed === null ? null : ctx.crypto.seal('health', ofFact(id), ctx.crypto.open('health', ofFact(row.id), row.sealed), scope)
