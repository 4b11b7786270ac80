// One way to a hospital on the worker's phone: who, from which door, in what; and each step that no gate saw.
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { Field } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { useKept } from '../../platform/use-kept.ts'
import { CallButton } from '../care/call-button.tsx'
import './aid.css'
import { KeptPage, useAct } from './kept-page.tsx'
import { doorOf, orNull } from './transport-view.ts'
import { TRANSPORT_SIGNS, transportKindWords, transportNoteWords, transportStateWords, transportStepWords } from './words.ts'
import { transportWorkerWords } from './worker-text.ts'

type Detail = Out<'aid.getTransport'>
const at = (instant: string) => showMoment(new Date(instant))

export function TransportScreen({ transportId }: { transportId: string }) {
  const t = useText(transportWorkerWords)
  const word = useWord()
  const { act, did, turn } = useAct()
  const asked = useKept(`aid.one:${transportId}`, 'aid.getTransport', { transportId }, turn)
  return (
    <KeptPage list="#/transport" says={t} of={asked} did={did}>
      {(data) => (
        <>
          <div className="row spread">
            <h1>{doorOf(data)}</h1>
            {data.kind !== null && <span className="tag">{word(transportKindWords[data.kind])}</span>}
          </div>
          <p>
            <strong>{data.name}</strong>
            {data.companion !== null && ` · ${t('along', { name: data.companion })}`}
            <br />
            <span className={data.isOverdue || data.state === 'requested' ? 'aid-late' : ''}>
              <span aria-hidden="true">{TRANSPORT_SIGNS[data.state]}</span> {word(transportStateWords[data.state])}
              {data.isOverdue && ` · ${t('overdue')}`}
            </span>
            {data.endedAt === null && ` · ${t('until', { at: at(data.until) })}`}
            {data.note !== null && (
              <>
                <br />
                {data.note}
              </>
            )}
          </p>
          {data.hospital !== null && (
            <p>
              {t('hospital', { hospital: data.hospital })} · {data.plate === null ? t('noVehicle') : t('vehicle', { plate: data.plate })}
              {data.escort !== null && ` · ${t('escort', { escort: data.escort })}`}
            </p>
          )}
          {data.endedAt === null && (
            <>
              <CallButton personId={data.personId} />
              <a className="button wide aid-call" href="tel:120">
                ☎ {t('call')}
              </a>
            </>
          )}
          {data.may.steps.length > 0 && (
            <div className="aid-choices">
              {data.may.steps.map((step) => (
                <button
                  key={step}
                  className={step === 'withdraw' ? '' : 'primary'}
                  onClick={() => void act(() => call('aid.stepTransport', { transportId, version: data.version, step }))}
                >
                  {word(transportStepWords[step])}
                </button>
              ))}
            </div>
          )}
          {data.may.arrange && (
            <Arrange
              key={data.version}
              of={data}
              onArrange={(said) => act(() => call('aid.arrangeTransport', { transportId, version: data.version, ...said }))}
            />
          )}
          <h2>{t('history')}</h2>
          <ul className="aid-steps">
            {data.steps.map((one) => (
              <li key={one.id}>
                {at(one.at)} <strong>{word(transportNoteWords[one.what])}</strong> <span className="quiet">{one.by}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </KeptPage>
  )
}

type Said = { plate: string | null; escort: string; hospital: string }
function Arrange({ of, onArrange }: { of: Detail; onArrange: (said: Said) => Promise<void> }) {
  const t = useText(transportWorkerWords)
  const [plate, setPlate] = useState(of.plate ?? '')
  const [escort, setEscort] = useState(of.escort ?? '')
  const [hospital, setHospital] = useState(of.hospital ?? '')
  return (
    <details className="card" open={of.hospital === null}>
      <summary>
        <strong>{t(of.hospital === null ? 'arrange' : 'arrangeAgain')}</strong>
      </summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void onArrange({ plate: orNull(plate), escort: escort.trim(), hospital: hospital.trim() })
        }}
      >
        <Field label={t('hospitalField')}>
          <input required maxLength={60} autoComplete="off" value={hospital} onChange={(event) => setHospital(event.target.value)} />
        </Field>
        <Field label={t('escortField')}>
          <input required maxLength={40} autoComplete="off" value={escort} onChange={(event) => setEscort(event.target.value)} />
        </Field>
        <Field label={t('plate')} hint={t('plateHint')}>
          <input maxLength={16} autoComplete="off" value={plate} onChange={(event) => setPlate(event.target.value)} />
        </Field>
        <button className="primary">{t('save')}</button>
      </form>
    </details>
  )
}
