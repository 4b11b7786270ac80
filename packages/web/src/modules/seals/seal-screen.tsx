// One seal on the worker's phone: told, put on with a photo, looked at, taken off; kept on the phone where there is no network.
import { SEAL_FINDINGS, type SealFinding, TELL_WAYS, type TellWay } from '@xiaomen/rules/seals'
import { useEffect, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import type { In, Out } from '../../platform/ops.ts'
import { refresh } from '../../platform/api.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { addToOutbox, useOutbox } from '../../platform/queue.ts'
import { kept } from '../../platform/store.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { useKept } from '../../platform/use-kept.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PhotoInput, type TakenPhoto } from '../photos/photo-input.tsx'
import { photoWords } from '../photos/photo-text.ts'
import { sendPhotos } from '../photos/send-photos.ts'
import { noteElsewhere } from '../tasks/my-tasks.ts'
import { doorOf, type Seal, useNext } from './seal-view.ts'
import { alarmWords, findingWords, removalWords, sealStateSigns, sealStateWords, tellWords } from './words.ts'
import { sealWorkerWords } from './worker-text.ts'
import './seals.css'

const at = (instant: string) => showMoment(new Date(instant))
const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
const ASKS = ['isOwnDoor', 'opensFromInside', 'leavesEscapeFree'] as const
const HOUR_MS = 3_600_000

export function SealScreen({ sealId }: { sealId: string }) {
  const t = useText(sealWorkerWords)
  const word = useWord()
  const next = useNext()
  const sayError = useErrorText()
  const { waiting } = useOutbox()
  const [turn, setTurn] = useState(0)
  const { data, keptAt, isFresh, error } = useKept(`seals.one:${sealId}`, 'seals.getSeal', { sealId }, `${waiting} ${turn}`)
  const [listed, setListed] = useState<Seal | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    void kept<Out<'seals.listSeals'>>('seals.mine').then((held) => setListed(held?.value.seals.find(({ id }) => id === sealId) ?? null))
  }, [sealId])
  const seal: Seal | null = data ?? listed
  /** On the device before this returns; its task leaves the list of today at once. */
  const note = async <N extends 'seals.tellHousehold' | 'seals.applySeal' | 'seals.checkSeal' | 'seals.removeSeal'>(
    name: N,
    input: In<N>,
    photos: readonly TakenPhoto[] = [],
  ) => {
    try {
      if (seal?.areaId !== null && seal?.areaId !== undefined) await sendPhotos(seal.areaId, photos)
      await addToOutbox(name, input)
      if (name !== 'seals.tellHousehold')
        await noteElsewhere((task) => task.kind === 'seal' && task.subjectId === sealId && task.sourceId === sealId, input.id, 'done')
      setSaid(t(navigator.onLine ? 'saved' : 'waiting'))
      setProblem(null)
      void refresh('seals', 'tasks')
      window.scrollTo(0, 0)
    } catch {
      setProblem(t('lost'))
    }
  }
  const act = async (run: () => Promise<unknown>, says: string) => {
    try {
      await run()
      setSaid(says)
      setProblem(null)
      setTurn((now) => now + 1)
      void refresh('seals', 'tasks')
    } catch (failure) {
      setProblem(sayError(failure))
    }
  }
  return (
    <section className="stack">
      <a href="#/seals">‹ {t('back')}</a>
      {seal === null && error !== null && <Notice tone="warn">{t('unknown')}</Notice>}
      {data !== null && !isFresh && error !== null && <Notice tone="warn">{t('kept', { time: at(new Date(keptAt).toISOString()) })}</Notice>}
      {said !== null && <Notice tone="done">{said}</Notice>}
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      {seal !== null && (
        <>
          <div className="row spread">
            <h1>{doorOf(seal)}</h1>
            <span className="tag">{seal.number}</span>
          </div>
          <p className={seal.isCheckLate || seal.isRemovalLate ? 'seal-late' : ''}>
            <span aria-hidden="true">{sealStateSigns[seal.state]}</span> {word(sealStateWords[seal.state])}
            {next(seal).map((says) => ` · ${says}`)}
          </p>
          {seal.alarms.map((alarm) => (
            <Alarm
              key={alarm.id}
              seal={seal}
              alarm={alarm}
              onAnswer={(answer) => act(() => call('seals.answerAlarm', { alarmId: alarm.id, ...answer }), t('saved'))}
            />
          ))}
          {seal.state === 'issued' && (
            <Tell seal={seal} onTold={(way, agreesToSensor) => note('seals.tellHousehold', { ...now(sealId), way, agreesToSensor })} />
          )}
          {seal.state === 'issued' && seal.toldAt !== null && (
            <Apply
              onApplied={(asks, photos, words) =>
                note('seals.applySeal', { ...now(sealId), ...asks, photoIds: photos.map(({ id }) => id), note: words }, photos)
              }
            />
          )}
          {seal.state === 'applied' && seal.removeBy !== null && (
            <Remove
              seal={seal}
              onRemoved={(photos, words) => note('seals.removeSeal', { ...now(sealId), photoIds: photos.map(({ id }) => id), note: words }, photos)}
            />
          )}
          {seal.state === 'applied' && seal.removeBy === null && (
            <>
              <Check
                onChecked={(outcome, photos, words) =>
                  note('seals.checkSeal', { ...now(sealId), outcome, photoIds: photos.map(({ id }) => id), note: words }, photos)
                }
              />
              <div className="card stack">
                <p className="quiet">{t('openHint')}</p>
                <button
                  onClick={() => {
                    const from = Date.now()
                    const until = new Date(from + HOUR_MS).toISOString()
                    void act(
                      () => call('seals.announceOpening', { id: uuidv7(), sealId, why: 'visit', from: new Date(from).toISOString(), until }),
                      t('opened', { at: at(until) }),
                    )
                  }}
                >
                  {t('open')}
                </button>
              </div>
            </>
          )}
          {seal.endedAt !== null && <p>{t('over')}</p>}
        </>
      )}
    </section>
  )
}
const now = (sealId: string) => ({ id: uuidv7(), sealId, at: new Date().toISOString() })

