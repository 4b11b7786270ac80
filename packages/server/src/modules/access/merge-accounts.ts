// When two records of a resident become one, so does what they sign in with.
import { commonPath } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { setResidentHome } from './offers.ts'
import * as repo from './repo/account.ts'
import { seeingAll } from './repo/db.ts'
import { listGrants, updateRevoked, updateUnrevoked } from './repo/grant.ts'
import { endSessions } from './repo/session.ts'
import { forgetActors } from './sessions.ts'

type Snapshot = { accountId: string; personId: string; areaPath: string; grantsBefore: string[]; grantsAfter: string[] }
/** What must be known to give the accounts back. */
export type AccountMerge = { accounts: Snapshot[] }

async function snapshotOf(ctx: Ctx, personId: string): Promise<Snapshot | null> {
  const account = await repo.findAccountOfPerson(ctx, personId)
  if (!account) return null
  const grants = (await listGrants(ctx, [account.id])).map((grant) => grant.id)
  return { accountId: account.id, personId, areaPath: account.areaPath, grantsBefore: grants, grantsAfter: grants }
}

/**
 * The rule: the kept person's account stays. Where only the other had one, it becomes the kept person's. Where both had, the other one loses
 * the home it showed and its sessions end; a duty of its own (a volunteer, a stair head) stays with it.
 */
export async function mergeAccounts(
  ctx: Ctx,
  { keptId, otherId, homePath }: { keptId: string; otherId: string; homePath: string | null },
): Promise<AccountMerge> {
  return seeingAll(ctx, async () => {
    const kept = await snapshotOf(ctx, keptId)
    const other = await snapshotOf(ctx, otherId)
    if (other && kept) {
      const residents = (await listGrants(ctx, [other.accountId])).filter((grant) => grant.role === 'resident').map((grant) => grant.id)
      await updateRevoked(ctx, residents)
      if (residents.length === other.grantsBefore.length) await endSessions(ctx, other.accountId)
    } else if (other) await repo.updatePersonOf(ctx, other.accountId, keptId)
    if (kept || other) await setResidentHome(ctx, { personId: keptId, homePath })
    const accounts = [kept, other].filter((one) => one !== null)
    for (const one of accounts) one.grantsAfter = (await listGrants(ctx, [one.accountId])).map((grant) => grant.id)
    forgetActors()
    return { accounts }
  })
}

/** The same for people whose home was split or joined: what they sign in with shows the home they live in now. */
export async function rehomeAccounts(ctx: Ctx, people: readonly { personId: string; homePath: string }[]): Promise<AccountMerge> {
  return seeingAll(ctx, async () => {
    const accounts: Snapshot[] = []
    for (const { personId, homePath } of people) {
      const account = await snapshotOf(ctx, personId)
      if (!account) continue
      await setResidentHome(ctx, { personId, homePath })
      accounts.push({ ...account, grantsAfter: (await listGrants(ctx, [account.accountId])).map((grant) => grant.id) })
    }
    return { accounts }
  })
}

const isSame = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one) => b.includes(one))

/** Gives the accounts back as they were. False, and nothing done, when somebody has changed what they hold since. */
export async function unmergeAccounts(ctx: Ctx, { accounts }: AccountMerge): Promise<boolean> {
  return seeingAll(ctx, async () => {
    for (const { accountId, grantsAfter } of accounts)
      if (
        !isSame(
          (await listGrants(ctx, [accountId])).map((grant) => grant.id),
          grantsAfter,
        )
      )
        return false
    for (const { accountId, personId, areaPath, grantsBefore, grantsAfter } of accounts) {
      await updateRevoked(
        ctx,
        grantsAfter.filter((id) => !grantsBefore.includes(id)),
      )
      await updateUnrevoked(
        ctx,
        grantsBefore.filter((id) => !grantsAfter.includes(id)),
      )
      await repo.updatePersonOf(ctx, accountId, personId)
      const paths = (await listGrants(ctx, [accountId])).map((grant) => grant.path)
      // Where it holds something it lies there, wherever that has moved to; somebody who left altogether lies where they last were.
      await repo.updateAreaPath(ctx, accountId, paths.length > 0 ? commonPath(paths) : areaPath)
    }
    forgetActors()
    return true
  })
}
