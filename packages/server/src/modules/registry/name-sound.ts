import { pinyin } from 'pinyin-pro'

const HAN = /\p{Script=Han}/u
/** How a Chinese name is said, without tones, e.g. 'zhang wei'; null for a name without Chinese letters. */
export const soundOf = (name: string): string | null => (HAN.test(name) ? pinyin(name, { toneType: 'none', type: 'array', surname: 'head' }).join(' ') : null)
