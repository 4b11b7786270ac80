import { useEffect, useState } from 'react'
import { Notice } from './parts.tsx'
import { revealCallWords } from './reveal-call-text.ts'
import { useText } from './text.ts'

type Told = { value: string | null; until: string }
/** The number for a few minutes, then one touch calls. Whoever is called, or the auditor, sees who looked. `of`: whose number, for an ear that hears many such buttons. */
export function RevealCall({ ask, sayError, noPhone, of }: { ask: () => Promise<Told>; sayError: (error: unknown) => string; noPhone?: string; of?: string }) {
  const t = useText(revealCallWords)
  const [told, setTold] = useState<Told | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    if (told === null) return
    const timer = setTimeout(() => setTold(null), Math.max(0, Date.parse(told.until) - Date.now()))
    return () => clearTimeout(timer)
  }, [told])
  const show = async () => {
    setBusy(true)
    setError(null)
    try {
      setTold(await ask())
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  if (told !== null && told.value === null) return <p className="quiet">{noPhone ?? t('noPhone')}</p>
  if (told !== null)
    return (
      <a className="button primary wide" href={`tel:${told.value}`}>
        ✆ {t('call', { number: told.value! })}
      </a>
    )
  return (
    <>
      {error !== null && <Notice tone="warn">{navigator.onLine ? sayError(error) : t('needNetwork')}</Notice>}
      <button disabled={isBusy} onClick={() => void show()} {...(of === undefined ? {} : { 'aria-label': `${t('show')}: ${of}` })}>
        ✆ {t('show')}
      </button>
    </>
  )
}
