// One request, one reaction, one job: the same steps. Everything a handler touches comes from here.
import { commonErrors, type Op } from '@xiaomen/contract'
import { outermost } from '@xiaomen/rules/areas'
import { type DataClass, type RevealPurpose, sightAt } from '@xiaomen/rules/access'
import { existsAt, type OrderAt, whereExists } from '@xiaomen/rules/posture'
import type { Kysely } from 'kysely'
import { auditOf, insertAudit, sealReason } from './audit.ts'
import type { FieldCrypto } from './crypto.ts'
import type { Actor, Ctx } from './ctx.ts'
import type { Database } from './db.ts'
import { AppError, fail } from './error.ts'
import { type Functions, whereThere, whereUseful } from './exists.ts'
import { insertOutbox, type Outgoing } from './outbox.ts'
import { holds, requireAt, requirePaths, scopeOf } from './policies.ts'
import { localDay } from './time.ts'

export type Outside = Pick<Ctx, 'file' | 'cookies' | 'request'>
export const NO_OUTSIDE: Outside = { file: null, cookies: { setSession: () => {}, clearSession: () => {} }, request: { device: '', ip: '' } }

type Parts = { db: Database; crypto: FieldCrypto; now: Date; actor: Actor; outside: Outside; functions: Functions }
type What = { name: string; kind: Op['kind'] | 'system'; reads: Op['reads']; exists: Op['exists']; isPublic: boolean }

/**
 * Runs a handler in one transaction: as reader for a query or file, as writer for the rest; afterwards its events and its audit row in the same transaction.
 * @returns the answer and whether events are waiting
 */
export async function runInTransaction<T>(
  { db, crypto, now, actor, outside, functions }: Parts,
  what: What,
  handler: (ctx: Ctx) => Promise<T>,
): Promise<{ answer: T; hasEvents: boolean }> {
  const isReader = what.kind === 'query' || what.kind === 'file'
  // A public operation has no area of its own to see: its handler finds one row by a secret the caller holds.
  const paths = what.isPublic ? ['/'] : scopeOf(actor, now)
  // Before the transaction begins: the embedded database has one connection. What the system does exists everywhere.
  const orders = actor.kind === 'system' ? [] : what.exists === undefined ? functions.last() : await functions.fresh()
  let refusal: AppError | null = null
  const done = await db.tx(
    {
      paths,
      personId: actor.kind === 'account' ? actor.personId : null,
      accountId: actor.kind === 'account' ? actor.id : null,
      as: isReader ? 'reader' : 'app',
    },
    async (tx) => {
      const { ctx, told } = makeCtx({ tx, crypto, now, actor, outside, exists: what.exists, orders })
      const answer = await handler(ctx).catch((error: unknown) => {
        if (!(error instanceof AppError) || !error.keepsWrites || isReader) throw error
        refusal = error
        told.hasAsked = true
        return undefined as T
      })
      if (!told.hasAsked && actor.kind !== 'system') throw new Error(`${what.name} answered without asking its policy`)
      if (isReader && told.events.length > 0) throw new Error(`${what.name} is a query and told an event`)
      // A group commit writes the audit rows of its items itself, each under its own actor.
      const isAudited = !/^(relay|group)\./.test(what.name) && (!isReader || (what.reads ?? []).length > 0)
      if (isAudited) {
        if (isReader) await db.promote(tx)
        await insertOutbox(tx, told.events)
        const row = auditOf(actor, told.role, now)
        await insertAudit(tx, [
          {
            ...row,
            operation: what.name,
            permission: told.permission,
            community_id: told.communityId,
            area_path: told.path ?? outermost(paths)[0] ?? '',
            classes: told.classes ?? what.reads ?? [],
            subjects: told.subjects,
            purpose: told.purpose,
            reason: told.reason === null ? null : sealReason(crypto, row.id, told.reason),
          },
        ])
      }
      return { answer, hasEvents: told.events.length > 0, events: told.events }
    },
  )
  if (refusal) throw refusal
  await functions.afterCommit(done.events)
  return done
}

