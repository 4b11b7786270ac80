// 我包保的: the places and households one answers for, and what is handed over or offered.
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useCommand, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { RevealCall } from '../../platform/reveal-call.tsx'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { handoverWords, slotGapWords, slotWords } from './words.ts'
import { mineWords } from './worker-text.ts'
import '../tasks/tasks.css'

type Mine = Out<'answerability.listMine'>
type Cared = Mine['cared'][number]

/** A grid worker may have a hundred. */
const PORTION = 20

export function MineScreen() {
  const t = useText(mineWords)
  const word = useWord()
  const sayError = useErrorText()
  const mine = useQuery('answerability.listMine', {}, { refetchIntervalMs: 60_000 })
  const own = new Set(mine.data?.hands)
  const cared = mine.data?.cared ?? []
  const [shown, setShown] = useState(PORTION)
  const [sought, setSought] = useState('')
  const found = cared.filter((one) => (one.door ?? '').toLowerCase().includes(sought.trim().toLowerCase()))
  const isOwn = (one: Cared) => one.carers.some((carer) => carer.hand !== null && own.has(carer.hand.id))
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      <p className="quiet">{t('lead')}</p>
      {mine.error !== null && <Notice tone="warn">{sayError(mine.error)}</Notice>}
      {mine.data !== undefined && (
        <>
          {mine.data.handovers.length > 0 && <Offers list={mine.data.handovers} own={own} />}
          <h2>{t('places')}</h2>
          {mine.data.places.length === 0 && <p className="quiet">{t('noPlaces')}</p>}
          <ul className="list">
            {[...Map.groupBy(mine.data.places, (one) => `${word(one.post)} ${one.within} ${one.until ?? ''}`)].map(([key, own]) => (
              <li key={key} className="card stack-tight">
                <span className="row spread">
                  <strong className="big">{own[0]!.within === '' ? word(own[0]!.post) : own[0]!.within}</strong>
                  <span className="quiet">
                    {own.length}
                    {own[0]!.until !== null && ` · ${t('until', { day: own[0]!.until })}`}
                  </span>
                </span>
                <span>{own.map((one) => one.name).join('、')}</span>
                <span className="quiet">{word(own[0]!.post)}</span>
              </li>
            ))}
          </ul>
          <h2>{t('cared', { count: cared.length })}</h2>
          {cared.length === 0 && <p className="quiet">{t('noCared')}</p>}
          {cared.length > PORTION && (
            <Field label={t('find')}>
              <input type="search" maxLength={40} value={sought} onChange={(event) => setSought(event.target.value)} />
            </Field>
          )}
          <ul className="list">
            {found.slice(0, shown).map((one) => (
              <li key={`${one.subjectKind} ${one.subjectId}`} className="card stack-tight">
                <Household one={one} own={own} />
              </li>
            ))}
          </ul>
          {found.length > shown && <button onClick={() => setShown(shown + PORTION)}>{t('more', { count: found.length - shown })}</button>}
          {cared.filter(isOwn).length > 1 && <HandOver slots={null} of={cared.find(isOwn)!} own={own} />}
        </>
      )}
    </section>
  )
}

function Household({ one, own }: { one: Cared; own: ReadonlySet<string> }) {
  const t = useText(mineWords)
  const word = useWord()
  const sayError = useErrorText()
  const { may } = useSession()
  const mine = one.carers.filter((carer) => carer.hand !== null && own.has(carer.hand.id))
  return (
    <>
      <span className="row spread">
        <strong className="big">{one.door ?? '—'}</strong>
        {one.isCover && <span className="tag">{t('standIn')}</span>}
      </span>
      <ul className="dues">
        {one.carers.map((carer) => {
          const now = carer.cover ?? carer.hand
          return (
            <li key={carer.slotId}>
              {word(slotWords[carer.slot])} · {carer.hand === null ? <strong>◌ {t('nobody')}</strong> : carer.hand.name}
              {carer.cover !== null && `（${t('standsIn', { name: carer.cover.name })}）`}
              {carer.gap !== null && <span className="quiet"> · {word(slotGapWords[carer.gap])}</span>}
              {now !== null && now.hasPhone && !own.has(now.id) && may('answerability.reveal') && (
                <RevealCall ask={() => call('answerability.revealHand', { handId: now.id, purpose: 'callOnDuty' })} sayError={sayError} of={now.name} />
              )}
            </li>
          )
        })}
      </ul>
      <span className="row">
        {one.personId !== null && may('care.contact') && (
          <a className="button" href={`#/care/${one.personId}`}>
            {t('toCare')} ›
          </a>
        )}
        {may('registry.read') && (
          <a className="button" href={`#/home/${one.homeId}`}>
            {t('toHome')} ›
          </a>
        )}
      </span>
      {mine.length > 0 && mine.every((carer) => carer.handoverId === null) && <HandOver slots={mine.map((carer) => carer.slotId)} of={one} own={own} />}
    </>
  )
}

