// 统计用区划代码: the yearly national list laid beside the tree.
import { createHash } from 'node:crypto'
import { type areas, areasErrors, areasEvents } from '@xiaomen/contract'
import { codeProblem, levelOfCode, parentCode, URBAN_RURAL_CLASSES } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { insertAreas } from '../insert-areas.ts'
import { type CodePlan, planCodes } from '../plan-codes.ts'
import { readCodeList } from '../read-codes.ts'
import * as areaRepo from '../repo/area.ts'
import type { Area } from '../repo/area.ts'
import { noteHistory } from '../repo/history.ts'
import { areaOf, areaView } from './views.ts'

type Areas = Handlers<typeof areas>

const mayHaveCode = (area: Area) => area.level === 'district' || area.level === 'street' || area.level === 'community'
const codeState = ({ code, codeYear, classCode }: Pick<Area, 'code' | 'codeYear' | 'classCode'>) => ({ code, codeYear, classCode })

async function codedRoot(ctx: Ctx, areaId: string): Promise<Area> {
  const root = await areaOf(ctx, areaId)
  ctx.must('areas.edit', root)
  if (!mayHaveCode(root)) throw fail(areasErrors, 'areas.no_code_below_community')
  return root
}

export const setCode: Areas['setCode'] = async (ctx, { areaId, code, year, classCode, version }) => {
  const area = await codedRoot(ctx, areaId)
  if (area.version !== version) throw fail(areasErrors, 'areas.changed_meanwhile')
  if (code !== null) {
    if (codeProblem(code) !== null || (classCode !== null && !URBAN_RURAL_CLASSES.some((known) => known === classCode)))
      throw fail(areasErrors, 'areas.bad_code')
    if (levelOfCode(code) !== area.level) throw fail(areasErrors, 'areas.code_of_another_level')
    const above = (await areaRepo.chainOf(ctx, area.path)).slice(0, -1).findLast((one) => one.code !== null)
    if (above && !liesUnder(code, above.code!)) throw fail(areasErrors, 'areas.code_not_under_parent')
  }
  const change = { id: areaId, code, codeYear: code === null ? null : year, classCode: code === null ? null : classCode }
  await saveCodes(ctx, [change])
  await noteHistory(ctx, [{ subject: area, what: 'codeSet', before: codeState(area), after: codeState(change) }])
  return areaView({ ...area, ...change, version: version + 1 })
}

const liesUnder = (code: string, above: string): boolean => {
  for (let up = parentCode(code); up !== null; up = parentCode(up)) if (up === above) return true
  return false
}

/** @throws when another area, perhaps one the actor does not see, has one of these codes */
async function saveCodes(ctx: Ctx, changes: readonly areaRepo.CodeChange[]): Promise<void> {
  if (changes.length === 0) return
  await areaRepo.updateCodes(ctx, changes).catch((error: unknown) => {
    throw (error as { code?: string }).code === '23505' ? fail(areasErrors, 'areas.code_taken') : error
  })
}

const digestOf = (plan: CodePlan, root: Area, year: number): string =>
  createHash('sha256')
    .update(
      JSON.stringify([root.id, year, plan.matches.map(({ row, areaId, parentId, state }) => [row.code, row.name, row.classCode, areaId, parentId, state])]),
    )
    .digest('base64url')

/** What needs a look stands first. */
const LOOK: readonly string[] = ['conflict', 'older', 'missing', 'changed', 'set', 'same']
const MOST_SHOWN = 1_000

