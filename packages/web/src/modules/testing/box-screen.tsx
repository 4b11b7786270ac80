// 装箱、交接: closed tubes into a box, counted, and given to the courier with two touches. Works without network like the table.
import { labelOf, readLabel, stepBox } from '@xiaomen/rules/testing'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { addToOutbox, useOutbox } from '../../platform/queue.ts'
import { useText } from '../../platform/text.ts'
import { call, isAway } from '../../platform/transport.ts'
import { useKept } from '../../platform/use-kept.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { boxesHere, type HeldBox, listPending, notePending, type Pending } from './box-store.ts'
import { boxWords } from './box-text.ts'
import { useMyPoints } from './sampling-screen.tsx'
import './testing.css'

const Camera = lazy(() => import('../gate/camera.tsx').then((part) => ({ default: part.Camera })))
type Said = { tone: 'done' | 'error'; says: string } | null
const now = () => new Date().toISOString()

export function BoxScreen({ pointId }: { pointId: string }) {
  const t = useText(boxWords)
  const sayError = useErrorText()
  const point = useMyPoints().data?.find((one) => one.pointId === pointId)
  const [turn, setTurn] = useState(0)
  const known = useKept(`testing.boxes.known:${pointId}`, 'testing.listBoxes', { pointId }, turn)
  const [pending, setPending] = useState<Pending[]>([])
  const [current, setCurrent] = useState<string | null>(null)
  const [said, setSaid] = useState<Said>(null)
  const [typed, setTyped] = useState('')
  const [isCameraOn, setCameraOn] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const { waiting } = useOutbox()
  const reload = useCallback(() => {
    void listPending(pointId).then(setPending)
    setTurn((before) => before + 1)
  }, [pointId])
  useEffect(reload, [reload, waiting])
  const boxes = boxesHere(known.data, pending)
  const box = boxes.find(({ code }) => code === current) ?? (current === null ? null : { code: current, state: 'open' as const, tubes: [], isUnsent: true })
  const packed = new Set(boxes.flatMap(({ tubes }) => tubes))
  const loose = (known.data?.loose ?? []).filter(({ code }) => !packed.has(code))
  const fail = (says: string) => setSaid({ tone: 'error', says })

  /** Sent at once while there is a network, so that what does not fit is said here; otherwise noted under the same id. */
  async function act(name: 'testing.packTube' | 'testing.closeBox' | 'testing.sendBox', input: { id: string }, note: Pending, says: string): Promise<boolean> {
    try {
      await call(name, input as never)
      setSaid({ tone: 'done', says })
    } catch (error) {
      if (!isAway(error)) {
        fail(sayError(error))
        return false
      }
      await addToOutbox(name, input as never)
      await notePending(pointId, note)
      setSaid({ tone: 'done', says: `${says} · ${t('saved')}` })
    }
    reload()
    return true
  }
  async function show(text: string): Promise<void> {
    setTyped('')
    if (text.trim() === '') return
    const label = readLabel(text)
    if ('problem' in label) return fail(t(label.problem === 'label_foreign' ? 'foreign' : 'mistyped'))
    if (point !== undefined && label.batch !== point.batch) return fail(t('otherPoint'))
    const code = labelOf(label)
    if (label.kind === 'box') {
      setCurrent(code)
      return setSaid(null)
    }
    if (box === null) return fail(t('noBox'))
    const elsewhere = boxes.find((one) => one.code !== box.code && one.tubes.includes(code))
    if (elsewhere !== undefined) return fail(t('otherBox', { box: elsewhere.code }))
    if (box.tubes.includes(code)) return fail(t('again'))
    const put = stepBox({ state: box.state, tubes: box.tubes, lost: [] }, { kind: 'put', tube: code })
    if ('refused' in put) return fail(t('boxClosed'))
    const id = uuidv7()
    await act(
      'testing.packTube',
      { id, pointId, box: box.code, tube: code, at: now() } as { id: string },
      { id, box: box.code, kind: 'put', tube: code },
      t('packed', { tube: code, n: put.box.tubes.length }),
    )
    field.current?.focus()
  }
  return (
    <section className="stack">
      <a href={`#/sampling/${pointId}`}>‹ {t('back')}</a>
      <h1>{t('title')}</h1>
      {known.error !== null && isAway(known.error) && <Notice tone="warn">{t('offline')}</Notice>}
      <form
        className="testing-scan"
        onSubmit={(event) => {
          event.preventDefault()
          void show(typed)
        }}
      >
        <Field label={t('scan')}>
          <input
            ref={field}
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <button className="primary">{t('enter')}</button>
      </form>
      <button onClick={() => setCameraOn(!isCameraOn)} aria-pressed={isCameraOn}>
        ▣ {t(isCameraOn ? 'cameraOff' : 'camera')}
      </button>
      {isCameraOn && (
        <Suspense fallback={null}>
          <Camera onCode={(text) => void show(text)} isPaused={false} onOff={() => setCameraOn(false)} />
        </Suspense>
      )}
      {said !== null &&
        (said.tone === 'done' ? (
          <p className="testing-said" role="status">
            ✓ {said.says}
          </p>
        ) : (
          <Notice tone="error">{said.says}</Notice>
        ))}
      {box === null ? <p className="big">{t('noBox')}</p> : <BoxInHand key={`${box.code} ${box.state}`} box={box} pointId={pointId} onAct={act} />}
      {loose.length > 0 && (
        <details className="card" open={box !== null && box.state === 'open'}>
          <summary>
            {t('loose')} · {loose.length}
          </summary>
          <ul className="list">
            {loose.map(({ code }) => (
              <li key={code} className="testing-code">
                {code}
              </li>
            ))}
          </ul>
        </details>
      )}
      {boxes.length > 0 && (
        <div className="card stack">
          <h2>{t('others')}</h2>
          <ul className="list">
            {boxes.map((one) => (
              <li key={one.code} className="row spread">
                <span>
                  <span className="testing-code">{one.code}</span> · {t('tubes', { n: one.tubes.length })} · {t(one.state)}
                  {one.isUnsent && ` · ${t('unsent')}`}
                </span>
                {one.code !== current && (one.state === 'open' || one.state === 'sealed') && (
                  <button
                    onClick={() => {
                      setCurrent(one.code)
                      setSaid(null)
                    }}
                  >
                    {t('resume')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

type Act = (name: 'testing.closeBox' | 'testing.sendBox', input: { id: string }, note: Pending, says: string) => Promise<boolean>
function BoxInHand({ box, pointId, onAct }: { box: HeldBox; pointId: string; onAct: Act }) {
  const t = useText(boxWords)
  const [counted, setCounted] = useState('')
  const [courier, setCourier] = useState('')
  const [signed, setSigned] = useState({ here: false, courier: false })
  const [differs, setDiffers] = useState(false)
  const isOpen = box.state === 'open'
  const submit = () => {
    const number = Number(counted)
    if (number !== box.tubes.length) return setDiffers(true)
    setDiffers(false)
    const id = uuidv7()
    const common = { id, pointId, box: box.code, counted: number, at: now() }
    void (isOpen
      ? onAct('testing.closeBox', common, { id, box: box.code, kind: 'seal', counted: number }, t('closed', { n: number }))
      : onAct(
          'testing.sendBox',
          { ...common, courier: courier.trim(), isSignedHere: true, isSignedByCourier: true } as { id: string },
          { id, box: box.code, kind: 'send', counted: number },
          t('sent'),
        ))
  }
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="row spread">
        <h2 className="testing-code">{t('boxNow', { code: box.code })}</h2>
        <strong className="testing-count">{t('tubes', { n: box.tubes.length })}</strong>
      </div>
      {isOpen && box.tubes.length === 0 && <p className="quiet">{t('scanHint')}</p>}
      {box.tubes.length > 0 && (
        <details>
          <summary>{t(box.state)}</summary>
          <ul className="list">
            {box.tubes.map((code) => (
              <li key={code} className="testing-code">
                {code}
              </li>
            ))}
          </ul>
        </details>
      )}
      {box.state === 'sealed' && (
        <Field label={t('courier')}>
          <input required maxLength={40} autoComplete="off" value={courier} onChange={(event) => setCourier(event.target.value)} />
        </Field>
      )}
      {((isOpen && box.tubes.length > 0) || box.state === 'sealed') && (
        <Field label={t(isOpen ? 'counted' : 'courierCount')}>
          <input type="number" inputMode="numeric" required min={1} max={1000} value={counted} onChange={(event) => setCounted(event.target.value)} />
        </Field>
      )}
      {box.state === 'sealed' &&
        (['here', 'courier'] as const).map((side) => (
          <label key={side} className="testing-sign">
            <input type="checkbox" checked={signed[side]} onChange={(event) => setSigned({ ...signed, [side]: event.target.checked })} />
            <span>{t(side === 'here' ? 'signHere' : 'signCourier')}</span>
          </label>
        ))}
      {differs && <Notice tone="error">{t('countDiffers', { known: box.tubes.length, counted })}</Notice>}
      {isOpen && box.tubes.length > 0 && <button className="primary">{t('close')}</button>}
      {box.state === 'sealed' && (
        <button className="primary" disabled={!signed.here || !signed.courier}>
          {t('send')}
        </button>
      )}
    </form>
  )
}
