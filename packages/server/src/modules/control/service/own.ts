// 我的管控: what somebody under control, and who lives with them, is told: which measure, since when, until when, by which rule, on what evidence, by which offices.
import type { controlCases } from '@xiaomen/contract'
import { addDays } from '@xiaomen/rules/days'
import { type CaseState, endOf, isEnded, missingHalves, recordsOn, SYMPTOMS, type Trigger } from '@xiaomen/rules/control'
import { isAnswered, type CorrectionState } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findPerson, peopleByIds } from '../../registry/index.ts'
import { listAppealsOf } from '../repo/appeal.ts'
import { listForHome } from '../repo/case.ts'
import { openPaper } from '../sealing.ts'
import { courseAt, factsSoFar } from '../settle.ts'
import type { AppealRow, ControlCaseRow } from '../tables.ts'
import { planFileOf, trackFileOf, trackNameOf } from '../track-file.ts'
import { daysOfView, measureNameOf } from '../views.ts'
import { ownAppeal } from './appeals.ts'

type Cases = Handlers<typeof controlCases>
/** What is over is shown as long as an answer to it may be looked for. */
const ENDED_SHOWN_DAYS = 14
const ALL_DAY = { morning: '00:00', evening: '00:00', nextLevel: '00:00' }

export const listOwn: Cases['listOwn'] = async (ctx) => {
  const { personId } = ctx.self()
  const me = personId === null ? null : await findPerson(ctx, personId)
  if (me === null) return []
  const today = localDay(ctx.now)
  const found = await listForHome(ctx, me.communityId, { homeId: me.homeId, personId: me.id }, addDays(today, -ENDED_SHOWN_DAYS))
  const people = await peopleByIds(
    ctx,
    found.map((row) => row.person_id),
  )
  // Of somebody who has left nobody at the old door is told anything, although their case is still of it.
  const rows = found.filter((row) => row.person_id === me.id || people.get(row.person_id)?.homeId === me.homeId)
  const appeals = Map.groupBy(await listAppealsOf(ctx, rows), (row) => row.case_id)
  ctx.audit.subjects(rows.map((row) => row.person_id))
  const views = []
  for (const row of rows)
    views.push(
      await ownView(ctx, row, { isMe: row.person_id === me.id, name: people.get(row.person_id)?.name ?? '—', appeals: appeals.get(row.id) ?? [], today }),
    )
  return views.toSorted((a, b) => Number(b.isMe) - Number(a.isMe))
}

async function ownView(ctx: Ctx, row: ControlCaseRow, { isMe, name, appeals, today }: { isMe: boolean; name: string; appeals: AppealRow[]; today: string }) {
  const facts = await factsSoFar(ctx, row)
  const course = courseAt(row, facts, today)
  const track = trackFileOf(row)
  const measure = course.measure === null ? undefined : planFileOf(row)?.measures[course.measure]
  const end = endOf(facts)
  const done = new Set(facts.flatMap((fact) => (fact.kind === 'record' && fact.day === today ? [fact.half] : [])))
  const perDay = row.records_per_day as 0 | 1 | 2
  const left = missingHalves(perDay, done, ALL_DAY, '23:59')
  const isRunning = !isEnded(course.state)
  const asked =
    perDay === 0 ? [] : perDay === 2 ? (['morning', 'evening'] as const) : recordsOn(facts, today) > 0 ? [...done].slice(0, 1) : (['evening'] as const)
  return {
    id: row.id,
    communityId: row.community_id,
    today,
    isMe,
    name,
    state: course.state as CaseState,
    track: trackNameOf(row),
    measure: measureNameOf(row, course.measure),
    rules: (measure?.rules ?? []).map(({ zh, en }) => ({ zh, en })),
    from: course.from,
    until: course.lastDay,
    releasableOn: course.releasableOn,
    endedOn: end?.day ?? null,
    endedWithOrder: end?.kind === 'lifted',
    trigger: row.trigger as Trigger,
    anchorDay: course.anchorDay,
    evidence: { kind: row.evidence_kind as 'testResult', issuedBy: openPaper(ctx, row).issuedBy },
    units: [...new Set([row.opened_unit, row.confirmed_unit].filter((unit) => unit !== null))],
    rule: {
      packId: row.pack_id,
      edition: course.edition,
      source: track === undefined ? { zh: '—', en: '—' } : { zh: track.source.zh, en: track.source.en },
      isDraft: track?.isDraft ?? true,
    },
    days: daysOfView(facts, course, today),
    symptoms: SYMPTOMS.filter((one) => track?.symptoms.includes(one)),
    asked: isRunning ? asked.map((half) => ({ half, isDone: !left.includes(half) })) : [],
    mayRecord: isRunning && perDay > 0,
    mayAppeal: isRunning && !appeals.some((one) => !isAnswered(one.state as CorrectionState)),
    appeals: appeals.map((one) => ownAppeal(ctx, one)),
  }
}
