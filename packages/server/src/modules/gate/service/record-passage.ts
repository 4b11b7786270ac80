import { commonErrors, type gate } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import { STANDING } from '../../../platform/db.ts'
import { fail } from '../../../platform/error.ts'
import { type GroupCommit, groupCommit } from '../../../platform/group-commit.ts'
import type { Handlers, HotCtx, Services } from '../../../platform/module.ts'
import { scopeOf } from '../../../platform/policies.ts'
import { commitPassages, type Passing, type Said } from '../passage-batch.ts'
import { readMeans, type Remembered } from '../read-means.ts'
import { findGate } from '../repo/gates.ts'
import { keysMade, verifyingKeys } from '../signing.ts'

/** What a running server remembers for its gates. A gate moves with its area, which is rare; a right signature never turns wrong. */
type KnownGate = { communityId: string; path: string; until: number }
type Memory = {
  gates: Map<string, KnownGate>
  signatures: Remembered
  keys: { known: ReadonlyMap<string, CryptoKey>; until: number; made: number }
  group: GroupCommit<Passing, Said>
}
const memories = new WeakMap<Services, Memory>()
const MOST_GATES = 20_000
/** So long a move of a gate's area goes unnoticed by those who may record at the old place and at the new one. */
const GATES_GOOD_FOR_MS = 60_000
/** Keys are asked again after a minute; for a number nobody knows, at most once a second. */
const KEYS_GOOD_FOR_MS = 60_000
const UNKNOWN_KEY_MS = 1_000
/** A statement of this many rows answers its first requester as late as its last; more gains nothing measurable. */
const MOST_IN_GROUP = 200
/** Measured: below this a further group costs the database more than the wait costs its requesters. */
const LEAST_IN_GROUP = 16

function memoryOf(services: Services): Memory {
  const known = memories.get(services)
  if (known) return known
  const made: Memory = {
    gates: new Map(),
    signatures: new Map(),
    keys: { known: new Map(), until: 0, made: 0 },
    group: groupCommit({
      services,
      name: 'gate.recordPassage',
      most: MOST_IN_GROUP,
      least: LEAST_IN_GROUP,
      lanes: services.db.kind === 'postgres' ? STANDING : 1,
      run: (ctx, items) => commitPassages(ctx, services.db, items),
    }),
  }
  memories.set(services, made)
  return made
}

async function gateOf({ gates }: Memory, services: Services, gateId: string, isAskedAnew = false): Promise<KnownGate> {
  const known = gates.get(gateId)
  if (known && !isAskedAnew && performance.now() < known.until) return known
  const row = await services.asSystem('group.gate.findGate', (ctx) => findGate(ctx, gateId))
  if (!row) throw fail(commonErrors, 'request.not_found')
  if (gates.size >= MOST_GATES) gates.clear()
  const found = { communityId: row.community_id, path: row.area_path, until: performance.now() + GATES_GOOD_FOR_MS }
  gates.set(gateId, found)
  return found
}

/** The gate, once the actor was asked for. Who is refused by the place remembered is asked again at the place of now. */
async function permittedGate(memory: Memory, { services, must }: HotCtx, gateId: string): Promise<{ gate: KnownGate; role: Role | null }> {
  const known = await gateOf(memory, services, gateId)
  try {
    return { gate: known, role: must('gate.record', known) }
  } catch (refused) {
    const gate = await gateOf(memory, services, gateId, true)
    if (gate.path === known.path) throw refused
    return { gate, role: must('gate.record', gate) }
  }
}

async function keysFor(memory: Memory, services: Services, kid: string): Promise<ReadonlyMap<string, CryptoKey>> {
  const { known, until, made } = memory.keys
  const now = performance.now()
  if (made === keysMade() && now < until - (known.has(kid) ? 0 : KEYS_GOOD_FOR_MS - UNKNOWN_KEY_MS)) return known
  const before = keysMade()
  memory.keys = { known: await services.asSystem('group.gate.verifyingKeys', verifyingKeys), until: now + KEYS_GOOD_FOR_MS, made: before }
  return memory.keys.known
}

/** A phone's clock may say anything: a passage of the future is judged now, one before 1970 as of then. */
function judgedAt(at: string, now: Date): Date {
  const ms = Date.parse(at)
  return new Date(Math.min(Math.max(Number.isFinite(ms) ? ms : now.getTime(), 0), now.getTime()))
}

export const recordPassage: Handlers<typeof gate>['recordPassage'] = async (ctx: HotCtx, input) => {
  const { services, actor, now } = ctx
  const memory = memoryOf(services)
  const { gate, role } = await permittedGate(memory, ctx, input.gateId)
  const at = judgedAt(input.at, now)
  const shown = await readMeans(input.means, at, (kid) => keysFor(memory, services, kid), memory.signatures, ctx.crypto.isDrill)
  return memory.group.join({ input, shown, at, now, actor, gate, role, scope: scopeOf(actor, now) })
}
