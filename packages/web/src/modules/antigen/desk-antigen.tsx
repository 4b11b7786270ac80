// 抗原自测 on the desk: the stock of the community, its rounds, and one of them opened.
import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Table } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { StockPanel } from './desk-stock.tsx'
import { antigenText } from './desk-text.ts'

const OpenRound = lazy(async () => ({ default: (await import('./desk-round-open.tsx')).OpenRound }))
const RoundDrawer = lazy(async () => ({ default: (await import('./desk-round.tsx')).RoundDrawer }))
type Round = Out<'antigen.listRounds'>[number]
const LOOK_AGAIN_MS = 30_000
/** Above it there is no stock to speak of. */
const ABOVE: readonly string[] = ['district', 'street', 'cutArea']

export function AntigenPage() {
  const t = useText(antigenText)
  const { current } = useAreas()
  const [place, go] = useLocation()
  // The round stands in the address, by its id alone, so that it can be sent to a colleague.
  const roundId = /^\/antigen\/([0-9a-f-]{36})$/.exec(place)?.[1] ?? null
  return (
    <>
      {current !== null &&
        (ABOVE.includes(current.level) ? (
          <Rounds areaId={current.id} onOpen={(id) => go(`/antigen/${id}`)} />
        ) : (
          <Here areaId={current.id} onOpen={(id) => go(`/antigen/${id}`)} />
        ))}
      {roundId !== null && (
        <Suspense>
          <RoundDrawer key={roundId} roundId={roundId} onClose={() => go('/antigen')} />
        </Suspense>
      )}
      {current === null && <PageHead title={t('title')} />}
    </>
  )
}

function Here({ areaId, onOpen }: { areaId: string; onOpen: (roundId: string) => void }) {
  const t = useText(antigenText)
  const [isOpening, setOpening] = useState(false)
  const stock = useQuery('antigen.getStock', { areaId }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {stock.data?.mayOpen === true && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpening(true)}>
            {t('open')}
          </Button>
        )}
      </PageHead>
      <Loaded of={stock}>{(of) => <StockPanel of={of} />}</Loaded>
      <RoundList areaId={areaId} onOpen={onOpen} />
      <Suspense>
        {isOpening && stock.data !== undefined && (
          <OpenRound
            areaId={areaId}
            proposal={stock.data.proposal}
            onClose={(opened) => {
              setOpening(false)
              if (opened !== null) onOpen(opened)
            }}
          />
        )}
      </Suspense>
    </>
  )
}

function Rounds({ areaId, onOpen }: { areaId: string; onOpen: (roundId: string) => void }) {
  const t = useText(antigenText)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Alert type="info" showIcon title={t('oneCommunity')} />
      <RoundList areaId={areaId} onOpen={onOpen} />
    </>
  )
}

function RoundList({ areaId, onOpen }: { areaId: string; onOpen: (roundId: string) => void }) {
  const t = useText(antigenText)
  const listed = useQuery('antigen.listRounds', { areaId }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })
  return (
    <section className="desk-panel" aria-label={t('rounds')}>
      <h2>{t('rounds')}</h2>
      <Loaded of={listed}>
        {(rounds) => (
          <Table<Round>
            size="small"
            rowKey="id"
            dataSource={rounds}
            scroll={{ x: 720 }}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('none')} /> }}
            columns={[
              {
                title: t('round'),
                key: 'title',
                width: 180,
                render: (_, one) => (
                  <>
                    <button type="button" className="desk-link" onClick={() => onOpen(one.id)}>
                      {one.title}
                    </button>
                    <div className="desk-quiet">{one.areaName}</div>
                  </>
                ),
              },
              { title: t('meant'), key: 'who', width: 200, render: (_, one) => whoOf(one, t) },
              { title: t('dueOn'), key: 'dueOn', width: 110, render: (_, one) => (one.isClosed ? t('closed') : one.dueOn) },
              { title: t('progress'), key: 'done', width: 90, align: 'right', render: (_, one) => `${one.done}/${one.expected}` },
              { title: t('missingN'), key: 'missing', width: 80, align: 'right', render: (_, one) => one.missing },
              {
                title: t('positives'),
                key: 'positives',
                width: 110,
                align: 'right',
                render: (_, one) => (one.positives > 0 ? <strong>! {one.positives}</strong> : 0),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}

type Say = (key: 'ages' | 'each' | 'withStaff', values?: Record<string, string | number>) => string
const whoOf = (one: Pick<Round, 'ageFrom' | 'ageUntil' | 'perHead' | 'withStaff'>, t: Say): string =>
  [t('ages', { from: one.ageFrom, until: one.ageUntil }), ...(one.withStaff ? [t('withStaff')] : []), t('each', { n: one.perHead })].join(' · ')
