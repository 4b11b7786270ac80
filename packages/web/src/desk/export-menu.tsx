// 导出: the button of any table as it is seen. It opens the export of a source with the filter of the page, columns to choose.
import { DownloadOutlined } from '@ant-design/icons'
import { columnOf, type SourceKey, SOURCES } from '@xiaomen/rules/queries'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { ExportDialog } from '../modules/queries/export-dialog.tsx'
import type { Filter } from '../modules/queries/filter-fields.tsx'
import '../modules/queries/queries.css'
import { useSession } from '../platform/session.tsx'
import { useLang, useText } from '../platform/text.ts'
import { deskText } from './text.ts'

/** `sources`: the lists that the page shows a part of; one makes a button, several a menu. */
export function ExportMenu({
  area,
  sources,
  filter = {},
  gridId,
}: {
  area: { id: string; path: string; name: string }
  sources: readonly SourceKey[]
  filter?: Filter
  gridId?: string | undefined
}) {
  const t = useText(deskText)
  const lang = useLang()
  const { may } = useSession()
  const [open, setOpen] = useState<SourceKey | null>(null)
  const [shown, setShown] = useState<SourceKey>(sources[0]!)
  if (!may('queries.export', area.path)) return null
  const ask = (source: SourceKey) => {
    setShown(source)
    setOpen(source)
  }
  const allowed = Object.fromEntries(Object.entries(filter).filter(([key]) => (SOURCES[shown].filters as readonly string[]).includes(key))) as Filter
  const spec = {
    source: shown,
    title: `${SOURCES[shown][lang]} ${area.name}`.slice(0, 80),
    columns: SOURCES[shown].columns.map(({ key }) => ({ key, header: columnOf(shown, key)![lang] })),
    filter: allowed,
  }
  return (
    <>
      {sources.length === 1 ? (
        <Button icon={<DownloadOutlined />} onClick={() => ask(sources[0]!)}>
          {t('export')}
        </Button>
      ) : (
        <Dropdown trigger={['click']} menu={{ items: sources.map((source) => ({ key: source, label: SOURCES[source][lang], onClick: () => ask(source) })) }}>
          <Button icon={<DownloadOutlined />}>{t('export')}</Button>
        </Dropdown>
      )}
      <ExportDialog
        key={shown}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={SOURCES[shown][lang]}
        spec={spec}
        areaId={area.id}
        gridId={gridId}
        choosesColumns
      />
    </>
  )
}
