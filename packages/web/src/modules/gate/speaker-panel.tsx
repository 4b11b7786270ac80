// 喊话: what the gate says by itself, and the sentences a guard says a hundred times a day.
import { useState } from 'react'
import { useText } from '../../platform/text.ts'
import { wakeSound } from './signals.ts'
import { speak, type Speaks, warmUp } from './speaker.ts'
import { type Spoken, speakerWords, spokenWords } from './spoken-text.ts'

/** What a guard says of himself; the verdicts speak for themselves. */
const BY_HAND = ['code', 'temperature', 'whereFrom', 'queue', 'mask', 'parcels', 'hours', 'hold'] as const satisfies readonly Spoken[]
const CHOICES = ['off', 'zh', 'both'] as const satisfies readonly Speaks[]

export function SpeakerPanel({ speaks, onSpeaks }: { speaks: Speaks; onSpeaks: (speaks: Speaks) => void }) {
  const t = useText(speakerWords)
  const sentence = useText(spokenWords)
  const [isMute, setMute] = useState(false)
  const choose = (one: Speaks) => {
    wakeSound()
    onSpeaks(one)
    warmUp(one)
  }
  const sayNow = async (spoken: Spoken) => {
    wakeSound()
    setMute(!(await speak(spoken, speaks === 'off' ? 'zh' : speaks)))
  }
  return (
    <details className="speaker">
      <summary>
        <span aria-hidden="true">◁)</span> {t('title')} <small className="quiet">{t(speaks)}</small>
      </summary>
      <div className="segments" role="group" aria-label={t('speaks')}>
        {CHOICES.map((one) => (
          <button key={one} aria-pressed={speaks === one} onClick={() => choose(one)}>
            {t(one)}
          </button>
        ))}
      </div>
      <p className="quiet">{t('hint')}</p>
      {isMute && <p role="alert">{t('noSound')}</p>}
      <div className="speaker-sentences">
        {BY_HAND.map((spoken) => (
          <button key={spoken} onClick={() => void sayNow(spoken)}>
            {sentence(spoken)}
          </button>
        ))}
      </div>
    </details>
  )
}