function Alarm({
  seal,
  alarm,
  onAnswer,
}: {
  seal: Seal
  alarm: Seal['alarms'][number]
  onAnswer: (answer: { finding: SealFinding; isWhole: boolean; note: string | null }) => Promise<void>
}) {
  const t = useText(sealWorkerWords)
  const word = useWord()
  const [finding, setFinding] = useState<SealFinding | null>(null)
  const [isWhole, setWhole] = useState(true)
  const [words, setWords] = useState('')
  return (
    <article className="card stack" aria-label={t('alarm', { what: word(alarmWords[alarm.kind]) })}>
      <h2 className="seal-late">
        ! {t('alarm', { what: word(alarmWords[alarm.kind]) })} · {at(alarm.raisedAt)}
      </h2>
      <strong>{t('finding')}</strong>
      <div className="seal-choices" role="group" aria-label={t('finding')}>
        {SEAL_FINDINGS.map((one) => (
          <button key={one} aria-pressed={finding === one} onClick={() => setFinding(one)}>
            {word(findingWords[one])}
          </button>
        ))}
      </div>
      {seal.state === 'applied' && (
        <label className="seal-tick">
          <input type="checkbox" checked={isWhole} onChange={(event) => setWhole(event.target.checked)} /> {t('isWhole')}
        </label>
      )}
      <Field label={t('note')}>
        <input value={words} maxLength={200} onChange={(event) => setWords(event.target.value)} />
      </Field>
      <button className="primary" disabled={finding === null} onClick={() => finding !== null && void onAnswer({ finding, isWhole, note: orNull(words) })}>
        {t('answer')}
      </button>
    </article>
  )
}

