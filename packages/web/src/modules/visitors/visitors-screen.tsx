// 今日访客: whom the guard sees, whom the host wants, and who has no telephone.
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useCommand, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { addToOutbox } from '../../platform/queue.ts'
import { showTime, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { STATE_SIGNS, stateWords, visitorWords } from './words.ts'
import './visitors.css'

type Visit = Out<'visitors.listToday'>[number]
const FIELDS = ['name', 'phone', 'door', 'purpose', 'from', 'plate'] as const
const OPTIONAL: readonly string[] = ['phone', 'plate']
const LENGTHS = { name: 40, phone: 16, door: 40, purpose: 60, from: 60, plate: 12 } as const

function AddVisitor({ gateId, onClose }: { gateId: string; onClose: (isKept: boolean) => void }) {
  const t = useText(visitorWords)
  const [id] = useState(uuidv7)
  const [typed, setTyped] = useState<Record<(typeof FIELDS)[number], string>>({ name: '', phone: '', door: '', purpose: '', from: '', plate: '' })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { phone, plate, ...said } = typed
    const digits = phone.replace(/[\s()-]/g, '')
    await addToOutbox('visitors.register', {
      id,
      gateId,
      ...said,
      phone: digits === '' ? null : digits,
      plate: plate.trim() === '' ? null : plate,
      at: new Date().toISOString(),
    })
    onClose(true)
  }
  return (
    <form className="card stack visitor-form" onSubmit={(event) => void save(event)} aria-label={t('add')}>
      {FIELDS.map((field) => (
        <label key={field}>
          {t(field)}
          <input
            value={typed[field]}
            maxLength={LENGTHS[field]}
            required={!OPTIONAL.includes(field)}
            autoComplete="off"
            {...(field === 'phone' ? { inputMode: 'tel' as const, pattern: '[+]?[0-9 ()\\-]{5,16}' } : {})}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          />
        </label>
      ))}
      <button className="primary">{t('save')}</button>
      <button type="button" className="plain" onClick={() => onClose(false)}>
        {t('cancel')}
      </button>
    </form>
  )
}

function VisitCard({ visit }: { visit: Visit }) {
  const t = useText(visitorWords)
  const state = useText(stateWords)
  const sayError = useErrorText()
  const seen = useCommand('visitors.confirmPresence')
  const called = useCommand('visitors.recordCall')
  const [short, setShort] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const isBusy = seen.isPending || called.isPending
  const run = (work: Promise<unknown>) => void work.then(() => setError(null), setError)
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <strong className="big">{[visit.name, visit.door].filter((part) => part !== null).join(' → ')}</strong>
        <span>{showTime(visit.requestedAt)}</span>
      </div>
      <span>
        <span aria-hidden="true">{STATE_SIGNS[visit.state]}</span> <strong>{state(visit.state)}</strong>
        {visit.usedInAt !== null && ` · ${t('in', { time: showTime(visit.usedInAt) })}`}
        {visit.usedOutAt !== null && ` · ${t('out', { time: showTime(visit.usedOutAt) })}`}
      </span>
      {visit.isFromRiskArea && <Notice tone="warn">! {t('risk')}</Notice>}
      {!visit.hasHome && <span className="quiet">{t('noHome')}</span>}
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {(visit.state === 'requested' || visit.state === 'hostConfirmed') && (
        <button className="primary" disabled={isBusy} onClick={() => run(seen.mutateAsync({ visitId: visit.id }))}>
          {visit.isPresent ? '✓ ' : ''}
          {t('seen')}
        </button>
      )}
      {visit.state === 'requested' && (
        <div className="row" role="group" aria-label={t('called')}>
          <span>{t('called')}</span>
          {(['confirmed', 'refused', 'noAnswer'] as const).map((outcome) => (
            <button key={outcome} disabled={isBusy} onClick={() => run(called.mutateAsync({ visitId: visit.id, outcome }))}>
              {t(outcome === 'confirmed' ? 'agreed' : outcome)}
            </button>
          ))}
        </div>
      )}
      {(visit.state === 'issued' || visit.state === 'used') &&
        (short === null ? (
          <button onClick={() => run(call('visitors.getNumber', { visitId: visit.id }).then((answer) => setShort(answer.shortCode)))}>{t('number')}</button>
        ) : (
          <strong className="big">{short.replace(/(\d{3})(?=\d)/g, '$1 ')}</strong>
        ))}
    </li>
  )
}

export function VisitorsScreen({ gateId }: { gateId: string }) {
  const t = useText(visitorWords)
  const sayError = useErrorText()
  const [isAdding, setAdding] = useState(false)
  const [isKept, setKept] = useState(false)
  const visits = useQuery('visitors.listToday', { gateId }, { refetchIntervalMs: 30_000 })
  useLive('visitors')
  return (
    <main className="page worker" id="main">
      <section className="stack">
        <div className="row">
          <a className="button" href={`#/gate/${gateId}`} aria-label={t('back')}>
            ‹
          </a>
          <h1>{t('title')}</h1>
        </div>
        {isKept && <Notice>{t('kept')}</Notice>}
        {isAdding ? (
          <AddVisitor
            gateId={gateId}
            onClose={(kept) => {
              setAdding(false)
              setKept(kept)
              if (kept) setTimeout(() => void visits.refetch(), 1500)
            }}
          />
        ) : (
          <button className="wide" onClick={() => setAdding(true)}>
            + {t('add')}
          </button>
        )}
        <a className="button wide" href={`#/gate/${gateId}/display`}>
          {t('display')}
        </a>
        {visits.error !== null && <Notice tone="warn">{sayError(visits.error)}</Notice>}
        {visits.data?.length === 0 && (
          <div className="card stack-tight">
            <strong>{t('none')}</strong>
            <span className="quiet">{t('noneHint')}</span>
          </div>
        )}
        <ul className="list">
          {visits.data?.map((visit) => (
            <VisitCard key={visit.id} visit={visit} />
          ))}
        </ul>
      </section>
    </main>
  )
}
