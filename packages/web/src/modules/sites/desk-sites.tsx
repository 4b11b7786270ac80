// 工地检测 on the desk: sites and when they come next, sessions with who is missing, and a point tried out.
import { CalendarOutlined } from '@ant-design/icons'
import { Alert, Button, Table, Tabs } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { sitesText } from './desk-text.ts'

const PlanDialog = lazy(async () => ({ default: (await import('./desk-plan.tsx')).PlanDialog }))
const TryTab = lazy(async () => ({ default: (await import('./desk-plan.tsx')).TryTab }))
const AddDialog = lazy(async () => ({ default: (await import('./desk-sessions.tsx')).AddDialog }))
const SessionsTab = lazy(async () => ({ default: (await import('./desk-sessions.tsx')).SessionsTab }))
type Site = Out<'sites.listSites'>['sites'][number]

export function SitesPage() {
  const t = useText(sitesText)
  const { current } = useAreas()
  const { may } = useSession()
  const [, go] = useLocation()
  const params = useParams<{ '*': string }>()
  if (current === null)
    return (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Nothing says={t('choose')} />
      </>
    )
  const tabs = [
    { key: 'sites', label: t('sitesTab'), children: <SiteList areaId={current.id} /> },
    { key: 'sessions', label: t('sessionsTab'), children: <SessionsTab areaId={current.id} /> },
    ...(may('sites.plan') ? [{ key: 'try', label: t('tryTab'), children: <TryTab areaId={current.id} /> }] : []),
  ]
  const asked = params['*'] ?? ''
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Suspense>
        <Tabs
          activeKey={tabs.some(({ key }) => key === asked) ? asked : 'sites'}
          onChange={(key) => go(`/sites/${key}`, { replace: true })}
          destroyOnHidden
          items={tabs}
        />
      </Suspense>
    </>
  )
}

function SiteList({ areaId }: { areaId: string }) {
  const t = useText(sitesText)
  const { may } = useSession()
  const [isPlanning, setPlanning] = useState(false)
  const [adding, setAdding] = useState<Site | null>(null)
  const listed = useQuery('sites.listSites', { areaId }, { keepPrevious: true })
  const mayPlan = may('sites.plan')
  return (
    <section className="desk-panel desk-stack" aria-label={t('sitesTab')}>
      <Loaded of={listed}>
        {(of) => (
          <>
            <div className="desk-row">
              <span role="status">
                {t('total', { n: of.sites.length, workers: of.workers })} · {t('limit', { n: of.waitMinutes })}
                {of.isDraft && ` ${t('draft')}`}
              </span>
              {mayPlan && (
                <Button type="primary" icon={<CalendarOutlined />} onClick={() => setPlanning(true)}>
                  {t('plan')}
                </Button>
              )}
            </div>
            {of.isCut && <Alert type="info" showIcon title={t('cut')} />}
            <Table<Site>
              size="small"
              rowKey="enterpriseId"
              dataSource={of.sites}
              scroll={{ x: 440 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('none')} /> }}
              columns={[
                {
                  title: t('site'),
                  key: 'name',
                  width: 150,
                  render: (_, one) => (
                    <>
                      {one.name}
                      {one.lastDay !== null && <div className="desk-quiet">{t('lastDay', { day: one.lastDay })}</div>}
                    </>
                  ),
                },
                { title: t('workers'), key: 'workers', width: 80, align: 'right', render: (_, one) => one.workers },
                {
                  title: t('next'),
                  key: 'next',
                  width: 150,
                  render: (_, one) => (one.next === null ? <strong>{t('noNext')}</strong> : `${one.next.day} ${one.next.fromClock}–${one.next.untilClock}`),
                },
                ...(mayPlan
                  ? [
                      {
                        title: '',
                        key: 'act',
                        width: 110,
                        render: (_: unknown, one: Site) => (
                          <Button size="small" onClick={() => setAdding(one)}>
                            {t('add')}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </Loaded>
      <Suspense>
        {isPlanning && <PlanDialog areaId={areaId} onClose={() => setPlanning(false)} />}
        {adding !== null && <AddDialog key={adding.enterpriseId} site={adding} onClose={() => setAdding(null)} />}
      </Suspense>
    </section>
  )
}
