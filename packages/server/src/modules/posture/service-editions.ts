import { commonErrors, type posture, postureErrors, postureEvents } from '@xiaomen/contract'
import type { Example, Exemplified } from '@xiaomen/rules/packs'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import type { Handlers } from '../../platform/module.ts'
import { accountNames } from '../access/index.ts'
import { actsOf, openAct, signAct, withdrawAct } from '../approvals/index.ts'
import { findArea, listAreas } from '../areas/index.ts'
import { official } from './acts.ts'
import { type Trial, tryEdition, type Typed } from './editions.ts'
import { needEditions } from './local-packs.ts'
import { findPack, type Pack, PEACE } from './packs.ts'
import * as repo from './repo-editions.ts'
import type { LocalEditionRow } from './tables.ts'

type Editions = Handlers<typeof posture>
/** Whoever writes rules for others does not put them in force: two others read and sign them. */
const SIGNATURES = 2
const KIND = 'posture.edition'

async function packFor(ctx: Ctx, packId: string, edition: string): Promise<Pack> {
  if (!findPack(packId, edition)) await needEditions(ctx)
  const pack = findPack(packId, edition)
  if (!pack) throw fail(postureErrors, 'posture.unknown_pack')
  return pack
}

const shown = ({ problems, results, differences }: Trial) => ({
  problems,
  examples: results.length,
  unmet: results
    .filter(({ isMet }) => !isMet)
    .map(({ file, index, says, expected, got }) => ({ file, index, says, expected: JSON.stringify(expected), got: JSON.stringify(got) })),
  differences,
})
const typedOf = (row: LocalEditionRow): Typed => ({ files: row.files, examples: row.examples }) as Typed
const payloadOf = ({ id, pack_id, base_edition, edition, files, examples }: LocalEditionRow) => ({ id, pack_id, base_edition, edition, files, examples })

async function viewsOf(ctx: Ctx, rows: readonly LocalEditionRow[]) {
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  const names = await accountNames(
    ctx,
    rows.map((row) => row.drafted_by),
  )
  const waiting = new Map(
    (
      await actsOf(
        ctx,
        rows.map(({ id }) => id),
      )
    )
      .filter((act) => act.isOpen)
      .map((act) => [act.subjectId, act]),
  )
  return rows.map((row) => ({
    id: row.id,
    areaId: row.area_id,
    areaName: areas.get(row.area_id) ?? '—',
    packId: row.pack_id,
    edition: row.edition,
    baseEdition: row.base_edition,
    note: row.note,
    state: row.state as 'drafted' | 'approved' | 'withdrawn',
    draftedBy: names.get(row.drafted_by) ?? '—',
    draftedUnit: row.drafted_unit,
    draftedAt: row.drafted_at.toISOString(),
    approvedAt: row.approved_at?.toISOString() ?? null,
    waiting: waiting.get(row.id) ?? null,
    mayWithdraw: row.state === 'drafted' && ctx.may('posture.draft', { path: row.area_path }),
  }))
}
const viewOf = async (ctx: Ctx, row: LocalEditionRow) => (await viewsOf(ctx, [row]))[0]!

export const getPack: Editions['getPack'] = async (ctx, { packId, edition }) => {
  ctx.paths('posture.read')
  const pack = await packFor(ctx, packId, edition)
  const { results } = tryEdition(pack, { files: {}, examples: {} })
  return {
    file: pack.file,
    files: pack.files,
    inherited: Object.entries(pack.from)
      .filter(([, from]) => from.packId !== packId || from.edition !== edition.split('.')[0])
      .map(([name]) => name as keyof Pack['from']),
    examples: results.map(({ file, index, says, isMet }) => ({ file, index, says, isMet })),
    exampleTexts: Object.fromEntries(Object.entries(pack.examples).map(([name, lines]) => [name, textOf(lines)])) as Record<Exemplified, string>,
    mayChange: pack.file.id !== PEACE.packId,
  }
}
/** A line for a line, so that somebody finds the one that is not met. */
const textOf = (lines: readonly Example[]) => (lines.length === 0 ? '[]' : `[\n${lines.map((line) => `  ${JSON.stringify(line)}`).join(',\n')}\n]`)

