// 需求清单, by the household: what we need, whether somebody has it in hand, whether it came.
import { type aid, aidErrors } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import * as repo from '../need-repo.ts'
import { notedNeed, openWords, say, takeStep } from '../need-step.ts'
import { proposals } from '../proposals.ts'
import { notFound } from '../step.ts'
import { isKeptIn, ownHome } from './own.ts'

type Aid = Handlers<typeof aid>
const HOUR_MS = 3_600_000
/** So long after its end it is still read, and answered, at home. */
const SHOWN_MS = 48 * HOUR_MS

export const sayOwnNeed: Aid['sayOwnNeed'] = async (ctx, { id, kind, note }) => {
  const own = await ownHome(ctx)
  if (own === null) throw notFound()
  const { home, personId } = own
  ctx.audit.communityId(home.communityId)
  if (!(await isKeptIn(ctx, home))) throw fail(aidErrors, 'aid.not_kept_in')
  const said = { id, communityId: home.communityId, homeId: home.id, path: home.path, personId, kind, note, asker: 'resident' as const }
  return { id: await say(ctx, { ...said, at: ctx.now, record: null }) }
}

export const answerOwnNeed: Aid['answerOwnNeed'] = async (ctx, { needId, heard }) => {
  const own = await ownHome(ctx)
  const row = own === null ? undefined : await repo.lockNeed(ctx, needId)
  if (!row || row.home_id !== own?.home.id) throw notFound()
  notedNeed(ctx, row)
  if (row.state !== 'done') throw fail(aidErrors, 'aid.wrong_state')
  if (heard === 'got') await repo.updateNeed(ctx, row, { heard })
  else {
    // Where the same was asked for again meanwhile, that one is what did not come.
    if (await repo.findOpenSame(ctx, row)) throw fail(aidErrors, 'aid.wrong_state')
    const due_at = new Date(ctx.now.getTime() + proposals().needHours[row.kind].value * HOUR_MS)
    await takeStep(ctx, row, 'miss', { heard, due_at })
  }
  return {}
}

export const listOwnNeeds: Aid['listOwnNeeds'] = async (ctx) => {
  const own = await ownHome(ctx)
  if (own === null) return { maySay: false, needs: [] }
  const rows = await repo.listNeedsOfHome(ctx, own.home.communityId, own.home.id, new Date(ctx.now.getTime() - SHOWN_MS))
  const takers = await accountNames(
    ctx,
    rows.flatMap((row) => row.taken_by ?? []),
  )
  return {
    maySay: await isKeptIn(ctx, own.home),
    needs: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      state: row.state,
      saidAt: row.said_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      takenBy: (row.taken_by && takers.get(row.taken_by)) || null,
      endedAt: row.ended_at?.toISOString() ?? null,
      how: row.how,
      heard: row.heard,
      reason: row.state === 'cannot' ? openWords(ctx, row, 'sealed_outcome') : null,
      nextCallOn: row.next_call_on,
    })),
  }
}
