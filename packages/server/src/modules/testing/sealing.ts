// What was shown by somebody whom nobody knows yet lies sealed under the key of the order in force there, so that the end of the emergency destroys it.
import type { Ctx } from '../../platform/ctx.ts'
import type { SampleRow } from './tables.ts'

const ofSample = (row: string) => ({ table: 'testing.sample', row, column: 'sealed_shown' })
export const sealShown = ({ crypto }: Pick<Ctx, 'crypto'>, id: string, shown: string, scope: string): Buffer =>
  crypto.seal('document', ofSample(id), shown, scope)
export const openShown = ({ crypto }: Pick<Ctx, 'crypto'>, row: Pick<SampleRow, 'id' | 'sealed_shown'>): string | null =>
  row.sealed_shown === null ? null : crypto.open('document', ofSample(row.id), row.sealed_shown)
