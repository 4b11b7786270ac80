// Passages and check-ins written straight into their tables, as many as a test needs, and the same as the rule reads them.
import type { Identity, Proof, Trail } from '@xiaomen/rules/presence'
import { uuidv7 } from '../../platform/ids.ts'
import type { Town } from '../../platform/testing.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { keyOf, sealWho, tagAt } from './who.ts'

const MEANS = { code: 'code', document: 'document', short: 'short', named: 'door' } as const
export type Place = { id: string; communityId: string; path: string }
export type Passed = { personId: string | null; gate: Place; at: number; direction: 'in' | 'out'; identity: keyof typeof MEANS }
export type Visited = { personId: string; spot: Place; at: number; leftAt: number | null; identity: 'account' | 'code' | 'said'; proof: Proof }

const MINUTE_MS = 60_000
/** What the rule reads; `stayMinutes`: of whoever did not say. Nobody of the ledger is nobody to it. */
export const trailsOf = (passed: readonly Passed[], visited: readonly Visited[], stayMinutes: number): Trail[] => [
  ...passed.flatMap(({ personId, gate, at, direction, identity }): Trail[] =>
    personId === null ? [] : [{ kind: 'gate', who: `p:${personId}`, place: gate.id, identity: identity as Identity, at, direction }],
  ),
  ...visited.map(({ personId, spot, at, leftAt, identity, proof }): Trail => ({
    kind: 'spot',
    who: `p:${personId}`,
    place: spot.id,
    identity,
    at,
    until: leftAt ?? at + stayMinutes * MINUTE_MS,
    isAssumed: leftAt === null,
    proof,
  })),
]

const AS_ALL = "select set_config('app.scope', '/', false);"
export async function writeTrails(town: Town, passed: readonly Passed[], visited: readonly Visited[]): Promise<void> {
  const passages = passed.map(({ personId, gate, at, direction, identity }) => ({
    community_id: gate.communityId,
    id: uuidv7(),
    gate_id: gate.id,
    area_path: gate.path,
    at: new Date(at).toISOString(),
    direction,
    means: MEANS[identity],
    person_id: personId,
  }))
  const rows = await town.system(async (ctx) =>
    visited.map(({ personId, spot, at, leftAt, identity, proof }) => {
      const id = uuidv7()
      return {
        community_id: spot.communityId,
        id,
        spot_id: spot.id,
        area_path: spot.path,
        at: new Date(at).toISOString(),
        left_at: leftAt === null ? null : new Date(leftAt).toISOString(),
        proof,
        identity,
        tag: tagAt(ctx, keyOf({ personId }), new Date(at)).toString('hex'),
        sealed: sealWho(ctx, id, { personId }, 'peace').toString('hex'),
        delete_on: localDay(startOfDay(localDay(new Date(at)), 14)),
      }
    }),
  )
  await town.db.execAsOwner(`${AS_ALL}
    insert into gate.passage (community_id, id, gate_id, area_path, at, received_at, late_s, direction, means, person_id, outcome, reasons, is_medical, digest)
    select community_id, id, gate_id, area_path, at, at, 0, direction, means, person_id, 'enter', '{}', false, ''
    from json_to_recordset('${JSON.stringify(passages)}') as r (community_id uuid, id uuid, gate_id uuid, area_path text, at timestamptz, direction text, means text, person_id uuid)`)
  await town.db.execAsOwner(`${AS_ALL}
    insert into presence.check_in (community_id, id, spot_id, area_path, at, left_at, proof, identity, tag, sealed_person, digest, delete_on)
    select community_id, id, spot_id, area_path, at, left_at, proof, identity, decode(tag, 'hex'), decode(sealed, 'hex'), '', delete_on
    from json_to_recordset('${JSON.stringify(rows)}') as r (community_id uuid, id uuid, spot_id uuid, area_path text, at timestamptz, left_at timestamptz, proof text, identity text, tag text, sealed text, delete_on date)`)
}
