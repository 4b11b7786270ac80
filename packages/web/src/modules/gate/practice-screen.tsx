// 练习: the guard's screen with invented people, so that nobody meets the rules for the first time with a queue of forty.
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLang, useText } from '../../platform/text.ts'
import { keep, kept } from '../../platform/store.ts'
import { call } from '../../platform/transport.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { isAsked } from './decide-here.ts'
import './gate.css'
import { verdictWords, whyWords } from './guard-text.ts'
import { PassageSteps } from './passage-steps.tsx'
import { isWellDone, makePractice, type Practice } from './practice.ts'
import { practiceWords, situationWords } from './shift-text.ts'
import { type Book, usePassage } from './use-passage.ts'
import './verdict.css'

type Rules = Out<'gate.listPracticeRules'>
type Made = Awaited<ReturnType<typeof makePractice>>

/** The rules of all packs, from the phone where the server is away. */
function useRules(gateId: string): Rules | null {
  const [rules, setRules] = useState<Rules | null>(null)
  useEffect(() => {
    let isCurrent = true
    void (async () => {
      const held = await kept<Rules>('practice')
      if (isCurrent && held !== null) setRules(held.value)
      try {
        const sent = await call('gate.listPracticeRules', { gateId })
        await keep('practice', sent)
        if (isCurrent) setRules(sent)
      } catch {
        // What is kept does; where nothing is, the screen says so.
      }
    })()
    return () => {
      isCurrent = false
    }
  }, [gateId])
  return rules
}

export function PracticeScreen({ gateId }: { gateId: string }) {
  const t = useText(practiceWords)
  const lang = useLang()
  const rules = useRules(gateId)
  const [made, setMade] = useState<Made | null>(null)
  const isSecure = globalThis.crypto?.subtle !== undefined
  const begin = async (policy: Rules[number]['policy']) => setMade(await makePractice(policy, t('place'), new Date(), crypto.subtle))
  return (
    <main className="gate" id="main">
      <header className="gate-top">
        <a href={`#/gate/${gateId}`} aria-label={t('back')}>
          ‹
        </a>
        <h1>{t('title')}</h1>
      </header>
      <p className="banner practice-banner">{t('banner')}</p>
      {!isSecure && <Notice tone="warn">{t('insecure')}</Notice>}
      {isSecure && rules === null && <Notice tone="warn">{t('noRules')}</Notice>}
      {isSecure && made === null && rules !== null && (
        <section className="stack">
          <h2>{t('rules')}</h2>
          {rules.map((one) => (
            <button key={`${one.packId}/${one.edition}`} className="wide" onClick={() => void begin(one.policy)}>
              {one[lang]} {one.isInForce && <small>（{t('inForce')}）</small>}
            </button>
          ))}
        </section>
      )}
      {made !== null && <Round made={made} onOver={() => setMade(null)} />}
    </main>
  )
}

function Round({ made, onOver }: { made: Made; onOver: () => void }) {
  const t = useText(practiceWords)
  const [at, setAt] = useState(0)
  const [good, setGood] = useState(0)
  const practice = made.round[at]
  if (practice === undefined)
    return (
      <section className="stack">
        <p className="practice-score">{t('score', { good, all: made.round.length })}</p>
        <button className="primary" onClick={onOver}>
          {t('again')}
        </button>
      </section>
    )
  return (
    <section className="stack">
      <p className="quiet">{t('of', { at: at + 1, all: made.round.length })}</p>
      <OnePerson
        key={practice.situation}
        link={made.link}
        practice={practice}
        onNext={(isGood) => {
          setGood(good + (isGood ? 1 : 0))
          setAt(at + 1)
        }}
      />
    </section>
  )
}

function OnePerson({ link, practice, onNext }: { link: Made['link']; practice: Practice; onNext: (isGood: boolean) => void }) {
  const t = useText(practiceWords)
  const says = useText(situationWords)
  const word = useText(verdictWords)
  const why = useText(whyWords)
  const [isGood, setGood] = useState<boolean | null>(null)
  const judge = useRef(practice)
  judge.current = practice
  // Nothing is written down: what the guard did is held against the rules instead.
  const book = useMemo(
    (): Book => ({
      name: null,
      write: ({ guardSays }, verdict) => {
        setGood(isWellDone(judge.current, verdict.outcome, guardSays ?? null))
        return Promise.resolve()
      },
    }),
    [],
  )
  const passage = usePassage('practice', link, practice.direction, { temperature: false, whereFrom: false }, book)
  const mayAskWhereFrom = link.list !== null && isAsked(link.list.list.policy.whereFrom.asks, practice.direction)
  return (
    <>
      <div className="gate-body" inert={passage.stage.is !== 'ready'}>
        <p className="practice-says">{says(practice.situation, { place: t('place') })}</p>
        {!practice.medical && <p className="practice-fact">{t('temperature', { value: practice.temperatureC.toFixed(1) })}</p>}
        {isGood === null || passage.stage.is !== 'ready' ? (
          <button
            className="primary"
            onClick={() => passage.show(practice.code === null ? { kind: 'none', value: '' } : { kind: 'code', value: practice.code })}
          >
            {t(practice.code === null ? 'nothing' : 'scan')}
          </button>
        ) : (
          <div className="stack" role="status">
            <Notice tone={isGood ? 'done' : 'warn'}>
              <strong>{t(isGood ? 'right' : 'wrong')}</strong>
              <br />
              {t('shouldBe', { word: word(practice.right.outcome), why: practice.right.reasons.map((reason) => why(reason)).join(' · ') })}
            </Notice>
            <button className="primary" onClick={() => onNext(isGood)}>
              {t('next')}
            </button>
          </div>
        )}
      </div>
      <PassageSteps passage={passage} link={link} isolationArea={null} mayAskWhereFrom={mayAskWhereFrom} />
    </>
  )
}
