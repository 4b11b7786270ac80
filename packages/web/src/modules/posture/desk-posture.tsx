// 平急转换: what is in force, and orders that several people sign.
import { BookOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { DraftDialog } from './desk-draft.tsx'
import { type Doing, type Order, OrderCard } from './desk-order-card.tsx'
import { OrderDialogs } from './desk-order-dialogs.tsx'
import { postureText } from './desk-text.ts'
import { nameOfPack, packKey, PostureSign } from './posture-sign.tsx'
import './desk-orders.css'

function Now() {
  const t = useText(postureText)
  const lang = useLang()
  const packs = useQuery('posture.listPacks', {})
  const nameOf = (pack: { packId: string; edition: string }) => nameOfPack(packs.data, pack)[lang]
  const { current } = useAreas()
  const now = useQuery('posture.current', { areaId: current?.id ?? '' }, { enabled: current !== null })
  if (current === null) return null
  return (
    <section className="desk-panel" aria-label={t('current')}>
      <h2>{current.name}</h2>
      <Loaded of={now} rows={1}>
        {(answer) => (
          <div className="desk-row desk-now">
            <PostureSign posture={answer.posture} />
            <a href={`#/packs/${packKey(answer)}`}>
              {nameOf(answer)} · {answer.edition}
            </a>
            <span className="desk-quiet">
              {answer.order === null ? t('noOrder') : `${answer.order.areaName} · ${answer.order.legalBasis} · ${t('endsItself', { day: answer.order.until })}`}
            </span>
          </div>
        )}
      </Loaded>
    </section>
  )
}

function Orders({ list, mayApprove, onDo }: { list: readonly Order[]; mayApprove: boolean; onDo: (doing: Doing, order: Order) => void }) {
  const t = useText(postureText)
  // What may still be taken up again stays in sight.
  const isLive = (order: Order) => order.state !== 'ended' || order.reinstatableUntil !== null
  const [live, past] = [list.filter(isLive), list.filter((order) => !isLive(order))]
  const card = (order: Order) => <OrderCard key={order.id} order={order} mayApprove={mayApprove} onDo={onDo} />
  return (
    <>
      {live.length === 0 ? <Nothing says={t('ordersEmpty')} /> : live.map(card)}
      {past.length > 0 && (
        <details>
          <summary>{t('past', { n: past.length })}</summary>
          {past.map(card)}
        </details>
      )}
    </>
  )
}

export function PosturePage() {
  const t = useText(postureText)
  const { may } = useSession()
  const [isDrafting, setDrafting] = useState(false)
  const [at, setAt] = useState<{ doing: Exclude<Doing, 'takeBack'>; orderId: string } | null>(null)
  const orders = useQuery('posture.listOrders', {})
  const packs = useQuery('posture.listPacks', {})
  const takeBack = useDo('posture.takeBack', { said: t('tookBack'), alsoRefresh: ['approvals'] })
  const order = orders.data?.find(({ id }) => id === at?.orderId)
  const onDo = (doing: Doing, { id: orderId, waiting }: Order) =>
    doing === 'takeBack' ? void takeBack.run({ orderId, actId: waiting!.id }) : setAt({ doing, orderId })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <Button href="#/packs" icon={<BookOutlined />}>
          {t('packs')}
        </Button>
        {may('posture.draft') && packs.data !== undefined && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDrafting(true)}>
            {t('draft')}
          </Button>
        )}
      </PageHead>
      <Now />
      <section className="desk-panel">
        <h2>{t('orders')}</h2>
        <Loaded of={orders}>{(list) => <Orders list={list} mayApprove={may('posture.approve')} onDo={onDo} />}</Loaded>
      </section>
      {isDrafting && packs.data !== undefined && <DraftDialog packs={packs.data} onClose={() => setDrafting(false)} />}
      {at !== null && order !== undefined && <OrderDialogs doing={at.doing} order={order} onClose={() => setAt(null)} />}
    </>
  )
}
