// What the gate says aloud. The recordings are of exactly the sentences in `clips/sentences.json`; `scripts/make-clips.ts` makes them.
import { text } from '../../platform/text.ts'
import sentences from './clips/sentences.json' with { type: 'json' }

export const SPOKEN = ['enter', 'leave', 'hold', 'refuse', 'cannotTell', 'temperature', 'whereFrom', 'code', 'queue', 'mask', 'parcels', 'hours'] as const
export type Spoken = (typeof SPOKEN)[number]

export const spokenWords = text<Spoken>(sentences)

export const speakerWords = text({
  zh: {
    title: '喊话',
    speaks: '语音播报',
    off: '关',
    zh: '中文',
    both: '中英',
    hint: '打开后，每次判定都会说出来；按下面的话，随时喊一遍。',
    noSound: '这台设备放不出声音。',
  },
  en: {
    title: 'Loudspeaker',
    speaks: 'Speak',
    off: 'Off',
    zh: 'Chinese',
    both: 'Both',
    hint: 'When on, every verdict is spoken; press a sentence to say it now.',
    noSound: 'This device gives no sound.',
  },
})
