// The verdict, full screen: colour, sign and word, readable at arm's length in the sun.
import type { Direction, GateStatus, Outcome, Reason, Verdict } from '@xiaomen/rules/gate'
import { SEEN_CODES, type SeenCode } from '@xiaomen/rules/status'
import { useEffect, useRef } from 'react'
import { useText } from '../../platform/text.ts'
import { guardWords, reasonClassWords, seenWords, verdictWords, wayOutWords, whatNowWords, whyWords } from './guard-text.ts'
import { heldWords } from './held-text.ts'

export const OUTCOME_SIGNS: Record<Outcome, string> = { enter: '✓', hold: '!', refuse: '✕', cannotTell: '?' }
const STRANGER: ReadonlySet<Reason> = new Set(['person_unknown', 'code_unknown', 'code_foreign', 'code_unreadable', 'no_means'])
const isStatus = (reason: Reason) => reason === 'status_yellow' || reason === 'status_red'
/** How long "enter" stays before the next person. */
const ENTER_STAYS_MS = 2600

type Props = {
  verdict: Verdict
  /** A drill's code at a real gate, or a real one at a drill's. */
  isDrillMixed: boolean
  direction: Direction
  who: string | null
  temperatureC: number | undefined
  by: 'server' | 'phone'
  isMedical: boolean
  /** 临时隔离区 of this gate. */
  isolationArea: string | null
  /** Another gate, the only open one, while this one is closed for it. */
  openInstead: string | null
  /** Verdict and class of reason of whoever this is; no more is ever known here. */
  status: GateStatus | null
  seen: SeenCode | undefined
  asksStatus: boolean
  onSee: (seen: SeenCode) => void
  onDone: (guardSays: 'admitted' | 'turnedAway' | null) => void
  onMedical: () => void
  onMeasure: () => void
  /** Where it may still be asked. */
  onWhereFrom?: () => void
}
export function VerdictScreen({
  verdict,
  isDrillMixed,
  direction,
  who,
  temperatureC,
  by,
  isMedical,
  isolationArea,
  openInstead,
  status,
  seen,
  asksStatus,
  onSee,
  onDone,
  onMedical,
  onMeasure,
  onWhereFrom,
}: Props) {
  const t = useText(guardWords)
  const word = useText(direction === 'in' ? verdictWords : wayOutWords)
  const whatNow = useText(whatNowWords)
  const why = useText(whyWords)
  const classWord = useText(reasonClassWords)
  const seenWord = useText(seenWords)
  const held = useText(heldWords)
  const main = useRef<HTMLButtonElement>(null)
  const { outcome } = verdict
  const done = useRef(onDone)
  done.current = onDone
  useEffect(() => {
    main.current?.focus()
    if (outcome !== 'enter') return
    const timer = setTimeout(() => done.current(null), ENTER_STAYS_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  // What stands in the way comes first; that nobody has measured yet is said only where it is all there is.
  const weighty = verdict.reasons.filter((reason) => reason !== 'temperature_missing')
  // Whoever goes by the medical way is not read out as held back.
  const isMedicalWay = outcome === 'enter' && verdict.reasons.includes('medical_way')
  const told: readonly Reason[] = isMedicalWay ? ['medical_way'] : weighty.length === 0 ? verdict.reasons : weighty
  const sayWhy = (reason: Reason) => (reason === 'code_foreign' && isDrillMixed ? t('drillMixed') : why(reason))
  const reasons = told.map((reason) => sayWhy(reason) + (isStatus(reason) && status?.reason ? ` (${classWord(status.reason)})` : '')).join(' · ')
  const isStranger = asksStatus && seen === undefined && outcome === 'cannotTell' && verdict.reasons.some((reason) => STRANGER.has(reason))
  return (
    <div className={`verdict ${outcome}`} role="alertdialog" aria-modal="true" aria-label={t('verdictOf', { word: word(outcome), why: reasons })}>
      <div className="verdict-body">
        <span className="verdict-sign" aria-hidden="true">
          {OUTCOME_SIGNS[outcome]}
        </span>
        <p className="verdict-word">{word(outcome)}</p>
        {reasons !== '' && <p className="verdict-why">{reasons}</p>}
        {outcome === 'hold' && isolationArea !== null ? (
          <p className="verdict-place">
            {held('goTo')} <strong>{isolationArea}</strong>
          </p>
        ) : outcome !== 'enter' && openInstead !== null && verdict.reasons.includes('gate_closed') ? (
          <p className="verdict-place">
            <strong>{t('goInstead', { gate: openInstead })}</strong>
          </p>
        ) : (
          <p className="verdict-now">{whatNow(outcome)}</p>
        )}
        <p className="verdict-who">
          {[
            who,
            seen === undefined ? null : t('seen', { code: seenWord(seen) }),
            temperatureC === undefined ? null : t('temperature', { value: temperatureC.toFixed(1) }),
          ]
            .filter((part) => part !== null)
            .join('　')}
        </p>
      </div>
      {isStranger && (
        <div className="verdict-seen" role="group" aria-label={t('seenAsk')}>
          <span>{t('seenAsk')}</span>
          {SEEN_CODES.map((one) => (
            <button key={one} className={`seen-${one}`} onClick={() => onSee(one)}>
              {seenWord(one)}
            </button>
          ))}
        </div>
      )}
      <div className="verdict-buttons">
        {outcome === 'enter' && (
          <button ref={main} onClick={() => onDone(null)}>
            {t('next')}
          </button>
        )}
        {outcome === 'refuse' && (
          <button ref={main} onClick={() => onDone('turnedAway')}>
            {t('turnAway')} · {t('next')}
          </button>
        )}
        {(outcome === 'hold' || outcome === 'cannotTell') && (
          <>
            <button ref={main} onClick={() => onDone('turnedAway')}>
              {t('turnAway')}
            </button>
            <button onClick={() => onDone('admitted')}>{t('admit')}</button>
          </>
        )}
        {outcome === 'cannotTell' && temperatureC === undefined && (
          <button className="medical" onClick={onMeasure}>
            {t('measure')}
          </button>
        )}
        {onWhereFrom !== undefined && (
          <button className="medical" onClick={onWhereFrom}>
            {t('whereFrom')}
          </button>
        )}
        {outcome !== 'enter' && !isMedical && (
          <button className="medical" onClick={onMedical}>
            ✚ {t('medical')}
          </button>
        )}
      </div>
      <p className="verdict-by">{by === 'server' ? t('byServer') : t('byPhone')}</p>
    </div>
  )
}
