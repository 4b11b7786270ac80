// What the gate does for locks: reads the codes shown there, says what it knows of whoever shows them, and writes down that they passed.
import { type CodeProblem, type Direction, type GateHolder, isOpenAt, type MeansKind, type PassClass } from '@xiaomen/rules/gate'
import { SYSTEM_SCOPE, commitPassages, type Passing } from './passage-batch.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { casesOf, holderOf } from './holders.ts'
import { plain, readMeans, type ReadMeans } from './read-means.ts'
import { findGate, listGatesWithHours } from './repo/gates.ts'
import { communitiesWhereOnlyOpenEnded } from './repo/only-open.ts'
import { findShown } from './service/look-up.ts'
import { verifyingKeys } from './signing.ts'
import { timesAt } from './times.ts'
import type { Who } from './who-is.ts'

/** What a reader was shown, and whom it stands for. `value`: the code itself, empty for a card. */
export type ShownAtDoor = { kind: 'code' | 'card'; value: string; problem: CodeProblem | null; who: Who | null; isUnproven: boolean }

/** A code at a reader. Never throws for what was shown. */
export async function readCodeAtDoor(ctx: Ctx, communityId: string, value: string, at: Date): Promise<ShownAtDoor> {
  const read = await readMeans({ kind: 'code', value }, at, () => verifyingKeys(ctx), null, ctx.crypto.isDrill)
  const { found, problem } = await findShown(ctx, { community_id: communityId }, read)
  return { kind: 'code', value, problem, who: found[0] ?? null, isUnproven: read.isUnproven }
}

type Holding = { personId: string | null; homeId: string | null; passClass: PassClass | null }
/** What the gates of a community know of people today. */
export async function holdersOf(ctx: Ctx, communityId: string): Promise<(who: Holding) => GateHolder> {
  const cases = await casesOf(ctx, communityId)
  return ({ personId, homeId, passClass }) => holderOf({ person_id: personId, home_id: homeId, pass_class: passClass }, cases)
}

export async function findGateOfDoor(ctx: Ctx, gateId: string): Promise<{ communityId: string; path: string; name: string; isOpen: boolean } | null> {
  const row = await findGate(ctx, gateId)
  return row ? { communityId: row.community_id, path: row.area_path, name: row.name, isOpen: isOpenAt(await timesAt(ctx, row, ctx.now), ctx.now) } : null
}

/** Where a gate opened or closed by the clock since then: by its hours, or because another one is no longer the only one. */
export async function communitiesWhereGatesTurned(ctx: Ctx, since: Date): Promise<string[]> {
  const turned = (await listGatesWithHours(ctx)).filter(({ hours }) => {
    const byHours = { isOpen: true, hours, closedUntil: null }
    return isOpenAt(byHours, since) !== isOpenAt(byHours, ctx.now)
  })
  return [...new Set([...turned.map((row) => row.community_id), ...(await communitiesWhereOnlyOpenEnded(ctx, since, ctx.now))])]
}

/** Somebody through a gate by its lock, as if a guard had written it down. Once each is the caller's to see to. `db`: whose plans are remembered. */
export async function recordAtDoor(
  ctx: Ctx,
  db: unknown,
  { gateId, gate, shown, direction, at }: { gateId: string; gate: { communityId: string; path: string }; shown: ShownAtDoor; direction: Direction; at: Date },
): Promise<void> {
  const id = uuidv7()
  const means: ReadMeans = { ...plain(shown.kind), problem: shown.problem, isUnproven: shown.isUnproven }
  const passing: Passing = {
    input: { id, gateId, means: { kind: 'code', value: '' }, direction, at: at.toISOString() },
    shown: means,
    known: shown.who,
    at,
    now: ctx.now,
    actor: ctx.actor,
    role: null,
    gate,
    scope: SYSTEM_SCOPE,
  }
  await commitPassages(ctx, db, [passing])
}

/** Whoever was shown somewhere else than at a gate: by a code, its short number, a document or a door. Several behind one door. Never throws for what was shown. */
export async function whoShows(
  ctx: Ctx,
  communityId: string,
  means: { kind: MeansKind; value: string },
  at: Date,
): Promise<{ found: Who[]; problem: CodeProblem | null }> {
  return findShown(ctx, { community_id: communityId }, await readMeans(means, at, () => verifyingKeys(ctx), null, ctx.crypto.isDrill))
}
