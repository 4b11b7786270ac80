// 包保与责任人 on the desk: four levels, duty lists, carers; and of a larger area, where something is missing.
import { PrinterOutlined } from '@ant-design/icons'
import { Button, Table, Tabs } from 'antd'
import { useLocation, useParams } from 'wouter'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useNotify } from '../../desk/parts.tsx'
import { download, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { BoardTab } from './desk-board.tsx'
import { CaredTab } from './desk-cared.tsx'
import { DutiesTab } from './desk-duties.tsx'
import { answerabilityText } from './desk-text.ts'
import '../care/desk-care.css'

type Gaps = Out<'answerability.listGaps'>

export function AnswerabilityPage() {
  const t = useText(answerabilityText)
  const lang = useLang()
  const notify = useNotify()
  const { may } = useSession()
  const { current } = useAreas()
  const gaps = useQuery('answerability.listGaps', { areaId: current?.id ?? '' }, { enabled: current !== null, keepPrevious: true, refetchIntervalMs: 60_000 })
  if (current === null) return null
  const isWithin = current.communityId !== null
  const print = () => void download('answerability.downloadList', { areaId: current.id, lang }).catch(notify.failed)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {isWithin && may('answerability.print') && (
          <Button icon={<PrinterOutlined />} onClick={print}>
            {t('print')}
          </Button>
        )}
      </PageHead>
      {isWithin ? <Within area={current} gaps={gaps.data} /> : <Loaded of={gaps}>{(list) => <ByCommunity list={list} />}</Loaded>}
    </>
  )
}

function Within({ area, gaps }: { area: Area; gaps: Gaps | undefined }) {
  const t = useText(answerabilityText)
  const [, go] = useLocation()
  const tab = useParams<{ '*': string }>()['*']
  const own = gaps?.[0]
  const withCount = (label: string, count: number | undefined) => (count === undefined || count === 0 ? label : `${label} (◌ ${count})`)
  return (
    <Tabs
      destroyOnHidden
      activeKey={tab === 'duties' || tab === 'cared' ? tab : 'board'}
      onChange={(key) => go(`/answerability/${key}`, { replace: true })}
      items={[
        { key: 'board', label: withCount(t('board'), own?.gaps), children: <BoardTab areaId={area.id} isCompound={area.level === 'compound'} /> },
        { key: 'duties', label: t('duties'), children: <DutiesTab areaId={area.id} /> },
        {
          key: 'cared',
          label: withCount(t('cared'), own?.slotGaps),
          children: <CaredTab key={area.id} areaId={area.id} isCommunity={area.level === 'community'} version={JSON.stringify(own ?? null)} />,
        },
      ]}
    />
  )
}

function ByCommunity({ list }: { list: Gaps }) {
  const t = useText(answerabilityText)
  return (
    <section className="desk-panel" aria-label={t('gapsTitle')}>
      <h2>{t('gapsTitle')}</h2>
      <p className="desk-quiet">{t('gapsHelp')}</p>
      <Table<Gaps[number]>
        size="small"
        rowKey="communityId"
        dataSource={list}
        scroll={{ x: 480 }}
        pagination={false}
        locale={{ emptyText: <Nothing says={t('noPlaces')} /> }}
        columns={[
          { title: t('community'), dataIndex: 'name' },
          {
            title: t('placeGaps'),
            key: 'places',
            width: 150,
            sorter: (a, b) => a.gaps - b.gaps,
            render: (_, one) => t('ofAll', { gaps: one.gaps, all: one.places }),
          },
          {
            title: t('slotGaps'),
            key: 'slots',
            width: 150,
            sorter: (a, b) => a.slotGaps - b.slotGaps,
            render: (_, one) => t('ofAll', { gaps: one.slotGaps, all: one.slots }),
          },
        ]}
      />
    </section>
  )
}
