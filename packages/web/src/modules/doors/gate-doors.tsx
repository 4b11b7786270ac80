// 开门: what a guard can do with the locks of the gate: open one with a reason, see alarms, open all for a fire.
import { useEffect, useState } from 'react'
import { useCommand, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { useSession } from '../../platform/session.tsx'
import './doors.css'
import { alarmWords, commandWords } from './words.ts'
import { workerWords } from './worker-text.ts'

type Door = Out<'doors.listDoors'>['doors'][number]
const REASONS = ['delivery', 'visitor', 'noCard', 'help'] as const
const POLL_MS = 5_000
/** So long the second tap counts. */
const SURE_MS = 6_000

export function GateDoors({ gateId, areaId }: { gateId: string; areaId: string | undefined }) {
  const { may } = useSession()
  return may('doors.open') && areaId !== undefined ? <Doors gateId={gateId} areaId={areaId} /> : null
}

function Doors({ gateId, areaId }: { gateId: string; areaId: string }) {
  const t = useText(workerWords)
  useLive('doors')
  const list = useQuery('doors.listDoors', { areaId }, { refetchIntervalMs: POLL_MS })
  const alarms = useQuery('doors.listAlarms', { areaId }, { refetchIntervalMs: POLL_MS })
  const say = useText(alarmWords)
  const answer = useCommand('doors.answerAlarm')
  const doors = list.data?.doors ?? []
  if (doors.length === 0) return null
  // Those of this gate first: it is where the guard stands.
  const sorted = doors.toSorted((a, b) => Number(b.gateId === gateId) - Number(a.gateId === gateId))
  return (
    <section className="gate-doors stack" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {alarms.data?.map((alarm) => (
        <Notice key={alarm.id} tone="warn">
          <p>{t('alarm', { door: [alarm.areaName, alarm.doorName].filter(Boolean).join(' '), what: say(alarm.kind) })}</p>
          <button disabled={answer.isPending} onClick={() => answer.mutate({ alarmId: alarm.id })}>
            {t('answer')}
          </button>
        </Notice>
      ))}
      <ul className="list">
        {sorted.map((door) => (
          <OneDoor key={door.id} door={door} />
        ))}
      </ul>
      <Fire areaId={areaId} fires={list.data?.fires ?? []} />
    </section>
  )
}

function OneDoor({ door }: { door: Door }) {
  const t = useText(workerWords)
  const sayState = useText(commandWords)
  const sayError = useErrorText()
  const open = useCommand('doors.openDoor')
  const [isAsking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const go = (reason: string) => {
    setAsking(false)
    setTyped('')
    open.mutate({ id: uuidv7(), doorId: door.id, reason })
  }
  const { device, lastCommand } = door
  return (
    <li className="gate-door">
      <div className="row spread">
        <span>
          <strong>{door.name}</strong> <span className="quiet">{door.areaName}</span>
          <br />
          <span className="quiet">{device === null ? `– ${t('noDevice')}` : device.isOnline ? `● ${t('online')}` : `○ ${t('offline')}`}</span>
        </span>
        <button className="primary" disabled={device === null || open.isPending} aria-label={t('openThe', { door: door.name })} onClick={() => setAsking(true)}>
          {t('open')}
        </button>
      </div>
      {lastCommand !== null && (
        <p role="status" className={lastCommand.state === 'notConfirmed' || lastCommand.state === 'refused' ? 'door-unsure' : 'quiet'}>
          {lastCommand.state === 'done' ? '✓' : lastCommand.state === 'waiting' ? '…' : '⚠'} {sayState(lastCommand.state)}
        </p>
      )}
      {open.error !== null && <Notice tone="error">{sayError(open.error)}</Notice>}
      {isAsking && (
        <form
          className="stack"
          aria-label={t('why')}
          onSubmit={(event) => {
            event.preventDefault()
            if (typed.trim() !== '') go(typed.trim())
          }}
        >
          {REASONS.map((reason) => (
            <button key={reason} type="button" className="wide" onClick={() => go(t(reason))}>
              {t(reason)}
            </button>
          ))}
          <div className="row">
            <input aria-label={t('typed')} placeholder={t('typed')} maxLength={60} value={typed} onChange={(event) => setTyped(event.target.value)} />
            <button disabled={typed.trim() === ''}>{t('open')}</button>
          </div>
          <button type="button" className="plain" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
        </form>
      )}
    </li>
  )
}

function Fire({ areaId, fires }: { areaId: string; fires: Out<'doors.listDoors'>['fires'] }) {
  const t = useText(workerWords)
  const sayError = useErrorText()
  const open = useCommand('doors.openForFire')
  const end = useCommand('doors.endFire')
  const [isSure, setSure] = useState(false)
  useEffect(() => {
    if (!isSure) return
    const timer = setTimeout(() => setSure(false), SURE_MS)
    return () => clearTimeout(timer)
  }, [isSure])
  const error = open.error ?? end.error
  return (
    <>
      {fires.map((fire) => (
        <Notice key={fire.id} tone="error">
          <p>{t('fireOn', { confirmed: fire.confirmed, doors: fire.doors })}</p>
          <button disabled={end.isPending} onClick={() => end.mutate({ fireId: fire.id, reason: t('fireEndReason') })}>
            {t('fireEnd')}
          </button>
        </Notice>
      ))}
      {fires.length === 0 && (
        <button
          className={isSure ? 'wide fire-sure' : 'wide fire'}
          disabled={open.isPending}
          onClick={() => {
            if (!isSure) return setSure(true)
            setSure(false)
            open.mutate({ id: uuidv7(), areaId, reason: t('fireReason') })
          }}
        >
          ⚠ {t(isSure ? 'fireSure' : 'fire')}
        </button>
      )}
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
    </>
  )
}
