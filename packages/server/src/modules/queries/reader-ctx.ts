// A ctx for work after the request: it reads as the one who asked may see, and can do nothing else.
import { setImmediate } from 'node:timers/promises'
import { DATA_CLASSES, type Grant, isInForce, sightAt } from '@xiaomen/rules/access'
import { outermost } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import type { Services } from '../../platform/module.ts'
import { NO_OUTSIDE } from '../../platform/run.ts'

const refuse = () => {
  throw new Error('a list only reads')
}
/** Grants as they lie in a row: JSON has no dates. */
export const revive = (grants: unknown): Grant[] =>
  (grants as (Omit<Grant, 'from' | 'until'> & { from: string; until: string | null })[]).map((grant) => ({
    ...grant,
    from: new Date(grant.from),
    until: grant.until === null ? null : new Date(grant.until),
  }))

/** `read` runs each piece in a transaction of its own, so that a long list holds no connection. */
export function readerOf({ db, crypto, now }: Services, grants: readonly Grant[]): <T>(read: (ctx: Ctx) => Promise<T>) => Promise<T> {
  const at = now()
  const paths = outermost(grants.filter((grant) => isInForce(grant, at)).map(({ path }) => path))
  const ctx: Omit<Ctx, 'tx'> = {
    ...NO_OUTSIDE,
    actor: { kind: 'system', name: 'queries.build' },
    now: at,
    crypto,
    must: refuse,
    paths: refuse,
    may: () => false,
    useful: (_permission, paths) => [...paths],
    whereThere: (_operation, paths) => [...paths],
    self: refuse,
    sight: (path) => sightAt(grants, path, at),
    emit: async () => refuse(),
    enqueue: async () => refuse(),
    // A reader writes no audit row: whoever asked for the list left one.
    audit: { place: () => {}, communityId: () => {}, subjects: () => {}, classes: () => {}, purpose: () => {}, reason: () => {} },
  }
  return async (read) => {
    // The embedded database answers without ever going back to the loop: others get their turn between two pieces.
    await setImmediate()
    return db.tx({ paths, as: 'reader' }, (tx) => read({ ...ctx, tx }))
  }
}
/**
 * The same reader to find whom a sheet means; what it reads is never written. What may be seen for a reason is compared whole, what is masked
 * not at all: a row that is found says that the name is right. Doors are found by whoever may ask for homes.
 */
export const comparing = (ctx: Ctx): Ctx => ({
  ...ctx,
  sight: (path) => {
    const sight = ctx.sight(path)
    const whole = Object.fromEntries(DATA_CLASSES.map((one) => [one, sight[one] === 'full' || sight[one] === 'onReason' ? 'full' : 'none']))
    return { ...(whole as typeof sight), door: 'full' }
  },
})
