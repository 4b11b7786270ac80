// Words of the screens: zh and en together, typed; a missing one does not compile.
import { useSyncExternalStore } from 'react'

export type Lang = 'zh' | 'en'
export type Words<K extends string> = Record<Lang, Record<K, string>>

/** `{name}` in a text is filled from the values. */
export const text = <K extends string>(words: Words<K>): Words<K> => words

const STORED = 'xm.lang'
const first = (): Lang => {
  const stored = readStored()
  if (stored !== null) return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
function readStored(): Lang | null {
  try {
    const stored = localStorage.getItem(STORED)
    return stored === 'zh' || stored === 'en' ? stored : null
  } catch {
    return null
  }
}
let current: Lang = typeof navigator === 'undefined' ? 'zh' : first()
const listeners = new Set<() => void>()
const show = () => {
  if (typeof document !== 'undefined') document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en'
}
show()

export const currentLang = (): Lang => current
/** Whether somebody chose on this device; otherwise the browser's language is only a guess. */
export const isLangChosen = (): boolean => readStored() !== null
export function setLang(lang: Lang): void {
  current = lang
  try {
    localStorage.setItem(STORED, lang)
  } catch {
    // A private window: the choice lasts as long as the page.
  }
  show()
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
export const useLang = (): Lang => useSyncExternalStore(subscribe, currentLang, () => 'zh')

type Values = Record<string, string | number>
const fill = (sentence: string, values?: Values): string =>
  values === undefined ? sentence : sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))

/** Outside a component. Inside one use `useText`, which follows the switch. */
export const say = <K extends string>(words: Words<K>, key: K, values?: Values, lang: Lang = current): string => fill(words[lang][key], values)

export function useText<K extends string>(words: Words<K>): (key: K, values?: Values) => string {
  const lang = useLang()
  return (key, values) => fill(words[lang][key], values)
}

/** One zone for everybody, whatever the phone thinks. */
const ZONE = 'Asia/Shanghai'
const format =
  (options: Intl.DateTimeFormatOptions) =>
  (instant: string | Date, lang: Lang = current): string =>
    new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: ZONE, hour12: false, ...options }).format(new Date(instant))
export const showTime = format({ hour: '2-digit', minute: '2-digit' })
export const showTimeS = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
export const showDay = format({ year: 'numeric', month: '2-digit', day: '2-digit' })
export const showMoment = format({ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
/** Local day of an instant, YYYY-MM-DD. */
export const dayOf = (at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
export const today = (): string => dayOf(new Date())