function Tell({ seal, onTold }: { seal: Seal; onTold: (way: TellWay, agreesToSensor: boolean) => Promise<void> }) {
  const t = useText(sealWorkerWords)
  const word = useWord()
  const [way, setWay] = useState<TellWay>('atDoor')
  const [agrees, setAgrees] = useState<boolean | null>(seal.agreesToSensor)
  if (seal.toldAt !== null)
    return (
      <p>
        ✓ {t('told')} · {at(seal.toldAt)}
      </p>
    )
  return (
    <div className="card stack">
      <h2>{t('tell')}</h2>
      <p>{t('tellSay')}</p>
      <strong>{t('way')}</strong>
      <div className="seal-choices" role="group" aria-label={t('way')}>
        {TELL_WAYS.map((one) => (
          <button key={one} aria-pressed={way === one} onClick={() => setWay(one)}>
            {word(tellWords[one])}
          </button>
        ))}
      </div>
      <strong>{t('sensorAsk')}</strong>
      <div className="seal-choices" role="group" aria-label={t('sensorAsk')}>
        {([true, false] as const).map((one) => (
          <button key={String(one)} aria-pressed={agrees === one} onClick={() => setAgrees(one)}>
            {t(one ? 'yes' : 'no')}
          </button>
        ))}
      </div>
      <button className="primary" disabled={agrees === null} onClick={() => agrees !== null && void onTold(way, agrees)}>
        {t('told')}
      </button>
    </div>
  )
}

type Asks = Record<(typeof ASKS)[number], boolean>
function Apply({ onApplied }: { onApplied: (asks: Asks, photos: readonly TakenPhoto[], note: string | null) => Promise<void> }) {
  const t = useText(sealWorkerWords)
  const p = useText(photoWords)
  const [asks, setAsks] = useState<Asks>({ isOwnDoor: false, opensFromInside: false, leavesEscapeFree: false })
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const isReady = ASKS.every((one) => asks[one]) && photos.length > 0
  return (
    <div className="card stack">
      <h2>{t('apply')}</h2>
      <strong>{t('applyAsk')}</strong>
      {ASKS.map((one) => (
        <label key={one} className="seal-tick">
          <input type="checkbox" checked={asks[one]} onChange={(event) => setAsks({ ...asks, [one]: event.target.checked })} /> {t(one)}
        </label>
      ))}
      <strong>{t('photo')}</strong>
      <PhotoInput about={t('title')} photos={photos} onChange={setPhotos} />
      <p className="quiet">{p('noFaces')}</p>
      <button className="primary" disabled={!isReady} onClick={() => void onApplied(asks, photos, null)}>
        {t('applied')}
      </button>
    </div>
  )
}

function Check({ onChecked }: { onChecked: (outcome: 'whole' | 'broken', photos: readonly TakenPhoto[], note: string | null) => Promise<void> }) {
  const t = useText(sealWorkerWords)
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const [words, setWords] = useState('')
  const send = (outcome: 'whole' | 'broken') => {
    void onChecked(outcome, photos, orNull(words))
    setPhotos([])
    setWords('')
  }
  return (
    <div className="card stack">
      <h2>{t('check')}</h2>
      <div className="seal-choices">
        <button className="primary" onClick={() => send('whole')}>
          ✓ {t('whole')}
        </button>
        <button onClick={() => send('broken')}>✕ {t('broken')}</button>
      </div>
      <PhotoInput about={t('title')} photos={photos} onChange={setPhotos} />
      <Field label={t('note')}>
        <input value={words} maxLength={200} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </div>
  )
}

function Remove({ seal, onRemoved }: { seal: Seal; onRemoved: (photos: readonly TakenPhoto[], note: string | null) => Promise<void> }) {
  const t = useText(sealWorkerWords)
  const word = useWord()
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  return (
    <div className="card stack">
      <h2>{t('remove')}</h2>
      {seal.removalReason !== null && seal.removeBy !== null && <p>{t('removeWhy', { why: word(removalWords[seal.removalReason]), at: at(seal.removeBy) })}</p>}
      <PhotoInput about={t('title')} photos={photos} onChange={setPhotos} />
      <button className="primary" onClick={() => void onRemoved(photos, null)}>
        {t('removed')}
      </button>
    </div>
  )
}
