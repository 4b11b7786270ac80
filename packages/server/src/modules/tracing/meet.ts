// Two met: the one who may have caught it becomes what the edition in force knows, or stays what they are, whichever asks more.
import { type Certainty, type ExposureKind, type Origin, standingBy, type Standing, stricter } from '@xiaomen/rules/tracing'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { plansInForce } from '../posture/index.ts'
import { dueOf, tellChanged, turnMany } from './enter.ts'
import { insertExposures } from './repo/exposure.ts'
import { raiseStandings } from './repo/traced.ts'
import { scopesOf, sealPlace } from './sealing.ts'
import type { ExposureRow, TracedRow } from './tables.ts'

export type Meeting = {
  id: string
  from: Pick<TracedRow, 'id' | 'standing'>
  to: TracedRow
  kind: ExposureKind
  certainty: Certainty
  origin: Origin
  day: string
  dayTo: string
  minutes: number | null
  place: string | null
  isInfection: boolean
}
type Levels = ReadonlySet<'contact' | 'secondaryContact'>
/** The levels of contact an edition puts under any measure: those it has a track for. */
type Tracks = { control: { tracks: readonly { triggers: readonly string[] }[] } }
export const levelsOf = (plan: Tracks): Levels =>
  new Set((['contact', 'secondaryContact'] as const).filter((level) => plan.control.tracks.some(({ triggers }) => triggers.includes(level))))
export async function levelsAt(ctx: Pick<Ctx, 'tx' | 'now'>): Promise<(path: string) => Levels> {
  const planAt = await plansInForce(ctx)
  return (path) => levelsOf(planAt(path))
}

/** The same two, the same way, the same day are one meeting. @returns how many are new */
export async function meetMany(ctx: Ctx, meetings: readonly Meeting[], by: { id: string; unit: string } | null): Promise<number> {
  if (meetings.length === 0) return 0
  const [scopeAt, levelsFor, dueAt] = [await scopesOf(ctx), await levelsAt(ctx), await dueOf(ctx)]
  const done = await insertExposures(
    ctx,
    meetings.map((one): ExposureRow => ({
      community_id: one.to.community_id,
      id: one.id,
      area_path: one.to.area_path,
      from_id: one.from.id,
      to_id: one.to.id,
      kind: one.kind,
      certainty: one.certainty,
      origin: one.origin,
      day: one.day,
      day_to: one.dayTo,
      minutes: one.minutes,
      sealed_place: one.place === null ? null : sealPlace(ctx, one.id, one.place, scopeAt(one.to.area_path)),
      is_infection: one.isInfection,
      is_active: true,
      made_at: ctx.now,
      made_by: by?.id ?? null,
      version: 1,
    })),
  )
  const raised = new Map<string, { row: TracedRow; standing: Standing; lastMetOn: string | null }>()
  for (const one of meetings) {
    if (!done.has(one.id)) continue
    const before = raised.get(one.to.id) ?? { row: one.to, standing: one.to.standing, lastMetOn: one.to.last_met_on }
    const by = standingBy(one.from.standing, levelsFor(one.to.area_path))
    const standing = by === null || one.to.closed_on !== null ? before.standing : stricter(before.standing, by)
    const lastMetOn = before.lastMetOn === null || before.lastMetOn < one.dayTo ? one.dayTo : before.lastMetOn
    raised.set(one.to.id, { row: one.to, standing, lastMetOn })
  }
  const changes = [...raised.values()].filter(({ row, standing, lastMetOn }) => standing !== row.standing || lastMetOn !== row.last_met_on)
  await raiseStandings(
    ctx,
    changes.map(({ row, standing, lastMetOn }) => ({
      id: row.id,
      standing,
      lastMetOn,
      dueAt: standing === row.standing ? null : dueAt(row.area_path, standing),
    })),
  )
  const turned = changes.filter(({ row, standing }) => standing !== row.standing)
  const to = new Map(turned.map(({ row, standing }) => [row.id, standing]))
  await turnMany(
    ctx,
    turned.map(({ row }) => row),
    by,
    { kind: 'standing', from: (row) => row.standing, to: (row) => to.get(row.id) ?? null },
  )
  await tellChanged(
    ctx,
    changes.map(({ row }) => row),
  )
  return done.size
}

export const newMeeting = (of: Omit<Meeting, 'id' | 'minutes' | 'place' | 'isInfection'> & Partial<Meeting>): Meeting => ({
  id: uuidv7(),
  minutes: null,
  place: null,
  isInfection: false,
  ...of,
})
