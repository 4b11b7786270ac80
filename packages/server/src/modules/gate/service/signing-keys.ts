// 签名密钥作废: a key that somebody else may have got hold of is withdrawn by two people, and every strip it signed with it.
import { commonErrors, type gate, gateErrors } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { secondHand } from '../../approvals/index.ts'
import * as repo from '../repo/keys.ts'
import { withdrawKey as withdraw } from '../signing.ts'
import type { SigningKeyRow } from '../tables.ts'

type Gate = Handlers<typeof gate>

// The keys are of the whole installation and of no place: whoever holds the permission anywhere is asked.
export const listSigningKeys: Gate['listSigningKeys'] = async (ctx) => {
  ctx.paths('gate.keys')
  const keys = await repo.listKeys(ctx)
  const names = await accountNames(
    ctx,
    keys.flatMap((key) => key.asked_by ?? []),
  )
  return keys.map((key) => ({
    kid: key.kid,
    state: key.state,
    madeAt: key.made_at.toISOString(),
    retiredAt: key.retired_at?.toISOString() ?? null,
    askedBy: key.asked_by === null ? null : (names.get(key.asked_by) ?? '—'),
  }))
}

const askedFor = ({ asked_by, asked_unit }: SigningKeyRow) => (asked_by === null || asked_unit === null ? null : { id: asked_by, unit: asked_unit })

export const withdrawKey: Gate['withdrawKey'] = async (ctx, { kid, reason }) => {
  ctx.paths('gate.keys')
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  ctx.audit.reason(reason)
  await repo.lockKeys(ctx)
  const key = (await repo.listKeys(ctx)).find((one) => one.kid === kid)
  if (!key) throw fail(commonErrors, 'request.not_found')
  if (key.state === 'withdrawn') throw fail(gateErrors, 'gate.key_withdrawn')
  const asked = askedFor(key)
  if (asked === null) {
    await repo.askWithdrawal(ctx, kid, ctx.actor)
    return { isWithdrawn: false }
  }
  // One person alone must not stop a whole town at its gates.
  await secondHand(ctx, asked, (refused) => fail(gateErrors, 'gate.same_person', { reason: refused }))
  await withdraw(ctx, kid)
  return { isWithdrawn: true }
}
