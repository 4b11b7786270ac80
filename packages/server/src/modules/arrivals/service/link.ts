import { type arrivals, commonErrors } from '@xiaomen/contract'
import { randomInt } from 'node:crypto'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import * as repo from '../repo.ts'

// Letters that no eye confuses and that spell no word.
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ23456789'
const newCode = (): string => Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

export const getLink: Handlers<typeof arrivals>['getLink'] = async (ctx, { communityId, renew }) => {
  const community = await findArea(ctx, communityId)
  if (!community || community.level !== 'community') throw fail(commonErrors, 'request.not_found')
  ctx.must('arrivals.decide', community)
  ctx.audit.communityId(communityId)
  const before = await repo.findLinkOf(ctx, communityId)
  if (before && renew) await repo.endLink(ctx, before)
  if (!before || renew)
    await repo.insertLink(ctx, { community_id: communityId, id: uuidv7(), area_path: community.path, code: newCode(), made_at: ctx.now, ended_at: null })
  const link = await repo.findLinkOf(ctx, communityId)
  if (!link) throw fail(commonErrors, 'request.conflict')
  return { path: `/arrive/${link.code}`, madeAt: link.made_at.toISOString() }
}
