// What can go wrong with kits, rounds and results.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type AntigenCode = Extract<AnyErrorCode, `antigen.${string}`>
export const antigenErrorWords = text<AntigenCode>({
  zh: {
    'antigen.stock_short': '社区库存没有这么多，请先入库。',
    'antigen.holding_short': '他们手里没有这么多了。',
    'antigen.not_one_community': '请选择一个社区内的区域：库存属于社区。',
    'antigen.nobody_expected': '这里没有这个年龄的人，也没有企业员工。',
    'antigen.round_closed': '这一轮已经结束。',
    'antigen.not_meant': '不在这一轮的名单里。',
    'antigen.reported_already': '这一轮的结果已经报过。',
    'antigen.other_bytes': '同一编号的内容不同，没有写入，请刷新后重新填写。',
    'antigen.signed_already': '已经签收过。',
  },
  en: {
    'antigen.stock_short': 'The community has not that many: enter what came first.',
    'antigen.holding_short': 'They have not that many left.',
    'antigen.not_one_community': 'Choose an area within one community: the stock belongs to it.',
    'antigen.nobody_expected': 'Nobody of that age lives here, and nobody works here.',
    'antigen.round_closed': 'This round is over.',
    'antigen.not_meant': 'Not on the list of this round.',
    'antigen.reported_already': 'The result of this round is reported already.',
    'antigen.other_bytes': 'The same number stands for something else: nothing was written. Refresh and fill in again.',
    'antigen.signed_already': 'Signed for already.',
  },
})