export const previewCodes: Areas['previewCodes'] = async (ctx, { areaId, year }) => {
  const root = await codedRoot(ctx, areaId)
  const list = await readCodeList(ctx.file!)
  const plan = await planCodes(ctx, list, root, year)
  const count = (state: string) => plan.matches.filter((match) => match.state === state).length
  const rows = plan.matches.map(({ row, areaId: id, level, state }) => {
    const area = id === null ? undefined : plan.areas.get(id)
    return { ...row, level, state, areaId: id, areaName: area?.name ?? null, oldCode: area?.code ?? null, oldYear: area?.codeYear ?? null }
  })
  return {
    digest: digestOf(plan, root, year),
    root: plan.root,
    counts: {
      rows: list.rows.length,
      set: count('set'),
      same: count('same'),
      changed: count('changed'),
      older: count('older'),
      conflict: count('conflict'),
      missing: count('missing'),
      elsewhere: plan.elsewhere,
      wrong: list.problems.length,
    },
    rows: rows.toSorted((a, b) => LOOK.indexOf(a.state) - LOOK.indexOf(b.state)).slice(0, MOST_SHOWN),
    problems: list.problems.slice(0, MOST_SHOWN),
    unlisted: plan.unlisted.slice(0, MOST_SHOWN),
  }
}

export const commitCodes: Areas['commitCodes'] = async (ctx, { areaId, year, digest, addMissing }) => {
  const root = await codedRoot(ctx, areaId)
  const list = await readCodeList(ctx.file!)
  // Nobody moves, adds or codes anything beneath while it is done.
  await areaRepo.lockParents(
    ctx,
    (await areaRepo.areasUnder(ctx, root.path)).filter(mayHaveCode).map((area) => area.id),
  )
  const plan = await planCodes(ctx, list, root, year)
  if (digestOf(plan, root, year) !== digest) throw fail(areasErrors, 'areas.preview_outdated')
  if (plan.root !== 'found') throw fail(areasErrors, 'areas.root_not_listed')

  const changes = plan.matches
    .filter((match) => match.areaId !== null && (match.state === 'set' || match.state === 'changed'))
    .map(({ row, areaId: id }) => ({ id: id!, code: row.code, codeYear: year, classCode: row.classCode }))
  const before = new Map(changes.map((change) => [change.id, plan.areas.get(change.id)!]))
  const missing = addMissing ? plan.matches.filter((match) => match.areaId === null) : []
  const added = await addAreas(ctx, missing, plan)
  const codes = added.map(({ area, row }) => ({ id: area.id, code: row.code, codeYear: year, classCode: row.classCode }))
  await saveCodes(ctx, [...changes, ...codes])
  await noteHistory(ctx, [
    ...changes.map((change) => ({
      subject: before.get(change.id)!,
      what: 'codeSet' as const,
      before: codeState(before.get(change.id)!),
      after: codeState(change),
    })),
    ...added.map(({ area, row }) => ({ subject: area, what: 'codeSet' as const, after: { code: row.code, codeYear: year, classCode: row.classCode } })),
  ])
  for (const { area } of added) await ctx.emit(areasEvents.areaAdded, { communityId: area.communityId, areaId: area.id })
  return { set: changes.length, added: added.length }
}

/** Streets before their communities: a parent that is missing too is added first. */
async function addAreas(ctx: Ctx, missing: CodePlan['matches'], plan: CodePlan) {
  const idOf = new Map(plan.matches.flatMap((match) => (match.areaId === null ? [] : [[match.row.code, match.areaId] as const])))
  const parentIdOf = (code: string): string | null => {
    for (let up = parentCode(code); up !== null; up = parentCode(up)) if (idOf.has(up)) return idOf.get(up)!
    return null
  }
  const all: { area: Area; row: CodePlan['matches'][number]['row'] }[] = []
  for (const level of ['street', 'community'] as const) {
    const rows = missing.filter((match) => match.level === level)
    const areasOf = await insertAreas(
      ctx,
      rows.map(({ row }) => ({ parentId: parentIdOf(row.code), level, name: row.name })),
    ).catch((error: unknown) => {
      throw (error as { code?: string }).code === '23505' ? fail(areasErrors, 'areas.name_taken') : error
    })
    areasOf.forEach((area, at) => {
      idOf.set(rows[at]!.row.code, area.id)
      all.push({ area, row: rows[at]!.row })
    })
  }
  return all
}