/** Offered to somebody who works at this door; `slots` null: everything of one's own. */
function HandOver({ slots, of, own }: { slots: string[] | null; of: Cared; own: ReadonlySet<string> }) {
  const t = useText(mineWords)
  const sayError = useErrorText()
  const carer = of.carers.find((one) => one.hand !== null && own.has(one.hand.id))!
  const [isOpen, setOpen] = useState(false)
  const [to, setTo] = useState('')
  const heirs = useQuery('answerability.listHeirs', { slotId: carer.slotId }, { enabled: isOpen })
  const offer = useCommand('answerability.offerHandOver')
  if (!isOpen)
    return (
      <button className="plain" onClick={() => setOpen(true)}>
        ⇄ {t(slots === null ? 'handOverAll' : 'handOver')}
      </button>
    )
  const send = () =>
    offer.mutate({ id: uuidv7(), fromHandId: carer.hand!.id, slotIds: slots, to: { kind: 'account', accountId: to } }, { onSuccess: () => setOpen(false) })
  return (
    <div className="stack-tight">
      {offer.error !== null && <Notice tone="warn">{sayError(offer.error)}</Notice>}
      {heirs.error !== null && <Notice tone="warn">{sayError(heirs.error)}</Notice>}
      {heirs.data?.length === 0 && <p className="quiet">{t('noHeirs')}</p>}
      <Field label={t('to')}>
        <select value={to} onChange={(event) => setTo(event.target.value)}>
          <option value="">{t('choose')}</option>
          {heirs.data?.map((one) => (
            <option key={one.accountId} value={one.accountId}>
              {one.name} · {one.unit}
            </option>
          ))}
        </select>
      </Field>
      <span className="row">
        <button className="primary" disabled={to === '' || offer.isPending} onClick={send}>
          {t('offer')}
        </button>
        <button onClick={() => setOpen(false)}>{t('cancel')}</button>
      </span>
    </div>
  )
}

function Offers({ list, own }: { list: Mine['handovers']; own: ReadonlySet<string> }) {
  const t = useText(mineWords)
  const word = useWord()
  const sayError = useErrorText()
  const answer = useCommand('answerability.answerHandOver', { alsoRefresh: ['care', 'tasks'] })
  const [declining, setDeclining] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const send = (handoverId: string, said: 'accepted' | 'declined' | 'withdrawn', why: string | null = null) =>
    answer.mutate({ handoverId, answer: said, reason: why }, { onSuccess: () => setDeclining(null) })
  return (
    <>
      <h2>{t('offers')}</h2>
      {answer.error !== null && <Notice tone="warn">{sayError(answer.error)}</Notice>}
      {answer.isSuccess && <Notice tone="done">{t('done')}</Notice>}
      <ul className="list">
        {list.map((one) => (
          <li key={one.id} className="card stack-tight">
            <strong>
              {own.has(one.to.id)
                ? t('offersYou', { name: one.from.name, count: one.slots.length })
                : t('youOffered', { name: one.to.name, count: one.slots.length })}
            </strong>
            <span className="quiet">
              {word(handoverWords[one.state])} · {one.slots.map((slot) => `${slot.door ?? '—'} ${word(slotWords[slot.slot])}`).join('、')}
              {one.reason !== null && ` · ${one.reason}`}
            </span>
            {one.mayAnswer && declining !== one.id && (
              <span className="row">
                <button className="primary" disabled={answer.isPending} onClick={() => send(one.id, 'accepted')}>
                  {t('accept')}
                </button>
                <button onClick={() => setDeclining(one.id)}>{t('decline')}</button>
              </span>
            )}
            {declining === one.id && (
              <>
                <Field label={t('reason')}>
                  <input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
                </Field>
                <button disabled={reason.trim() === '' || answer.isPending} onClick={() => send(one.id, 'declined', reason.trim())}>
                  {t('decline')}
                </button>
              </>
            )}
            {one.mayWithdraw && !one.mayAnswer && <button onClick={() => send(one.id, 'withdrawn')}>{t('withdraw')}</button>}
          </li>
        ))}
      </ul>
    </>
  )
}
