// 线索 on the desk: what comes in, where it goes, what lies at the own desk, the telephone, and who looks after it all.
import { Tabs } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Nothing, PageHead } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { LeadDrawer } from './desk-lead.tsx'
import { leadsText } from './desk-text.ts'

const IntakeTab = lazy(async () => ({ default: (await import('./desk-intake.tsx')).IntakeTab }))
const TriageTab = lazy(async () => ({ default: (await import('./desk-triage.tsx')).TriageTab }))
const MineTab = lazy(async () => ({ default: (await import('./desk-triage.tsx')).MineTab }))
const LoadsTab = lazy(async () => ({ default: (await import('./desk-loads.tsx')).LoadsTab }))
const CallTab = lazy(async () => ({ default: (await import('./desk-call.tsx')).CallTab }))
const UnreadTab = lazy(async () => ({ default: (await import('./desk-unread.tsx')).UnreadTab }))
const WatchTab = lazy(async () => ({ default: (await import('./desk-watch.tsx')).WatchTab }))
const StaffTab = lazy(async () => ({ default: (await import('./desk-staff.tsx')).StaffTab }))

export function LeadsPage() {
  const t = useText(leadsText)
  const { current } = useAreas()
  const { may } = useSession()
  const [, go] = useLocation()
  const params = useParams<{ '*': string }>()
  const [opened, setOpened] = useState<string | null>(null)
  const isDesk = current !== null && (current.level === 'street' || current.level === 'community')
  const loads = useQuery('leads.listLoads', { areaId: current?.id ?? '' }, { enabled: isDesk, keepPrevious: true })
  if (!isDesk)
    return (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Nothing says={t('choose')} />
      </>
    )
  const area = current
  const at = { areaId: area.id, onOpen: setOpened }
  const count = (n: number | undefined) => (n === undefined || n === 0 ? '' : ` (${n})`)
  const own = loads.data?.desks.find(({ id }) => id === area.id)
  const isCentre = may('leads.dispatch', area.path)
  const tabs = [
    ...(isCentre
      ? [
          { key: 'intake', label: t('intakeTab'), children: <IntakeTab key={area.id} areaId={area.id} /> },
          {
            key: 'triage',
            label: `${t('triageTab')}${count(own === undefined ? undefined : own.waiting)}`,
            children: <TriageTab key={area.id} {...at} path={area.path} />,
          },
        ]
      : []),
    ...(may('leads.accept', area.path) || area.level === 'community'
      ? [{ key: 'mine', label: `${t('mineTab')}${count(own?.offered)}`, children: <MineTab key={area.id} {...at} /> }]
      : []),
    { key: 'loads', label: t('loadsTab'), children: <LoadsTab key={area.id} {...at} /> },
    ...(may('leads.call', area.path) ? [{ key: 'calls', label: t('callTab'), children: <CallTab key={area.id} areaId={area.id} /> }] : []),
    ...(isCentre ? [{ key: 'unread', label: `${t('unreadTab')}${count(loads.data?.unread)}`, children: <UnreadTab key={area.id} areaId={area.id} /> }] : []),
    ...(may('leads.supervise', area.path) ? [{ key: 'watch', label: t('watchTab'), children: <WatchTab key={area.id} {...at} /> }] : []),
    ...(isCentre ? [{ key: 'staff', label: t('staffTab'), children: <StaffTab key={area.id} areaId={area.id} /> }] : []),
  ]
  const asked = params['*'] ?? ''
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Suspense>
        <Tabs
          activeKey={tabs.some(({ key }) => key === asked) ? asked : tabs[0]!.key}
          onChange={(key) => go(`/leads/${key}`, { replace: true })}
          destroyOnHidden
          items={tabs}
        />
      </Suspense>
      {opened !== null && <LeadDrawer key={opened} leadId={opened} onClose={() => setOpened(null)} />}
    </>
  )
}
