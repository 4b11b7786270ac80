// A case goes on in another community: the same facts under a new name, so that every day has the number it had. What is left behind is one fact: that it went.
import { controlErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { seeingAll } from '../../platform/scope.ts'
import { localDay } from '../../platform/time.ts'
import { leanOn, type Person } from '../registry/index.ts'
import { insertAppeal, listAppealsOf } from './repo/appeal.ts'
import { insertCase, lockCase } from './repo/case.ts'
import { insertFacts, listFacts } from './repo/fact.ts'
import { caseThere } from './repo/transfer.ts'
import { factsOf, openGuardian, openPaper, openWords, resealFact, scopeAt, sealOfCase, sealWords } from './sealing.ts'
import { act, courseAt, standingOf, tell } from './settle.ts'
import type { PersonCase } from './subject.ts'
import type { AppealRow, ControlCaseRow } from './tables.ts'
import { planToday } from './work.ts'

type Hand = { id: string; unit: string }

/**
 * `of` is locked and runs. @param person who it is there, `home` where they stay
 * @returns the case as it stands there; the one it was ends as soon as `leave` is called
 */
export async function carryOver(ctx: Ctx, of: PersonCase, person: Person, home: { id: string; path: string; communityId: string }): Promise<ControlCaseRow> {
  const { facts, appeals } = await seeingAll(ctx, async () => ({ facts: await listFacts(ctx, of), appeals: await listAppealsOf(ctx, [of]) }))
  const id = uuidv7()
  const at = { id, path: home.path }
  const today = localDay(ctx.now)
  const known = factsOf(ctx, facts)
  const key = { community_id: home.communityId, id, pack_id: of.pack_id, place_id: null }
  const guardian = openGuardian(ctx, of)
  const row: ControlCaseRow = {
    ...of,
    ...standingOf(key, courseAt(of, known, today), known, today),
    person_id: person.id,
    first_person_id: null,
    home_id: home.id,
    area_path: home.path,
    sealed_guardian: guardian === null ? null : await sealOfCase(ctx, at, 'sealed_guardian', guardian),
    sealed_evidence: await sealOfCase(ctx, at, 'sealed_evidence', openPaper(ctx, of)),
    sealed_refusal: null,
    // What brought it there stays there.
    caused_by: null,
    work_source: uuidv7(),
    version: 1,
  }
  if (!(await insertCase(ctx, row))) throw fail(controlErrors, 'control.already_open')
  const scope = await scopeAt(ctx, home.path)
  await insertFacts(
    ctx,
    facts.map((fact) => {
      // Under ids of their own: a case may come back to where it was, and what it left there stays.
      const factId = uuidv7()
      return { ...fact, community_id: row.community_id, case_id: id, id: factId, sealed: resealFact(ctx, fact, factId, scope) }
    }),
  )
  for (const appeal of appeals) await carryAppeal(ctx, appeal, row)
  await leanOn(ctx, { personId: person.id, homeId: home.id })
  await tell(ctx, { state: 'proposed', restricts: false }, row)
  await planToday(ctx, row, known)
  return row
}

/** Answered where it was asked, and read here. */
async function carryAppeal(ctx: Ctx, appeal: AppealRow, of: ControlCaseRow): Promise<void> {
  const at = { id: uuidv7(), path: of.area_path }
  const again = async (column: 'sealed_text' | 'sealed_proposal' | 'sealed_answer') => {
    const words = openWords(ctx, appeal, column)
    return words === null ? null : sealWords(ctx, at, column, words)
  }
  await insertAppeal(ctx, {
    ...appeal,
    community_id: of.community_id,
    id: at.id,
    case_id: of.id,
    sealed_text: await again('sealed_text'),
    sealed_proposal: await again('sealed_proposal'),
    sealed_answer: await again('sealed_answer'),
  })
}

/** It ends where it was, whoever sees that place: gates, tasks and carers there are free of it. */
export const leave = (ctx: Ctx, of: ControlCaseRow, by: Hand): Promise<ControlCaseRow> =>
  seeingAll(ctx, () => act(ctx, of, { kind: 'transfer' }, { way: 'office', by }))

/** What a phone sends late of a day before it went belongs to the case that goes on. */
export const actThere = (ctx: Ctx, of: ControlCaseRow, ...[command, writing]: [Parameters<typeof act>[2], Parameters<typeof act>[3]]): Promise<void> =>
  seeingAll(ctx, async () => {
    const there = await caseThere(ctx, of)
    const row = there === null ? undefined : await lockCase(ctx, there)
    if (row === undefined) return
    const { id: _, ...again } = writing
    await act(ctx, row, command, again)
    if (row.state === 'transferred') await actThere(ctx, row, command, writing)
  })
