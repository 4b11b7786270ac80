// 缺检名单: who of which employer is missing in a round of testing; expected − done − excused, as the round itself counts.
import type { occupations } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { Standing } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { CSV_TYPE, streamCsv } from '../../../platform/workbook/write-workbook.ts'
import { enterprisesByIds, namesOf, staffBeneath, type StaffAt } from '../../registry/index.ts'
import { standingsOf } from '../../tasks/index.ts'
import { areaFor, enterpriseFor } from '../place.ts'
import { countDue, keyWorkers } from '../workers.ts'

type Occupations = Handlers<typeof occupations>
const MOST = 500
const AT_ONCE = 20_000

/** How each of them stands in the round, wherever they live: whoever is not expected is left out. */
async function standings(ctx: Ctx, campaignId: string, staff: readonly StaffAt[]): Promise<Map<string, Standing>> {
  const ids = [...new Set(staff.map(({ personId }) => personId))]
  const found = new Map<string, Standing>()
  for (let at = 0; at < ids.length; at += AT_ONCE)
    for (const [id, { standing }] of await seeingAll(ctx, () => standingsOf(ctx, campaignId, ids.slice(at, at + AT_ONCE)))) found.set(id, standing)
  return found
}

async function missingAt(ctx: Ctx, path: string, campaignId: string) {
  const staff = await staffBeneath(ctx, [path])
  const of = await standings(ctx, campaignId, staff)
  return [...Map.groupBy(staff, ({ enterpriseId }) => enterpriseId)]
    .map(([enterpriseId, ones]) => {
      const known = [...new Set(ones.map(({ personId }) => personId))].flatMap((id) => of.get(id) ?? [])
      const count = (standing: Standing) => known.filter((one) => one === standing).length
      const [done, excused, missing] = [count('done'), count('excused'), count('missing')]
      return { enterpriseId, expected: done + excused + missing, done, excused, missing }
    })
    .filter(({ expected }) => expected > 0)
    .toSorted((a, b) => b.missing - a.missing || a.enterpriseId.localeCompare(b.enterpriseId))
}

export const listMissing: Occupations['listMissing'] = async (ctx, { areaId, campaignId }) => {
  const area = await areaFor(ctx, 'occupations.read', areaId)
  const all = await missingAt(ctx, area.path, campaignId)
  const shown = all.slice(0, MOST)
  const enterprises = await enterprisesByIds(
    ctx,
    shown.map(({ enterpriseId }) => enterpriseId),
  )
  const sum = (key: 'expected' | 'missing') => all.reduce((total, one) => total + one[key], 0)
  return {
    employers: shown.flatMap((one) => {
      const enterprise = enterprises.get(one.enterpriseId)
      return enterprise ? [{ ...one, name: enterprise.name, trade: enterprise.trade }] : []
    }),
    isCut: all.length > MOST,
    totals: { employers: all.length, expected: sum('expected'), missing: sum('missing') },
  }
}

export const getMissing: Occupations['getMissing'] = async (ctx, { enterpriseId, campaignId }) => {
  const enterprise = await enterpriseFor(ctx, 'occupations.people', enterpriseId)
  const staff = (await staffBeneath(ctx, [enterprise.path])).filter((one) => one.enterpriseId === enterprise.id)
  const of = await standings(ctx, campaignId, staff)
  const missing = [...new Map(staff.filter(({ personId }) => of.get(personId) === 'missing').map((one) => [one.personId, one])).values()]
  const names = await seeingAll(ctx, () =>
    namesOf(
      ctx,
      missing.map(({ personId }) => personId),
    ),
  )
  ctx.audit.subjects(missing.map(({ personId }) => personId))
  const { name } = ctx.sight(enterprise.path)
  return missing.map(({ personId, occupation }) => ({ personId, name: masked('name', names.get(personId) ?? null, name), occupation }))
}

const HEADERS = {
  due: { zh: ['单位', '重点岗位人数', '逾期', '从未检测', '今天应检'], en: ['Employer', 'Key workers', 'Overdue', 'Never tested', 'Due today'] },
  round: { zh: ['单位', '应检', '已检', '免除', '未检'], en: ['Employer', 'Expected', 'Done', 'Excused', 'Missing'] },
} as const

export const downloadEmployers: Occupations['downloadEmployers'] = async (ctx, { areaId, campaignId, lang }) => {
  const area = await areaFor(ctx, 'occupations.read', areaId)
  const lines =
    campaignId === null
      ? [...Map.groupBy(await keyWorkers(ctx, [area.path]), ({ enterpriseId }) => enterpriseId)].map(([id, of]) => {
          const { staff, overdue, never, today } = countDue(of)
          return { id, late: overdue + never, cells: [staff, overdue, never, today] }
        })
      : (await missingAt(ctx, area.path, campaignId)).map((one) => ({
          id: one.enterpriseId,
          late: one.missing,
          cells: [one.expected, one.done, one.excused, one.missing],
        }))
  const enterprises = await enterprisesByIds(
    ctx,
    lines.map(({ id }) => id),
  )
  const headers = HEADERS[campaignId === null ? 'due' : 'round'][lang]
  const rows = lines
    .toSorted((a, b) => b.late - a.late)
    .flatMap(({ id, cells }) => {
      const enterprise = enterprises.get(id)
      return enterprise ? [[enterprise.name, ...cells.map(String)]] : []
    })
  return {
    bytes: streamCsv({ name: '', columns: headers.map((header) => ({ header })), rows }),
    type: CSV_TYPE,
    name: lang === 'zh' ? `单位应检-${area.name}.csv` : `employers-${area.name}.csv`,
  }
}
