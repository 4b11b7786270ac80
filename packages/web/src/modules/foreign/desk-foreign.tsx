// 核酸比对 on the desk: files in, what waits for a look, positives, all results, and which files came.
import { Table, Tabs } from 'antd'
import { lazy, Suspense } from 'react'
import { useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { foreignText } from './desk-text.ts'

const ImportTab = lazy(async () => ({ default: (await import('./desk-import.tsx')).ImportTab }))
const AsideTab = lazy(async () => ({ default: (await import('./desk-aside.tsx')).AsideTab }))
const ResultsTab = lazy(async () => ({ default: (await import('./desk-results.tsx')).ResultsTab }))

export function ForeignPage() {
  const t = useText(foreignText)
  const { current } = useAreas()
  const { may } = useSession()
  const [, go] = useLocation()
  const params = useParams<{ '*': string }>()
  const waiting = useQuery('foreign.listAside', { areaId: current?.id ?? '', state: 'open' }, { enabled: current !== null, keepPrevious: true })
  const open = waiting.data?.open ?? 0
  if (current === null)
    return (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Nothing says={t('choose')} />
      </>
    )
  const areaId = current.id
  const tabs = [
    ...(may('foreign.take') ? [{ key: 'import', label: t('importTab'), children: <ImportTab key={areaId} areaId={areaId} /> }] : []),
    { key: 'aside', label: `${t('asideTab')}${open > 0 ? ` (${open})` : ''}`, children: <AsideTab areaId={areaId} /> },
    ...(may('foreign.see')
      ? [
          { key: 'positive', label: t('positiveTab'), children: <ResultsTab areaId={areaId} only="positive" /> },
          { key: 'results', label: t('resultTab'), children: <ResultsTab areaId={areaId} only="all" /> },
        ]
      : []),
    { key: 'files', label: t('filesTab'), children: <FilesTab areaId={areaId} /> },
  ]
  const asked = params['*'] ?? ''
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Suspense>
        <Tabs
          activeKey={tabs.some(({ key }) => key === asked) ? asked : tabs[0]!.key}
          onChange={(key) => go(`/foreign/${key}`, { replace: true })}
          destroyOnHidden
          items={tabs}
        />
      </Suspense>
    </>
  )
}

type Taken = Out<'foreign.listFiles'>[number]
function FilesTab({ areaId }: { areaId: string }) {
  const t = useText(foreignText)
  const files = useQuery('foreign.listFiles', { areaId }, { keepPrevious: true })
  return (
    <section className="desk-panel" aria-label={t('filesTab')}>
      <Loaded of={files}>
        {(list) => (
          <Table<Taken>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 720 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('nothingFiles')} /> }}
            columns={[
              { title: t('takenAt'), key: 'at', width: 140, render: (_, one) => showMoment(new Date(one.takenAt)) },
              { title: t('giver'), key: 'giver', render: (_, one) => one.giver.name },
              { title: t('takenBy'), key: 'by', width: 110, render: (_, one) => one.takenBy ?? '—' },
              {
                title: t('result'),
                key: 'counts',
                width: 330,
                render: (_, one) =>
                  [
                    t('rows', { n: one.rows }),
                    t('matched', { n: one.matched }),
                    ...(one.known > 0 ? [t('known', { n: one.known })] : []),
                    ...(one.aside > 0 ? [`${t('asideTab')} ${one.aside}`] : []),
                    ...(one.faults > 0 ? [t('faultsN', { n: one.faults })] : []),
                  ].join(' · '),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}
