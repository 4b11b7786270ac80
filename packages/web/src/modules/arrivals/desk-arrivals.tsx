// 来返人员: who is on the way, who has come and waits for a decision, who has not come, until each is closed.
import { ImportOutlined, LinkOutlined, PlusOutlined } from '@ant-design/icons'
import { ARRIVAL_STATES } from '@xiaomen/rules/arrivals'
import { Alert, Button, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useIsThere } from '../../platform/functions.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { ArrivalDrawer } from './desk-arrival.tsx'
import { ImportArrivals } from './desk-arrivals-import.tsx'
import { LinkDialog } from './desk-arrivals-link.tsx'
import { ReportDialog } from './desk-arrivals-report.tsx'
import { arrivalsText } from './desk-text.ts'
import { ARRIVAL_SIGNS, arrivalLevelWords, arrivalListWords, arrivalStateWords, comesWords, reporterWords } from './words.ts'

type List = In<'arrivals.listArrivals'>['list']
type Line = Out<'arrivals.listArrivals'>['arrivals'][number]
const LISTS: readonly List[] = [
  ...ARRIVAL_STATES.filter((one) => one !== 'cleared' && one !== 'notArrived' && one !== 'elsewhere'),
  'notArrived',
  'elsewhere',
  'closed',
]
const LOOK_AGAIN_MS = 60_000

export function ArrivalsPage() {
  const t = useText(arrivalsText)
  const word = useWord()
  const { may } = useSession()
  const isThere = useIsThere()
  const { current, chainOf } = useAreas()
  const [place, go] = useLocation()
  const [list, setList] = useState<List>('arrived')
  const [open, setOpen] = useState<'report' | 'import' | 'link' | null>(null)
  const listed = useQuery(
    'arrivals.listArrivals',
    { ...(current === null ? {} : { areaId: current.id }), list },
    { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS },
  )
  const community = current === null ? undefined : chainOf(current).find((area) => area.level === 'community')
  const arrivalId = /^\/arrivals\/([0-9a-f-]{36})$/.exec(place)?.[1] ?? null
  const counts = listed.data?.counts
  const mayHere = (permission: string, operation: 'arrivals.reportArrival' | 'arrivals.importList' | 'arrivals.getLink') =>
    community !== undefined && may(permission, community.path) && isThere(operation, community.path)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {mayHere('arrivals.decide', 'arrivals.getLink') && (
          <Button icon={<LinkOutlined />} onClick={() => setOpen('link')}>
            {t('link')}
          </Button>
        )}
        {mayHere('arrivals.decide', 'arrivals.importList') && (
          <Button icon={<ImportOutlined />} onClick={() => setOpen('import')}>
            {t('import')}
          </Button>
        )}
        {mayHere('arrivals.report', 'arrivals.reportArrival') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('report')}>
            {t('report')}
          </Button>
        )}
      </PageHead>
      <section className="desk-panel" aria-label={t('title')}>
        <div className="desk-scroll desk-gap-below">
          <Segmented<List>
            value={list}
            onChange={setList}
            options={LISTS.map((one) => ({ value: one, label: `${word(arrivalListWords[one])}${counts === undefined ? '' : ` ${counts[one]}`}` }))}
          />
        </div>
        <Loaded of={listed}>
          {({ arrivals, isCut }) => (
            <>
              {isCut && <Alert type="info" showIcon title={t('cut')} />}
              <Table<Line>
                size="small"
                rowKey="id"
                dataSource={arrivals}
                scroll={{ x: 760 }}
                pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
                locale={{ emptyText: <Nothing says={t('empty')} /> }}
                columns={[
                  {
                    title: t('state'),
                    key: 'state',
                    width: 130,
                    render: (_, one) => (
                      <>
                        <span className="desk-sign">
                          <span aria-hidden="true">{ARRIVAL_SIGNS[one.state]}</span> {word(arrivalStateWords[one.state])}
                        </span>
                        {one.waits && <div className="desk-quiet">{t('waits')}</div>}
                      </>
                    ),
                  },
                  {
                    title: t('who'),
                    key: 'who',
                    width: 120,
                    render: (_, one) => (
                      <button type="button" className="desk-link" onClick={() => go(`/arrivals/${one.id}`)}>
                        {one.name ?? t('notForYou')}
                      </button>
                    ),
                  },
                  { title: t('where'), key: 'where', width: 150, render: (_, one) => one.door ?? one.areaName },
                  {
                    title: t('day'),
                    key: 'day',
                    width: 120,
                    render: (_, one) => (
                      <>
                        {one.arrivedOn ?? one.on}
                        {one.isOverdue && (
                          <div>
                            <strong>! {t('overdue')}</strong>
                          </div>
                        )}
                        {one.isLateReport && <div className="desk-quiet">{t('late')}</div>}
                      </>
                    ),
                  },
                  {
                    title: t('rule'),
                    key: 'rule',
                    width: 140,
                    render: (_, one) => (
                      <>
                        <strong>{word(comesWords[one.comesTo])}</strong>
                        <div className="desk-quiet">{one.level === null ? t('noPlace') : word(arrivalLevelWords[one.level])}</div>
                      </>
                    ),
                  },
                  { title: t('reporter'), key: 'reporter', width: 110, render: (_, one) => word(reporterWords[one.reporter]) },
                ]}
              />
            </>
          )}
        </Loaded>
      </section>
      {open === 'report' && community !== undefined && (
        <ReportDialog
          communityId={community.id}
          onClose={(reported) => {
            setOpen(null)
            if (reported !== null) go(`/arrivals/${reported}`)
          }}
        />
      )}
      {open === 'import' && community !== undefined && <ImportArrivals communityId={community.id} onClose={() => setOpen(null)} />}
      {open === 'link' && community !== undefined && <LinkDialog communityId={community.id} onClose={() => setOpen(null)} />}
      {arrivalId !== null && <ArrivalDrawer key={arrivalId} arrivalId={arrivalId} onClose={() => go('/arrivals')} />}
    </>
  )
}
