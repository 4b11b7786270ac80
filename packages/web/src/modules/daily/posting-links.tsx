import { useText } from '../../platform/text.ts'
import { dailyText } from './desk-text.ts'

export function PostingLinks({ of }: { of: { postingCode: string | null; name: string } }) {
  const t = useText(dailyText)
  if (of.postingCode === null) return null
  return (
    <span className="desk-row">
      <a href={`/posting/${of.postingCode}`} target="_blank" rel="noreferrer" aria-label={`${t('openPosting')}: ${of.name}`}>
        {t('openPosting')}
      </a>
      <a href={`/poster/${of.postingCode}`} target="_blank" rel="noreferrer" aria-label={`${t('poster')}: ${of.name}`}>
        {t('poster')}
      </a>
    </span>
  )
}
