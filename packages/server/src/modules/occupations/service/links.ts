// 单位链接: made by the community, shown once, ended by time, by a newer one or by hand.
import type { occupations } from '@xiaomen/contract'
import { CARD_RANDOM_LETTERS, cardCode } from '@xiaomen/rules/registry'
import { randomBytes } from 'node:crypto'
import type { Handlers } from '../../../platform/module.ts'
import { figures } from '../figures.ts'
import { codeIndex } from '../link-code.ts'
import { enterpriseFor, official } from '../place.ts'
import * as repo from '../repo.ts'

type Occupations = Handlers<typeof occupations>
const DAY_MS = 86_400_000

export const issueLink: Occupations['issueLink'] = async (ctx, { enterpriseId }) => {
  const enterprise = await enterpriseFor(ctx, 'occupations.link', enterpriseId)
  const code = cardCode(randomBytes(CARD_RANDOM_LETTERS))
  const until = new Date(ctx.now.getTime() + figures().linkDays.value * DAY_MS)
  await repo.putLink(ctx, {
    community_id: enterprise.communityId,
    enterprise_id: enterprise.id,
    area_path: enterprise.path,
    code_index: codeIndex(ctx.crypto, code),
    made_at: ctx.now,
    made_by: official(ctx),
    until,
  })
  return { path: `/employer/${code}`, until: until.toISOString() }
}

export const endLink: Occupations['endLink'] = async (ctx, { enterpriseId }) => {
  const enterprise = await enterpriseFor(ctx, 'occupations.link', enterpriseId)
  await repo.deleteLink(ctx, enterprise.id)
  return {}
}
