// 检测机构来的结果: a test of somebody under control is a fact of the case, and a positive is reported as an infection case, which restricts nobody before a second unit confirms it.
import { controlEvents } from '@xiaomen/contract'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { planAt } from '../posture/index.ts'
import { findPerson, leanOn } from '../registry/index.ts'
import { lockOpenOfPerson, openAmong } from './repo/case.ts'
import { findFact } from './repo/fact.ts'
import { insertCase, listCasesOf } from './repo/infection.ts'
import { reportedRow, told } from './service/infection.ts'
import { act } from './settle.ts'

export type LaboratoryTest = { resultId: string; personId: string; takenAt: Date; result: 'negative' | 'positive'; ct: number | null; reference: string }

/** The same fact of the same case has the same id, however often it is told. */
function factId(resultId: string, caseId: string): string {
  const hex = createHash('sha256').update(`${resultId} ${caseId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Runs as somebody who sees the whole community. Whoever is under nothing is left alone. */
export async function noteTests(ctx: Ctx, communityId: string, tests: readonly LaboratoryTest[]): Promise<void> {
  const open = new Set(
    tests.length === 0
      ? []
      : await openAmong(
          ctx,
          communityId,
          tests.map(({ personId }) => personId),
        ),
  )
  for (const test of tests) {
    if (!open.has(test.personId)) continue
    for (const row of await lockOpenOfPerson(ctx, communityId, test.personId)) {
      const id = factId(test.resultId, row.id)
      if (row.state === 'proposed' || (await findFact(ctx, communityId, id))) continue
      const fact = {
        kind: 'test' as const,
        day: localDay(test.takenAt),
        atMs: test.takenAt.getTime(),
        method: 'pcr' as const,
        result: test.result,
        ct: test.ct,
      }
      await act(ctx, row, fact, { way: 'rule', by: null, id, at: test.takenAt, beside: { reference: test.reference } })
    }
  }
}

/** Reported by the laboratory; once for each day it was found. @returns false where a case of this person is open already */
export async function reportInfection(
  ctx: Ctx,
  { personId, foundOn, reference, by }: { personId: string; foundOn: string; reference: string; by: { id: string; unit: string } },
): Promise<boolean> {
  const person = await findPerson(ctx, personId)
  if (!person || person.homeId === null) return false
  // One that was closed as an error is not opened again by the same result, told twice.
  const before = await listCasesOf(ctx, person.communityId, [person.id])
  if (before.some((row) => row.found_on === foundOn)) return false
  // Under an order this is what a positive leads to; in peace nobody is registered.
  if ((await planAt(ctx, person.path)).posture === 'peace') return false
  await leanOn(ctx, { personId: person.id, homeId: person.homeId })
  const row = await reportedRow(
    ctx,
    { id: uuidv7(), person: { ...person, homeId: person.homeId }, foundOn, by },
    { kind: 'testResult', reference, issuedBy: by.unit },
  )
  if (!(await insertCase(ctx, row))) return false
  await ctx.emit(controlEvents.caseRegistered, told(row))
  return true
}
