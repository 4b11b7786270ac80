// 到访签到: what a place's code brought here, and the own check-ins of the kept days. What is checked in goes without the session.
import { useEffect, useState } from 'react'
import { callAsNobody } from '../../platform/as-nobody.ts'
import { useAnswer } from '../../platform/answer.ts'
import { codeOf, useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, showTime, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { ownVisitWords } from './own-text.ts'

type Said = Out<'presence.checkIn'>
type Own = Out<'presence.listOwn'>['rows'][number]
const RENEW_MS = 20_000

/** `place`: '<code>/<step>' of a scanned code, or null for the list alone. */
export function VisitsScreen({ place }: { place: string | null }) {
  const t = useText(ownVisitWords)
  const sayCommon = useCommonErrorText()
  const own = useAnswer('presence.listOwn', {}, { renewEveryMs: RENEW_MS })
  const [problem, setProblem] = useState<string | null>(null)
  const pass = async (): Promise<string> => {
    const { pass: sealed } = await call('presence.getPass', {})
    if (sealed === null) throw new Error(t('noPerson'))
    return sealed
  }
  const act = async (run: () => Promise<void>) => {
    setProblem(null)
    try {
      await run()
    } catch (error) {
      const code = codeOf(error)
      const own = { 'presence.code_over': t('over'), 'presence.pass_over': t('again'), 'request.not_found': t('unknown') }[code]
      setProblem(own ?? (error instanceof Error && error.message === t('noPerson') ? t('noPerson') : sayCommon(error)))
    }
  }
  const [code, step] = place === null ? [null, null] : [place.split('/')[0] ?? '', place.split('/')[1] ?? '']
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      {code !== null && <CheckIn key={place} code={code} step={step === '' ? null : step} pass={pass} act={act} onDone={own.ask} />}
      <p className="quiet">{t('kept')}</p>
      {own.data !== null && (
        <>
          <h2>{t('own', { days: own.data.keepDays })}</h2>
          {own.data.rows.length === 0 && <p>{t('none')}</p>}
          <ul className="list">
            {own.data.rows.map((one) => (
              <OneVisit
                key={one.id}
                one={one}
                onLeave={() =>
                  act(async () => {
                    await callAsNobody('presence.checkOut', { checkInId: one.id, pass: await pass() })
                    own.ask()
                  })
                }
              />
            ))}
          </ul>
        </>
      )}
      {own.error !== null && own.data === null && <Notice tone="warn">{sayCommon(own.error)}</Notice>}
    </section>
  )
}

type Doing = { code: string; step: string | null; pass: () => Promise<string>; act: (run: () => Promise<void>) => Promise<void>; onDone: () => void }
function CheckIn({ code, step, pass, act, onDone }: Doing) {
  const t = useText(ownVisitWords)
  const [spot, setSpot] = useState<Out<'presence.getSpot'> | 'unknown' | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const [isBusy, setBusy] = useState(false)
  // Tapped twice it is one.
  const [id] = useState(uuidv7)
  useEffect(() => {
    call('presence.getSpot', { code }).then(setSpot, () => setSpot('unknown'))
  }, [code])
  const checkIn = async () => {
    setBusy(true)
    await act(async () => {
      setSaid(await callAsNobody('presence.checkIn', { id, code, step, pass: await pass() }))
      onDone()
    })
    setBusy(false)
  }
  if (spot === null) return <p role="status">…</p>
  if (spot === 'unknown') return <Notice tone="warn">{t('unknown')}</Notice>
  return (
    <article className="card stack">
      <h2>{t('here', { spot: spot.name })}</h2>
      <p className="quiet">{spot.areaName}</p>
      {said === null ? (
        <>
          {step === null && <p>{t('paper')}</p>}
          <button className="primary wide" disabled={isBusy} onClick={() => void checkIn()}>
            {isBusy ? t('doing') : t('checkIn')}
          </button>
        </>
      ) : (
        <div role="status" className="stack">
          <strong className="big">✓ {said.pairing === null ? t('done') : t('claimed')}</strong>
          {said.pairing !== null && <strong className="card-number">{said.pairing}</strong>}
        </div>
      )}
    </article>
  )
}

function OneVisit({ one, onLeave }: { one: Own; onLeave: () => Promise<void> }) {
  const t = useText(ownVisitWords)
  return (
    <li className="card stack">
      <div className="row spread">
        <strong>{one.spot}</strong>
        <span className="quiet">{one.proof === 'claimed' ? t('waits') : t(one.proof)}</span>
      </div>
      <span>{one.isAssumed ? t('since', { from: showMoment(one.at) }) : t('sinceTo', { from: showMoment(one.at), to: showTime(one.until) })}</span>
      <span className="quiet">{t('deleteOn', { day: one.deleteOn })}</span>
      {one.pairing !== null && one.mayLeave && (
        <span>
          {t('claimed')}: <strong>{one.pairing}</strong>
        </span>
      )}
      {one.isAssumed && (
        <div className="row spread">
          <span className="quiet">{t('assumed', { to: showTime(one.until) })}</span>
          {one.mayLeave && <button onClick={() => void onLeave()}>{t('leave')}</button>}
        </div>
      )}
    </li>
  )
}
