// 交接班: what passed in this shift, a word for the next one, and what the ones before left.
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useCommand, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { addToOutbox, useOutbox } from '../../platform/queue.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { guardWords } from './guard-text.ts'
import { shiftWords } from './shift-text.ts'

type Handover = Out<'gate.listHandovers'>['handovers'][number]

export function HandoverScreen({ gateId }: { gateId: string }) {
  const t = useText(shiftWords)
  const guard = useText(guardWords)
  useLive('gate')
  const { data, error } = useQuery('gate.listHandovers', { gateId })
  return (
    <main className="page worker stack" id="main">
      <a href={`#/gate/${gateId}`}>‹ {guard('back')}</a>
      <h1>{t('handover')}</h1>
      {error !== null && <Notice tone="warn">{t('away')}</Notice>}
      <Leave gateId={gateId} soFar={data} />
      {data !== undefined && <h2>{t('before')}</h2>}
      {data?.handovers.length === 0 && <p className="quiet">{t('none')}</p>}
      <ul className="list">
        {data?.handovers.map((one, index) => (
          <HandoverCard key={one.id} gateId={gateId} one={one} isLast={index === 0} />
        ))}
      </ul>
    </main>
  )
}

function Leave({ gateId, soFar }: { gateId: string; soFar: Out<'gate.listHandovers'> | undefined }) {
  const t = useText(shiftWords)
  const sayError = useErrorText()
  const { waiting } = useOutbox()
  const [note, setNote] = useState('')
  const [state, setState] = useState<{ isLeft: boolean; error: unknown }>({ isLeft: false, error: null })
  const leave = async (event: FormEvent) => {
    event.preventDefault()
    const said = note.trim()
    try {
      await addToOutbox('gate.handOver', { id: uuidv7(), gateId, at: new Date().toISOString(), ...(said === '' ? {} : { note: said }) })
      setNote('')
      setState({ isLeft: true, error: null })
    } catch (error) {
      setState({ isLeft: false, error })
    }
  }
  return (
    <form className="card stack" onSubmit={(event) => void leave(event)}>
      {soFar !== undefined && (
        <p>
          <strong>{t('soFar')}</strong>{' '}
          <span className="quiet">{soFar.since === null ? t('sinceFirst') : t('since', { time: showMoment(new Date(soFar.since)) })}</span>
          <br />
          {t('counts', { entered: soFar.entered, left: soFar.left, held: soFar.held })}
        </p>
      )}
      <Field label={t('note')} hint={t('noteHint')}>
        <textarea rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <button className="primary">{t('leave')}</button>
      {state.isLeft && <Notice tone="done">{t(waiting > 0 ? 'waits' : 'left')}</Notice>}
      {state.error !== null && <Notice tone="error">{sayError(state.error)}</Notice>}
    </form>
  )
}

function HandoverCard({ gateId, one, isLast }: { gateId: string; one: Handover; isLast: boolean }) {
  const t = useText(shiftWords)
  const sayError = useErrorText()
  const take = useCommand('gate.takeOver')
  return (
    <li className="card stack-tight">
      <p className="row spread">
        <strong>{t('by', { name: one.by })}</strong>
        <time dateTime={one.at}>{showMoment(new Date(one.at))}</time>
      </p>
      <p className={one.note === null ? 'quiet' : 'handover-note'}>{one.note ?? t('noNote')}</p>
      <p className="quiet">{t('counts', { entered: one.entered, left: one.left, held: one.held })}</p>
      {one.takenAt !== null && <p>✓ {t('taken', { name: one.takenBy ?? '', time: showMoment(new Date(one.takenAt)) })}</p>}
      {one.takenAt === null && (!isLast || one.isMine) && <p className="quiet">{t('notTaken')}</p>}
      {one.takenAt === null && isLast && !one.isMine && (
        <button className="primary" disabled={take.isPending} onClick={() => take.mutate({ gateId, handoverId: one.id })}>
          {t('take')}
        </button>
      )}
      {take.error !== null && <Notice tone="error">{sayError(take.error)}</Notice>}
    </li>
  )
}
