// 流调溯源 on the desk: people, chains, curve and delays, lists in and out.
import { Tabs } from 'antd'
import { lazy, Suspense } from 'react'
import { useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Nothing, PageHead } from '../../desk/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { tracingText } from './desk-text.ts'

const PeopleTab = lazy(async () => ({ default: (await import('./desk-people.tsx')).PeopleTab }))
const ChainsTab = lazy(async () => ({ default: (await import('./desk-chains.tsx')).ChainsTab }))
const FiguresTab = lazy(async () => ({ default: (await import('./desk-figures.tsx')).FiguresTab }))
const FilesTab = lazy(async () => ({ default: (await import('./desk-files.tsx')).FilesTab }))

export function TracingPage() {
  const t = useText(tracingText)
  const { current } = useAreas()
  const { may } = useSession()
  const [, go] = useLocation()
  const asked = useParams<{ '*': string }>()['*'] ?? ''
  if (current === null)
    return (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <Nothing says={t('choose')} />
      </>
    )
  const areaId = current.id
  const tabs = [
    { key: 'people', label: t('peopleTab'), children: <PeopleTab key={areaId} areaId={areaId} /> },
    { key: 'chains', label: t('chainsTab'), children: <ChainsTab areaId={areaId} /> },
    { key: 'figures', label: t('figuresTab'), children: <FiguresTab areaId={areaId} /> },
    ...(may('tracing.lead') ? [{ key: 'files', label: t('filesTab'), children: <FilesTab areaId={areaId} /> }] : []),
  ]
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Suspense>
        <Tabs
          activeKey={tabs.some(({ key }) => key === asked) ? asked : 'people'}
          onChange={(key) => go(`/tracing/${key}`, { replace: true })}
          destroyOnHidden
          items={tabs}
        />
      </Suspense>
    </>
  )
}
