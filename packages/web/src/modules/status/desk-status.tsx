// 预警与状态: who is yellow or red, what the sources said, and what fits nobody.
import { Table, Tabs } from 'antd'
import { lazy, type ReactNode, Suspense } from 'react'
import { useLocation } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useIsThere } from '../../platform/functions.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { CorrectionsLabel, CorrectionsTab } from './desk-corrections.tsx'
import { DigestsTab } from './desk-digests.tsx'
import { SignalsTab } from './desk-signals.tsx'
import { statusText } from './desk-text.ts'
import { VerdictSign } from './verdict-sign.tsx'
import { reasonClassWords } from './words.ts'

// Opened now and then, loaded then.
const ImportTab = lazy(() => import('./desk-import.tsx').then((tab) => ({ default: tab.ImportTab })))
const ListsTab = lazy(() => import('./desk-lists.tsx').then((tab) => ({ default: tab.ListsTab })))
const UnmatchedTab = lazy(() => import('./desk-unmatched.tsx').then((tab) => ({ default: tab.UnmatchedTab })))
const SourcesTab = lazy(() => import('./desk-sources.tsx').then((tab) => ({ default: tab.SourcesTab })))
const HooksTab = lazy(() => import('./desk-hooks.tsx').then((tab) => ({ default: tab.HooksTab })))

type Standing = Out<'status.listStandings'>[number]

function StandingsTab({ areaId }: { areaId: string }) {
  const t = useText(statusText)
  const word = useWord()
  const standings = useQuery('status.listStandings', { areaId }, { keepPrevious: true })
  return (
    <section className="desk-panel" aria-label={t('standings')}>
      <Loaded of={standings}>
        {(list) => (
          <Table<Standing>
            size="small"
            rowKey="personId"
            dataSource={list}
            scroll={{ x: 640 }}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('noStandings')} /> }}
            columns={[
              { title: t('verdict'), key: 'verdict', width: 90, render: (_, one) => <VerdictSign verdict={one.verdict} /> },
              { title: t('reason'), key: 'reason', width: 110, render: (_, one) => (one.reason === null ? '—' : word(reasonClassWords[one.reason])) },
              {
                title: t('who'),
                key: 'who',
                width: 110,
                render: (_, one) => (
                  <>
                    {one.name ?? <span className="desk-quiet">{t('notForYou')}</span>}
                    <br />
                    <span className="desk-quiet">{one.door ?? '—'}</span>
                  </>
                ),
              },
              {
                title: t('source'),
                key: 'source',
                render: (_, one) => (
                  <>
                    {one.source ?? '—'}
                    <br />
                    <span className="desk-quiet">{one.isAutomatic ? t('automatic') : t('looked')}</span>
                  </>
                ),
              },
              {
                title: `${t('since')} / ${t('until')}`,
                key: 'since',
                width: 150,
                render: (_, one) => (
                  <>
                    {showMoment(new Date(one.since))}
                    <br />
                    {one.until === null ? '—' : showMoment(new Date(one.until))}
                  </>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}

const later = (tab: ReactNode) => <Suspense fallback={<p role="status">…</p>}>{tab}</Suspense>

export function StatusPage() {
  const t = useText(statusText)
  const { may } = useSession()
  const isThere = useIsThere()
  const { current } = useAreas()
  const [location, go] = useLocation()
  if (current === null) return null
  const areaId = current.id
  const mayRead = may('status.read', current.path)
  const mayReport = may('status.report', current.path) && isThere('status.importFile', current.path)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Tabs
        destroyOnHidden
        activeKey={location.split('/')[2] || 'digests'}
        onChange={(key) => go(`/status/${key}`)}
        items={[
          { key: 'digests', label: t('digests'), children: <DigestsTab key={areaId} areaId={areaId} /> },
          { key: 'standings', label: t('standings'), children: <StandingsTab key={areaId} areaId={areaId} /> },
          ...(may('status.correct', current.path)
            ? [{ key: 'corrections', label: <CorrectionsLabel areaId={areaId} />, children: <CorrectionsTab key={areaId} areaId={areaId} /> }]
            : []),
          ...(mayRead ? [{ key: 'signals', label: t('signals'), children: <SignalsTab key={areaId} areaId={areaId} mayEnter={mayReport} /> }] : []),
          ...(mayReport ? [{ key: 'import', label: t('importTab'), children: later(<ImportTab key={areaId} areaId={areaId} />) }] : []),
          ...(mayRead ? [{ key: 'lists', label: t('lists'), children: later(<ListsTab key={areaId} areaId={areaId} />) }] : []),
          ...(mayRead ? [{ key: 'unmatched', label: t('unmatched'), children: later(<UnmatchedTab key={areaId} areaId={areaId} />) }] : []),
          ...(mayRead ? [{ key: 'sources', label: t('sources'), children: later(<SourcesTab key={areaId} areaId={areaId} />) }] : []),
          ...(may('status.manage', current.path) ? [{ key: 'hooks', label: t('hooks'), children: later(<HooksTab key={areaId} areaId={areaId} />) }] : []),
        ]}
      />
    </>
  )
}
