// 缺检名单: who of which employer is missing in a round of testing; expected − done − excused, as the round itself counts.
import type { occupations } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { CSV_TYPE, streamCsv } from '../../../platform/workbook/write-workbook.ts'
import { employedBeneath, enterprisesByIds, namesOf, staffBeneath } from '../../registry/index.ts'
import { coverageAmong, standingsOf } from '../../tasks/index.ts'
import { areaFor, enterpriseFor } from '../place.ts'
import { countDue, keyWorkers } from '../workers.ts'

type Occupations = Handlers<typeof occupations>
const MOST = 500

/** Whoever is expected nowhere in the round is counted nowhere, and the employer with them; people count wherever they live. */
async function missingAt(ctx: Ctx, path: string, campaignId: string) {
  const employed = await employedBeneath(ctx, [path])
  const counts = await seeingAll(ctx, () =>
    coverageAmong(
      ctx,
      campaignId,
      employed.map(({ enterpriseId, personIds }) => ({ key: enterpriseId, ids: personIds })),
    ),
  )
  return counts
    .map(({ key, expected, done, excused }) => ({ enterpriseId: key, expected, done, excused, missing: expected - done - excused }))
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
  const of = await seeingAll(ctx, () =>
    standingsOf(
      ctx,
      campaignId,
      staff.map(({ personId }) => personId),
    ),
  )
  const missing = [...new Map(staff.filter(({ personId }) => of.get(personId)?.standing === 'missing').map((one) => [one.personId, one])).values()]
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
