// 守小门: the guard's one screen. Camera, hand scanner, number, document, door, or nothing at all: it never dead-ends.
import type { Direction } from '@xiaomen/rules/gate'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { remember, remembered } from '../../platform/remembered.ts'
import { useText } from '../../platform/text.ts'
import { GateDoors } from '../doors/gate-doors.tsx'
import { Camera } from './camera.tsx'
import { useGates } from './gates-screen.tsx'
import { LinkState, LostBanner, Recent } from './gate-status.tsx'
import { HeldList } from './held-list.tsx'
import './gate.css'
import './verdict.css'
import { Arrivals } from './arrivals.tsx'
import { isAsked, isGateOpenHere, openInsteadHere } from './decide-here.ts'
import { guardWords } from './guard-text.ts'
import { ShortCodePad } from './keypad.tsx'
import { useGateLink } from './offline-list.ts'
import { OtherWays, TypeIn } from './other-ways.tsx'
import { PassageSteps } from './passage-steps.tsx'
import { practiceWords, shiftWords } from './shift-text.ts'
import { useScannerKeys } from './scanner-keys.ts'
import { wakeSound } from './signals.ts'
import { SpeakerPanel } from './speaker-panel.tsx'
import { bookOf, usePassage } from './use-passage.ts'
import { useSpeaker } from './use-speaker.ts'

const ZonesHere = lazy(() => import('../zones/here-cards.tsx').then((part) => ({ default: part.ZonesHere })))

const TransportsHere = lazy(() => import('../aid/gate-transports.tsx').then((part) => ({ default: part.TransportsHere })))

export function GateScreen({ gateId }: { gateId: string }) {
  const t = useText(guardWords)
  const shift = useText(shiftWords)
  const practice = useText(practiceWords)
  const { gates } = useGates()
  const gate = gates?.find((one) => one.id === gateId)
  const link = useGateLink(gateId)
  const [direction, setDirection] = useState<Direction>('in')
  const [isCameraOn, setCameraOn] = useState(remembered('xm.camera') === 'on')
  const [always, setAlways] = useState(remembered('xm.temperature') === 'on')
  const [entry, setEntry] = useState<'short' | 'document' | 'door' | null>(null)
  const [asksAll, setAsksAll] = useState(remembered('xm.where-from') === 'on')
  const book = useMemo(() => bookOf(gateId), [gateId])
  const passage = usePassage(gateId, link, direction, { temperature: always, whereFrom: asksAll }, book)
  const speaker = useSpeaker(passage.stage)
  const mayAskWhereFrom = link.list !== null && isAsked(link.list.list.policy.whereFrom.asks, direction)
  const { stage, show } = passage
  const openInstead = link.list === null ? null : openInsteadHere(link.list, Date.now())
  const isReady = stage.is === 'ready' && entry === null

  const scanned = useCallback((text: string) => show({ kind: 'code', value: text.slice(0, 600) }), [show])
  useScannerKeys(scanned, !isReady)
  useScreenAwake()
  const switchCamera = (on: boolean) => {
    setCameraOn(on)
    remember('xm.camera', on ? 'on' : 'off')
  }
  const switchAlways = () => {
    setAlways(!always)
    remember('xm.temperature', always ? 'off' : 'on')
  }

  const switchAsksAll = () => {
    setAsksAll(!asksAll)
    remember('xm.where-from', asksAll ? 'off' : 'on')
  }

  return (
    <main className="gate" id="main" onPointerDown={wakeSound}>
      <div className="gate-body" inert={!isReady}>
        <header className="gate-top">
          <a href="#/" aria-label={t('back')}>
            ‹
          </a>
          <h1>{gate?.name ?? ''}</h1>
          <LinkState link={link} />
        </header>
        <LostBanner link={link} />
        {passage.isLost && (
          <p className="banner" role="alert">
            ✕ {t('notWritten')}
          </p>
        )}
        {link.list !== null && !isGateOpenHere(link.list, Date.now()) && (
          <p className="banner" role="status">
            ✕ {t('gateClosed')}
            {openInstead !== null && ` · ${t('goInstead', { gate: openInstead })}`}
          </p>
        )}
        <Suspense fallback={null}>
          {link.list !== null && <TransportsHere list={link.list} />}
          <ZonesHere />
        </Suspense>
        <div className="segments direction" role="group" aria-label={t('direction')}>
          <button aria-pressed={direction === 'in'} onClick={() => setDirection('in')}>
            ↓ {t('in')}
          </button>
          <button aria-pressed={direction === 'out'} onClick={() => setDirection('out')}>
            ↑ {t('out')}
          </button>
        </div>
        {isCameraOn ? (
          <Camera onCode={scanned} isPaused={!isReady} onOff={() => switchCamera(false)} />
        ) : (
          <button className="primary open-camera" onClick={() => switchCamera(true)}>
            <span aria-hidden="true">▣</span>
            {t('camera')}
            <small>{t('scannerHint')}</small>
          </button>
        )}
        <a className="button wide" href={`#/gate/${gateId}/visitors`}>
          {t('visitors')} ›
        </a>
        <Arrivals onArrive={passage.arrive} />
        <OtherWays onChoose={setEntry} onNone={() => show({ kind: 'none', value: '' })} />
        <HeldList gateId={gateId} isServerThere={link.isServerThere} />
        <label className="check">
          <input type="checkbox" checked={always} onChange={switchAlways} />
          <span>
            {t('always')}
            <br />
            <small className="quiet">{t('alwaysHint')}</small>
          </span>
        </label>
        {mayAskWhereFrom && (
          <label className="check">
            <input type="checkbox" checked={asksAll} onChange={switchAsksAll} />
            <span>
              {t('asksAll')}
              <br />
              <small className="quiet">{t('asksAllHint')}</small>
            </span>
          </label>
        )}
        <SpeakerPanel speaks={speaker.speaks} onSpeaks={speaker.setSpeaks} />
        <GateDoors gateId={gateId} areaId={gate?.areaId} />
        <Recent passed={passage.passed} gateId={gateId} />
        <nav className="gate-links">
          <a className="button" href={`#/gate/${gateId}/handover`}>
            {shift('handover')} ›
          </a>
          <a className="button" href={`#/gate/${gateId}/practice`}>
            {practice('title')} ›
          </a>
        </nav>
      </div>

      {entry === 'short' && (
        <ShortCodePad
          onCancel={() => setEntry(null)}
          onDone={(value) => {
            setEntry(null)
            show({ kind: 'short', value })
          }}
        />
      )}
      {(entry === 'document' || entry === 'door') && (
        <TypeIn
          kind={entry}
          onCancel={() => setEntry(null)}
          onDone={(value) => {
            setEntry(null)
            show({ kind: entry, value })
          }}
        />
      )}
      <PassageSteps passage={passage} isolationArea={gate?.isolationArea ?? null} link={link} mayAskWhereFrom={mayAskWhereFrom} />
    </main>
  )
}

/** A guard's phone does not go dark between two people. */
function useScreenAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    const hold = () => {
      if (!document.hidden)
        navigator.wakeLock?.request('screen').then(
          (got) => {
            lock = got
          },
          () => null,
        )
    }
    hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      document.removeEventListener('visibilitychange', hold)
      void lock?.release()
    }
  }, [])
}
