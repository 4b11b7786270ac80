// How long ago, as somebody would say it.
import { useText } from '../../platform/text.ts'
import { labText } from './desk-text.ts'

const HOUR = 60
const DAY = 24 * HOUR
export function useAge(): (at: string) => string {
  const t = useText(labText)
  return (at) => {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 60_000))
    if (minutes < 2 * HOUR) return t('minutes', { n: minutes })
    return minutes < 2 * DAY ? t('hours', { n: Math.floor(minutes / HOUR) }) : t('days', { n: Math.floor(minutes / DAY) })
  }
}
