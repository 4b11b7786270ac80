// 谁能看到这里: asked of an area, or of one home.
import { Button, Input, Table, Tag } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { roleWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { useSightColumns } from './desk-sight.tsx'
import { accountsText } from './desk-text.ts'

type Row = Out<'access.listWhoSees'>[number]
type Home = { path: string; label: string }

export function WhoSeesPanel() {
  const t = useText(accountsText)
  const word = useWord()
  const { may } = useSession()
  const { current } = useAreas()
  const [areaId, setAreaId] = useState<string | null>(null)
  const [home, setHome] = useState<Home | null>(null)
  const asked = areaId ?? current?.id
  const seen = useQuery('access.listWhoSees', home === null ? { areaId: asked ?? '' } : { homePath: home.path }, {
    enabled: home !== null || asked !== undefined,
    keepPrevious: true,
  })
  const columns = useSightColumns<Row>((row) => row.sight)
  return (
    <section className="desk-panel">
      <p className="desk-note">{t('whoSeesSays')}</p>
      <div className="desk-row desk-gap-below">
        <div style={{ width: 260 }}>
          <AreaSelect
            aria-label={t('area')}
            value={asked}
            onChange={(id) => {
              setAreaId(id)
              setHome(null)
            }}
          />
        </div>
        {may('registry.read') && <HomeFinder areaId={asked} onHome={setHome} />}
        {home !== null && (
          <Tag closable closeIcon={<span aria-label={t('whoSeesArea')}>×</span>} onClose={() => setHome(null)}>
            {home.label}
          </Tag>
        )}
      </div>
      <Loaded of={seen}>
        {(rows) => (
          <Table<Row>
            size="small"
            rowKey="grantId"
            dataSource={rows}
            scroll={{ x: 1500 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('whoSeesNobody')} /> }}
            columns={[
              {
                title: t('worker'),
                key: 'worker',
                width: 150,
                fixed: 'left',
                render: (_, row) => (
                  <>
                    <strong>{row.name}</strong>
                    <br />
                    <span className="desk-quiet">{row.unit}</span>
                  </>
                ),
              },
              {
                title: t('role'),
                key: 'role',
                width: 170,
                render: (_, row) => (
                  <>
                    {word(roleWords[row.role])}
                    <br />
                    <span className="desk-quiet">
                      {row.areaName}
                      {row.coverId !== null && ` · ${t('standingIn')}`}
                    </span>
                  </>
                ),
              },
              { title: t('until'), key: 'until', width: 110, render: (_, row) => row.until ?? t('noEnd') },
              ...columns,
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}

/** A home by its door, as everywhere on the desk. */
function HomeFinder({ areaId, onHome }: { areaId: string | undefined; onHome: (home: Home) => void }) {
  const t = useText(accountsText)
  const { placeOf } = useAreas()
  const [text, setText] = useState('')
  const found = useQuery('registry.findHomes', { ...(areaId === undefined ? {} : { areaId }), text }, { enabled: text !== '' })
  return (
    <>
      <Input.Search
        allowClear
        style={{ width: 220 }}
        maxLength={60}
        aria-label={t('whoSeesHome')}
        placeholder={t('whoSeesHome')}
        onSearch={(typed) => setText(typed.trim())}
      />
      {text !== '' && found.data !== undefined && found.data.length === 0 && <span className="desk-quiet">{t('whoSeesNoHome')}</span>}
      {text !== '' &&
        found.data?.slice(0, 8).map(({ home }) => {
          const label = `${placeOf(home)} ${home.door}`
          return (
            <Button
              key={home.id}
              size="small"
              onClick={() => {
                onHome({ path: home.path, label })
                setText('')
              }}
            >
              {label}
            </Button>
          )
        })}
    </>
  )
}
