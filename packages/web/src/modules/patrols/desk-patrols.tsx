// 人员巡防 on the desk: the rounds of a day, the routes with their printed codes, and breaches.
import { Button, Tabs } from 'antd'
import { useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, PageHead } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { Board } from './desk-board.tsx'
import { Breaches } from './desk-breaches.tsx'
import { Routes } from './desk-routes.tsx'
import { patrolsText } from './desk-text.ts'

export function PatrolsPage() {
  const t = useText(patrolsText)
  const { may } = useSession()
  const { current } = useAreas()
  const [, go] = useLocation()
  const tab = useParams<{ '*': string }>()['*']
  const at = current === null ? {} : { areaId: current.id }
  const routes = useQuery('patrols.listRoutes', at)
  const breaches = useQuery('patrols.listBreaches', at)
  const open = breaches.data?.filter(({ outcome }) => outcome === null).length ?? 0
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {may('patrols.walk') && <Button href="/work/#/patrols">{t('toPhone')}</Button>}
      </PageHead>
      <Tabs
        activeKey={tab === 'routes' || tab === 'breaches' ? tab : 'board'}
        onChange={(key) => go(`/patrols/${key}`, { replace: true })}
        items={[
          { key: 'board', label: t('board'), children: <Board areaId={current?.id} /> },
          {
            key: 'breaches',
            label: `${t('breaches')}${open > 0 ? ` (${open})` : ''}`,
            children: <Loaded of={breaches}>{(list) => <Breaches list={list} />}</Loaded>,
          },
          { key: 'routes', label: t('routes'), children: <Loaded of={routes}>{(list) => <Routes list={list} />}</Loaded> },
        ]}
      />
    </>
  )
}
