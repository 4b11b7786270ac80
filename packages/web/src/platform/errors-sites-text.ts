// What can go wrong with the sessions of sites.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type SitesCode = Extract<AnyErrorCode, `sites.${string}`>
export const sitesErrorWords = text<SitesCode>({
  zh: {
    'sites.not_a_site': '这个单位已停业，不能安排场次。',
    'sites.nobody': '没有需要安排的工地，或花名册是空的：请先在“商铺企业”里登记员工。',
    'sites.day_past': '日期已经过去，请选今天或以后。',
    'sites.hours_short': '时间不够：请延长时段或增加采样台。',
    'sites.changed_meanwhile': '刚才有人改过这个场次，请刷新后再办。',
  },
  en: {
    'sites.not_a_site': 'This enterprise is not open: no session can be planned.',
    'sites.nobody': 'There is no site to plan for, or nobody on its roster: enter the staff under Shops and enterprises first.',
    'sites.day_past': 'The day is over: choose today or later.',
    'sites.hours_short': 'The time is too short: make it longer, or add tables.',
    'sites.changed_meanwhile': 'Somebody has just changed this session: refresh and try again.',
  },
})
