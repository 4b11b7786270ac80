// Sentences for what is refused of people who stay at a place that is no home.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type StaysCode = Extract<AnyErrorCode, `registry.stay${string}`>

export const staysErrorWords = text<StaysCode>({
  zh: {
    'registry.stayers_wrong': '名单里有填错的行，一个也没有登记。请改正后再提交。',
    'registry.stay_day_wrong': '日期不对：不能晚于今天，也不能早于来的那天。',
    'registry.stay_place_is_home': '这个门牌是居民家，不能作滞留点。请换一个名称。',
    'registry.stay_place_closed': '这个滞留点已经关闭。再有人来，请重新登记。',
    'registry.stay_place_open': '其中一处是滞留点，关闭后才能并户。',
    'registry.stay_place_inhabited': '还有人没离开，不能关闭。',
    'registry.stayer_held': '其中有人管控未了：先解除、结束或转出，再登记离开。',
  },
  en: {
    'registry.stayers_wrong': 'Some rows are wrong; nobody was registered. Correct them and send again.',
    'registry.stay_day_wrong': 'That day cannot be: not after today, and not before they came.',
    'registry.stay_place_is_home': 'This door is a family’s home and cannot be a place of stay. Choose another name.',
    'registry.stay_place_closed': 'This place has been closed. If people come again, register it anew.',
    'registry.stay_place_open': 'One of them is a place of stay: close it before the homes are joined.',
    'registry.stay_place_inhabited': 'Somebody still stays there: it cannot be closed.',
    'registry.stayer_held': 'Somebody among them is still under control: release, end or transfer the case first.',
  },
})
