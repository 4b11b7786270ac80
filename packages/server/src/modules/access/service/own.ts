import { type access, accessErrors, commonErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail, failKeeping } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { hashPassword, isPassword, isWeak } from '../password.ts'
import { type Account, type Credential, findAccount, findCredential, updateCredential, updateLang } from '../repo/account.ts'
import { findLock, insertFailure } from '../repo/attempt.ts'
import * as repo from '../repo/session.ts'
import { forgetActors } from '../sessions.ts'
import { acceptedStep, newSecret, uriOf } from '../totp.ts'
import { meView } from '../views.ts'

type Access = Handlers<typeof access>

async function own(ctx: Ctx): Promise<{ account: Account; credential: Credential }> {
  const account = await findAccount(ctx, ctx.self().accountId)
  const credential = account && (await findCredential(ctx, account.id))
  if (!account || !credential) throw fail(commonErrors, 'access.signed_out')
  return { account, credential }
}
const sessionId = (ctx: Ctx) => (ctx.actor.kind === 'account' ? ctx.actor.sessionId : '')

export const me: Access['me'] = async (ctx) => meView(ctx, (await own(ctx)).account)

export const setLang: Access['setLang'] = async (ctx, { lang }) => {
  const { account } = await own(ctx)
  await updateLang(ctx, account.id, lang)
  forgetActors()
  return {}
}

export const signOut: Access['signOut'] = async (ctx) => {
  await repo.endSession(ctx, ctx.self().accountId, sessionId(ctx))
  ctx.cookies.clearSession()
  forgetActors()
  return {}
}

/** Wrong passwords of a session left open count, in one tally per account, apart from those of signing in. */
const OF_OPEN_SESSION = { free: 5, firstLockS: 30, longestLockS: 3600, forgetAfterS: 86_400 }

export const changePassword: Access['changePassword'] = async (ctx, { current, next }) => {
  const { account, credential } = await own(ctx)
  await provePassword(ctx, account, credential, current)
  if (isWeak(next, account.login) || next === current) throw fail(accessErrors, 'access.weak_password')
  await updateCredential(ctx, account.id, { passwordHash: await hashPassword(next), mustChange: false })
  // Whoever else knew the old one is out.
  await repo.endSessions(ctx, account.id, sessionId(ctx))
  forgetActors()
  return {}
}

async function provePassword(ctx: Ctx, account: Account, credential: Credential, password: string): Promise<void> {
  // Who joined by a family card has no password yet and may set a first one.
  if (credential.passwordHash === null) return
  const key = ctx.crypto.index('access.attempt.session', account.id)
  if (await findLock(ctx, [key])) throw fail(accessErrors, 'access.locked_out')
  if (await isPassword(password, credential.passwordHash)) return
  await insertFailure(ctx, key, OF_OPEN_SESSION)
  throw failKeeping(accessErrors, 'access.wrong_credentials')
}

export const startTotp: Access['startTotp'] = async (ctx) => {
  const { account, credential } = await own(ctx)
  if (credential.totp !== null) throw fail(commonErrors, 'request.conflict')
  const secret = newSecret()
  await updateCredential(ctx, account.id, { totpPending: secret })
  return { uri: uriOf(secret, account.login), secret }
}

export const confirmTotp: Access['confirmTotp'] = async (ctx, { totp }) => {
  const { account, credential } = await own(ctx)
  if (credential.totpPending === null) throw fail(commonErrors, 'request.conflict')
  const step = acceptedStep(credential.totpPending, totp, ctx.now, 0)
  if (step === null) throw fail(accessErrors, 'access.wrong_totp')
  await updateCredential(ctx, account.id, { totp: credential.totpPending, totpPending: null, totpLastStep: step })
  await repo.endSessions(ctx, account.id, sessionId(ctx))
  forgetActors()
  return {}
}

export const removeTotp: Access['removeTotp'] = async (ctx, { password, totp }) => {
  const { account, credential } = await own(ctx)
  if (credential.totp === null) throw fail(commonErrors, 'request.conflict')
  await provePassword(ctx, account, credential, password)
  const step = acceptedStep(credential.totp, totp, ctx.now, credential.totpLastStep)
  if (step === null) throw fail(accessErrors, 'access.wrong_totp')
  await updateCredential(ctx, account.id, { totp: null, totpPending: null, totpLastStep: step })
  return {}
}

export const listSessions: Access['listSessions'] = async (ctx) => {
  const sessions = await repo.listLiveSessions(ctx, ctx.self().accountId)
  return sessions.map(({ id, device, createdAt, lastSeenAt }) => ({
    id,
    device,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    isCurrent: id === sessionId(ctx),
  }))
}

export const endSession: Access['endSession'] = async (ctx, input) => {
  const { accountId } = ctx.self()
  if (!(await repo.endSession(ctx, accountId, input.sessionId))) throw new AppError('request.not_found', 404)
  if (input.sessionId === sessionId(ctx)) ctx.cookies.clearSession()
  forgetActors()
  return {}
}
