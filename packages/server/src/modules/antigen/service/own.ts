// By the household: what was handed out is signed for, results are reported, help is asked for. One reports for those of the same home.
import { type antigen, antigenErrors, antigenEvents } from '@xiaomen/contract'
import { mayReport } from '@xiaomen/rules/antigen'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { findHome, findPerson, residentsOf } from '../../registry/index.ts'
import { notFound } from '../books.ts'
import { planHelp } from '../meant.ts'
import { openResult, report } from '../report.ts'
import { findTarget, listReportsOf, listRounds, listTargetsOf, updateTarget } from '../repo/round.ts'
import { listHandOutsOfHome, lockHandOut, updateHandOut } from '../repo/stock.ts'
import type { RoundRow, TargetRow } from '../tables.ts'
import { roundOf } from './hand-outs.ts'

type Antigen = Handlers<typeof antigen>

/** Whoever is signed in, and those who live with them. */
async function household(ctx: Ctx) {
  const { personId } = ctx.self()
  const me = personId === null ? null : await findPerson(ctx, personId)
  if (me === null) return null
  const home = me.homeId === null ? null : await findHome(ctx, me.homeId)
  const people = home === null ? [me] : await residentsOf(ctx, home.id)
  return { me, home, people: people.some(({ id }) => id === me.id) ? people : [me, ...people], communityId: me.communityId }
}

export const listOwn: Antigen['listOwn'] = async (ctx) => {
  const own = await household(ctx)
  if (own === null) return []
  const { me, home, people, communityId } = own
  const ids = people.map(({ id }) => id)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const { targets, rounds, reports, handed } = await seeingAll(ctx, async () => {
    const targets = await listTargetsOf(ctx, communityId, ids)
    const rounds = (await listRounds(ctx, [...new Set(targets.map((row) => row.round_id))])).filter((row) => row.closed_at === null)
    const roundIds = rounds.map(({ id }) => id)
    return {
      targets,
      rounds,
      reports: await listReportsOf(ctx, communityId, roundIds, ids),
      handed: home === null ? [] : await listHandOutsOfHome(ctx, communityId, home.id, roundIds),
    }
  })
  return rounds.map((round) => ({
    roundId: round.id,
    title: round.title,
    dueOn: round.due_on,
    handed: handed
      .filter((row) => row.round_id === round.id)
      .map(({ id, count, at, confirmed_at }) => ({ id, count, at: at.toISOString(), confirmedAt: confirmed_at?.toISOString() ?? null })),
    people: targets
      .filter((row) => row.round_id === round.id)
      .map(({ person_id, help }) => {
        const said = reports.filter((row) => row.round_id === round.id && row.person_id === person_id)
        const results = said.map((row) => openResult(ctx, row))
        return {
          personId: person_id,
          name: names.get(person_id) ?? '',
          isMe: person_id === me.id,
          mayReport: mayReport(results, round.per_head),
          help,
          reports: said.map((row, at) => ({ result: results[at]!, at: row.at.toISOString() })),
        }
      }),
  }))
}

export const signOwn: Antigen['signOwn'] = async (ctx, { handOutId }) => {
  const own = await household(ctx)
  const row = own === null ? undefined : await lockHandOut(ctx, handOutId)
  if (!row || row.holder_id !== own?.home?.id) throw notFound()
  ctx.audit.communityId(row.community_id)
  if (row.confirmed_at !== null) return {}
  await updateHandOut(ctx, row, { confirmed_at: ctx.now })
  await ctx.emit(antigenEvents.changed, { communityId: row.community_id, areaPath: row.area_path, roundId: row.round_id })
  return {}
}

/** Of the own household, or at the own work. @throws 404 for anybody else */
async function ownTarget(ctx: Ctx, roundId: string, personId: string): Promise<{ round: RoundRow; target: TargetRow }> {
  const own = await household(ctx)
  if (own === null || !own.people.some(({ id }) => id === personId)) throw notFound()
  const round = await roundOf(ctx, roundId)
  const target = await seeingAll(ctx, () => findTarget(ctx, roundId, personId))
  if (!target) throw fail(antigenErrors, 'antigen.not_meant')
  ctx.audit.subjects([personId])
  return { round, target }
}

export const reportOwn: Antigen['reportOwn'] = async (ctx, { id, roundId, personId, result, photo }) => {
  const { round, target } = await ownTarget(ctx, roundId, personId)
  await seeingAll(ctx, () => report(ctx, round, target, { id, result, at: ctx.now, way: 'own', photo }))
  return { id }
}

export const askOwnHelp: Antigen['askOwnHelp'] = async (ctx, { roundId, personId }) => {
  const { round, target } = await ownTarget(ctx, roundId, personId)
  if (round.closed_at !== null) throw fail(antigenErrors, 'antigen.round_closed')
  // Nobody goes to a workplace for it.
  if (target.home_id === null) throw fail(antigenErrors, 'antigen.not_meant')
  if (target.help !== null) return {}
  await seeingAll(ctx, async () => {
    await updateTarget(ctx, target, { help: 'asked' })
    await planHelp(ctx, round)
  })
  await ctx.emit(antigenEvents.changed, { communityId: round.community_id, areaPath: target.area_path, roundId })
  return {}
}
