// One group of samples: written down as they were sent, with their audit rows, by one statement. Whose they are is settled right behind.
import { type testing, testingErrors, testingEvents } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import type { z } from 'zod'
import { auditOf } from '../../platform/audit.ts'
import type { Actor, Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import type { Settled } from '../../platform/group-commit.ts'
import { outboxRow } from '../../platform/outbox.ts'
import { insertConflicts, insertSamples, listDigests, type NewSample } from './repo/sample.ts'
import { sealShown } from './sealing.ts'
import type { PointRow, SampleConflictRow } from './tables.ts'

type Input = z.output<(typeof testing)['takeSample']['input']>
export type Taking = {
  input: Input
  /** The label in the letters it is printed in. */
  tube: string
  point: Pick<PointRow, 'community_id' | 'id' | 'campaign_id' | 'area_path'>
  /** Under which key what was shown lies. */
  scope: string
  now: Date
  actor: Actor
  role: Role | null
}
export type Taken = { id: string; isNew: boolean }

/** Same bytes, same text, whichever way round the phone wrote its fields. */
const canonical = ({ id, pointId, table, tube, size, isHousehold, means, personId, at }: Input): string =>
  JSON.stringify([id, pointId, table, tube, size, isHousehold ?? false, means.kind, means.value, personId ?? null, at])
/** A phone's clock may say anything: before 1970 is as of then. */
const instantOf = (at: string, now: Date): Date => {
  const ms = Date.parse(at)
  return new Date(Math.max(Number.isFinite(ms) ? ms : now.getTime(), 0))
}
const keyOf = ({ point, input }: Taking) => `${point.community_id} ${input.id}`

function newSample(ctx: Ctx, taking: Taking, digest: Buffer, tellsOf: Set<string>): NewSample {
  const { input, tube, point, scope, now, actor, role } = taking
  // One event a community is enough for a whole group.
  const isFirst = !tellsOf.has(point.community_id)
  tellsOf.add(point.community_id)
  return {
    row: {
      community_id: point.community_id,
      id: input.id,
      campaign_id: point.campaign_id,
      point_id: point.id,
      area_path: point.area_path,
      tube_code: tube,
      size: input.size,
      table_no: input.table,
      is_household: input.isHousehold ?? false,
      means_kind: input.means.kind,
      sealed_shown: input.means.kind === 'none' || input.means.value === '' ? null : sealShown(ctx, input.id, input.means.value, scope),
      person_id: input.personId ?? null,
      home_id: null,
      taken_at: instantOf(input.at, now),
      received_at: now,
      account_id: actor.kind === 'account' ? actor.id : null,
      digest,
      tube_id: null,
      number: null,
      state: 'new',
      out_reason: null,
      out_at: null,
    },
    audit: auditOf(actor, role, now),
    event: isFirst ? outboxRow({ name: testingEvents.sampled.name, at: now, payload: { communityId: point.community_id } }) : null,
  }
}

export async function commitSamples(ctx: Ctx, items: readonly Taking[]): Promise<{ settled: Settled<Taken>[]; hasEvents: boolean }> {
  const digests = items.map(({ input }) => ctx.crypto.index('testing.sample', canonical(input)))
  const first = new Map<string, { at: number; sample: NewSample }>()
  const tellsOf = new Set<string>()
  for (const [at, item] of items.entries()) if (!first.has(keyOf(item))) first.set(keyOf(item), { at, sample: newSample(ctx, item, digests[at]!, tellsOf) })
  const written = await insertSamples(
    ctx,
    [...first.values()].map(({ sample }) => sample),
  )
  const before = await listDigests(
    ctx,
    [...new Set(items.map(({ point }) => point.community_id))],
    [...first.values()].flatMap(({ sample }) => (written.has(sample.row.id) ? [] : [sample.row.id])),
  )
  const conflicts: SampleConflictRow[] = []
  const answered = new Set<string>()
  const settled = items.map((item, at): Settled<Taken> => {
    const key = keyOf(item)
    const kept = before.get(key) ?? digests[first.get(key)!.at]!
    if (!kept.equals(digests[at]!)) {
      conflicts.push(conflictOf(ctx, item, digests[at]!))
      return { refusal: fail(testingErrors, 'testing.other_bytes') }
    }
    const isNew = !before.has(key) && !answered.has(key)
    answered.add(key)
    return { answer: { id: item.input.id, isNew } }
  })
  await insertConflicts(ctx, conflicts)
  return { settled, hasEvents: written.size > 0 }
}

const conflictOf = (ctx: Ctx, { input, point, scope, now, actor }: Taking, digest: Buffer): SampleConflictRow => ({
  community_id: point.community_id,
  sample_id: input.id,
  digest,
  area_path: point.area_path,
  received_at: now,
  account_id: actor.kind === 'account' ? actor.id : null,
  sealed_body: ctx.crypto.seal('document', { table: 'testing.sample_conflict', row: input.id, column: 'sealed_body' }, JSON.stringify(input), scope),
})
