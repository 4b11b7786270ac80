// 代班期间新给的职责: what somebody absent is given while another stands in for them passes on, as far as who arranged it might still give it.
import { isInForce } from '@xiaomen/rules/access'
import { commonPath, contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { MAY_GRANT, MAY_MANAGE } from './policy.ts'
import { asGrants, bothDays } from './reach.ts'
import { findAccount, updateAreaPath } from './repo/account.ts'
import { type CoverOfOne, listCoversFor, updateCoverPath } from './repo/cover.ts'
import { seeingAll } from './repo/db.ts'
import { findGrant, type HeldGrant, insertGrant, listCopies, listGrants, updateCopyUntil } from './repo/grant.ts'
import { forgetActors } from './sessions.ts'

/** After a grant was given, or given for longer. Whoever gives it need not see the covers; what is held for somebody absent passes no further. */
export const passOn = (ctx: Ctx, grantId: string): Promise<void> =>
  seeingAll(ctx, async () => {
    const grant = await findGrant(ctx, grantId)
    if (!grant || grant.coverId !== null) return
    const covers = await listCoversFor(ctx, grant.accountId, localDay(ctx.now))
    const copies = covers.length === 0 ? [] : await listCopies(ctx, grantId)
    for (const cover of covers) {
      const days = bothDays(grant, cover)
      if (days.until === null || days.until < days.from || !(await mightGive(ctx, cover, grant))) continue
      const copy = copies.find((one) => one.coverId === cover.id)
      // One that was taken from the stand-in by hand stays taken.
      if (copy) await updateCopyUntil(ctx, copy.id, days.until)
      else if (await mayBroaden(ctx, cover, grant))
        await insertGrant(ctx, { ...grant, ...days, accountId: cover.byAccountId, cover: { id: cover.id, copiedFrom: grant.id } })
      ctx.audit.subjects([cover.byAccountId])
    }
    forgetActors()
  })

/** Judged by what the one who arranged it holds now: whose rights ended gives nothing more. The house itself may. And nobody gives to oneself. */
async function mightGive(ctx: Ctx, cover: CoverOfOne, grant: HeldGrant): Promise<boolean> {
  if (ctx.actor.kind === 'account' && ctx.actor.id === cover.byAccountId) return false
  if (cover.madeBy === null) return true
  const given = await heldBy(ctx, cover.madeBy)
  return given.some((held) => contains(held.path, grant.path) && (MAY_GRANT[held.role] ?? []).includes(grant.role))
}
async function heldBy(ctx: Ctx, accountId: string) {
  if ((await findAccount(ctx, accountId))?.state !== 'active') return []
  return (await asGrants(ctx, await listGrants(ctx, [accountId]))).filter((held) => isInForce(held, ctx.now))
}
/** The stand-in's account belongs to a larger area then: one that who arranged it manages, as when it was arranged. */
async function mayBroaden(ctx: Ctx, cover: CoverOfOne, grant: HeldGrant): Promise<boolean> {
  const standIn = await findAccount(ctx, cover.byAccountId)
  if (standIn?.state !== 'active') return false
  const path = commonPath([standIn.areaPath, grant.path])
  if (path !== standIn.areaPath) {
    if (cover.madeBy !== null && !(await heldBy(ctx, cover.madeBy)).some((held) => contains(held.path, path) && MAY_MANAGE[held.role] !== undefined))
      return false
    await updateAreaPath(ctx, standIn.id, path)
  }
  await updateCoverPath(ctx, cover.id, commonPath([cover.path, grant.path]))
  return true
}
