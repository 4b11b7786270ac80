// One order: what it says, how long it runs, its life step by step with who signed and of which office, and what waits.
import { Button, Tag } from 'antd'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, today, useLang, useText } from '../../platform/text.ts'
import { actWords, orderStateWords, postureText, stepWords } from './desk-text.ts'
import { nameOfPack, PostureSign } from './posture-sign.tsx'

export type Order = Out<'posture.listOrders'>[number]
export type Doing = 'sign' | 'takeBack' | 'end' | 'amend' | 'reinstate'

const daysLeft = (until: string) => (Date.parse(until) - Date.parse(today())) / 86_400_000
const ASSESSED = ['processed', 'necessity', 'risks', 'measures'] as const

function Life({ steps }: { steps: Order['steps'] }) {
  const t = useText(postureText)
  const word = useWord()
  const lang = useLang()
  return (
    <ol className="desk-life" aria-label={t('life')}>
      {steps.map((step, at) => (
        <li key={`${step.kind} ${step.at} ${at}`} className={`desk-life-${step.kind}`}>
          <strong>{word(stepWords[step.kind])}</strong>
          <span className="desk-quiet">{[step.name, step.unit].filter((one) => one !== null && one !== '').join(' · ')}</span>
          <time className="desk-quiet" dateTime={step.at}>
            {showMoment(step.at, lang)}
          </time>
          {step.until !== null && (
            <span>
              {t('until')} {step.until}
            </span>
          )}
          {step.reason !== null && <q>{step.reason}</q>}
        </li>
      ))}
    </ol>
  )
}

function Waiting({ order, onDo }: { order: Order; onDo: (doing: Doing, order: Order) => void }) {
  const t = useText(postureText)
  const word = useWord()
  const lang = useLang()
  const act = order.waiting
  if (act === null) return null
  return (
    <div className="desk-waits" role="group" aria-label={word(actWords[act.kind])}>
      <div>
        <strong>{word(actWords[act.kind])}</strong> · {t('waiting', { have: act.signatures.length, needed: act.needed })}
        <div className="desk-quiet">{t('askedBy', { name: act.author.name, unit: act.author.unit, at: showMoment(act.expiresAt, lang) })}</div>
        {act.until !== null && act.kind !== 'posture.order' && <div>{t('newUntil', { day: act.until })}</div>}
        {act.reason !== null && <q>{act.reason}</q>}
      </div>
      <div className="desk-row">
        {act.maySign && (
          <Button type="primary" onClick={() => onDo('sign', order)}>
            {t('sign')}
          </Button>
        )}
        {act.isOwn && act.kind !== 'posture.order' && <Button onClick={() => onDo('takeBack', order)}>{t('takeBack')}</Button>}
        {!act.maySign && <span className="desk-quiet">{t('otherUnit')}</span>}
      </div>
    </div>
  )
}

function Assessment({ order }: { order: Order }) {
  const t = useText(postureText)
  const { assessment } = order
  if (order.posture === 'peace') return null
  if (assessment === null) return <p className="desk-quiet">{t('noAssessment')}</p>
  return (
    <details>
      <summary>
        {t('assessment')} · {assessment.assessedBy} · {assessment.assessedOn}
      </summary>
      <dl className="desk-assessed">
        {ASSESSED.map((key) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{assessment[key]}</dd>
          </div>
        ))}
      </dl>
      <p className="desk-quiet">{t('keptUntil', { day: assessment.keptUntil })}</p>
    </details>
  )
}

function Days({ order }: { order: Order }) {
  const t = useText(postureText)
  const lang = useLang()
  if (order.state === 'ended')
    return (
      <p>
        {order.endedAt !== null && t('endedAt', { at: showMoment(order.endedAt, lang) })}
        {order.reinstatableUntil !== null && <strong> · {t('reinstatable', { at: showMoment(order.reinstatableUntil, lang) })}</strong>}
      </p>
    )
  const left = daysLeft(order.until)
  return (
    <p>
      {order.state === 'inForce' && <strong>{left === 0 ? t('lastDay') : t('daysLeft', { n: left })} · </strong>}
      {t('endsItself', { day: order.until })}
      <span className="desk-quiet"> · {t('retentionSays', { n: order.retentionDays })}</span>
    </p>
  )
}

export function OrderCard({ order, mayApprove, onDo }: { order: Order; mayApprove: boolean; onDo: (doing: Doing, order: Order) => void }) {
  const t = useText(postureText)
  const word = useWord()
  const lang = useLang()
  const packs = useQuery('posture.listPacks', {})
  const isFree = mayApprove && order.waiting === null
  return (
    <article className="desk-order" aria-label={`${order.areaName} ${order.packId}`}>
      <header className="desk-row">
        <h3>{order.areaName}</h3>
        <PostureSign posture={order.posture} />
        <span>
          {nameOfPack(packs.data, order)[lang]} <span className="desk-quiet">{order.edition}</span>
        </span>
        <Tag color={order.state === 'inForce' ? 'blue' : 'default'}>{word(orderStateWords[order.state])}</Tag>
      </header>
      <p>
        {order.legalBasis}
        <br />
        <span className="desk-quiet">{order.purpose}</span>
      </p>
      <Days order={order} />
      <Waiting order={order} onDo={onDo} />
      <Life steps={order.steps} />
      <Assessment order={order} />
      <div className="desk-row">
        {isFree && order.state === 'inForce' && <Button onClick={() => onDo('amend', order)}>{t('amend')}</Button>}
        {isFree && order.state === 'inForce' && <Button onClick={() => onDo('end', order)}>{t('end')}</Button>}
        {mayApprove && order.state === 'drafted' && <Button onClick={() => onDo('end', order)}>{t('takeBackTitle')}</Button>}
        {isFree && order.reinstatableUntil !== null && <Button onClick={() => onDo('reinstate', order)}>{t('reinstate')}</Button>}
      </div>
    </article>
  )
}
