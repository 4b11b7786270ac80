// What can go wrong with zones and standstills.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type ZonesCode = Extract<AnyErrorCode, `zones.${string}`>
export const zonesErrorWords = text<ZonesCode>({
  zh: {
    'zones.same_unit': '须由另一单位的第二人签署。',
    'zones.unknown_kind': '这里现行的预案没有这一种区域。',
    'zones.wrong_area': '选中的范围不对：层级不符、互相包含，或不在同一道命令之下。',
    'zones.drawn_already': '选中的范围已在同一种区域里。',
    'zones.wrong_state': '区域的状态已变，请刷新。',
    'zones.act_waits': '这里已有一项待签署。',
    'zones.lacks_evidence': '条件还不齐，缺的已列出。',
    'zones.wrong_hours': '静默时间不对：须晚于现在和开始，不超过预案上限和命令期限。',
  },
  en: {
    'zones.same_unit': 'A second person of another unit signs.',
    'zones.unknown_kind': 'The plan pack in force here knows no such zone.',
    'zones.wrong_area': 'These areas do not fit: a wrong level, one within another, or not under the same order.',
    'zones.drawn_already': 'Some of these lie in a zone of this kind already.',
    'zones.wrong_state': 'The zone has changed meanwhile: refresh.',
    'zones.act_waits': 'Something here waits for a signature already.',
    'zones.lacks_evidence': 'Something is still missing: see the list.',
    'zones.wrong_hours': 'It has to end after it begins and after now, within what pack and order allow.',
  },
})
