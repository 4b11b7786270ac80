// 扫楼 on a phone: which sweeps are on, which buildings are still missing homes.
import { Suspense, lazy, useState } from 'react'
import { useErrorText } from '../../platform/errors-text.ts'
import { goTo } from '../../platform/hash.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { showDay, showMoment, useText } from '../../platform/text.ts'
import { useKept } from '../../platform/use-kept.ts'
import { fetchBuilding } from './kept-doors.ts'
import { readRowCode } from './row-code.ts'
import './sweeps.css'
import { walkWords } from './worker-text.ts'

// The camera's reader is large: it comes when somebody scans.
const Camera = lazy(() => import('../gate/camera.tsx').then((part) => ({ default: part.Camera })))

type Sweep = Out<'sweeps.listSweeps'>[number]

export function SweepsScreen() {
  const t = useText(walkWords)
  const sayError = useErrorText()
  const { data, keptAt, isFresh, error } = useKept('sweeps:open', 'sweeps.listSweeps', { isOpen: true })
  const [isScanning, setScanning] = useState(false)
  const [isWrong, setWrong] = useState(false)
  const onCode = (code: string) => {
    const place = readRowCode(code)
    setWrong(place === null)
    if (place !== null) goTo(place)
  }
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      <p className="quiet">{t('lead')}</p>
      {!isFresh && data !== null && error !== null && <Notice>{t('offline', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {data === null && error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {isWrong && <Notice tone="warn">{t('scanWrong')}</Notice>}
      {isScanning ? (
        <Suspense fallback={<p role="status">…</p>}>
          <Camera onCode={onCode} isPaused={false} onOff={() => setScanning(false)} />
        </Suspense>
      ) : (
        data !== null && data.length > 0 && <button onClick={() => setScanning(true)}>▦ {t('scan')}</button>
      )}
      {data?.length === 0 && <Notice>{t('none')}</Notice>}
      {data?.map((sweep) => (
        <SweepCard key={sweep.id} sweep={sweep} />
      ))}
    </section>
  )
}

function SweepCard({ sweep }: { sweep: Sweep }) {
  const t = useText(walkWords)
  const { data } = useKept(`sweep:${sweep.id}:buildings`, 'sweeps.getSweep', { sweepId: sweep.id })
  const [kept, setKept] = useState<number | null>(null)
  const buildings = [...(data?.buildings ?? [])].sort((one, other) => one.place.join(' ').localeCompare(other.place.join(' '), 'zh', { numeric: true }))
  const keepAll = async () => {
    setKept(0)
    for (const [index, building] of buildings.entries()) {
      await fetchBuilding(sweep.id, building.areaId).catch(() => null)
      setKept(index + 1)
    }
  }
  const { expected, done, excused, missing } = sweep.coverage
  return (
    <div className="card stack">
      <div className="row spread">
        <h2>{sweep.name}</h2>
        <span className="tag">
          {sweep.round > 1 ? `${t('round', { round: sweep.round })} · ` : ''}
          {t('until', { day: showDay(sweep.dueOn) })}
        </span>
      </div>
      <p className="row spread">
        <span>{t('ofHomes', { done: done + excused, expected })}</span>
        <strong>{missing === 0 ? `✓ ${t('allDone')}` : t('missing', { count: missing })}</strong>
      </p>
      <span className="sweep-bar" aria-hidden="true">
        <span style={{ width: `${expected === 0 ? 0 : ((done + excused) / expected) * 100}%` }} />
      </span>
      <ul className="tiles">
        {buildings.map((building) => (
          <li key={building.areaId}>
            <a className="button" href={`#/sweep/${sweep.id}/building/${building.areaId}`}>
              <span className="quiet">{building.place.slice(0, -1).join(' ')}</span>
              <strong>{building.place[building.place.length - 1]}</strong>
              <span className="quiet">{building.coverage.missing === 0 ? `✓ ${t('allDone')}` : t('missing', { count: building.coverage.missing })}</span>
            </a>
          </li>
        ))}
      </ul>
      {buildings.length > 0 && (
        <button disabled={kept !== null && kept < buildings.length} onClick={() => void keepAll()}>
          {kept === null ? t('keepAll') : kept < buildings.length ? t('keeping', { done: kept, count: buildings.length }) : `✓ ${t('keptAll')}`}
        </button>
      )}
    </div>
  )
}
