// 采样台: one field for everything that is scanned; the tube in hand with who is in it, in order; closed with a count.
import { type Doubt, UNBIND_REASONS } from '@xiaomen/rules/testing'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useOutbox } from '../../platform/queue.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { useMyPoints } from './sampling-screen.tsx'
import './testing.css'
import { type Told, useTable } from './use-table.ts'
import { doubtWords, unbindWords } from './words.ts'
import { samplingWords } from './worker-text.ts'

const Camera = lazy(() => import('../gate/camera.tsx').then((part) => ({ default: part.Camera })))
type Desk = ReturnType<typeof useTable>
const SIZES = [1, 5, 10, 20]

export function TableScreen({ pointId }: { pointId: string }) {
  const t = useText(samplingWords)
  const { data } = useMyPoints()
  const point = data?.find((one) => one.pointId === pointId)
  const desk = useTable(pointId, point)
  const { waiting } = useOutbox()
  // What was sent stands on the server now, with names.
  const { refresh } = desk
  const before = useRef(waiting)
  useEffect(() => {
    if (waiting < before.current) refresh()
    before.current = waiting
  }, [waiting, refresh])
  const [isCameraOn, setCameraOn] = useState(false)
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const show = (text: string) => {
    setTyped('')
    void desk.show(text).then(() => field.current?.focus())
  }
  return (
    <section className="stack">
      <a href="#/sampling">‹ {t('back')}</a>
      <div className="row spread">
        <h1>{point?.name ?? t('title')}</h1>
        <label className="row">
          <span>{t('tableNumber')}</span>
          <select value={desk.table.number} onChange={(event) => desk.setNumber(Number(event.target.value))}>
            {Array.from({ length: point?.tables ?? 1 }, (_, at) => (
              <option key={at} value={at + 1}>
                {at + 1}
              </option>
            ))}
          </select>
        </label>
      </div>
      {!desk.isOnline && <Notice tone="warn">{t('offline')}</Notice>}
      <form
        className="testing-scan"
        onSubmit={(event) => {
          event.preventDefault()
          show(typed)
        }}
      >
        <Field label={t('scan')}>
          <input
            ref={field}
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={600}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <button className="primary" disabled={desk.isBusy}>
          {t('enter')}
        </button>
      </form>
      <button onClick={() => setCameraOn(!isCameraOn)} aria-pressed={isCameraOn}>
        ▣ {t(isCameraOn ? 'cameraOff' : 'camera')}
      </button>
      {isCameraOn && (
        <Suspense fallback={null}>
          <Camera onCode={show} isPaused={desk.isBusy || desk.told.is === 'asks' || desk.told.is === 'chooses'} onOff={() => setCameraOn(false)} />
        </Suspense>
      )}
      <Says told={desk.told} desk={desk} batch={point?.batch ?? ''} onDone={() => field.current?.focus()} />
      {desk.current === null ? <p className="big">{t('noTube')}</p> : <TubeInHand desk={desk} key={desk.current.code} />}
      {desk.openTubes.length > 0 && (
        <details className="card">
          <summary>
            {t('others')} · {desk.openTubes.length}
          </summary>
          <ul className="list">
            {desk.openTubes.map((code) => (
              <li key={code} className="row spread">
                <span className="testing-code">{code}</span>
                <button onClick={() => desk.resume(code)}>{t('resume')}</button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <a className="button wide" href={`#/sampling/${pointId}/boxes`}>
        {t('toBoxes')} ›
      </a>
      <Queue pointId={pointId} />
    </section>
  )
}

function Says({ told, desk, batch, onDone }: { told: Told; desk: Desk; batch: string; onDone: () => void }) {
  const t = useText(samplingWords)
  switch (told.is) {
    case 'ready':
      return desk.current === null ? null : <p className="quiet">{t('scanHint')}</p>
    case 'taken':
      return (
        <p className="testing-said" role="status">
          ✓ {told.who === null ? t('takenNobody', { n: told.number }) : t('taken', { n: told.number, who: told.who })}
        </p>
      )
    case 'sealed':
      return (
        <p className="testing-said" role="status">
          ✓ {t('sealed', { code: told.code, n: told.counted })}
        </p>
      )
    case 'out':
      return (
        <p className="testing-said" role="status">
          ✓ {t('outDone')}
        </p>
      )
    case 'trouble':
      return <Notice tone="error">{t(told.what, { batch })}</Notice>
    case 'asks':
      return (
        <div className="card stack testing-asks" role="alert">
          {told.doubts.map((doubt) => (
            <strong key={doubt}>! {sayDoubt(t, doubt, told.candidate)}</strong>
          ))}
          <button
            className="primary"
            onClick={() => {
              desk.leave()
              onDone()
            }}
          >
            {t('cancel')}
          </button>
          <button
            onClick={() => {
              desk.takeAnyway(told.means, told.candidate)
              onDone()
            }}
          >
            {t('sure')}
          </button>
        </div>
      )
    case 'chooses':
      return (
        <div className="card stack">
          <h2>{t('choose')}</h2>
          {told.candidates.map((one) => (
            <button
              key={one.personId}
              className="wide"
              onClick={() => {
                desk.choose(told.means, one)
                onDone()
              }}
            >
              {one.name ?? '***'} · {one.place} {one.door ?? ''} {one.taken !== null && `✓ ${showMoment(new Date(one.taken.at))}`}
            </button>
          ))}
          <button
            onClick={() => {
              desk.choose(told.means, null)
              onDone()
            }}
          >
            {t('nobodyHere')}
          </button>
        </div>
      )
  }
}
function sayDoubt(
  t: ReturnType<typeof useText<keyof (typeof samplingWords)['zh']>>,
  doubt: Doubt,
  candidate: Extract<Told, { is: 'asks' }>['candidate'],
): string {
  const who = candidate === null ? '' : [candidate.name, candidate.door].filter((part) => part !== null).join(' ')
  switch (doubt) {
    case 'twiceInTube':
      return t('twice')
    case 'inOtherTube':
      return t('inOther')
    case 'twiceInRound':
      return candidate?.taken ? t('takenAlready', { who, at: showMoment(new Date(candidate.taken.at)), tube: candidate.taken.tube }) : t('other')
    case 'otherHome':
      return t('otherHome')
    case 'overfull':
      return t('overfull')
    case 'afterSeal':
      return t('closedTube')
    default:
      return t('unknown')
  }
}

function TubeInHand({ desk }: { desk: Desk }) {
  const t = useText(samplingWords)
  const word = useWord()
  const tube = desk.current!
  const samples = desk.samplesOf(tube)
  const [out, setOut] = useState<string | null>(null)
  return (
    <div className="card stack">
      <div className="row spread">
        <h2 className="testing-code">{t('tubeNow', { code: tube.code })}</h2>
        <strong className="testing-count">{t('of', { n: samples.length, size: tube.size })}</strong>
      </div>
      {samples.length === 0 ? (
        <div className="row" role="group" aria-label={t('size')}>
          {SIZES.map((size) => (
            <button key={size} aria-pressed={tube.size === size && !tube.isHousehold} onClick={() => desk.setSize(size, false)}>
              {size === 1 ? t('single') : t('pool', { n: size })}
            </button>
          ))}
          <button aria-pressed={tube.isHousehold} onClick={() => desk.setSize(tube.size, true)}>
            {t('household')}
          </button>
        </div>
      ) : (
        <ol className="testing-people">
          {samples.map((one, at) => (
            <li key={one.id}>
              <span>
                <b>{at + 1}</b> {one.who === '' ? t('noted') : one.who}
                {!one.isSent && <span className="quiet"> · {t('unsent')}</span>}
                {one.doubts.map((doubt) => (
                  <span key={doubt} className="testing-doubt">
                    {' '}
                    ! {word(doubtWords[doubt])}
                  </span>
                ))}
              </span>
              <button onClick={() => setOut(out === one.id ? null : one.id)} aria-expanded={out === one.id}>
                {t('out')}
              </button>
              {out === one.id && (
                <span className="row" role="group" aria-label={t('outWhy')}>
                  {UNBIND_REASONS.map((reason) => (
                    <button
                      key={reason}
                      onClick={() => {
                        setOut(null)
                        void desk.takeOut(one.id, reason)
                      }}
                    >
                      {word(unbindWords[reason])}
                    </button>
                  ))}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {samples.length >= tube.size && <Notice tone="warn">{t('full')}</Notice>}
      {samples.length > 0 && (
        <button className={samples.length >= tube.size ? 'primary' : ''} onClick={() => void desk.seal(samples.length)}>
          {t('seal', { n: samples.length })}
        </button>
      )}
    </div>
  )
}

function Queue({ pointId }: { pointId: string }) {
  const t = useText(samplingWords)
  const sayError = useErrorText()
  const [waiting, setWaiting] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  return (
    <form
      className="card testing-scan"
      onSubmit={(event) => {
        event.preventDefault()
        call('testing.sayWaiting', { pointId, waiting: Number(waiting) }).then(
          ({ waitMinutes }) => setSaid(t('waitIs', { n: waitMinutes })),
          (error: unknown) => setSaid(sayError(error)),
        )
      }}
    >
      <Field label={t('waiting')}>
        <input type="number" inputMode="numeric" min={0} max={5000} required value={waiting} onChange={(event) => setWaiting(event.target.value)} />
      </Field>
      <button>{t('sayWaiting')}</button>
      {said !== null && <p role="status">{said}</p>}
    </form>
  )
}
