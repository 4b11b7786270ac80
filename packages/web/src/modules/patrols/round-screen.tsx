// One round being walked: the camera, the points in their order, and a way to say "I am here" where a code cannot be scanned.
import { HERE_REASONS, type HereReason } from '@xiaomen/rules/patrols'
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, showTime, useText } from '../../platform/text.ts'
import { noteVisit, type Point, pointOfCode, readPointCode, type Route, roundAt, useWalk, visitedIn } from './walk.ts'
import { hereWords } from './words.ts'
import { walkText } from './worker-text.ts'
import './patrols.css'

// The camera's reader is large: it comes when somebody scans.
const Camera = lazy(() => import('../gate/camera.tsx').then((part) => ({ default: part.Camera })))

/** Reading the same label again within this time is the same visit. */
const SAME_MS = 60_000
const PAUSE_MS = 1_500
type Said = { tone: 'info' | 'warn' | 'error'; text: string }

/** Takes codes, whatever the camera or a link brings, and says what became of each. */
function useScanned(routes: readonly Route[] | null) {
  const t = useText(walkText)
  const [said, setSaid] = useState<Said | null>(null)
  const [isPaused, setPaused] = useState(false)
  const last = useRef<{ code: string; at: number } | null>(null)
  const note = async (name: string | null, ...visit: Parameters<typeof noteVisit>) => {
    try {
      await noteVisit(...visit)
      navigator.vibrate?.(80)
      setSaid({ tone: 'info', text: name === null ? t('notedUnknown') : t('noted', { name }) })
    } catch {
      setSaid({ tone: 'error', text: t('lost') })
    }
  }
  const take = async (code: string | null) => {
    if (code !== null && last.current?.code === code && Date.now() - last.current.at < SAME_MS) return
    setPaused(true)
    setTimeout(() => setPaused(false), PAUSE_MS)
    const found = code === null ? null : await pointOfCode(routes ?? [], code)
    if (code === null || found === null) return setSaid({ tone: 'warn', text: t('wrong') })
    last.current = { code, at: Date.now() }
    await note(found?.point.name ?? null, found?.point.id ?? null, { code })
  }
  return { said, isPaused, take, here: (point: Point, reason: HereReason) => note(point.name, point.id, { pointId: point.id, reason }) }
}

export function RoundScreen({ routeId }: { routeId: string }) {
  const walk = useWalk()
  const route = walk.routes?.find(({ id }) => id === routeId)
  return <Round route={route} walk={walk} code={null} />
}

/** A label scanned with the phone's own camera: its link leads here. */
export function PointScreen({ code }: { code: string }) {
  const walk = useWalk()
  const [routeId, setRouteId] = useState<string | null>(null)
  const { routes } = walk
  useEffect(() => {
    if (routes !== null) void pointOfCode(routes, code).then((found) => setRouteId(found?.route.id ?? routes[0]?.id ?? null))
  }, [routes, code])
  return <Round route={routes?.find(({ id }) => id === routeId)} walk={walk} code={code} />
}

function Round({ route, walk, code }: { route: Route | undefined; walk: ReturnType<typeof useWalk>; code: string | null }) {
  const t = useText(walkText)
  const [isScanning, setScanning] = useState(false)
  const scanned = useScanned(walk.routes)
  const taken = useRef<string | null>(null)
  useEffect(() => {
    if (code === null || route === undefined || taken.current === code) return
    taken.current = code
    void scanned.take(code)
  })
  const { current, next } = route === undefined ? { current: null, next: null } : roundAt(route, walk.now)
  const visited = current === null ? new Map<string, number>() : visitedIn(current, walk.local)
  return (
    <section className="stack">
      <a href="#/patrols">‹ {t('title')}</a>
      {walk.routes !== null && route === undefined && <Notice tone="warn">{t('none')}</Notice>}
      {route !== undefined && (
        <>
          <div className="row spread">
            <h1>{route.name}</h1>
            {current !== null && (
              <span className="tag">
                {visited.size}/{route.points.length}
              </span>
            )}
          </div>
          {current === null ? (
            <Notice>
              {t('between')} {next === null ? t('noNext') : t('next', { time: showMoment(next.at) })}
            </Notice>
          ) : (
            <p>{t('round', { time: showTime(current.at), from: showTime(current.from), until: showTime(current.until) })}</p>
          )}
          {current !== null && route.points.every(({ id }) => visited.has(id)) && <Notice tone="info">✓ {t('whole')}</Notice>}
          {scanned.said !== null && <Notice tone={scanned.said.tone}>{scanned.said.text}</Notice>}
          {walk.refused > 0 && <Notice tone="warn">{t('refused', { count: walk.refused })}</Notice>}
          {isScanning ? (
            <Suspense fallback={<p role="status">…</p>}>
              <Camera onCode={(text) => void scanned.take(readPointCode(text))} isPaused={scanned.isPaused} onOff={() => setScanning(false)} />
            </Suspense>
          ) : (
            <button className="primary" onClick={() => setScanning(true)}>
              ▦ {t('scan')}
            </button>
          )}
          <ol className="patrol-points">
            {route.points.map((point) => (
              <PointLine key={point.id} point={point} visitedAt={visited.get(point.id) ?? null} onHere={(reason) => void scanned.here(point, reason)} />
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

function PointLine({ point, visitedAt, onHere }: { point: Point; visitedAt: number | null; onHere: (reason: HereReason) => void }) {
  const t = useText(walkText)
  const word = useWord()
  const [isAsking, setAsking] = useState(false)
  return (
    <li className={`card stack-tight${visitedAt === null ? '' : ' patrol-visited'}`}>
      <div className="row spread">
        <strong>
          {point.ordinal}. {point.name}
        </strong>
        <span>{visitedAt === null ? `○ ${t('notYet')}` : `✓ ${t('at', { time: showTime(new Date(visitedAt)) })}`}</span>
      </div>
      {point.hint !== null && <span className="quiet">{point.hint}</span>}
      {visitedAt === null && !isAsking && (
        <button className="plain" aria-label={t('hereAt', { name: point.name })} onClick={() => setAsking(true)}>
          {t('here')}
        </button>
      )}
      {visitedAt === null && isAsking && (
        <div className="row" role="group" aria-label={t('hereWhy')}>
          {HERE_REASONS.map((reason) => (
            <button
              key={reason}
              onClick={() => {
                setAsking(false)
                onHere(reason)
              }}
            >
              {word(hereWords[reason])}
            </button>
          ))}
        </div>
      )}
    </li>
  )
}
