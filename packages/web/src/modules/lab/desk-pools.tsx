// 混阳召回: which pools are positive, and for each where everybody of it is now.
import { ArrowLeftOutlined } from '@ant-design/icons'
import { isOpen, type RecallState } from '@xiaomen/rules/lab'
import { Alert, Button, Table } from 'antd'
import { useLocation, useParams } from 'wouter'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { useAge } from './age.ts'
import { ChannelsPanel } from './desk-channels.tsx'
import { poolText } from './desk-text.ts'
import { RECALL_SIGNS, recallWords } from './words.ts'

type Pool = Out<'lab.getPool'>
type Line = Out<'lab.listPools'>[number]
const RENEW_MS = 10_000

export function PoolsPage() {
  const [, go] = useLocation()
  const opened = useParams<{ '*': string }>()['*'] ?? ''
  if (/^T[0-9A-Z]{10}$/.test(opened)) return <PoolPage key={opened} tube={opened} onBack={() => go('/pools')} />
  return <PoolList onOpen={(tube) => go(`/pools/${tube}`)} />
}

function PoolList({ onOpen }: { onOpen: (tube: string) => void }) {
  const t = useText(poolText)
  const age = useAge()
  const { may } = useSession()
  const pools = useQuery('lab.listPools', {}, { keepPrevious: true, refetchIntervalMs: RENEW_MS })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <section className="desk-panel" aria-label={t('title')}>
        <Loaded of={pools}>
          {(list) => (
            <Table<Line>
              size="small"
              rowKey="tube"
              dataSource={list}
              scroll={{ x: 280 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('none')} /> }}
              columns={[
                {
                  title: t('tube'),
                  key: 'tube',
                  width: 150,
                  render: (_, one) => (
                    <Button type="link" size="small" className="desk-link desk-mono" onClick={() => onOpen(one.tube)}>
                      {one.tube}
                    </Button>
                  ),
                },
                {
                  title: t('open'),
                  key: 'open',
                  width: 100,
                  render: (_, one) => <strong>{one.open > 0 ? `! ${one.open} / ${one.people}` : `✓ 0 / ${one.people}`}</strong>,
                },
                {
                  title: t('at'),
                  key: 'at',
                  width: 160,
                  responsive: ['sm'],
                  render: (_, one) => `${showMoment(new Date(one.positiveAt))} · ${age(one.positiveAt)}`,
                },
                { title: t('where'), dataIndex: 'areaName', width: 140, responsive: ['md'] },
                { title: t('round'), dataIndex: 'campaignName', width: 160, responsive: ['lg'] },
              ]}
            />
          )}
        </Loaded>
      </section>
      {may('lab.channels') && <ChannelsPanel />}
    </>
  )
}

function PoolPage({ tube, onBack }: { tube: string; onBack: () => void }) {
  const t = useText(poolText)
  const word = useWord()
  const age = useAge()
  const pool = useQuery('lab.getPool', { tube }, { keepPrevious: true, refetchIntervalMs: RENEW_MS })
  return (
    <Loaded of={pool}>
      {(data) => (
        <>
          <PageHead
            title={t('poolOf', { tube: data.tube })}
            lead={t('poolLead', {
              round: data.campaignName,
              n: data.people.length + data.unknown.length,
              at: showMoment(new Date(data.positiveAt)),
              age: age(data.positiveAt),
            })}
          >
            <Button icon={<ArrowLeftOutlined />} onClick={onBack}>
              {t('back')}
            </Button>
          </PageHead>
          <div className="desk-stack">
            {data.unknown.map((at) => (
              <Alert
                key={at}
                type="warning"
                showIcon
                title={t('unknown', { at })}
                action={<Button href={`#/testing/${data.campaignId}`}>{t('toDoubts')}</Button>}
              />
            ))}
            {data.people.some(({ state }) => state === 'positive') && (
              <Alert type="error" showIcon title={t('cases')} action={<Button href="#/cases">{t('toCases')}</Button>} />
            )}
          </div>
          <section className="desk-panel" aria-label={t('people')}>
            <dl className="desk-figures">
              {Object.entries(countsOf(data)).map(([state, n]) => (
                <div key={state}>
                  <dt>
                    <span aria-hidden="true">{RECALL_SIGNS[state as keyof typeof RECALL_SIGNS]}</span> {word(recallWords[state as keyof typeof recallWords])}
                  </dt>
                  <dd>{n}</dd>
                </div>
              ))}
            </dl>
            <People of={data} />
          </section>
          <section className="desk-panel" aria-label={t('hands')}>
            <h2>{t('hands')}</h2>
            <ul className="desk-plain-list">
              {data.sealedAt !== null && (
                <li>
                  {showMoment(new Date(data.sealedAt))} {t('hand_sealed')}
                </li>
              )}
              {data.hands.map(({ kind, counted, at, by, courier }) => (
                <li key={`${kind} ${at}`}>
                  {showMoment(new Date(at))} {t(`hand_${kind}`, { n: counted, courier: courier ?? '' })} · {by}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </Loaded>
  )
}
const countsOf = (pool: Pool) => Object.fromEntries([...Map.groupBy(pool.people, ({ state }) => state)].map(([state, of]) => [state, of.length]))

const rankOf = (state: RecallState): number => (isOpen(state) ? 0 : state === 'positive' ? 1 : 2)

function People({ of }: { of: Pool }) {
  const t = useText(poolText)
  const word = useWord()
  const age = useAge()
  return (
    <Table<Pool['people'][number]>
      size="small"
      rowKey="id"
      // Whoever is still open first, then whoever was found, then whoever is through.
      dataSource={of.people.toSorted((a, b) => rankOf(a.state) - rankOf(b.state) || a.stateAt.localeCompare(b.stateAt))}
      scroll={{ x: 300 }}
      pagination={false}
      columns={[
        {
          title: `${t('name')} · ${t('door')}`,
          key: 'name',
          width: 150,
          render: (_, one) => (
            <>
              <strong>{one.name ?? '***'}</strong>
              <br />
              {one.areaName} {one.door ?? ''}{' '}
              {one.buildingId !== null && (
                <Button type="link" size="small" className="desk-link" href={`#/ledger/${one.buildingId}`} aria-label={`${t('chart')} ${one.areaName}`}>
                  {t('chart')}
                </Button>
              )}
            </>
          ),
        },
        {
          title: t('state'),
          key: 'state',
          width: 145,
          render: (_, one) => (
            <span className="desk-sign">
              <span aria-hidden="true">{RECALL_SIGNS[one.state]}</span> {word(recallWords[one.state])}
            </span>
          ),
        },
        { title: t('since'), key: 'since', width: 90, responsive: ['sm'], render: (_, one) => age(one.stateAt) },
        {
          title: t('told'),
          key: 'told',
          width: 130,
          responsive: ['lg'],
          render: (_, one) => (one.toldAt === null ? '—' : `${one.toldBy ?? '—'} ${showMoment(new Date(one.toldAt))}`),
        },
        {
          title: t('again'),
          dataIndex: 'againTube',
          width: 120,
          responsive: ['lg'],
          render: (code: string | null) => <span className="desk-mono">{code ?? '—'}</span>,
        },
      ]}
    />
  )
}
