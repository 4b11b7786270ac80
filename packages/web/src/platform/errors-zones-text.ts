// What can go wrong with zones and standstills.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type ZonesCode = Extract<AnyErrorCode, `zones.${string}`>
export const zonesErrorWords = text<ZonesCode>({
  zh: {
    'zones.same_unit': '须由另一单位的第二人签署，不能由划定的人自己或同单位的人签。',
    'zones.unknown_kind': '这里现行的预案没有这一种区域。',
    'zones.wrong_area': '选中的范围不对：层级不符、互相包含，或不在同一道命令之下。',
    'zones.drawn_already': '选中的范围已在同一种区域里。',
    'zones.wrong_state': '区域的状态已变，请刷新。',
    'zones.act_waits': '这个区域还有一项待签署，先签完或撤回。',
    'zones.lacks_evidence': '解除或降级的条件还不齐，缺的已列出。',
    'zones.ends_before_start': '结束时间要晚于开始时间。',
    'zones.too_long': '静默时间超过预案的上限。',
    'zones.past': '结束时间已经过去。',
    'zones.after_order': '结束时间晚于所依据的命令。',
  },
  en: {
    'zones.same_unit': 'A second person of another unit signs: not whoever drew it, nor a colleague of theirs.',
    'zones.unknown_kind': 'The plan pack in force here knows no such zone.',
    'zones.wrong_area': 'These areas do not fit: a wrong level, one within another, or not under the same order.',
    'zones.drawn_already': 'Some of these lie in a zone of this kind already.',
    'zones.wrong_state': 'The zone has changed meanwhile: refresh.',
    'zones.act_waits': 'Something about this zone waits for a signature: have it signed, or take it back.',
    'zones.lacks_evidence': 'It cannot be lowered or lifted yet: what is missing is listed.',
    'zones.ends_before_start': 'It has to end after it begins.',
    'zones.too_long': 'Longer than the plan pack allows a standstill to be.',
    'zones.past': 'Its end lies in the past.',
    'zones.after_order': 'It would end after the order it rests on.',
  },
})
