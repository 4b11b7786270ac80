// One need on the worker's phone: taken, met with or without meeting anybody, or not to be had.
import { howsFor, isCalledBack, type NeedHow } from '@xiaomen/rules/aid'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { Field } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { useKept } from '../../platform/use-kept.ts'
import { CallButton } from '../care/call-button.tsx'
import { controlNeedWords } from '../control/words.ts'
import { PhotoInput, type TakenPhoto } from '../photos/photo-input.tsx'
import './aid.css'
import { type Act, KeptPage, useAct } from './kept-page.tsx'
import { needWorkerWords } from './need-text.ts'
import { NEED_SIGNS, needHowWords, needStateWords } from './need-words.ts'
import { doorOf, orNull } from './transport-view.ts'

type Detail = Out<'aid.getNeed'>
const at = (instant: string) => showMoment(new Date(instant))

export function NeedScreen({ needId }: { needId: string }) {
  const t = useText(needWorkerWords)
  const word = useWord()
  const { act, did, turn } = useAct()
  const asked = useKept(`aid.need:${needId}`, 'aid.getNeed', { needId }, turn)
  return (
    <KeptPage list="#/need" says={t} of={asked} did={did}>
      {(data) => (
        <>
          <div className="row spread">
            <h1>{doorOf(data)}</h1>
            <span className="tag">{word(controlNeedWords[data.kind])}</span>
          </div>
          <p>
            <strong>{data.name}</strong>
            {data.note !== null && ` · ${data.note}`}
            <br />
            <span className={data.isLate || (data.heard === 'missing' && data.endedAt === null) ? 'aid-late' : ''}>
              <span aria-hidden="true">{NEED_SIGNS[data.state]}</span>{' '}
              {data.takenBy !== null && data.state === 'taken' ? t('takenBy', { name: data.takenBy }) : word(needStateWords[data.state])}
              {data.endedAt === null && ` · ${t('due', { at: at(data.dueAt) })}`}
              {data.isLate && ` · ${t('late')}`}
              {data.heard === 'missing' && data.endedAt === null && ` · ${t('missing')}`}
            </span>
            {data.how !== null && data.endedAt !== null && (
              <>
                <br />
                {word(needHowWords[data.how])} {at(data.endedAt)} {data.outcome}
                {data.heard === 'got' && ` · ${t('got')}`}
              </>
            )}
          </p>
          {data.endedAt === null && <CallButton personId={data.personId} />}
          {data.may.take && (
            <button className="primary" onClick={() => void act(() => call('aid.takeNeed', { needId, version: data.version }))}>
              {t('take')}
            </button>
          )}
          {data.may.close && <Close key={data.version} of={data} onDone={act} />}
        </>
      )}
    </KeptPage>
  )
}

function Close({ of, onDone }: { of: Detail; onDone: Act }) {
  const t = useText(needWorkerWords)
  const word = useWord()
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const [words, setWords] = useState('')
  const [nextCallOn, setNext] = useState('')
  const [reason, setReason] = useState('')
  const isCall = isCalledBack(of.kind)
  const finish = (how: NeedHow) =>
    onDone(async () => {
      if (of.areaId !== null)
        for (const { id, takenAt, bytes } of photos) await call('photos.add', { id, areaId: of.areaId, at: new Date(takenAt).toISOString(), bytes })
      await call('aid.finishNeed', {
        needId: of.id,
        version: of.version,
        how,
        photoIds: photos.map(({ id }) => id),
        words: orNull(words),
        nextCallOn: nextCallOn === '' ? null : nextCallOn,
      })
    })
  return (
    <>
      <div className="card stack">
        <h2>{t('how')}</h2>
        {isCall ? (
          <>
            <Field label={t('advice')}>
              <textarea rows={3} maxLength={200} value={words} onChange={(event) => setWords(event.target.value)} />
            </Field>
            <Field label={t('next')}>
              <input type="date" value={nextCallOn} onChange={(event) => setNext(event.target.value)} />
            </Field>
          </>
        ) : (
          <>
            <p>{t('photo')}</p>
            <PhotoInput about={t('photo')} photos={photos} onChange={setPhotos} />
          </>
        )}
        <div className="aid-choices">
          {howsFor(of.kind).map((how, at) => (
            <button key={how} className={at === 0 ? 'primary' : ''} onClick={() => void finish(how)}>
              ✓ {word(needHowWords[how])}
            </button>
          ))}
        </div>
      </div>
      <details className="card">
        <summary>
          <strong>{t('cannot')}</strong>
        </summary>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            void onDone(() => call('aid.failNeed', { needId: of.id, version: of.version, reason: reason.trim() }))
          }}
        >
          <Field label={t('reason')}>
            <input required maxLength={200} autoComplete="off" value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <button>{t('say')}</button>
        </form>
      </details>
    </>
  )
}
