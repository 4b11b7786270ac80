import { useText } from '../../platform/text.ts'
import { sitesText } from './desk-text.ts'

/** How long somebody waits at worst: said by a sign too where it is too long. */
export function Wait({ of }: { of: { maxWaitMinutes: number; isInTime: boolean } }) {
  const t = useText(sitesText)
  return of.isInTime ? t('minutes', { n: of.maxWaitMinutes }) : <strong>{t('tooLong', { n: of.maxWaitMinutes })}</strong>
}
