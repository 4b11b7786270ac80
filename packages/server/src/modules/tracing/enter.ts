// One way into the investigation for everybody: told, found, proposed or read from a file. Nobody is looked into twice at once.
import { tracingEvents } from '@xiaomen/contract'
import { type CaseKind, type Dates, type Origin, type Standing } from '@xiaomen/rules/tracing'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { plansInForce } from '../posture/index.ts'
import type { Person } from '../registry/index.ts'
import type { Desk } from './place.ts'
import * as repo from './repo/traced.ts'
import { insertTurns } from './repo/trail.ts'
import { keysOf, NOTHING_SAID, type Said, scopesOf, sealReason, sealSaid } from './sealing.ts'
import type { TracedRow, TurnRow } from './tables.ts'

/** Where somebody stands: at their home in the ledger, or with the centre that heard of them. */
export type Whereabouts = { communityId: string; path: string; homeId: string | null; personId: string | null }
export type Coming = {
  id: string
  at: Whereabouts
  /** What is kept here of them, and by what they are found again: of somebody of the ledger the one is nothing, the other theirs. */
  said: Said
  keys: Pick<Said, 'name' | 'phone' | 'document'>
  /** As their own list numbers them; null: the centre gives a number. */
  label: string | null
  standing: Exclude<Standing, 'none'> | 'none'
  caseKind: CaseKind | null
  dates: Dates
  lastMetOn: string | null
  origin: Origin
  infectionId: string | null
}

export const comingOf = (person: Person): Pick<Coming, 'at' | 'said' | 'keys'> => ({
  at: { communityId: person.communityId, path: person.path, homeId: person.homeId, personId: person.id },
  said: NOTHING_SAID,
  keys: { name: person.name, phone: person.phone, document: person.document },
})
export const comingFrom = (desk: Desk & { communityId: string }, said: Said): Pick<Coming, 'at' | 'said' | 'keys'> => ({
  at: { communityId: desk.communityId, path: desk.path, homeId: null, personId: null },
  said,
  keys: said,
})

const CLOCKS = { case: 'coreTrace', contact: 'contactsMoved', secondaryContact: 'secondaryContactsMoved', none: null } as const
/** Until when the edition in force wants somebody of this standing seen to, counted from now. */
export async function dueOf(ctx: Pick<Ctx, 'tx' | 'now'>): Promise<(path: string, standing: Standing) => Date | null> {
  const planAt = await plansInForce(ctx)
  return (path, standing) => {
    const hours = planAt(path).clocks.find(({ event }) => event === CLOCKS[standing])?.hours.value
    return hours === undefined ? null : new Date(ctx.now.getTime() + hours * 3_600_000)
  }
}

const LABEL_DIGITS = 5
/** @returns those that went in; whoever is looked into already is left out */
export async function enterMany(ctx: Ctx, desk: Desk, people: readonly Coming[], by: { id: string; unit: string } | null): Promise<TracedRow[]> {
  if (people.length === 0) return []
  const [scopeAt, dueAt] = [await scopesOf(ctx), await dueOf(ctx)]
  const unnumbered = people.filter(({ label }) => label === null).length
  let next = unnumbered === 0 ? 0 : await repo.takeNumbers(ctx, desk, unnumbered)
  const year = localDay(ctx.now).slice(0, 4)
  const rows = people.map((one): TracedRow => ({
    community_id: one.at.communityId,
    id: one.id,
    area_path: one.at.path,
    desk_id: desk.id,
    label: one.label ?? `${year}-${String(next++).padStart(LABEL_DIGITS, '0')}`,
    standing: one.standing,
    case_kind: one.standing === 'case' ? (one.caseKind ?? 'confirmed') : null,
    person_id: one.at.personId,
    home_id: one.at.homeId,
    sealed_said: sealSaid(ctx, one.id, one.said, scopeAt(one.at.path)),
    ...keysOf(ctx, one.keys),
    onset_on: one.dates.onsetOn,
    sampled_on: one.dates.sampledOn,
    reported_on: one.dates.reportedOn,
    isolated_on: one.dates.isolatedOn,
    last_met_on: one.lastMetOn,
    origin: one.origin,
    infection_id: one.infectionId,
    control_id: null,
    told_at: null,
    due_at: dueAt(one.at.path, one.standing),
    closed_on: null,
    close_reason: null,
    made_at: ctx.now,
    made_by: by?.id ?? null,
    version: 1,
  }))
  const done = await repo.insertTraced(ctx, rows)
  const entered = rows.filter(({ id }) => done.has(id))
  await turnMany(ctx, entered, by, { kind: 'entered', from: null, to: (row) => row.standing })
  await tellChanged(ctx, entered)
  return entered
}

export async function tellChanged(ctx: Ctx, rows: readonly Pick<TracedRow, 'community_id'>[]): Promise<void> {
  for (const communityId of new Set(rows.map((row) => row.community_id))) await ctx.emit(tracingEvents.changed, { communityId })
}

type What = {
  kind: TurnRow['kind']
  from: string | null | ((row: TracedRow) => string | null)
  to: string | null | ((row: TracedRow) => string | null)
  reason?: string
}
/** One line in the history of each. */
export async function turnMany(ctx: Ctx, rows: readonly TracedRow[], by: { id: string; unit: string } | null, what: What): Promise<void> {
  const scopeAt = what.reason === undefined ? null : await scopesOf(ctx)
  const worded = (word: What['from'], row: TracedRow) => (typeof word === 'function' ? word(row) : word)
  await insertTurns(
    ctx,
    rows.map((row): TurnRow => {
      const id = uuidv7()
      return {
        community_id: row.community_id,
        id,
        traced_id: row.id,
        area_path: row.area_path,
        at: ctx.now,
        account_id: by?.id ?? null,
        unit: by?.unit ?? '',
        kind: what.kind,
        from_word: worded(what.from, row),
        to_word: worded(what.to, row),
        sealed_reason: what.reason === undefined || scopeAt === null ? null : sealReason(ctx, 'tracing.turn', id, what.reason, scopeAt(row.area_path)),
      }
    }),
  )
}
