// How the stops of a sweep are said, on screens and in lists that leave.
import type { StopState } from './words.ts'
import type { InBoth } from '../text/index.ts'

export const STOP_WORDS: InBoth<StopState> = {
  notVisited: { zh: '未走访', en: 'Not visited' },
  nobodyHome: { zh: '无人', en: 'Nobody home' },
  refused: { zh: '拒绝', en: 'Refused' },
  vacant: { zh: '空置', en: 'Vacant' },
  done: { zh: '已见', en: 'Done' },
  gone: { zh: '已并户', en: 'Gone' },
}
