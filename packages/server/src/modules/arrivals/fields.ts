// What is personal in an arrival lies sealed, under the key of the order in force there: the end of the emergency destroys it.
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'
import type { ArrivalRow } from './tables.ts'

type Column = 'sealed_name' | 'sealed_phone' | 'sealed_document' | 'sealed_door' | 'sealed_journey' | 'sealed_place'
const CLASSES = {
  sealed_name: 'name',
  sealed_phone: 'phone',
  sealed_document: 'document',
  sealed_door: 'door',
  sealed_journey: 'whereabouts',
  sealed_place: 'whereabouts',
} as const satisfies Record<Column, string>
const placeOf = (row: string, column: Column) => ({ table: 'arrivals.arrival', row, column })

export const scopeAt = async (ctx: Pick<Ctx, 'tx' | 'now'>, path: string): Promise<string> => (await planAt(ctx, path)).orderId ?? 'peace'
export const seal = (ctx: Pick<Ctx, 'crypto'>, id: string, column: Column, text: string, scope: string): Buffer =>
  ctx.crypto.seal(CLASSES[column], placeOf(id, column), text, scope)
export const open = (ctx: Pick<Ctx, 'crypto'>, row: ArrivalRow, column: Column): string | null => {
  const sealed = row[column]
  return sealed === null ? null : ctx.crypto.open(CLASSES[column], placeOf(row.id, column), sealed)
}

export type Journey = { from: string; code: string | null; vehicle: string | null }
export const openJourney = (ctx: Pick<Ctx, 'crypto'>, row: ArrivalRow): Journey => JSON.parse(open(ctx, row, 'sealed_journey')!) as Journey
/** The community somebody was handed over to, and why. */
export type Handed = { community: string; reason: string }
export const openHanded = (ctx: Pick<Ctx, 'crypto'>, row: ArrivalRow): Handed | null => {
  const text = open(ctx, row, 'sealed_place')
  return text === null ? null : (JSON.parse(text) as Handed)
}

const ofNote = (row: string) => ({ table: 'arrivals.note', row, column: 'sealed_note' })
export const sealNote = (ctx: Pick<Ctx, 'crypto'>, id: string, text: string, scope: string): Buffer => ctx.crypto.seal('whereabouts', ofNote(id), text, scope)
export const openNote = (ctx: Pick<Ctx, 'crypto'>, id: string, sealed: Buffer): string => ctx.crypto.open('whereabouts', ofNote(id), sealed)
