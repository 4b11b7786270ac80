// 换版: the work on the open cases, a part at a time, each part whole: looked at, written, taken back. What was begun is gone on with after a stop.
import { controlEvents } from '@xiaomen/contract'
import { changeEdition, decide, type Fact } from '@xiaomen/rules/control'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Services, worker } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { findPack, tracksOf } from '../posture/index.ts'
import { updateStandings } from './repo/case.ts'
import * as repo from './repo/edition.ts'
import { factsOfMany, insertFacts } from './repo/fact.ts'
import { factsOf, halvesOfFact } from './sealing.ts'
import { courseAt, standingOf, tell } from './settle.ts'
import type { CaseFactRow, ControlCaseRow, EditionRunRow } from './tables.ts'
import { planTodayOfMany } from './work.ts'

const AT_ONCE = 1_000
type Key = { communityId: string; id: string }
type Part = { last: Key | null; seen: number; done: number }

/** The change's own name in the facts of each case, by which it is taken back. */
const factName = (runId: string) => `run:${runId}`
const keyIn = (run: Pick<EditionRunRow, 'pack_id' | 'edition'>, track: string): string | null =>
  findPack(run.pack_id, run.edition)?.control.tracks.some((one) => one.key === track) ? track : null

const PIECE = 250
/** The database reads the next piece while this process opens and works out the one before. */
export async function factsByCase(ctx: Ctx, cases: readonly Pick<ControlCaseRow, 'community_id' | 'id'>[]): Promise<Map<string, Fact[]>> {
  const pieces = Array.from({ length: Math.ceil(cases.length / PIECE) }, (_, nth) => cases.slice(nth * PIECE, (nth + 1) * PIECE))
  const asked = pieces.map((piece) =>
    factsOfMany(
      ctx,
      piece,
      piece.map((row) => row.id),
    ),
  )
  // Whichever fails is told where it is waited for; the others fail with it and are heard here.
  Promise.all(asked).catch(() => undefined)
  const facts = new Map<string, Fact[]>()
  for (const [nth, piece] of pieces.entries()) {
    const rows = await asked[nth]!
    for (const row of piece) facts.set(row.id, factsOf(ctx, rows.get(row.id) ?? []))
  }
  return facts
}

const changeOf = (row: repo.Concerned, facts: readonly Fact[], run: EditionRunRow, today: string) =>
  changeEdition(facts, { id: factName(run.id), edition: run.edition, key: keyIn(run, row.track) }, { today, trackOf: tracksOf(row.pack_id) })

async function look(ctx: Ctx, run: EditionRunRow, after: Key | null): Promise<Part> {
  const cases = await repo.listConcerned(ctx, run, after, AT_ONCE)
  const facts = await factsByCase(ctx, cases)
  await repo.insertLines(
    ctx,
    cases.flatMap((row) => {
      const of = facts.get(row.id)!
      if (of.length === 0) return []
      const { effect, before, after: then } = changeOf(row, of, run, run.previewed_for)
      return [
        {
          community_id: row.community_id,
          run_id: run.id,
          case_id: row.id,
          area_path: row.area_path,
          effect,
          from_edition: before.edition,
          last_day_before: before.lastDay,
          last_day_after: then.lastDay,
          state_before: before.state,
          state_after: then.state,
          is_applied: false,
        },
      ]
    }),
  )
  const last = cases.at(-1)
  return { last: last ? { communityId: last.community_id, id: last.id } : null, seen: cases.length, done: cases.length }
}

/** Adds one fact to each of many cases that are locked. @returns each as it stands with it */
export async function writeMany(ctx: Ctx, added: readonly { row: ControlCaseRow; facts: readonly Fact[]; fact: Fact }[]): Promise<ControlCaseRow[]> {
  const today = localDay(ctx.now)
  const rows = added.map(({ row, fact }): CaseFactRow => ({
    community_id: row.community_id,
    case_id: row.id,
    number: row.facts + 1,
    id: uuidv7(),
    kind: fact.kind,
    day: today,
    half: null,
    content: halvesOfFact(fact, {}).content,
    sealed: null,
    at: ctx.now,
    received_at: ctx.now,
    account_id: null,
    unit: null,
    way: 'rule',
    digest: null,
  }))
  const standings = added.map(({ row, facts, fact }) => standingOf(row, courseAt(row, [...facts, fact], today), [...facts, fact], today))
  await updateStandings(ctx, standings)
  await repo.addToFacts(
    ctx,
    added.map(({ row }) => row),
  )
  await insertFacts(ctx, rows)
  const after = added.map(({ row }, index) => ({ ...row, ...standings[index]!, facts: row.facts + 1, version: row.version + 1 }))
  for (const [index, { row }] of added.entries()) await tell(ctx, row, after[index]!)
  return after
}

