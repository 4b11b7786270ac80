// What a file said of somebody lies sealed under the key of the order in force there, so that the end of the emergency destroys it.
import type { ForeignRow } from '@xiaomen/rules/foreign'
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'
import type { AsideRow } from './tables.ts'

type Table = 'foreign.result' | 'foreign.aside'
const ofRow = (table: Table, row: string) => ({ table, row, column: 'sealed_row' })
const ofReason = (row: string) => ({ table: 'foreign.aside', row, column: 'sealed_reason' })

export const scopeAt = async (ctx: Pick<Ctx, 'tx' | 'now'>, path: string): Promise<string> => (await planAt(ctx, path)).orderId ?? 'peace'
export const sealRow = ({ crypto }: Pick<Ctx, 'crypto'>, table: Table, id: string, row: ForeignRow, scope: string): Buffer =>
  crypto.seal('health', ofRow(table, id), JSON.stringify(row), scope)
export const openRow = ({ crypto }: Pick<Ctx, 'crypto'>, table: Table, row: { id: string; sealed_row: Buffer }): ForeignRow =>
  JSON.parse(crypto.open('health', ofRow(table, row.id), row.sealed_row)) as ForeignRow
export const sealReason = ({ crypto }: Pick<Ctx, 'crypto'>, id: string, reason: string, scope: string): Buffer =>
  crypto.seal('health', ofReason(id), reason, scope)
export const openReason = ({ crypto }: Pick<Ctx, 'crypto'>, row: Pick<AsideRow, 'id' | 'sealed_reason'>): string | null =>
  row.sealed_reason === null ? null : crypto.open('health', ofReason(row.id), row.sealed_reason)
