import type { EventType } from '@xiaomen/contract'
import type { DataClass, Grant, RevealPurpose, Sight } from '@xiaomen/rules/access'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { FieldCrypto } from './crypto.ts'

/** Who asks. `system` is a reaction or a job; `anonymous` has no grants. `formerPaths`: where the places of the grants lay before they moved. */
export type Actor =
  | {
      kind: 'account'
      id: string
      name: string
      unit: string
      grants: readonly Grant[]
      personId: string | null
      sessionId: string
      lang: 'zh' | 'en' | null
      formerPaths?: readonly string[]
    }
  | { kind: 'system'; name: string }
  | { kind: 'anonymous' }

/** Place of a thing: the path of its area or home. */
export type Place = { path: string }

/** What a machine sent, as it was signed. */
export type SignedCall = { method: string; path: string; source: string; timestamp: string; nonce: string; signature: string; body: Buffer }

/** Everything one request may touch. Services and repos take it as their first argument. */
export type Ctx = {
  actor: Actor
  now: Date
  /** The open transaction. It knows no table: a module's repo.ts adds its own with `withTables`. Row-level security shows only the actor's areas. */
  tx: Kysely<{}>
  /** Throws 404 when the place lies outside every grant of the actor or the operation does not exist under its posture, 403 when none of the grants there has the permission. */
  must(permission: string, place: Place): void
  /** The paths where the actor holds the permission and the operation exists, outermost only. Counts as asking; throws 403 or 404 when there is none. */
  paths(permission: string): string[]
  /** Whether `must` would pass, without counting as asking: for the buttons of an answer. */
  may(permission: string, place: Place): boolean
  /** The parts of these areas where the permission opens anything under the posture they are in, without counting as asking. */
  useful(permission: string, paths: readonly string[]): string[]
  /** The parts of these areas where an operation exists under the posture they are in: for the buttons of an answer. */
  whereThere(operation: string, paths: readonly string[]): string[]
  /** For operations with `can: 'self'` and `can: 'public'`: says that only the actor's own (or nobody's) data are touched. */
  self(): { accountId: string; personId: string | null }
  /** How much of each class the actor sees at this place. */
  sight(path: string): Record<DataClass, Sight>
  /** Outbox row in this transaction. */
  emit<N extends string, P extends z.ZodType>(type: EventType<N, P>, payload: z.input<P>): Promise<void>
  /** Queues work to run after the commit, at least once, outside any transaction; see `worker` in module.ts. Ids only. */
  enqueue(job: string, payload: Record<string, string>): Promise<void>
  /** What the audit row of this request should say beside who, what and when. */
  audit: {
    place(path: string): void
    communityId(id: string): void
    subjects(ids: readonly string[]): void
    classes(classes: readonly DataClass[]): void
    purpose(purpose: RevealPurpose): void
    reason(text: string): void
  }
  /** Seals and opens personal fields, and makes keyed indexes. */
  crypto: FieldCrypto
  /** The uploaded file of an `upload` operation, on disk until the request ends. */
  file: { name: string; path: string; bytes: number } | null
  cookies: { setSession(token: string, days: number): void; clearSession(): void }
  request: { device: string; ip: string; signed?: SignedCall | null }
}
