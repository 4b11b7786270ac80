// 亮码: the personal code and the family's, also with the server switched off.
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { canStore, keep, kept } from '../../platform/store.ts'
import { showMoment, showTimeS, useLang, useText } from '../../platform/text.ts'
import { serverClockOffsetMs } from '../../platform/transport.ts'
import { codeWords } from './code-text.ts'
import { holderKey, proveNow } from './holder-key.ts'
import { Qr } from './qr.tsx'

// The code comes first, on any network; the notice follows at once.
const BesideCode = lazy(() => import('./beside-code.tsx').then((part) => ({ default: part.BesideCode })))

type Person = Out<'gate.listMyCodes'>['people'][number]
const REDRAW_MS = 30_000
const RENEW_MS = 6 * 3_600_000
const CLOCK_WARNING_MS = 30_000

/** The server's clock as this phone last knew it: the proof in a code must carry the right time though the phone's is wrong. */
function useServerNow(everyMs: number): Date {
  const [offset, setOffset] = useState(serverClockOffsetMs())
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    void kept<number>('clockOffset').then((held) => {
      if (held !== null && serverClockOffsetMs() === 0) setOffset(held.value)
    })
    const timer = setInterval(() => {
      const measured = serverClockOffsetMs()
      if (measured !== 0)
        setOffset((before) => {
          if (Math.abs(before - measured) > 1000) void keep('clockOffset', measured)
          return measured
        })
      setNow(Date.now())
    }, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  // Less than two seconds are the header's own roughness.
  return new Date(now + (Math.abs(offset) < 2000 ? 0 : offset))
}

const stripAt = (person: Person, now: Date) => person.strips.find((strip) => new Date(strip.from) <= now && now < new Date(strip.until))
const daysLeft = (person: Person, now: Date) => person.strips.filter((strip) => new Date(strip.until) > now).length
const inThrees = (digits: string) => digits.replace(/(\d{3})(?=\d)/g, '$1 ')

export function CodeScreen() {
  const t = useText(codeWords)
  const sayError = useCommonErrorText()
  const [key, setKey] = useState<string | null | undefined>()
  useEffect(() => {
    void holderKey().then(setKey)
  }, [])
  const codes = useAnswer('gate.listMyCodes', key === null || key === undefined ? {} : { holderKey: key }, { renewEveryMs: RENEW_MS, isOff: key === undefined })
  const [chosen, setChosen] = useState(0)
  const now = useServerNow(1000)

  const people = codes.data?.people ?? []
  const person = people[Math.min(chosen, people.length - 1)]
  if (codes.data === null) {
    if (codes.error !== null)
      return (
        <section className="stack">
          <h1>{t('title')}</h1>
          <Notice tone="warn">{sayError(codes.error)}</Notice>
        </section>
      )
    return <p role="status">{t('renewing')}</p>
  }
  if (person === undefined)
    return (
      <section className="stack">
        <h1>{t('title')}</h1>
        <p>{t('none')}</p>
        <p className="quiet">{t('noneHint')}</p>
      </section>
    )
  return (
    <section className="stack" aria-label={t('title')}>
      <PeopleTabs people={people} chosen={Math.min(chosen, people.length - 1)} onChoose={setChosen} />
      <CodeCard person={person} now={now} onSwipe={(step) => setChosen((at) => Math.max(0, Math.min(people.length - 1, at + step)))} />
      <Suspense fallback={null}>
        <BesideCode />
      </Suspense>
      {codes.isKept && <Notice>{t('kept', { count: daysLeft(person, now) })}</Notice>}
      {!canStore() && <Notice tone="warn">{t('notKept')}</Notice>}
      {Math.abs(now.getTime() - Date.now()) > CLOCK_WARNING_MS && <Notice tone="warn">{t('clock')}</Notice>}
    </section>
  )
}

function PeopleTabs({ people, chosen, onChoose }: { people: Person[]; chosen: number; onChoose: (index: number) => void }) {
  const t = useText(codeWords)
  const list = useRef<HTMLDivElement>(null)
  if (people.length < 2) return null
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const next = (chosen + step + people.length) % people.length
    onChoose(next)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div className="people-tabs" role="tablist" aria-label={t('people')} ref={list} onKeyDown={onKey}>
      {people.map((person, index) => (
        <button
          key={person.personId ?? person.passClass}
          role="tab"
          id={`person-${index}`}
          aria-controls="code-card"
          aria-selected={index === chosen}
          tabIndex={index === chosen ? 0 : -1}
          onClick={() => onChoose(index)}
        >
          {person.passClass === 'family' ? t('family') : person.name}
        </button>
      ))}
    </div>
  )
}

function CodeCard({ person, now, onSwipe }: { person: Person; now: Date; onSwipe: (step: 1 | -1) => void }) {
  const t = useText(codeWords)
  useLang()
  const strip = stripAt(person, now)
  const code = strip?.code
  // Redrawn by the step of 30 seconds, not by every tick of the clock; proven for the moment the step began.
  const step = Math.floor(now.getTime() / REDRAW_MS)
  const [shown, setShown] = useState<{ of: string; value: string } | null>(null)
  useEffect(() => {
    if (code === undefined) return
    let isCurrent = true
    void proveNow(code, new Date(step * REDRAW_MS)).then((value) => {
      if (isCurrent) setShown({ of: code, value })
    })
    return () => {
      isCurrent = false
    }
  }, [code, step])
  const from = useRef<number | null>(null)
  const name = person.passClass === 'family' ? t('family') : person.name
  const value = shown !== null && shown.of === code ? shown.value : code
  return (
    <div
      className="code-card card"
      id="code-card"
      role="tabpanel"
      onTouchStart={(event) => {
        from.current = event.touches[0]?.clientX ?? null
      }}
      onTouchEnd={(event) => {
        const moved = (event.changedTouches[0]?.clientX ?? 0) - (from.current ?? 0)
        if (from.current !== null && Math.abs(moved) > 60) onSwipe(moved < 0 ? 1 : -1)
      }}
    >
      <div className="code-head">
        <h1>{name}</h1>
        <time className="clock" aria-live="off">
          {showTimeS(now)}
        </time>
      </div>
      {person.passClass === 'family' && <p className="quiet">{t('familyHint')}</p>}
      {value === undefined ? (
        <Notice tone="warn">{t('ended')}</Notice>
      ) : (
        <>
          <div className="qr-frame">
            <Qr value={value} label={t('qr', { name })} />
          </div>
          <div className="moving" aria-hidden="true">
            <span />
          </div>
        </>
      )}
      <div className="short-code">
        <span className="quiet">{t('number')}</span>
        <strong translate="no">{inThrees(person.shortCode)}</strong>
      </div>
      {strip !== undefined && (
        <p className="center-text quiet">
          {t('show')} · {t('until', { time: showMoment(strip.until) })}
        </p>
      )}
    </div>
  )
}
