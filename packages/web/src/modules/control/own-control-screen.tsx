// 我家的管控: what holds for me and for whoever lives with me, until when and why; today's temperature in two taps; and the way to have it looked at again.
import { useEffect, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, today, useLang, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { CarersCard } from '../answerability/carers-card.tsx'
import { OwnNeeds } from '../aid/own-needs.tsx'
import { OwnTransport } from '../aid/own-transport.tsx'
import { OwnSeals } from '../seals/own-seals.tsx'
import { OwnZones } from '../zones/here-cards.tsx'
import { DaysStrip } from './days-strip.tsx'
import { evidenceWords } from './desk-text.ts'
import { OwnAppeals } from './own-appeal.tsx'
import { ownControlWords } from './own-control-text.ts'
import { recordOwnDay, sendUnsent } from './own-unsent.ts'
import { type Asked, Heard, RecordForm } from './record-form.tsx'
import { recordWords } from './record-text.ts'
import { controlStateWords, halfWords, STATE_SIGNS, triggerWords } from './words.ts'

type Own = Out<'control.listOwn'>[number]
/** Residents hear no live news of their case: while the page is open it is asked for. */
const LOOK_AGAIN_MS = 20_000
const isEnded = (state: Own['state']) => state === 'released' || state === 'cancelled' || state === 'transferred'

/** Whether the measure of today, or of the first day still to come, is one that somebody is brought to. */
const isFetched = (of: Own): boolean => (of.days.find(({ day }) => day === of.today) ?? of.days[0])?.measure === 'centralIsolation'

export function OwnControlScreen() {
  const t = useText(ownControlWords)
  const sayError = useCommonErrorText()
  const { data, error, at, isKept, ask } = useAnswer('control.listOwn', {}, { renewEveryMs: LOOK_AGAIN_MS })
  useEffect(() => {
    const send = () => void sendUnsent().then((went) => went && ask())
    send()
    window.addEventListener('online', send)
    return () => window.removeEventListener('online', send)
  }, [ask])
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      <OwnTransport />
      <OwnNeeds />
      <OwnZones />
      <OwnSeals />
      {error !== null && data === null && <Notice tone="warn">{sayError(error)}</Notice>}
      {isKept && at !== null && error !== null && <Notice>{t('kept', { time: showMoment(new Date(at)) })}</Notice>}
      {data !== null && data.length === 0 && <p>{t('nothing')}</p>}
      {data?.map((one) => (
        <OwnCase key={one.id} of={one} onChanged={ask} />
      ))}
      <CarersCard />
    </section>
  )
}

function OwnCase({ of, onChanged }: { of: Own; onChanged: () => void }) {
  const t = useText(ownControlWords)
  const word = useWord()
  const lang = useLang()
  const isOver = isEnded(of.state)
  return (
    <article className="card stack own-control">
      <h2>
        {of.isMe ? `${of.name}（${t('me')}）` : of.name}
        <br />
        <span aria-hidden="true">{STATE_SIGNS[of.state]}</span> {of.measure === null ? word(controlStateWords[of.state]) : word(of.measure)}
      </h2>
      {isOver ? (
        <p>
          {word(controlStateWords[of.state])} · {t('ended', { day: of.endedOn ?? of.until })}
          {of.endedWithOrder && <br />}
          {of.endedWithOrder && t('withOrder')}
        </p>
      ) : (
        <p>
          <strong>
            {of.from > of.until ? t('noLonger') : of.state === 'planned' ? t('begins', { from: of.from }) : t('since', { from: of.from, until: of.until })}
          </strong>
          <br />
          {t('release', { on: of.releasableOn })}
        </p>
      )}
      {of.mayRecord && <OwnRecord of={of} onRecorded={onChanged} />}
      {!isOver && of.rules.length > 0 && (
        <>
          <h3>{t('asks')}</h3>
          <ul>
            {of.rules.map((rule) => (
              <li key={rule.en}>{word(rule)}</li>
            ))}
          </ul>
          {isFetched(of) && <Notice>{t('fetched')}</Notice>}
          <Notice>{t('medical')}</Notice>
        </>
      )}
      {!isOver && <DaysStrip days={of.days} today={of.today} />}
      <details>
        <summary>{t('why')}</summary>
        <p>{t('because', { trigger: word(triggerWords[of.trigger]), day: of.anchorDay })}</p>
        <p>{t('evidence', { kind: word(evidenceWords[of.evidence.kind]), issuer: of.evidence.issuedBy })}</p>
        <p>{t('units', { units: of.units.join(' · ') })}</p>
        <p className="quiet">{t('rule', { pack: of.rule.packId, edition: of.rule.edition, track: word(of.track), source: word(of.rule.source) })}</p>
        {of.rule.isDraft && <p className="quiet">{t('draft')}</p>}
        <a href={`/restrictions/${of.communityId}?lang=${lang}`}>{t('counted')}</a>
      </details>
      <OwnAppeals of={of} onAppealed={onChanged} />
    </article>
  )
}

function OwnRecord({ of, onRecorded }: { of: Own; onRecorded: () => void }) {
  const t = useText(ownControlWords)
  const r = useText(recordWords)
  const word = useWord()
  const sayError = useCommonErrorText()
  const [isOpen, setOpen] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const left = of.asked.filter((one) => !one.isDone).map(({ half }) => half)
  const save = async (asked: Asked) => {
    try {
      const isSent = await recordOwnDay({ ...asked, id: uuidv7(), caseId: of.id, at: new Date().toISOString(), day: today() })
      setSaid(r(isSent ? 'saved' : 'savedOffline'))
      setProblem(null)
      setOpen(false)
      if (isSent) onRecorded()
    } catch (failure) {
      setProblem(t('failed', { why: sayError(failure) }))
    }
  }
  return (
    <div className="stack">
      <h3>{of.isMe ? t('askToday') : t('askTodayOf', { name: of.name })}</h3>
      {said !== null && <Heard tone="done">{said}</Heard>}
      {problem !== null && <Heard tone="error">{problem}</Heard>}
      {of.asked
        .filter((one) => one.isDone)
        .map((one) => (
          <p key={one.half}>✓ {t('done', { half: word(halfWords[one.half]) })}</p>
        ))}
      {left.length === 0 && <p>{t('allDone')}</p>}
      {isOpen ? (
        <RecordForm halves={left.length === 0 ? of.asked.map(({ half }) => half) : left} symptoms={of.symptoms} onSave={save} />
      ) : (
        <button className={left.length > 0 ? 'primary big' : ''} onClick={() => setOpen(true)}>
          {left.length > 0 ? t('open') : r('again')}
        </button>
      )}
    </div>
  )
}
