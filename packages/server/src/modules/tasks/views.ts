// Tasks and doors as the reader of this request may see them.
import type { OutcomeView, TaskView } from '@xiaomen/contract'
import { contains, parentPath } from '@xiaomen/rules/areas'
import { areaOfHome, compareDoors } from '@xiaomen/rules/tasks'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { accountNames } from '../access/index.ts'
import { type Area, areasAt } from '../areas/index.ts'
import { homesByIds } from '../registry/index.ts'
import { listOutcomes } from './repo/outcome.ts'
import type { OutcomeRow, TaskRow } from './tables.ts'

export type DoorView = { areaId: string | null; place: string[]; door: string | null; floor: number | null }
type Placed = { home_id: string | null; area_path: string }

/** Compound, building, unit and door of each of these. Homes and areas are asked for once, however many there are. */
export async function doorsOfAll<T extends Placed>(ctx: Ctx, rows: readonly T[]): Promise<Map<T, DoorView>> {
  const homes = new Map(
    (
      await homesByIds(
        ctx,
        rows.flatMap((row) => row.home_id ?? []),
      )
    ).map((home) => [home.id, home]),
  )
  const paths = new Set<string>()
  for (const row of rows) for (let up: string | null = areaOfHome(row.area_path); up !== null; up = parentPath(up)) paths.add(up)
  const areas = new Map((await areasAt(ctx, [...paths])).map((area) => [area.path, area]))
  const names = new Map<string, { id: string | null; place: string[] }>()
  const placeOf = (path: string) => {
    const known = names.get(path)
    if (known) return known
    const chain: Area[] = []
    for (let up: string | null = path; up !== null; up = parentPath(up)) {
      const area = areas.get(up)
      if (area && ['compound', 'building', 'unit'].includes(area.level)) chain.unshift(area)
    }
    const made = { id: areas.get(path)?.id ?? null, place: chain.map((area) => area.name) }
    names.set(path, made)
    return made
  }
  return new Map(
    rows.map((row) => {
      const home = row.home_id === null ? undefined : homes.get(row.home_id)
      const { id, place } = placeOf(areaOfHome(row.area_path))
      const sight = ctx.sight(row.area_path).door
      return [
        row,
        {
          areaId: id,
          place,
          door: home === undefined || sight === 'none' ? null : sight === 'full' ? home.door : '*',
          floor: sight === 'full' ? (home?.floor ?? null) : null,
        },
      ]
    }),
  )
}

/** In the order one walks. */
export async function taskViews(ctx: Ctx, rows: readonly TaskRow[]): Promise<z.input<typeof TaskView>[]> {
  const doors = await doorsOfAll(ctx, rows)
  return rows
    .map((row) => {
      const { areaId, place, door, floor } = doors.get(row)!
      return {
        id: row.id,
        kind: row.kind,
        title: row.title,
        areaPath: areaOfHome(row.area_path),
        areaId,
        homeId: row.home_id,
        place,
        door,
        floor,
        subjectId: row.subject_id,
        sourceId: row.source_id,
        dueOn: row.due_on,
        priority: row.priority,
        state: row.state,
        tries: row.tries,
        lastOutcome: row.last_outcome,
        tryOn: row.try_on,
        tryPart: row.try_part,
        assigneeId: row.account_id,
        isDisputed: row.is_disputed,
      }
    })
    .toSorted((a, b) => compareDoors({ ...a, door: a.door ?? '' }, { ...b, door: b.door ?? '' }) || a.dueOn.localeCompare(b.dueOn))
}

export const noteAt = (row: string) => ({ table: 'tasks.outcome', row, column: 'sealed_note' })

/** With what was tried before, oldest first. A note may say anything of a household: whoever sees no names there sees no notes. */
export async function withOutcomes(ctx: Ctx, rows: readonly TaskRow[]) {
  const outcomes = await listOutcomes(
    ctx,
    [...new Set(rows.map((row) => row.community_id))],
    rows.map((row) => row.id),
  )
  const names = await accountNames(
    ctx,
    outcomes.flatMap((one) => one.account_id ?? []),
  )
  const byTask = Map.groupBy(outcomes, (one) => one.task_id)
  const viewOf = (one: OutcomeRow): z.input<typeof OutcomeView> => ({
    id: one.id,
    at: one.at.toISOString(),
    by: (one.account_id && names.get(one.account_id)) || '—',
    way: one.way,
    outcome: one.outcome,
    reason: one.reason,
    note: one.sealed_note === null || ctx.sight(one.area_path).name !== 'full' ? null : ctx.crypto.open('name', noteAt(one.id), one.sealed_note),
  })
  const views = await taskViews(ctx, rows)
  return views.map((view) => ({ ...view, outcomes: (byTask.get(view.id) ?? []).map(viewOf) }))
}

/** The area, when it lies where the caller holds the permission; the caller's own places when none is named. */
export const within = (paths: readonly string[], wanted: string | null): string[] =>
  wanted === null ? [...paths] : paths.some((path) => contains(path, wanted)) ? [wanted] : paths.filter((path) => contains(wanted, path))
