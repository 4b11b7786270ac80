// 场所处置 on the worker's phone: what is to be done here today, a photo, and the index worked out from two counts; without the network too.
import { owedWorks, PLACE_WORK_TITLES, type Work } from '@xiaomen/rules/control'
import { laterDay } from '@xiaomen/rules/days'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { refresh } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { addToOutbox, whenSent } from '../../platform/queue.ts'
import { showMoment, today, useText } from '../../platform/text.ts'
import { isAway } from '../../platform/transport.ts'
import { useKept } from '../../platform/use-kept.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PhotoInput, type TakenPhoto } from '../photos/photo-input.tsx'
import { photoWords } from '../photos/photo-text.ts'
import { sendPhotos } from '../photos/send-photos.ts'
import { noteElsewhere } from '../tasks/my-tasks.ts'
import { PlaceSurvey, type Send } from './place-survey.tsx'
import { placeStateWords } from './place-text.ts'
import { placeWorkerWords } from './place-worker-text.ts'
import { Heard } from './record-form.tsx'
import { workWords } from './work-words.ts'
import { WorksStrip } from './works-strip.tsx'
import '../tasks/tasks.css'

type Place = Out<'control.getControl'>

export function PlaceScreen({ caseId }: { caseId: string }) {
  const t = useText(placeWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const [turn, setTurn] = useState(0)
  const [noted, setNoted] = useState<ReadonlySet<Work>>(new Set())
  const [said, setSaid] = useState<{ tone: 'done' | 'error'; text: string } | null>(null)
  const { data, keptAt, isFresh, error } = useKept(`control.place:${caseId}`, 'control.getControl', { caseId }, turn)
  const isGone = error !== null && !isAway(error)
  const send: Send = async (work, photos, make) => {
    if (data === null || data.placeId === null) return
    try {
      const id = uuidv7()
      await sendPhotos(data.placeId, photos)
      await make({ id, caseId, at: new Date().toISOString(), photoIds: photos.map((photo) => photo.id) })
      await noteElsewhere((task) => task.kind === 'placeWork' && task.sourceId === caseId && task.title === PLACE_WORK_TITLES[work], id, 'done')
      setNoted(new Set([...noted, work]))
      setSaid({ tone: 'done', text: t(navigator.onLine ? 'saved' : 'savedOffline') })
      void whenSent().then(() => {
        void refresh('control', 'tasks')
        setTurn((before) => before + 1)
      })
    } catch (failure) {
      setSaid({ tone: 'error', text: sayError(failure) })
    }
  }
  return (
    <section className="stack">
      <a href="#/today">‹ {t('today')}</a>
      {isGone && <Notice tone="warn">{t('notHere')}</Notice>}
      {!isGone && data === null && error !== null && <Notice tone="warn">{t('unknown')}</Notice>}
      {!isGone && data !== null && !isFresh && error !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {!isGone && data !== null && (
        <>
          <h1>{data.areaName}</h1>
          <p>
            <strong>{word(data.measureName ?? placeStateWords[data.state])}</strong> · {word(data.track)}
            {data.lastDay !== null && ` · ${t('until', { day: data.lastDay })}`}
            {data.worksMissed > 0 && ` · ! ${t('missed', { n: data.worksMissed })}`}
          </p>
          {said !== null && <Heard tone={said.tone}>{said.text}</Heard>}
          {data.may.work ? (
            <>
              <p className="quiet">{t('free')}</p>
              <ToDo of={data} noted={noted} onSend={send} />
            </>
          ) : (
            <p>{t('over')}</p>
          )}
          <Surveys of={data} />
          <WorksStrip works={data.works} today={data.today} />
        </>
      )}
    </section>
  )
}

function ToDo({ of, noted, onSend }: { of: Place; noted: ReadonlySet<Work>; onSend: Send }) {
  const t = useText(placeWorkerWords)
  // What is kept on the phone may be of yesterday, and its clock may be behind.
  const now = laterDay(of.today, today())
  const owed = owedWorks(of.works, now).filter(({ work }) => !noted.has(work))
  const isSurveyDue = owed.some(({ work }) => work === 'indexSurvey')
  return (
    <>
      <div role="status">
        <h2>{owed.length > 0 ? t('toDo', { count: owed.length }) : `✓ ${t('allDone')}`}</h2>
      </div>
      {owed.map(({ work, on }) => (
        <div key={work} className="card stack place-work">
          <WorkHead work={work} late={on < now ? on : null} />
          {work === 'indexSurvey' ? <PlaceSurvey indexes={of.indexes} caseId={of.id} onSend={onSend} /> : <WorkForm work={work} onSend={onSend} />}
        </div>
      ))}
      {!isSurveyDue && of.indexes.length > 0 && (
        <details className="card">
          <summary>{t('surveyAgain')}</summary>
          <PlaceSurvey indexes={of.indexes} caseId={of.id} onSend={onSend} />
        </details>
      )}
    </>
  )
}

function WorkHead({ work, late }: { work: Work; late: string | null }) {
  const t = useText(placeWorkerWords)
  const word = useWord()
  return (
    <h3>
      {word(workWords[work])} {late !== null && <span className="tag">! {t('since', { day: late.slice(5) })}</span>}
    </h3>
  )
}

function WorkForm({ work, onSend }: { work: Work; onSend: Send }) {
  const t = useText(placeWorkerWords)
  const p = useText(photoWords)
  const word = useWord()
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    await onSend(work, photos, (done) => addToOutbox('control.recordWork', { ...done, work }))
    setBusy(false)
  }
  return (
    <>
      <PhotoInput about={`${word(workWords[work])} ${t('photo')}`} photos={photos} onChange={setPhotos} />
      {photos.length > 0 && <p className="quiet">{p('noFaces')}</p>}
      <button className="primary" disabled={isBusy} onClick={() => void save()}>
        ✓ {word(workWords[work])} · {t('done')}
      </button>
    </>
  )
}

function Surveys({ of }: { of: Place }) {
  const t = useText(placeWorkerWords)
  const word = useWord()
  const surveys = of.facts.filter((fact) => fact.index !== null).slice(-4)
  if (surveys.length === 0) return null
  return (
    <>
      <h2>{t('last')}</h2>
      <ul className="dues">
        {surveys.toReversed().map((fact) => (
          <li key={fact.id}>
            {fact.day.slice(5)} {fact.index !== null && word(fact.index.name)} <strong>{fact.index?.value}</strong>{' '}
            <span className="quiet">
              {fact.index?.counted} / {fact.index?.among}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
