// 表格版式: the list, one of them to look at and export, the editor.
import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { SOURCES } from '@xiaomen/rules/queries'
import { App, Button, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Area } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { roleWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { queriesText } from './desk-text.ts'
import { ExportDialog } from './export-dialog.tsx'
import { FilterFields, GridSelect, type Spec } from './filter-fields.tsx'
import { type Layout, LayoutEditor, sendable } from './layout-editor.tsx'

export function PreviewTable({ spec, areaId, gridId }: { spec: Spec; areaId: string; gridId: string | undefined }) {
  const t = useText(queriesText)
  const lang = useLang()
  const asked = useQuery('queries.preview', { areaId, ...(gridId === undefined ? {} : { gridId }), spec: sendable(spec), lang }, { keepPrevious: true })
  return (
    <Loaded of={asked} rows={6}>
      {({ rows, hasMore }) => (
        <>
          <Table
            size="small"
            className="query-preview"
            rowKey={(row) => row.at}
            dataSource={rows.map((cells, at) => ({ at, cells }))}
            pagination={false}
            scroll={{ x: 'max-content', y: 420 }}
            locale={{ emptyText: <Nothing says={t('previewEmpty')} /> }}
            columns={spec.columns.map(({ header }, at) => ({
              title: header,
              key: String(at),
              render: (_: unknown, row: { cells: (string | null)[] }) => row.cells[at] ?? '',
            }))}
          />
          <p className="desk-quiet">{hasMore ? t('previewMore') : t('previewAll', { n: rows.length })}</p>
        </>
      )}
    </Loaded>
  )
}

function OneLayout({ layout, area, onBack }: { layout: Layout; area: Area; onBack: () => void }) {
  const t = useText(queriesText)
  const { may } = useSession()
  const [gridId, setGridId] = useState<string | undefined>(undefined)
  const [filter, setFilter] = useState(layout.spec.filter)
  const [isOpen, setOpen] = useState(false)
  const spec: Spec = { ...layout.spec, filter }
  return (
    <section className="desk-panel desk-stack" aria-label={layout.name}>
      <div className="desk-panel-head">
        <h2>
          {layout.name} <span className="desk-quiet">{area.name}</span>
        </h2>
        <div className="desk-row">
          <Button onClick={onBack}>{t('back')}</Button>
          {may('queries.export', area.path) && (
            <Button type="primary" icon={<DownloadOutlined />} onClick={() => setOpen(true)}>
              {t('export')}
            </Button>
          )}
        </div>
      </div>
      <GridSelect areaId={area.id} value={gridId} onChange={setGridId} />
      <FilterFields areaId={area.id} source={spec.source} value={filter} onChange={setFilter} />
      <PreviewTable spec={spec} areaId={area.id} gridId={gridId} />
      <ExportDialog isOpen={isOpen} onClose={() => setOpen(false)} title={layout.name} spec={spec} areaId={area.id} gridId={gridId} choosesColumns />
    </section>
  )
}

export function LayoutsTab({ area }: { area: Area }) {
  const t = useText(queriesText)
  const lang = useLang()
  const word = useWord()
  const { modal } = App.useApp()
  const { may } = useSession()
  const asked = useQuery('queries.listLayouts', { areaId: area.id, lang })
  const remove = useDo('queries.removeLayout', { said: t('removed') })
  const [open, setOpen] = useState<{ kind: 'see' | 'edit'; layout: Layout | null } | null>(null)
  if (open?.kind === 'see' && open.layout !== null) return <OneLayout key={open.layout.id} layout={open.layout} area={area} onBack={() => setOpen(null)} />
  if (open?.kind === 'edit')
    return <LayoutEditor areaId={area.id} from={open.layout} onDone={(layout) => setOpen({ kind: 'see', layout })} onCancel={() => setOpen(null)} />
  const maySave = may('queries.save', area.path)
  const ask = (layout: Layout) =>
    void modal.confirm({
      title: t('remove'),
      content: t('removeAsk', { name: layout.name }),
      okText: t('remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.run({ layoutId: layout.id, version: layout.version }),
    })
  return (
    <section className="desk-panel desk-stack">
      {maySave && (
        <div>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ kind: 'edit', layout: null })}>
            {t('newLayout')}
          </Button>
        </div>
      )}
      <Loaded of={asked} rows={5}>
        {(list) => (
          <ul className="desk-list">
            {list.map((layout) => (
              <li key={layout.id}>
                <div>
                  <strong>{layout.name}</strong> <Tag>{SOURCES[layout.spec.source][lang]}</Tag>
                  {layout.isOurs && <Tag>{t('ours')}</Tag>}
                  <div className="desk-quiet">
                    {layout.isOurs
                      ? layout.spec.columns
                          .map(({ header }) => header)
                          .slice(0, 8)
                          .join(' · ')
                      : [
                          t('keptAt', { area: layout.areaName }),
                          t('version', { n: layout.version }),
                          ...(layout.sharedWith.length === 0
                            ? []
                            : [`${t('sharedWith')}: ${layout.sharedWith.map((role) => word(roleWords[role])).join(' · ')}`]),
                        ].join(' · ')}
                  </div>
                </div>
                <span className="desk-row">
                  <Button size="small" type="primary" ghost aria-label={`${t('use')}: ${layout.name}`} onClick={() => setOpen({ kind: 'see', layout })}>
                    {t('use')}
                  </Button>
                  {maySave && (
                    <Button
                      size="small"
                      aria-label={`${layout.mayEdit ? t('edit') : t('copyOf')}: ${layout.name}`}
                      onClick={() => setOpen({ kind: 'edit', layout: layout.mayEdit ? layout : { ...layout, id: '', name: '' } })}
                    >
                      {layout.mayEdit ? t('edit') : t('copyOf')}
                    </Button>
                  )}
                  {layout.mayEdit && (
                    <Button size="small" danger aria-label={`${t('remove')}: ${layout.name}`} onClick={() => ask(layout)}>
                      {t('remove')}
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}
