// One gate: what is missing there, the whole list, and what was found before.
import { useEffect, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import { Notice } from '../../platform/parts.tsx'
import { listOutbox, useOutbox } from '../../platform/queue.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { useKept } from '../../platform/use-kept.ts'
import { photoWords } from '../photos/photo-text.ts'
import { EMPTY, type GateDetail, handIn, isReady, useDraft } from './check-draft.ts'
import { ItemForm } from './item-form.tsx'
import { MendCard } from './mend-card.tsx'
import { checkKindWords, standingSigns, standingWords } from './words.ts'
import { checkText } from './worker-text.ts'
import './checklists.css'

/** What became of the last check that was handed in here. */
function useHandedIn() {
  const { waiting, refused } = useOutbox()
  const [id, setId] = useState<string | null>(null)
  const [state, setState] = useState<'kept' | 'sent' | 'refused'>('kept')
  useEffect(() => {
    if (id === null) return
    void listOutbox().then((rows) => {
      const row = rows.find((one) => one.id === id)
      setState(row === undefined ? 'sent' : row.refused === null ? 'kept' : 'refused')
    })
  }, [id, waiting, refused])
  return { note: setId, state: id === null ? null : state, waiting }
}

export function CheckScreen({ gateId }: { gateId: string }) {
  const t = useText(checkText)
  const word = useWord()
  const sayError = useErrorText()
  const handed = useHandedIn()
  useLive('checklists')
  const { data, keptAt, isFresh, error } = useKept(`checklists.gate:${gateId}`, 'checklists.getGate', { gateId }, handed.waiting)
  const [isLost, setLost] = useState(false)
  const send = async (...of: Parameters<typeof handIn>): Promise<boolean> => {
    try {
      handed.note(await handIn(...of))
      setLost(false)
      return true
    } catch {
      setLost(true)
      return false
    }
  }
  return (
    <section className="stack">
      <a href="#/checks">‹ {t('title')}</a>
      {data === null && error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      {data !== null && (
        <>
          <div className="row spread">
            <h1>
              {data.gate.areaName} {data.gate.name}
            </h1>
            <span className={`tag check-${data.gate.standing}`}>
              <span aria-hidden="true">{standingSigns[data.gate.standing]}</span> {word(standingWords[data.gate.standing])}
            </span>
          </div>
          {!isFresh && error !== null && <Notice>{t('offline', { time: showMoment(new Date(keptAt)) })}</Notice>}
          {isLost && <Notice tone="error">{t('lost')}</Notice>}
          {handed.state !== null && <Notice tone={handed.state === 'refused' ? 'warn' : 'info'}>{t(handed.state)}</Notice>}
          <Faults detail={data} onSend={send} />
          <WholeList key={data.list.edition} detail={data} onSend={send} />
          <History detail={data} />
        </>
      )}
    </section>
  )
}

type Send = (...of: Parameters<typeof handIn>) => Promise<boolean>

function Faults({ detail, onSend }: { detail: GateDetail; onSend: Send }) {
  const t = useText(checkText)
  const { faults } = detail.gate
  if (faults.length === 0) return null
  return (
    <div className="card stack">
      <h2>
        {t('mend')} · {faults.length}
      </h2>
      <p className="quiet">{t('mendHint')}</p>
      <ul className="check-items">
        {faults.map((fault) => (
          <MendCard
            key={fault.id}
            fault={fault}
            onMended={async (photos) => void (await onSend(detail.gate, fault, 'again', { [fault.item]: { answer: 'yes', note: '', photos } }))}
          />
        ))}
      </ul>
    </div>
  )
}

function WholeList({ detail, onSend }: { detail: GateDetail; onSend: Send }) {
  const t = useText(checkText)
  const p = useText(photoWords)
  const word = useWord()
  const { gate, list } = detail
  const { draft, isKept, change, clear } = useDraft(gate.gateId)
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const items = list.groups.flatMap((group) => group.items)
  const left = items.filter((item) => !isReady(item, draft[item.key] ?? EMPTY)).length
  const send = async () => {
    setBusy(true)
    if (await onSend(gate, list, 'full', Object.fromEntries(items.map(({ key }) => [key, draft[key] ?? EMPTY])))) {
      clear()
      setOpen(false)
      window.scrollTo(0, 0)
    }
    setBusy(false)
  }
  if (!isOpen && !isKept)
    return (
      <button className="primary" onClick={() => setOpen(true)}>
        ☑ {t(gate.checkedAt === null ? 'start' : 'again')}
      </button>
    )
  return (
    <div className="stack">
      <h2>{word(list)}</h2>
      {list.isDraft && <p className="quiet">{t('draft', { source: word(list.source) })}</p>}
      {isKept && <Notice>{t('draftKept')}</Notice>}
      <p className="quiet">{p('noFaces')}</p>
      {list.groups.map((group) => (
        <div key={group.key} className="card stack">
          <h3 className="check-group">{word(group)}</h3>
          <ul className="check-items">
            {group.items.map((item) => (
              <ItemForm key={item.key} item={item} draft={draft[item.key] ?? EMPTY} onChange={(by) => change(item.key, by)} />
            ))}
          </ul>
        </div>
      ))}
      <button className="primary check-send" disabled={left > 0 || isBusy} onClick={() => void send()}>
        {left > 0 ? t('left', { count: left }) : t('send')}
      </button>
      <button
        className="plain"
        onClick={() => {
          clear()
          setOpen(false)
        }}
      >
        {t('drop')}
      </button>
    </div>
  )
}

function History({ detail }: { detail: GateDetail }) {
  const t = useText(checkText)
  const word = useWord()
  if (detail.checks.length === 0) return null
  return (
    <details className="card">
      <summary>
        {t('history')} · {detail.checks.length}
      </summary>
      <ul className="dues">
        {detail.checks.map((check) => (
          <li key={check.id}>
            {showMoment(check.at)} · {word(checkKindWords[check.kind])} · {check.missing === 0 ? '✓' : t('missing', { count: check.missing })}
            {check.by !== null && ` · ${check.by}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
