// 底册差异: what the visit that counts found otherwise than the ledger has it.
import { differencesOf } from '@xiaomen/rules/sweeps'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type AtDoor, type Home, homesByIds, residentsAtDoors } from '../registry/index.ts'
import { type Answered, openBody, type Payload, sealPayload } from './body.ts'
import { insertDifferences, reviveDifferences, supersedeDifferences } from './repo/difference.ts'
import type { StopRow, VisitRow } from './tables.ts'

export type Ledger = { residents: Map<string, AtDoor[]>; homes: Map<string, Home> }
export async function readLedger(ctx: Ctx, homeIds: readonly string[]): Promise<Ledger> {
  const homes = new Map((await homesByIds(ctx, homeIds)).map((home) => [home.id, home]))
  return { residents: Map.groupBy(await residentsAtDoors(ctx, homeIds), (one) => one.homeId), homes }
}

const hasCorrections = ({ phone, document, care }: Answered): boolean => phone !== undefined || document !== undefined || care !== undefined

/** Another visit counts now: what the one before proposed and nobody decided is not asked any more. */
export async function renewDifferences(ctx: Ctx, stop: StopRow, ruling: VisitRow | null, isFirst: boolean, ledger: Ledger): Promise<void> {
  // Where nothing counted before, nothing was proposed before.
  if (!isFirst) {
    await supersedeDifferences(ctx, stop.community_id, stop.sweep_id, stop.home_id, ruling?.id ?? null)
    if (ruling !== null && (await reviveDifferences(ctx, stop.community_id, ruling.id))) return
  }
  if (ruling === null) return
  const home = ledger.homes.get(stop.home_id)
  if (!home) return
  const body = openBody(ctx.crypto, ruling)
  const residents = ledger.residents.get(stop.home_id) ?? []
  const people = body.people.map((one) => ({ personId: one.personId, answer: one.answer, hasCorrections: hasCorrections(one) }))
  const found = differencesOf({ outcome: ruling.outcome as 'done' | 'vacant', people, newcomers: body.newcomers, homeUse: body.homeUse }, residents, home.use)
  await insertDifferences(
    ctx,
    found.map(({ kind, personId, residencyId, newcomer, use }) => {
      const id = uuidv7()
      const said = body.people.find((one) => one.personId === personId)
      const payload: Payload | null = kind === 'newcomer' ? newcomer : kind === 'correctPerson' && said ? correctionsOf(said) : null
      return {
        community_id: stop.community_id,
        id,
        sweep_id: stop.sweep_id,
        home_id: stop.home_id,
        area_path: stop.area_path,
        visit_id: ruling.id,
        kind,
        person_id: personId,
        residency_id: residencyId,
        payload: payload === null ? null : sealPayload(ctx.crypto, id, payload),
        home_use: use,
        state: 'proposed' as const,
        at: ctx.now,
        decided_by: null,
        decided_at: null,
      }
    }),
  )
}
const correctionsOf = ({ phone, document, care }: Answered): Payload => ({
  ...(phone === undefined ? {} : { phone }),
  ...(document === undefined ? {} : { document }),
  ...(care === undefined ? {} : { care }),
})
