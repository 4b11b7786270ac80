// 一表通: layouts, departments' sheets, chains, the head count, files and approvals.
import { Badge } from 'antd'
import { lazy, Suspense } from 'react'
import { Link, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Nothing, PageHead, Waiting } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { queriesText } from './desk-text.ts'
import { ApprovalsTab, FilesTab } from './files-tab.tsx'
import { LayoutsTab } from './layouts-tab.tsx'
import './queries.css'

const ChainTab = lazy(async () => ({ default: (await import('./chain-tab.tsx')).ChainTab }))
const HeadCountTab = lazy(async () => ({ default: (await import('./head-count-tab.tsx')).HeadCountTab }))
const SheetTab = lazy(async () => ({ default: (await import('./sheet-tab.tsx')).SheetTab }))

export function QueriesPage() {
  const t = useText(queriesText)
  const { may } = useSession()
  const { current } = useAreas()
  const chosen = useParams<{ '*': string }>()['*'] ?? ''
  const mayApprove = may('queries.approve')
  const waiting = useQuery('queries.listApprovals', {}, { enabled: mayApprove, refetchIntervalMs: 20_000 })
  const mayRead = current !== null && may('queries.read', current.path)
  const mayExport = current !== null && may('queries.export', current.path)
  const tabs = [
    ...(mayRead ? [{ key: 'layouts', label: t('tabLayouts'), children: <LayoutsTab key={current.id} area={current} /> }] : []),
    ...(mayExport ? [{ key: 'sheet', label: t('tabSheet'), children: <SheetTab key={current.id} area={current} /> }] : []),
    ...(mayRead ? [{ key: 'chain', label: t('tabChain'), children: <ChainTab key={current.id} area={current} /> }] : []),
    ...(mayRead ? [{ key: 'headcount', label: t('tabHeadCount'), children: <HeadCountTab key={current.id} area={current} /> }] : []),
    ...(may('queries.export') ? [{ key: 'files', label: t('tabFiles'), children: <FilesTab /> }] : []),
    ...(mayApprove
      ? [
          {
            key: 'approvals',
            label: (
              <Badge count={waiting.data?.length ?? 0} size="small" offset={[8, 0]} color="blue">
                {t('tabApprovals')}
              </Badge>
            ),
            children: <ApprovalsTab />,
          },
        ]
      : []),
  ]
  const open = tabs.find(({ key }) => key === chosen) ?? tabs[0]
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {open === undefined ? (
        <Nothing says={t('noArea')} />
      ) : (
        <>
          <nav className="query-tabs" aria-label={t('title')}>
            {tabs.map(({ key, label }) => (
              <Link key={key} href={`/queries/${key}`} aria-current={key === open.key ? 'page' : undefined}>
                {label}
              </Link>
            ))}
          </nav>
          <Suspense fallback={<Waiting rows={6} />}>{open.children}</Suspense>
        </>
      )}
    </>
  )
}
