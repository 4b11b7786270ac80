// 演示: the drawings of the guide moving, one after the other, each with its words in large letters, spoken where the phone has a voice. No byte of film is loaded.
import { useEffect, useState } from 'react'
import { useLang, useText } from '../../platform/text.ts'
import { ownAntigenWords } from './own-text.ts'
import { GUIDE, StepPicture } from './pictures.tsx'

/** So long each step is shown: as long as its sentence takes to be read aloud slowly. */
const STEP_MS = 7000
const VOICES = { zh: 'zh-CN', en: 'en-GB' } as const

export function GuideClip() {
  const t = useText(ownAntigenWords)
  const lang = useLang()
  const [at, setAt] = useState<number | null>(null)
  const [isPaused, setPaused] = useState(false)
  const [isAloud, setAloud] = useState(false)
  const step = at === null ? undefined : GUIDE[at]
  const sentence = step === undefined ? '' : t(step)
  useEffect(() => {
    if (at === null || isPaused) return
    const timer = setTimeout(() => setAt(at + 1 < GUIDE.length ? at + 1 : null), STEP_MS)
    return () => clearTimeout(timer)
  }, [at, isPaused])
  useEffect(() => {
    if (!isAloud || isPaused || sentence === '' || !('speechSynthesis' in window)) return
    const spoken = new SpeechSynthesisUtterance(sentence)
    spoken.lang = VOICES[lang]
    spoken.rate = 0.9
    speechSynthesis.speak(spoken)
    return () => speechSynthesis.cancel()
  }, [sentence, isAloud, isPaused, lang])
  if (at === null || step === undefined)
    return (
      <button
        type="button"
        onClick={() => {
          setAt(0)
          setPaused(false)
        }}
      >
        ▶ {t('play')}
      </button>
    )
  return (
    <div className={`antigen-clip${isPaused ? ' antigen-paused' : ''}`} role="group" aria-label={t('play')}>
      <div key={step} className={`antigen-stage antigen-on-${step}`}>
        <StepPicture step={step} />
      </div>
      <p className="antigen-caption" aria-live="polite">
        {sentence}
      </p>
      <div className="row">
        <button type="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
          {t('back')}
        </button>
        <button type="button" onClick={() => setPaused(!isPaused)}>
          {isPaused ? t('goOn') : t('pause')}
        </button>
        <button type="button" onClick={() => setAt(at + 1 < GUIDE.length ? at + 1 : null)}>
          {at + 1 < GUIDE.length ? t('next') : t('end')}
        </button>
        {'speechSynthesis' in window && (
          <button type="button" aria-pressed={isAloud} onClick={() => setAloud(!isAloud)}>
            {t('aloud')}
          </button>
        )}
      </div>
    </div>
  )
}