export const checkEdition: Editions['checkEdition'] = async (ctx, { packId, edition, ...typed }) => {
  ctx.paths('posture.draft')
  return shown(tryEdition(await packFor(ctx, packId, edition), typed))
}

export const listEditions: Editions['listEditions'] = async (ctx) => {
  ctx.paths('posture.read')
  return viewsOf(ctx, await repo.listEditions(ctx))
}

export const getEdition: Editions['getEdition'] = async (ctx, { editionId }) => {
  const row = await repo.findEdition(ctx, editionId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.read', { path: row.area_path })
  return { ...(await viewOf(ctx, row)), checked: shown(tryEdition(await packFor(ctx, row.pack_id, row.base_edition), typedOf(row))) }
}

export const draftEdition: Editions['draftEdition'] = async (ctx, { id, areaId, packId, edition, note, ...typed }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.draft', area)
  // Peace is what holds where nobody decided anything: nobody writes rules into it.
  if (packId === PEACE.packId) throw fail(postureErrors, 'posture.unknown_pack')
  const trial = tryEdition(await packFor(ctx, packId, edition), typed)
  if (trial.problems.length > 0 || trial.results.some(({ isMet }) => !isMet)) throw fail(postureErrors, 'posture.edition_unfit')
  if (trial.differences.length === 0) throw fail(postureErrors, 'posture.edition_unchanged')
  const { id: by, unit } = official(ctx)
  const again = await repo.findEdition(ctx, id)
  if (again) return viewOf(ctx, again)
  const row: LocalEditionRow = {
    id,
    area_id: area.id,
    area_path: area.path,
    pack_id: packId,
    base_edition: edition,
    edition: '',
    files: typed.files,
    examples: typed.examples,
    note,
    state: 'drafted',
    drafted_by: by,
    drafted_unit: unit,
    drafted_at: ctx.now,
    approved_at: null,
  }
  const [root] = edition.split('.')
  for (let number = 1; number < 1000; number += 1) {
    row.edition = `${root}.${number}`
    if (!(await repo.insertEdition(ctx, row))) continue
    await openAct(ctx, {
      kind: KIND,
      subjectId: id,
      payload: payloadOf(row),
      people: 0,
      base: SIGNATURES,
      permission: 'posture.approve',
      communityId: area.communityId ?? area.id,
      path: area.path,
    })
    return viewOf(ctx, row)
  }
  throw fail(commonErrors, 'request.conflict')
}

async function lockFor(ctx: Ctx, editionId: string, permission: string): Promise<LocalEditionRow> {
  const row = await repo.lockEdition(ctx, editionId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, { path: row.area_path })
  if (row.state !== 'drafted') throw fail(postureErrors, 'posture.edition_settled')
  return row
}

export const approveEdition: Editions['approveEdition'] = async (ctx, { editionId, actId }) => {
  const row = await lockFor(ctx, editionId, 'posture.approve')
  if (!(await actsOf(ctx, [row.id])).some((act) => act.id === actId)) throw fail(commonErrors, 'request.not_found')
  const signed = await signAct(ctx, { actId, payload: payloadOf(row), refuse: (reason) => fail(postureErrors, 'posture.same_person', { reason }) })
  if (!signed.isDone) return viewOf(ctx, row)
  // The edition it was made of may have been read anew since: what is approved fits today.
  const trial = tryEdition(await packFor(ctx, row.pack_id, row.base_edition), typedOf(row))
  if (trial.pack === null || trial.results.some(({ isMet }) => !isMet)) throw fail(postureErrors, 'posture.edition_unfit')
  const change = { state: 'approved', approved_at: ctx.now }
  await repo.updateEdition(ctx, row.id, change)
  await ctx.emit(postureEvents.editionApproved, { editionId: row.id, areaId: row.area_id })
  return viewOf(ctx, { ...row, ...change })
}

export const withdrawEdition: Editions['withdrawEdition'] = async (ctx, { editionId }) => {
  const row = await lockFor(ctx, editionId, 'posture.draft')
  const change = { state: 'withdrawn', approved_at: null }
  await withdrawAct(ctx, KIND, row.id)
  await repo.updateEdition(ctx, row.id, change)
  return viewOf(ctx, { ...row, ...change })
}