/** For a group commit: what its statements need, without a transaction, an audit row or an outbox of its own. */
export function groupCtx({ tx, crypto, now, name }: { tx: Kysely<{}>; crypto: FieldCrypto; now: Date; name: string }): Ctx {
  const refuse = async () => {
    throw new Error(`${name}: a group writes its events in its own statement`)
  }
  return {
    ...makeCtx({ tx, crypto, now, actor: { kind: 'system', name }, outside: NO_OUTSIDE, exists: undefined, orders: [] }).ctx,
    emit: refuse,
    enqueue: refuse,
  }
}

type Told = {
  hasAsked: boolean
  permission: string | null
  role: ReturnType<typeof requireAt>
  path: string | null
  communityId: string | null
  subjects: string[]
  /** What was really shown, where that is less than the operation may show. */
  classes: readonly DataClass[] | null
  purpose: RevealPurpose | null
  reason: string | null
  events: Outgoing[]
}

type Made = Pick<Parts, 'crypto' | 'now' | 'actor' | 'outside'> & Pick<What, 'exists'> & { tx: Kysely<{}>; orders: readonly OrderAt[] }
function makeCtx({ tx, crypto, now, actor, outside, exists, orders }: Made): {
  ctx: Ctx
  told: Told
} {
  const isAlways = exists === undefined || actor.kind === 'system'
  const useful = (permission: string, paths: readonly string[]) =>
    actor.kind === 'system' ? [...paths] : [...whereUseful(permission, orders, paths, localDay(now))]
  const told: Told = {
    hasAsked: false,
    permission: null,
    role: null,
    path: null,
    communityId: null,
    subjects: [],
    classes: null,
    purpose: null,
    reason: null,
    events: [],
  }
  const ctx: Ctx = {
    ...outside,
    actor,
    now,
    tx,
    crypto,
    must: (permission, place) => {
      if (!isAlways && !existsAt(exists, orders, place.path, localDay(now))) throw fail(commonErrors, 'request.not_found')
      told.role = requireAt(actor, permission, place.path, now)
      told.hasAsked = true
      told.permission = permission
      told.path = place.path
    },
    paths: (permission) => {
      const held = requirePaths(actor, permission, now)
      const paths = isAlways ? held.paths : whereExists(exists, orders, held.paths, localDay(now))
      if (paths.length === 0) throw fail(commonErrors, 'request.not_found')
      told.role = held.role
      told.hasAsked = true
      told.permission = permission
      told.path = paths[0] ?? null
      return paths
    },
    may: (permission, place) => holds(actor, permission, place.path, now) && useful(permission, [place.path]).includes(place.path),
    useful,
    whereThere: (operation, paths) => (actor.kind === 'system' ? [...paths] : [...whereThere(operation, orders, paths, localDay(now))]),
    self: () => {
      told.hasAsked = true
      if (actor.kind !== 'account') return { accountId: '', personId: null }
      return { accountId: actor.id, personId: actor.personId }
    },
    sight: (path) => sightAt(actor.kind === 'account' ? actor.grants : [], path, now),
    emit: async (type, payload) => {
      told.events.push({ name: type.name, payload: type.payload.parse(payload), at: now })
    },
    enqueue: async (job, payload) => {
      told.events.push({ name: `job:${job}`, payload, at: now })
    },
    audit: {
      place: (path) => {
        told.path = path
      },
      communityId: (id) => {
        told.communityId = id
      },
      subjects: (ids) => {
        // A row names at most this many people; a longer list is an export and says its area.
        told.subjects.push(...ids.slice(0, 500 - told.subjects.length))
      },
      classes: (classes) => {
        told.classes = classes
      },
      purpose: (purpose) => {
        told.purpose = purpose
      },
      reason: (text) => {
        told.reason = text
      },
    },
  }
  return { ctx, told }
}

/** For `self` operations: anybody signed in. */
export function requireSession(actor: Actor): void {
  if (actor.kind !== 'account') throw fail(commonErrors, 'access.signed_out')
}
