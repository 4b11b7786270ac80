// 抗原自测 at home: the kits are signed for, the pictures say how, the result is told for oneself or for those of the same home.
import { ANTIGEN_RESULTS, type AntigenResult } from '@xiaomen/rules/antigen'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { codeOf, useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PhotoInput, type TakenPhoto } from '../photos/photo-input.tsx'
import './antigen.css'
import { GuideClip } from './clip.tsx'
import { ownAntigenWords } from './own-text.ts'
import { GUIDE, StepPicture, StripPicture } from './pictures.tsx'
import { resultWords } from './words.ts'

type Round = Out<'antigen.listOwn'>[number]
type Said = { tone: 'done' | 'error'; text: string } | null
const RENEW_MS = 60_000
const READS = { negative: 'readNegative', positive: 'readPositive', invalid: 'readInvalid' } as const

export function OwnAntigenScreen() {
  const t = useText(ownAntigenWords)
  const sayCommon = useCommonErrorText()
  const { data, error, ask } = useAnswer('antigen.listOwn', {}, { renewEveryMs: RENEW_MS })
  const [said, setSaid] = useState<Said>(null)
  const act = async (run: () => Promise<unknown>, says: string) => {
    try {
      await run()
      setSaid({ tone: 'done', text: says })
    } catch (failure) {
      const code = codeOf(failure)
      setSaid({ tone: 'error', text: code === 'antigen.reported_already' ? t('reported') : code === 'photos.no_photo' ? t('noPhoto') : sayCommon(failure) })
    }
    ask()
  }
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      {said !== null && <Notice tone={said.tone}>{said.text}</Notice>}
      {error !== null && data === null && <Notice tone="warn">{sayCommon(error)}</Notice>}
      {data?.length === 0 && <p>{t('none')}</p>}
      {data?.map((round) => (
        <OneRound key={round.roundId} round={round} onAct={act} />
      ))}
      {data !== null && data.length > 0 && <Guide />}
    </section>
  )
}

function Guide() {
  const t = useText(ownAntigenWords)
  return (
    <article className="card stack">
      <h2>{t('guide')}</h2>
      <GuideClip />
      <ol className="antigen-steps">
        {GUIDE.map((step) => (
          <li key={step}>
            <StepPicture step={step} />
            {t(step)}
          </li>
        ))}
      </ol>
      <p className="quiet">{t('guideLead')}</p>
      <ul className="list">
        {ANTIGEN_RESULTS.map((result) => (
          <li key={result} className="antigen-read">
            <StripPicture result={result} />
            {t(READS[result])}
          </li>
        ))}
      </ul>
    </article>
  )
}

type Act = (run: () => Promise<unknown>, says: string) => Promise<void>
function OneRound({ round, onAct }: { round: Round; onAct: Act }) {
  const t = useText(ownAntigenWords)
  const word = useWord()
  const nameOf = (one: Round['people'][number]) => (one.isMe ? t('me', { name: one.name }) : one.name)
  return (
    <article className="card stack" aria-label={round.title}>
      <div className="row spread">
        <h2>{round.title}</h2>
        <span className="tag">{t('due', { day: round.dueOn })}</span>
      </div>
      {round.handed.map((one) => (
        <div key={one.id} className="stack-tight">
          <p>
            {t('handed', { at: showMoment(new Date(one.at)), n: one.count })} {one.confirmedAt !== null && <span className="quiet">{t('signed')}</span>}
          </p>
          {one.confirmedAt === null && (
            <button className="primary" onClick={() => void onAct(() => call('antigen.signOwn', { handOutId: one.id }), t('signed'))}>
              {t('sign')}
            </button>
          )}
        </div>
      ))}
      <ul className="list">
        {round.people.map((one) => {
          const last = one.reports.at(-1)
          return (
            <li key={one.personId} className="row spread">
              <strong>{nameOf(one)}</strong>
              {last !== undefined && last.result !== 'invalid' && (
                <span>{t('done', { result: word(resultWords[last.result]), at: showMoment(new Date(last.at)) })}</span>
              )}
              {last?.result === 'invalid' && one.mayReport && <span>{t('again')}</span>}
              {one.help !== null && one.mayReport && <span className="quiet">{t('helpComes')}</span>}
            </li>
          )
        })}
      </ul>
      {round.people.some((one) => one.reports.some(({ result }) => result === 'positive')) && <Notice tone="warn">{t('positiveNext')}</Notice>}
      {round.people.some((one) => one.mayReport) && <ReportForm round={round} nameOf={nameOf} onAct={onAct} />}
    </article>
  )
}

function ReportForm({ round, nameOf, onAct }: { round: Round; nameOf: (one: Round['people'][number]) => string; onAct: Act }) {
  const t = useText(ownAntigenWords)
  const word = useWord()
  const open = round.people.filter((one) => one.mayReport)
  const [chosen, setChosen] = useState<string | null>(null)
  const [id, setId] = useState(uuidv7)
  const [result, setResult] = useState<AntigenResult | null>(null)
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const [isBusy, setBusy] = useState(false)
  const person = open.find((one) => one.personId === chosen) ?? open[0]
  // Other words are another report: the same id stands for the same bytes.
  const fresh = () => {
    setId(uuidv7())
    setResult(null)
    setPhotos([])
  }
  if (person === undefined) return null
  const send = async () => {
    if (result === null) return
    const taken = photos.at(-1)
    const photo = taken === undefined ? null : { id: taken.id, bytes: taken.bytes }
    setBusy(true)
    await onAct(
      async () => {
        await call('antigen.reportOwn', { id, roundId: round.roundId, personId: person.personId, result, photo })
        fresh()
      },
      t('sent', { name: person.name, result: word(resultWords[result]) }),
    )
    setBusy(false)
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Field label={t('who')}>
        <select
          value={person.personId}
          onChange={(event) => {
            setChosen(event.target.value)
            fresh()
          }}
        >
          {open.map((one) => (
            <option key={one.personId} value={one.personId}>
              {nameOf(one)}
            </option>
          ))}
        </select>
      </Field>
      <div className="antigen-choices" role="group" aria-label={t('result')}>
        {ANTIGEN_RESULTS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={result === one}
            onClick={() => {
              setResult(one)
              setId(uuidv7())
            }}
          >
            <StripPicture result={one} />
            {word(resultWords[one])}
          </button>
        ))}
      </div>
      <p>{t('photo')}</p>
      <PhotoInput
        about={t('photo')}
        photos={photos}
        onChange={(by) => {
          setPhotos((now) => by(now).slice(-1))
          setId(uuidv7())
        }}
      />
      <button className="primary" disabled={result === null || isBusy}>
        {isBusy ? t('sending') : t('send')}
      </button>
      {person.help === null && (
        <button
          type="button"
          onClick={() => void onAct(() => call('antigen.askOwnHelp', { roundId: round.roundId, personId: person.personId }), t('helpComes'))}
        >
          {t('help')}
        </button>
      )}
    </form>
  )
}
