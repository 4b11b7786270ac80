import { useEffect, useState } from 'react'
import { useCommand } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { careWorkerWords } from './worker-text.ts'

/** The number for a few minutes and for this purpose, then one touch calls. The resident sees who looked. */
export function CallButton({ personId }: { personId: string }) {
  const t = useText(careWorkerWords)
  const sayError = useErrorText()
  const { may } = useSession()
  const reveal = useCommand('registry.revealPerson')
  const [isOver, setOver] = useState(false)
  const until = reveal.data?.until
  useEffect(() => {
    if (until === undefined) return
    setOver(false)
    const timer = setTimeout(() => setOver(true), Math.max(0, Date.parse(until) - Date.now()))
    return () => clearTimeout(timer)
  }, [until])
  if (!may('registry.reveal')) return null
  const number = isOver ? undefined : reveal.data?.value
  if (number === null) return <p className="quiet">{t('noPhone')}</p>
  if (number !== undefined)
    return (
      <a className="button primary wide" href={`tel:${number}`}>
        ✆ {t('call', { number })}
      </a>
    )
  return (
    <>
      {reveal.error !== null && <Notice tone="warn">{navigator.onLine ? sayError(reveal.error) : t('needNetwork')}</Notice>}
      <button disabled={reveal.isPending} onClick={() => reveal.mutate({ personId, dataClass: 'phone', purpose: 'callOnDuty', note: t('callReason') })}>
        ✆ {t('showPhone')}
      </button>
    </>
  )
}
