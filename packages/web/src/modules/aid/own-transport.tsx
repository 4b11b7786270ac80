// 急救转运 on the page of one's own control: asked for in two touches and one confirming step; what is arranged, and until when the gate lets them pass.
import { TRANSPORT_KINDS, type TransportKind } from '@xiaomen/rules/aid'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { ownTransportWords } from './own-text.ts'
import './aid.css'
import { TRANSPORT_SIGNS, transportKindWords, transportStateWords } from './words.ts'

type Own = Out<'aid.listOwn'>
const RENEW_MS = 30_000
const UNDER_WAY: readonly string[] = ['requested', 'arranged', 'left', 'arrived']

export function OwnTransport() {
  const t = useText(ownTransportWords)
  const sayError = useCommonErrorText()
  const { data, ask } = useAnswer('aid.listOwn', {}, { renewEveryMs: RENEW_MS })
  const [isOpen, setOpen] = useState(false)
  const [isSent, setSent] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  if (data === null || (!data.mayRequest && data.transports.length === 0)) return null
  const act = async (run: () => Promise<unknown>, sent: boolean) => {
    try {
      await run()
      setProblem(null)
      setSent(sent)
      setOpen(false)
      ask()
    } catch (failure) {
      setProblem(sayError(failure))
    }
  }
  return (
    <article className="card stack" aria-label={t('title')}>
      <h2>
        <span aria-hidden="true">✚</span> {t('title')}
      </h2>
      <a className="button wide aid-call" href="tel:120">
        ☎ {t('call')}
      </a>
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      {isSent && <Notice tone="done">{t('sent')}</Notice>}
      {data.transports.map((one) => (
        <OneTransport key={one.id} one={one} onWithdraw={() => void act(() => call('aid.withdrawOwn', { transportId: one.id }), false)} />
      ))}
      {data.mayRequest && !isOpen && (
        <>
          <p>{t('lead')}</p>
          <button
            className={data.transports.some(({ state }) => UNDER_WAY.includes(state)) ? '' : 'primary big'}
            onClick={() => {
              setSent(false)
              setOpen(true)
            }}
          >
            ✚ {t('ask')}
          </button>
        </>
      )}
      {isOpen && <AskForm people={data.people} onAsk={(input) => act(() => call('aid.requestOwn', input), true)} />}
    </article>
  )
}

function OneTransport({ one, onWithdraw }: { one: Own['transports'][number]; onWithdraw: () => void }) {
  const t = useText(ownTransportWords)
  const word = useWord()
  const isUnderWay = UNDER_WAY.includes(one.state)
  const lines = [
    one.hospital === null ? null : t('hospital', { hospital: one.hospital }),
    one.plate === null ? null : t('vehicle', { plate: one.plate }),
    one.escort === null ? null : t('escort', { escort: one.escort }),
  ].filter((line) => line !== null)
  return (
    <div className="stack">
      <p>
        <strong>
          <span aria-hidden="true">{TRANSPORT_SIGNS[one.state]}</span> {one.name} · {word(transportKindWords[one.kind])} ·{' '}
          {word(transportStateWords[one.state])}
        </strong>
        {isUnderWay && lines.length > 0 && (
          <>
            <br />
            {lines.join(' · ')}
          </>
        )}
        {isUnderWay && (
          <>
            <br />
            {t('until', { at: showMoment(new Date(one.until)) })}
          </>
        )}
      </p>
      {one.state === 'requested' && <p>{t('waiting')}</p>}
      {one.mayWithdraw && <button onClick={onWithdraw}>{t('withdraw')}</button>}
    </div>
  )
}

type Wanted = { id: string; personId: string; kind: TransportKind; companionId: string | null; note: string | null }
function AskForm({ people, onAsk }: { people: Own['people']; onAsk: (wanted: Wanted) => Promise<void> }) {
  const t = useText(ownTransportWords)
  const word = useWord()
  const [id] = useState(uuidv7)
  const [personId, setPerson] = useState((people.find(({ isMe }) => isMe) ?? people[0])?.personId ?? '')
  const [kind, setKind] = useState<TransportKind | null>(null)
  const [along, setAlong] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [isChecking, setChecking] = useState(false)
  const nameOf = (of: string | null) => people.find((one) => one.personId === of)?.name ?? ''
  const others = people.filter((one) => one.personId !== personId)
  if (isChecking && kind !== null) {
    const companionId = along === personId ? null : along
    return (
      <div className="stack" role="group" aria-label={t('check')}>
        <h3>{t('check')}</h3>
        <p>
          {t('checkSays', {
            name: nameOf(personId),
            kind: word(transportKindWords[kind]),
            along: companionId === null ? '' : t('alongSays', { name: nameOf(companionId) }),
          })}
        </p>
        <button
          className="primary big"
          onClick={() => void onAsk({ id, personId, kind, companionId, note: note.trim() === '' ? null : note.trim() }).then(() => setChecking(false))}
        >
          ✚ {t('yes')}
        </button>
        <button onClick={() => setChecking(false)}>{t('back')}</button>
      </div>
    )
  }
  return (
    <div className="stack">
      {people.length > 1 && (
        <div className="aid-choices" role="group" aria-label={t('who')}>
          <strong>{t('who')}</strong>
          {people.map((one) => (
            <button key={one.personId} aria-pressed={one.personId === personId} onClick={() => setPerson(one.personId)}>
              {one.isMe ? `${one.name}（${t('me')}）` : one.name}
            </button>
          ))}
        </div>
      )}
      {others.length > 0 && (
        <div className="aid-choices" role="group" aria-label={t('along')}>
          <strong>{t('along')}</strong>
          <button aria-pressed={along === null || along === personId} onClick={() => setAlong(null)}>
            {t('nobody')}
          </button>
          {others.map((one) => (
            <button key={one.personId} aria-pressed={one.personId === along} onClick={() => setAlong(one.personId)}>
              {one.name}
            </button>
          ))}
        </div>
      )}
      <Field label={t('note')} hint={t('noteHint')}>
        <input maxLength={200} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <div className="aid-choices" role="group" aria-label={t('why')}>
        <strong>{t('why')}</strong>
        {TRANSPORT_KINDS.map((one) => (
          <button
            key={one}
            onClick={() => {
              setKind(one)
              setChecking(true)
            }}
          >
            {word(transportKindWords[one])} ›
          </button>
        ))}
      </div>
    </div>
  )
}
