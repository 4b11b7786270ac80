import { commonErrors, type visitors } from '@xiaomen/contract'
import { randomInt } from 'node:crypto'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findGatePlace } from '../../gate/index.ts'
import * as repo from '../repo.ts'

// Letters that no eye confuses and that spell no word.
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ23456789'
const LENGTH = 12
const newCode = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

export const getPoster: Handlers<typeof visitors>['getPoster'] = async (ctx, { gateId, renew }) => {
  const gate = await findGatePlace(ctx, gateId)
  if (!gate) throw fail(commonErrors, 'request.not_found')
  ctx.must('visitors.poster', gate)
  ctx.audit.communityId(gate.communityId)
  const before = await repo.findPosterOf(ctx, gateId)
  if (before && renew) await repo.endPoster(ctx, before)
  if (!before || renew)
    await repo.insertPoster(ctx, {
      community_id: gate.communityId,
      id: uuidv7(),
      gate_id: gateId,
      area_path: gate.path,
      code: newCode(),
      made_at: ctx.now,
      ended_at: null,
    })
  const poster = await repo.findPosterOf(ctx, gateId)
  if (!poster) throw fail(commonErrors, 'request.conflict')
  return { path: `/visit/${poster.code}/poster`, madeAt: poster.made_at.toISOString() }
}
