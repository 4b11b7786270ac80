import { contains, outermost } from '@xiaomen/rules/areas'
import { type Grant, isInForce, type Role } from '@xiaomen/rules/access'
import type { Actor } from './ctx.ts'
import { AppError } from './error.ts'

/** Permission → roles that hold it, of every module, filled once at boot. */
const policies = new Map<string, readonly Role[]>()

/** @throws when two modules claim one permission. */
export function registerPolicy(policy: Record<string, readonly Role[]>): void {
  for (const [permission, roles] of Object.entries(policy)) {
    const known = policies.get(permission)
    if (known !== undefined && known !== roles) throw new Error(`Two policies for ${permission}.`)
    policies.set(permission, roles)
  }
}
export const allPolicies = (): ReadonlyMap<string, readonly Role[]> => policies

const grantsOf = (actor: Actor, now: Date): readonly Grant[] => (actor.kind === 'account' ? actor.grants.filter((grant) => isInForce(grant, now)) : [])

/** Paths a transaction of this actor may see; last those at which nothing lies any more but what happened there. */
export function scopeOf(actor: Actor, now: Date): string[] {
  if (actor.kind === 'system') return ['/']
  const held = outermost(grantsOf(actor, now).map((grant) => grant.path))
  return held.length === 0 || actor.kind !== 'account' ? held : [...held, ...(actor.formerPaths ?? [])]
}

export const holds = (actor: Actor, permission: string, path: string, now: Date): boolean =>
  actor.kind === 'system' || grantsOf(actor, now).some((grant) => (policies.get(permission) ?? []).includes(grant.role) && contains(grant.path, path))

/** The role whose grant lets the actor do this here. @throws 404 outside every grant, 403 where none of them has the permission. */
export function requireAt(actor: Actor, permission: string, path: string, now: Date): Role | null {
  if (actor.kind === 'system') return null
  const here = grantsOf(actor, now).filter((grant) => contains(grant.path, path))
  const roles = policies.get(permission)
  if (roles === undefined) throw new Error(`No policy for ${permission}.`)
  const held = here.find((grant) => roles.includes(grant.role))
  if (held) return held.role
  if (here.length === 0) throw new AppError('request.not_found', 404)
  throw new AppError('access.denied', 403)
}

/** Where the actor holds the permission, outermost only. @throws 403 when nowhere. */
export function requirePaths(actor: Actor, permission: string, now: Date): { paths: string[]; role: Role | null } {
  if (actor.kind === 'system') return { paths: ['/'], role: null }
  const roles = policies.get(permission)
  if (roles === undefined) throw new Error(`No policy for ${permission}.`)
  const held = grantsOf(actor, now).filter((grant) => roles.includes(grant.role))
  if (held.length === 0) throw new AppError('access.denied', 403)
  return { paths: outermost(held.map((grant) => grant.path)), role: held[0]!.role }
}