async function apply(ctx: Ctx, run: EditionRunRow, after: Key | null): Promise<Part> {
  const today = localDay(ctx.now)
  const { last, seen, cases } = await repo.lockLines(ctx, run, { isApplied: false, after, limit: AT_ONCE })
  const facts = await factsByCase(ctx, cases)
  const changed = cases.flatMap((row) => {
    const of = facts.get(row.id)!
    const [fact] = changeOf(row, of, run, today).facts
    return fact === undefined ? [] : [{ row, facts: of, fact }]
  })
  await writeMany(ctx, changed)
  await repo.markLines(
    ctx,
    run.id,
    changed.map(({ row }) => row),
    true,
  )
  return { last, seen, done: changed.length }
}

async function undo(ctx: Ctx, run: EditionRunRow, after: Key | null): Promise<Part> {
  const today = localDay(ctx.now)
  const { last, seen, cases } = await repo.lockLines(ctx, run, { isApplied: true, after, limit: AT_ONCE })
  const facts = await factsByCase(ctx, cases)
  const back = cases.flatMap((row) => {
    const of = facts.get(row.id)!
    const decision = decide(of, { kind: 'undoEdition', of: factName(run.id) }, { today, trackOf: tracksOf(row.pack_id) })
    return 'refused' in decision ? [] : [{ row, facts: of, fact: decision.facts[0]! }]
  })
  await writeMany(ctx, back)
  await repo.markLines(
    ctx,
    run.id,
    back.map(({ row }) => row),
    false,
  )
  return { last, seen, done: back.length }
}

const STEPS = { counting: look, applying: apply, undoing: undo } as const
type Step = keyof typeof STEPS
const isStep = (state: string): state is Step => state in STEPS
const moved = (ctx: Ctx, run: EditionRunRow) => ctx.emit(controlEvents.editionMoved, { runId: run.id, areaId: run.area_id, areaPath: run.area_path })

async function finish(ctx: Ctx, run: EditionRunRow): Promise<void> {
  const state = run.state as Step
  if (state === 'counting') {
    const counts = await repo.countLines(ctx, run.id)
    await repo.updateRun(ctx, run.id, { state: 'previewed', counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0) })
  } else if (state === 'applying') await repo.updateRun(ctx, run.id, { state: 'applied', applied_at: ctx.now, left_alone: run.total - run.done })
  else await repo.updateRun(ctx, run.id, { state: 'undone', undone_at: ctx.now, left_alone: run.total - run.done })
  await moved(ctx, run)
  if (state !== 'counting') await ctx.enqueue('control.afterEdition', { runId: run.id })
}

/** Does what the run's state says until nothing of it is left. */
async function runEdition({ asSystem, wakeRelay }: Pick<Services, 'asSystem' | 'wakeRelay'>, runId: string): Promise<void> {
  let after: Key | null = null
  for (;;) {
    const cursor: Key | null = after
    const part = await asSystem('control.edition', async (ctx): Promise<Part | null> => {
      const run = await repo.lockRun(ctx, runId)
      if (run === undefined || !isStep(run.state)) return null
      const found = await STEPS[run.state](ctx, run, cursor)
      if (found.last === null) {
        await finish(ctx, run)
        return null
      }
      await repo.updateRun(ctx, runId, { done: run.done + found.done })
      await moved(ctx, run)
      return found
    })
    if (part === null) break
    after = part.last
  }
  wakeRelay()
}

const PLANNED_AT_ONCE = 200
/** What is to be done at whose door today, and whose release is due, now that other rules hold. */
async function afterEdition({ asSystem, wakeRelay }: Services, runId: string): Promise<void> {
  let after: Key | null = null
  for (;;) {
    const cursor: Key | null = after
    const last = await asSystem('control.edition', async (ctx): Promise<Key | null> => {
      const lines = await repo.listDueByRun(ctx, runId, cursor, PLANNED_AT_ONCE)
      const cases = await repo.lockCasesById(
        ctx,
        lines.map((line) => ({ communityId: line.community_id, id: line.case_id })),
      )
      const facts = await factsByCase(ctx, cases)
      await planTodayOfMany(
        ctx,
        cases.map((row) => ({ row, facts: facts.get(row.id)! })),
      )
      const end = lines.at(-1)
      return end ? { communityId: end.community_id, id: end.case_id } : null
    })
    if (last === null) break
    after = last
  }
  wakeRelay()
}

export const workers = [
  worker('control.runEdition', (services, { runId }) => runEdition(services, runId!)),
  worker('control.afterEdition', (services, { runId }) => afterEdition(services, runId!)),
]
