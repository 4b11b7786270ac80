import { type access, accessErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail, failKeeping } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { isPassword } from '../password.ts'
import { type Account, findAccountByLogin, findCredential, normaliseLogin, updateCredential } from '../repo/account.ts'
import { deleteFailures, findLock, holdLogin, insertFailure } from '../repo/attempt.ts'
import { listGrants } from '../repo/grant.ts'
import { endSession } from '../repo/session.ts'
import { forgetActors, LIFE, startSession } from '../sessions.ts'
import { acceptedStep } from '../totp.ts'
import { meView } from '../views.ts'

type Access = Handlers<typeof access>

/** A login locks soon, an address late: a whole office may share one. */
const OF_LOGIN = { free: 5, firstLockS: 30, longestLockS: 3600, forgetAfterS: 86_400 }
const OF_ADDRESS = { free: 50, firstLockS: 30, longestLockS: 3600, forgetAfterS: 3600 }

export const signIn: Access['signIn'] = async (ctx, { login, password, totp }) => {
  ctx.self()
  const loginKey = ctx.crypto.index('access.attempt.login', normaliseLogin(login))
  const addressKey = ctx.crypto.index('access.attempt.address', ctx.request.ip)
  if (!(await holdLogin(ctx, loginKey))) throw fail(accessErrors, 'access.locked_out', { retryAfterS: 1 })
  const lockedUntil = await findLock(ctx, [loginKey, addressKey])
  if (lockedUntil) throw fail(accessErrors, 'access.locked_out', { retryAfterS: Math.ceil((lockedUntil.getTime() - ctx.now.getTime()) / 1000) })

  const refuse = async (code: 'access.wrong_credentials' | 'access.wrong_totp', account: Account | null) => {
    await insertFailure(ctx, loginKey, OF_LOGIN)
    await insertFailure(ctx, addressKey, OF_ADDRESS)
    ctx.audit.reason(code)
    if (account) ctx.audit.subjects([account.id])
    return failKeeping(accessErrors, code)
  }
  const account = await findAccountByLogin(ctx, login)
  const credential = account && (await findCredential(ctx, account.id))
  // Shown to whoever watches over the account's area: also a wrong try at it.
  if (account) ctx.audit.place(account.areaPath)
  const isRight = await isPassword(password, credential?.passwordHash ?? null)
  // A disabled account answers like a wrong password: who guesses learns nothing.
  if (!account || !credential || !isRight || account.state === 'disabled') throw await refuse('access.wrong_credentials', account)

  if (credential.totp !== null) {
    if (totp === undefined) return { state: 'totpNeeded' }
    const step = acceptedStep(credential.totp, totp, ctx.now, credential.totpLastStep)
    if (step === null) throw await refuse('access.wrong_totp', account)
    await updateCredential(ctx, account.id, { totpLastStep: step })
  }
  await deleteFailures(ctx, loginKey)
  // A session that somebody else may have planted in this browser does not survive the sign-in.
  if (ctx.actor.kind === 'account') await endSession(ctx, ctx.actor.id, ctx.actor.sessionId)
  await startSession(ctx, account.id, await lifeOf(ctx, account.id))
  forgetActors()
  ctx.audit.subjects([account.id])
  return { state: 'signedIn', me: await meView(ctx, account) }
}

async function lifeOf(ctx: Ctx, accountId: string): Promise<number> {
  const grants = await listGrants(ctx, [accountId])
  const isResident = grants.length > 0 && grants.every((grant) => grant.role === 'resident')
  return (isResident ? LIFE.resident : LIFE.worker).days
}
