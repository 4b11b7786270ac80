import { PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { App, Button, Table } from 'antd'
import { useState } from 'react'
import { Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { download } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { RouteDialog } from './desk-route-dialog.tsx'
import { patrolsText } from './desk-text.ts'

type Route = Out<'patrols.listRoutes'>[number]

export function Routes({ list }: { list: Route[] }) {
  const t = useText(patrolsText)
  const lang = useLang()
  const notify = useNotify()
  const { may } = useSession()
  const { modal } = App.useApp()
  const [editing, setEditing] = useState<Route | 'new' | null>(null)
  const end = useDo('patrols.endRoute')
  const print = (route: Route) => void download('patrols.downloadLabels', { routeId: route.id, lang, origin: location.origin }).catch(notify.failed)
  const askEnd = (route: Route) =>
    modal.confirm({ title: `${t('end')}: ${route.name}`, content: t('endAsk'), okText: t('end'), onOk: () => end.run({ routeId: route.id }) })
  return (
    <section className="desk-panel" aria-label={t('routes')}>
      <div className="desk-panel-head">
        <h2>
          {t('routes')} <span className="desk-quiet">{list.length}</span>
        </h2>
        {may('patrols.plan') && (
          <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('addRoute')}
          </Button>
        )}
      </div>
      <Table<Route>
        size="small"
        rowKey="id"
        dataSource={list}
        scroll={{ x: 640 }}
        pagination={false}
        locale={{ emptyText: <Nothing says={t('routesEmpty')} /> }}
        columns={[
          {
            title: t('name'),
            key: 'name',
            width: 140,
            render: (_, route) => (
              <>
                <strong>{route.name}</strong>
                <div className="desk-quiet">{route.areaName}</div>
              </>
            ),
          },
          { title: t('pointNames'), key: 'points', render: (_, route) => route.points.map(({ name }) => name).join(' → ') },
          { title: t('times'), key: 'times', width: 120, render: (_, route) => t('timesShort', { count: route.times.length }) },
          {
            title: '',
            key: 'actions',
            width: 230,
            render: (_, route) =>
              may('patrols.plan', route.path) ? (
                <div className="desk-row">
                  <Button size="small" icon={<PrinterOutlined />} aria-label={`${t('labels')}: ${route.name}`} onClick={() => print(route)}>
                    {t('labels')}
                  </Button>
                  <Button size="small" aria-label={`${t('edit')}: ${route.name}`} onClick={() => setEditing(route)}>
                    {t('edit')}
                  </Button>
                  <Button size="small" aria-label={`${t('end')}: ${route.name}`} onClick={() => askEnd(route)}>
                    {t('end')}
                  </Button>
                </div>
              ) : null,
          },
        ]}
      />
      {editing !== null && <RouteDialog route={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </section>
  )
}
