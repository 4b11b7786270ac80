// What was shown by somebody whom nobody knows yet lies sealed under the key of the order in force there, so that the end of the emergency destroys it.
import type { Ctx } from '../../platform/ctx.ts'
import type { CustodyRow, SampleRow } from './tables.ts'

const ofSample = (row: string) => ({ table: 'testing.sample', row, column: 'sealed_shown' })
export const sealShown = ({ crypto }: Pick<Ctx, 'crypto'>, id: string, shown: string, scope: string): Buffer =>
  crypto.seal('document', ofSample(id), shown, scope)
export const openShown = ({ crypto }: Pick<Ctx, 'crypto'>, row: Pick<SampleRow, 'id' | 'sealed_shown'>): string | null =>
  row.sealed_shown === null ? null : crypto.open('document', ofSample(row.id), row.sealed_shown)

const ofCustody = (row: string) => ({ table: 'testing.custody', row, column: 'sealed_courier' })
export const sealCourier = ({ crypto }: Pick<Ctx, 'crypto'>, id: string, name: string, scope: string): Buffer => crypto.seal('name', ofCustody(id), name, scope)
export const openCourier = ({ crypto }: Pick<Ctx, 'crypto'>, row: Pick<CustodyRow, 'id' | 'sealed_courier'>): string | null =>
  row.sealed_courier === null ? null : crypto.open('name', ofCustody(row.id), row.sealed_courier)
