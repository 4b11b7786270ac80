// 预警与状态: who is yellow or red, what the sources said, and what fits nobody.
import { Table, Tabs } from 'antd'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { CorrectionsLabel, CorrectionsTab } from './desk-corrections.tsx'
import { DigestsTab } from './desk-digests.tsx'
import { HooksTab } from './desk-hooks.tsx'
import { ImportTab } from './desk-import.tsx'
import { SignalsTab } from './desk-signals.tsx'
import { SourcesTab } from './desk-sources.tsx'
import { statusText } from './desk-text.ts'
import { UnmatchedTab } from './desk-unmatched.tsx'
import { VerdictSign } from './verdict-sign.tsx'
import { reasonClassWords } from './words.ts'

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
            scroll={{ x: 860 }}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('noStandings')} /> }}
            columns={[
              { title: t('verdict'), key: 'verdict', width: 90, render: (_, one) => <VerdictSign verdict={one.verdict} /> },
              { title: t('reason'), key: 'reason', width: 130, render: (_, one) => (one.reason === null ? '—' : word(reasonClassWords[one.reason])) },
              { title: t('who'), key: 'who', width: 110, render: (_, one) => one.name ?? <span className="desk-quiet">{t('notForYou')}</span> },
              { title: t('door'), key: 'door', width: 120, render: (_, one) => one.door ?? '—' },
              { title: t('source'), key: 'source', render: (_, one) => one.source ?? '—' },
              {
                title: t('since'),
                key: 'since',
                width: 190,
                render: (_, one) => (
                  <>
                    {showMoment(new Date(one.since))}
                    <br />
                    <span className="desk-quiet">{one.isAutomatic ? t('automatic') : t('looked')}</span>
                  </>
                ),
              },
              { title: t('until'), key: 'until', width: 130, render: (_, one) => (one.until === null ? '—' : showMoment(new Date(one.until))) },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}

export function StatusPage() {
  const t = useText(statusText)
  const { may } = useSession()
  const { current } = useAreas()
  if (current === null) return null
  const areaId = current.id
  const mayRead = may('status.read', current.path)
  const mayReport = may('status.report', current.path)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Tabs
        destroyOnHidden
        items={[
          { key: 'digests', label: t('digests'), children: <DigestsTab key={areaId} areaId={areaId} /> },
          { key: 'standings', label: t('standings'), children: <StandingsTab key={areaId} areaId={areaId} /> },
          ...(may('status.correct', current.path)
            ? [{ key: 'corrections', label: <CorrectionsLabel areaId={areaId} />, children: <CorrectionsTab key={areaId} areaId={areaId} /> }]
            : []),
          ...(mayRead ? [{ key: 'signals', label: t('signals'), children: <SignalsTab key={areaId} areaId={areaId} /> }] : []),
          ...(mayReport ? [{ key: 'import', label: t('importTab'), children: <ImportTab key={areaId} areaId={areaId} /> }] : []),
          ...(mayRead ? [{ key: 'unmatched', label: t('unmatched'), children: <UnmatchedTab key={areaId} areaId={areaId} /> }] : []),
          ...(mayRead ? [{ key: 'sources', label: t('sources'), children: <SourcesTab key={areaId} areaId={areaId} /> }] : []),
          ...(may('status.manage', current.path) ? [{ key: 'hooks', label: t('hooks'), children: <HooksTab key={areaId} areaId={areaId} /> }] : []),
        ]}
      />
    </>
  )
}
