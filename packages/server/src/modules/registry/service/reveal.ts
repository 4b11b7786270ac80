// 凭用途查看: a masked field in full, for a purpose of the closed list, for five minutes.
import { registry, registryErrors } from '@xiaomen/contract'
import { MOST_REVEALS, REVEAL_MINUTES } from '@xiaomen/rules/access'
import { countDeeds } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { failKeeping } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { openDocument, openPhone } from '../person-fields.ts'
import { holdReveals } from '../repo/reveal.ts'
import { personFor } from './views.ts'

const REVEAL_MS = REVEAL_MINUTES * 60_000

export const revealPerson: Handlers<typeof registry>['revealPerson'] = async (ctx, { personId, dataClass, purpose, note }) => {
  await brake(ctx)
  const person = await personFor(ctx, 'registry.reveal', personId)
  ctx.audit.purpose(purpose)
  ctx.audit.classes([dataClass])
  if (note !== undefined) ctx.audit.reason(note)
  const sight = ctx.sight(person.area_path)[dataClass]
  const isAllowed = sight === 'full' || sight === 'onReason'
  const value = dataClass === 'phone' ? openPhone(ctx.crypto, person) : openDocument(ctx.crypto, person)
  return { value: isAllowed ? value : null, until: new Date(ctx.now.getTime() + REVEAL_MS).toISOString() }
}

/** Refuses whoever opens field after field, and leaves a row of it for the auditor: an account taken over looks no different. */
async function brake(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind !== 'account') return
  const actorId = ctx.actor.id
  await holdReveals(ctx, actorId)
  const since = new Date(ctx.now.getTime() - REVEAL_MS)
  if ((await countDeeds(ctx.tx, { actorId, operation: registry.revealPerson.name, since, purposeGiven: true })) < MOST_REVEALS) return
  ctx.audit.classes([])
  ctx.audit.reason('registry.too_many_reveals')
  throw failKeeping(registryErrors, 'registry.too_many_reveals', { minutes: REVEAL_MINUTES })
}
