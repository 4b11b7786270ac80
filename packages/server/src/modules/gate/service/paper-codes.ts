import { commonErrors, type gate } from '@xiaomen/contract'
import { CARD_PREFIX, codeIdOfCard, inDrill } from '@xiaomen/rules/gate'
import { randomBytes, webcrypto } from 'node:crypto'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findHome, leanOn } from '../../registry/index.ts'
import { addCredential } from '../credentials.ts'
import * as repo from '../repo/credentials.ts'

type Gate = Handlers<typeof gate>
/** A printed card counts for four weeks, as a strip of codes on a telephone does. */
const CARD_DAYS = 28
const DAY_MS = 86_400_000
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 80 random bits in Crockford's letters. */
const makeSecret = () => Array.from(randomBytes(16), (byte) => ALPHABET[byte & 31]).join('')

export const issuePaperCode: Gate['issuePaperCode'] = async (ctx, { homeId }) => {
  const home = await findHome(ctx, homeId)
  if (!home) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.issue', { path: home.path })
  ctx.audit.communityId(home.communityId)
  const old = (await repo.listLiveCredentials(ctx, home.communityId, [homeId])).filter((row) => row.pass_class === 'paper')
  for (const { id } of old) await repo.revokeCredential(ctx, home.communityId, id, 'printed again')
  await leanOn(ctx, { homeId })
  const secret = makeSecret()
  const until = new Date(ctx.now.getTime() + CARD_DAYS * DAY_MS)
  const card = await addCredential(ctx, {
    community_id: home.communityId,
    area_path: home.path,
    person_id: null,
    home_id: homeId,
    pass_class: 'paper',
    code_id: await codeIdOfCard(secret, webcrypto.subtle as SubtleCrypto),
    valid_until: until,
  })
  const code = CARD_PREFIX + secret
  return { code: ctx.crypto.isDrill ? inDrill(code) : code, shortCode: card.short_code, until: until.toISOString() }
}

export const revokeCode: Gate['revokeCode'] = async (ctx, { credentialId, reason }) => {
  const credential = await repo.findCredential(ctx, credentialId)
  if (!credential) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.issue', { path: credential.area_path })
  ctx.audit.communityId(credential.community_id)
  if (credential.person_id !== null) ctx.audit.subjects([credential.person_id])
  ctx.audit.reason(reason)
  // Why is in the audit row; what a person typed about another is not copied.
  await repo.revokeCredential(ctx, credential.community_id, credential.id, 'withdrawn')
  return {}
}
