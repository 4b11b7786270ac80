// 待办与覆盖: what is planned, how far it is, who has how much, and what two people saw differently.
import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { CoveragePage } from './desk-coverage.tsx'
import { Disputes } from './desk-disputes.tsx'
import { Load } from './desk-load.tsx'
import { PlanRoundDialog } from './desk-plan-round.tsx'
import { Share } from './desk-share.tsx'
import { tasksText } from './desk-text.ts'
import { kindWords } from './words.ts'

type Obligation = Out<'tasks.listObligations'>[number]

function Rounds({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useText(tasksText)
  const word = useWord()
  const { may } = useSession()
  const { current } = useAreas()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const [isPlanning, setPlanning] = useState(false)
  const rounds = useQuery(
    'tasks.listObligations',
    { state, ...(current === null ? {} : { areaId: current.id }) },
    { keepPrevious: true, refetchIntervalMs: 30_000 },
  )
  return (
    <section className="desk-panel" aria-label={t('rounds')}>
      <div className="desk-panel-head">
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'open', label: t('open') },
            { value: 'closed', label: t('closed') },
          ]}
        />
        {may('tasks.plan') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setPlanning(true)}>
            {t('plan')}
          </Button>
        )}
      </div>
      <Loaded of={rounds}>
        {(list) => (
          <Table<Obligation>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 500 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('noRounds')} /> }}
            columns={[
              {
                title: t('name'),
                key: 'name',
                width: 180,
                render: (_, one) => (
                  <Button type="link" size="small" className="desk-link" onClick={() => onOpen(one.id)}>
                    {one.title}
                  </Button>
                ),
              },
              { title: t('missing'), dataIndex: 'missing', width: 96, align: 'right', sorter: (a, b) => a.missing - b.missing },
              { title: t('kind'), key: 'kind', width: 100, responsive: ['lg'], render: (_, one) => word(kindWords[one.kind]) },
              {
                title: t('due'),
                key: 'due',
                width: 120,
                render: (_, one) => (one.dueOn < today() && one.state === 'open' ? <strong>! {one.dueOn}</strong> : one.dueOn),
              },
              { title: t('expected'), dataIndex: 'expected', width: 90, align: 'right', responsive: ['lg'] },
              { title: t('done'), dataIndex: 'done', width: 80, align: 'right', responsive: ['md'] },
              { title: t('excused'), dataIndex: 'excused', width: 90, align: 'right', responsive: ['md'] },
              { title: t('progress'), key: 'share', width: 160, render: (_, one) => <Share of={one} /> },
            ]}
          />
        )}
      </Loaded>
      {isPlanning && <PlanRoundDialog onClose={() => setPlanning(false)} onPlanned={onOpen} />}
    </section>
  )
}

export function TasksPage() {
  const t = useText(tasksText)
  const { may } = useSession()
  const [, go] = useLocation()
  const params = useParams<{ '*': string }>()
  const opened = params['*'] ?? ''
  if (/^[0-9a-f-]{36}$/.test(opened)) return <CoveragePage obligationId={opened} onBack={() => go('/tasks')} />
  const tabs = [
    { key: 'rounds', label: t('rounds'), children: <Rounds onOpen={(id) => go(`/tasks/${id}`)} /> },
    ...(may('tasks.assign')
      ? [
          { key: 'load', label: t('load'), children: <Load /> },
          { key: 'disputes', label: t('disputes'), children: <Disputes /> },
        ]
      : []),
  ]
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {tabs.length === 1 ? tabs[0]!.children : <Tabs items={tabs} destroyOnHidden />}
    </>
  )
}
