// A case under control belongs to whoever stands for its person today, at the home where that person lives. Worked out afresh, so that it may be heard twice and in any order.
import { isEnded } from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { currentPeople, findHome, findPerson } from '../registry/index.ts'
import { relocate } from '../tasks/index.ts'
import { moveCarers } from './carers.ts'
import { forgetSuggestion, suggestTransfer } from './follow-transfer.ts'
import { lockCasesOf, updateCase } from './repo/case.ts'
import { findRound } from './repo/round.ts'
import { tellRestricted } from './settle.ts'
import type { PersonCase } from './subject.ts'
import type { ControlCaseRow } from './tables.ts'
import { subjectOf } from './work.ts'

const isOver = (row: ControlCaseRow): boolean => row.state === 'declined' || isEnded(row.state as 'active')

/** Where the case is: its home may itself have been moved or joined. */
async function homeOf(ctx: Ctx, row: ControlCaseRow): Promise<{ homeId: string | null; path: string }> {
  const home = row.home_id === null || isOver(row) ? null : await findHome(ctx, row.home_id)
  return home?.communityId === row.community_id ? { homeId: home.id, path: home.path } : { homeId: row.home_id, path: row.area_path }
}

/** `ids`: of the people, or the homes, that moved or became one, or two again. The case of somebody who left for another community stays where it was opened. */
export async function followPeople(ctx: Ctx, communityId: string, ids: readonly string[]): Promise<void> {
  const rows = await lockCasesOf(ctx, communityId, ids)
  const current = await currentPeople(
    ctx,
    rows.map((row) => row.first_person_id ?? row.person_id),
  )
  const round = await findRound(ctx, communityId)
  for (const row of rows) {
    const first = row.first_person_id ?? row.person_id
    const wanted = current.get(first) ?? first
    // One person is on one track once: a second case that comes over stays with the record that points on, and is shown under the same name.
    const isTaken = !isOver(row) && wanted !== first && rows.some((one) => one !== row && !isOver(one) && one.person_id === wanted && one.track === row.track)
    const person = isTaken ? first : wanted
    const found = isOver(row) ? null : await findPerson(ctx, wanted)
    const isHere = found !== null && found.communityId === communityId
    // Somebody who left stays the case of the home they left until it is handed over: nothing lapses by a line in the ledger.
    const hasLeft = isHere && found.homeId === null && row.home_id !== null
    const place = !isHere || hasLeft ? await homeOf(ctx, row) : { homeId: found.homeId, path: found.path }
    if (hasLeft) await suggestTransfer(ctx, row, found)
    else if (isHere) await forgetSuggestion(ctx, row)
    const change = { person_id: person, first_person_id: person === first ? null : first, home_id: place.homeId, area_path: place.path }
    if (row.person_id === change.person_id && row.home_id === change.home_id && row.area_path === change.area_path) continue
    const after: PersonCase = { ...row, ...change, version: row.version + 1 }
    await updateCase(ctx, row, { ...change, version: after.version })
    if (!isOver(row)) {
      for (const sourceId of [row.id, row.work_source])
        await relocate(ctx, { source: 'control', sourceId, obligationId: round?.obligation_id ?? row.id }, { ...subjectOf(after), subjectId: row.person_id })
      await moveCarers(ctx, after)
      if (row.restricts) await tellRestricted(ctx, after)
    }
    Object.assign(row, after)
  }
}
