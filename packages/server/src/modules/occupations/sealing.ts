// What was shown as evidence lies sealed under the key of the order in force there, so that the end of the emergency destroys it.
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'
import type { TestRow } from './tables.ts'

const ofTest = (row: string) => ({ table: 'occupations.test', row, column: 'sealed_evidence' })
export async function sealEvidence(ctx: Pick<Ctx, 'crypto' | 'tx' | 'now'>, id: string, path: string, evidence: string): Promise<Buffer> {
  return ctx.crypto.seal('health', ofTest(id), evidence, (await planAt(ctx, path)).orderId ?? 'peace')
}
export const openEvidence = ({ crypto }: Pick<Ctx, 'crypto'>, row: Pick<TestRow, 'id' | 'sealed_evidence'>): string =>
  crypto.open('health', ofTest(row.id), row.sealed_evidence)
