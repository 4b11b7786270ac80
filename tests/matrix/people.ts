// Whoever does something in the matrix: real accounts, signed in with real sessions.
import type { DataClass, Role } from '@xiaomen/rules/access'
import { resolveActor, seedAccount, startSession } from '../../packages/server/src/modules/access/index.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller, Reply, Town } from '../../packages/server/src/platform/testing.ts'

export const PASSWORD = 'matrix-of-neighbours'

export const ok = (reply: Reply, what: string): any => {
  if (reply.status !== 200) throw new Error(`${what} answered ${reply.status} ${JSON.stringify(reply.body)}`)
  return reply.body
}

/** A real account with one role, signed in with a real session. */
export async function hire(
  town: Town,
  role: Role,
  path: string,
  options: { unit?: string; until?: string; personId?: string; login?: string; dataClasses?: readonly DataClass[] } = {},
): Promise<{ caller: Caller; accountId: string; sessionId: string }> {
  const token = await town.system(async (ctx) => {
    const accountId = await seedAccount(ctx, {
      login: options.login ?? `m-${uuidv7().slice(-12)}`,
      name: '某工作人员',
      unit: options.unit ?? `unit-${uuidv7().slice(-6)}`,
      password: PASSWORD,
      personId: options.personId ?? null,
      grants: [{ role, path, from: '2022-01-01', until: options.until ?? null, dataClasses: options.dataClasses ?? null }],
    })
    return [accountId, await startSession(ctx, accountId, 30)] as const
  })
  const actor = await resolveActor(town.app.services, token[1])
  return { caller: town.withCookie(token[1]), accountId: token[0], sessionId: actor?.kind === 'account' ? actor.sessionId : '' }
}
