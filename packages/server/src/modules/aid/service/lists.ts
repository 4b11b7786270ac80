// Transports as the reader of this request may see them.
import type { aid } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { mayArrange, stepsFrom } from '@xiaomen/rules/aid'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { namesOf } from '../../registry/index.ts'
import { doorsOfAll, within } from '../../tasks/index.ts'
import * as repo from '../repo.ts'
import { noted, notFound, openArrangement, openNote } from '../step.ts'
import type { TransportRow } from '../tables.ts'

type Aid = Handlers<typeof aid>
const MOST_ENDED = 100
const iso = (at: Date | null) => at?.toISOString() ?? null

export async function pathsFor(ctx: Ctx, areaId: string | undefined): Promise<string[]> {
  const paths = ctx.paths('aid.read')
  if (areaId === undefined) return paths
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('aid.read', area)
  return within(paths, area.path)
}

async function viewsOf(ctx: Ctx, rows: readonly TransportRow[]) {
  const doors = await doorsOfAll(ctx, rows)
  const people = rows.flatMap((row) => [row.person_id, ...(row.companion_id === null ? [] : [row.companion_id])])
  const names = await namesOf(ctx, people)
  return rows.map((row) => {
    const { place, door } = doors.get(row)!
    const sight = ctx.sight(row.area_path)
    const nameOf = (personId: string | null) => masked('name', (personId && names.get(personId)) || null, sight.name)
    const { plate, escort, hospital } = openArrangement(ctx, row) ?? { plate: null, escort: null, hospital: null }
    return {
      id: row.id,
      kind: sight.care === 'full' ? row.kind : null,
      state: row.state,
      personId: row.person_id,
      name: nameOf(row.person_id),
      companion: nameOf(row.companion_id),
      homeId: row.home_id,
      path: row.area_path,
      place,
      door,
      asker: row.asker,
      requestedAt: row.requested_at.toISOString(),
      until: row.until_at.toISOString(),
      isOverdue: row.is_overdue && row.ended_at === null,
      plate,
      escort: masked('name', escort, sight.name),
      hospital,
      // In a list of many nobody reads what is wrong with whom.
      note: null as string | null,
      leftAt: iso(row.left_at),
      arrivedAt: iso(row.arrived_at),
      endedAt: iso(row.ended_at),
      version: row.version,
    }
  })
}

const rank = ({ state, is_overdue }: TransportRow): number => (state === 'requested' ? 0 : is_overdue ? 1 : state === 'arranged' ? 2 : 3)

export const listTransports: Aid['listTransports'] = async (ctx, { areaId, list }) => {
  const paths = await pathsFor(ctx, areaId)
  const open = await repo.listOpen(ctx, paths)
  const rows = list === 'ended' ? await repo.listEnded(ctx, paths, MOST_ENDED + 1) : open.toSorted((one, other) => rank(one) - rank(other))
  const count = (is: (row: TransportRow) => boolean) => open.filter(is).length
  return {
    counts: {
      requested: count(({ state }) => state === 'requested'),
      arranged: count(({ state }) => state === 'arranged'),
      away: count(({ state }) => state === 'left' || state === 'arrived'),
      overdue: count(({ is_overdue }) => is_overdue),
    },
    transports: await viewsOf(ctx, list === 'ended' ? rows.slice(0, MOST_ENDED) : rows),
    isCut: list === 'ended' && rows.length > MOST_ENDED,
    mayRequest: ctx.whereThere('aid.requestTransport', paths).some((path) => ctx.may('aid.request', { path })),
  }
}

export const getTransport: Aid['getTransport'] = async (ctx, { transportId }) => {
  const row = await repo.findTransport(ctx, transportId)
  if (!row) throw notFound()
  ctx.must('aid.read', { path: row.area_path })
  noted(ctx, row)
  const [view] = await viewsOf(ctx, [row])
  const steps = await repo.listSteps(ctx, row)
  const names = await accountNames(
    ctx,
    steps.flatMap((step) => step.account_id ?? []),
  )
  const isMine = ctx.may('aid.request', { path: row.area_path })
  return {
    ...view!,
    note: ctx.sight(row.area_path).health !== 'none' ? openNote(ctx, row) : null,
    steps: steps.map(({ id, what, at, account_id }) => ({ id, what, at: at.toISOString(), by: (account_id && names.get(account_id)) || null })),
    may: { arrange: isMine && mayArrange(row.state), steps: isMine ? stepsFrom(row.state, row.kind) : [] },
  }
}
