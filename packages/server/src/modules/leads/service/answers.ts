// 反馈: what became of each lead of one giver, line by line, to be sent back.
import type { leads } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import type { LeadOutcome } from '@xiaomen/rules/leads'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localClock, localDay, startOfDay } from '../../../platform/time.ts'
import { streamXlsx, XLSX_TYPE } from '../../../platform/workbook/write-workbook.ts'
import { areaFor, giverFor } from '../place.ts'
import { type Answered, answersOf } from '../repo/source.ts'
import { openSaid } from '../sealing.ts'
import { deskNames } from '../views.ts'

type Lang = 'zh' | 'en'
const AT_ONCE = 2_000
const HEADERS = {
  zh: ['编号', '姓名', '来文', '接收时间', '状态', '处理结果', '承办单位', '办结时间'],
  en: ['Reference', 'Name', 'Row', 'Received', 'State', 'Outcome', 'Desk', 'Closed'],
} as const
const STATES: Record<'open' | 'closed', Record<Lang, string>> = { open: { zh: '办理中', en: 'under way' }, closed: { zh: '已办结', en: 'closed' } }
const OUTCOMES: Record<LeadOutcome, Record<Lang, string>> = {
  reached: { zh: '已联系核实', en: 'reached' },
  underControl: { zh: '已落实管控', en: 'under control' },
  notFound: { zh: '查无此人', en: 'nobody found' },
  elsewhere: { zh: '不在本辖区', en: 'not of this area' },
  noRisk: { zh: '已排除', en: 'no risk' },
  wrongInformation: { zh: '信息有误', en: 'information is wrong' },
}
const shown = (at: Date | null): string => (at === null ? '' : `${localDay(at)} ${localClock(at)}`)

export const answerList: Handlers<typeof leads>['answerList'] = async (ctx, { areaId, giverId, from, until, lang }) => {
  const area = await areaFor(ctx, 'leads.read', areaId)
  const giver = await giverFor(ctx, giverId, area.path)
  const rows: Answered[] = []
  for (let after: string | null = null; ;) {
    const part = await answersOf(ctx, giver.id, { from: startOfDay(from), until: startOfDay(until, 1), after, limit: AT_ONCE })
    rows.push(...part)
    if (part.length < AT_ONCE) break
    after = part.at(-1)!.id
  }
  const deskOf = await deskNames(ctx, [...new Set(rows.map((row) => row.desk_id))])
  return {
    bytes: streamXlsx({
      name: lang === 'zh' ? '反馈' : 'Answers',
      columns: HEADERS[lang].map((header) => ({ header })),
      rows: rows.map((row) => lineOf(ctx, row, deskOf(row.desk_id).name, lang)),
    }),
    type: XLSX_TYPE,
    name: lang === 'zh' ? `线索反馈-${giver.name}.xlsx` : `answers-${giver.name}.xlsx`,
  }
}
function lineOf(ctx: Ctx, row: Answered, desk: string, lang: Lang): string[] {
  const said = openSaid(ctx, 'source', row)
  return [
    said.reference ?? '',
    masked('name', said.name, ctx.sight(row.lead_area).name) ?? '',
    row.row_number === null ? '' : String(row.row_number),
    shown(row.received_at),
    STATES[row.state === 'closed' ? 'closed' : 'open'][lang],
    row.outcome === null ? '' : OUTCOMES[row.outcome as LeadOutcome][lang],
    desk,
    shown(row.closed_at),
  ]
}
