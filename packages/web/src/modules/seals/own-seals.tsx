// On the page of one's own control: that there is a seal, what its sensor records, and how to open without an alarm.
import type { OpeningReason } from '@xiaomen/rules/seals'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { ownSealWords } from './own-text.ts'

const RENEW_MS = 60_000
const at = (instant: string) => showMoment(new Date(instant))

export function OwnSeals() {
  const t = useText(ownSealWords)
  const word = useWord()
  const sayError = useCommonErrorText()
  const { data, ask } = useAnswer('seals.listOwn', {}, { renewEveryMs: RENEW_MS })
  const [problem, setProblem] = useState<string | null>(null)
  const announce = async (sealId: string, why: OpeningReason) => {
    try {
      await call('seals.announceOwn', { id: uuidv7(), sealId, why })
      setProblem(null)
      ask()
    } catch (failure) {
      setProblem(sayError(failure))
    }
  }
  return (data ?? []).map((seal) => (
    <article key={seal.id} className="card stack" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p>
        {seal.removeBy !== null
          ? t('off', { at: at(seal.removeBy) })
          : seal.appliedAt === null
            ? t('issued', { number: seal.number })
            : t('applied', { at: at(seal.appliedAt), number: seal.number })}
      </p>
      <Notice>{t('always')}</Notice>
      <p>{t(seal.hasSensor ? 'sensor' : 'noSensor')}</p>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      {seal.openings.length > 0 && <Notice tone="done">{t('announced', { at: at(seal.openings.at(-1)!.until) })}</Notice>}
      {seal.state === 'applied' && seal.removeBy === null && (
        <>
          <button className="primary big" onClick={() => void announce(seal.id, 'medical')}>
            ✚ {t('medical')}
          </button>
          <button onClick={() => void announce(seal.id, 'delivery')}>{t('other')}</button>
          <a className="button" href="tel:120">
            ☎ {t('call')}
          </a>
        </>
      )}
      {seal.hasSensor && (
        <details>
          <summary>{t('recorded')}</summary>
          {seal.recorded.length === 0 && <p>{t('nothing')}</p>}
          <ul>
            {seal.recorded.map((one) => (
              <li key={`${one.at} ${one.kind}`}>
                {at(one.at)} {t(one.kind)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {seal.rule !== null && (
        <p className="quiet">
          {t('why')}：{word(seal.rule.source)}
          {seal.rule.isDraft ? t('draft') : ''}
        </p>
      )}
    </article>
  ))
}
