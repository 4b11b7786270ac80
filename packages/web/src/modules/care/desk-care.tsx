// 重点关爱: how it stands by category and grid, who is owed a contact, who looks after whom.
import { Button, Table, Tabs, Tag } from 'antd'
import { CARE_CATEGORIES } from '@xiaomen/rules/registry'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { careWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { AssignDialog } from './desk-assign.tsx'
import { CareList } from './desk-care-list.tsx'
import { CareIntervals } from './desk-intervals.tsx'
import { careText } from './desk-text.ts'
import { STANDING_SIGNS, stateWords } from './words.ts'
import './desk-care.css'

type Counts = Out<'care.getCounts'>
type Grid = Counts['grids'][number]

function Figures({ total }: { total: Counts['total'] }) {
  const t = useText(careText)
  const word = useWord()
  return (
    <section className="desk-panel" aria-label={t('figures')}>
      <dl className="desk-figures">
        <div>
          <dt>{t('people')}</dt>
          <dd>{total.people}</dd>
        </div>
        {(['overdue', 'due', 'ok', 'noCarer'] as const).map((key) => (
          <div key={key}>
            <dt>
              {key === 'noCarer' ? '◌' : STANDING_SIGNS[key]} {word(stateWords[key])}
            </dt>
            <dd>{total[key]}</dd>
          </div>
        ))}
      </dl>
      <p className="desk-row">
        {CARE_CATEGORIES.map((one) => (
          <Tag key={one}>
            {word(careWords[one])} {total.byCategory[one] ?? 0}
          </Tag>
        ))}
      </p>
    </section>
  )
}

function Grids({ grids }: { grids: readonly Grid[] }) {
  const t = useText(careText)
  const word = useWord()
  const { may } = useSession()
  const [given, setGiven] = useState<Grid | null>(null)
  const number = (key: 'people' | 'overdue' | 'due' | 'noCarer', title: string) => ({
    title,
    dataIndex: key,
    width: 96,
    align: 'right' as const,
    sorter: (a: Grid, b: Grid) => a[key] - b[key],
  })
  return (
    <section className="desk-panel" aria-label={t('byGrid')}>
      <Table<Grid>
        size="small"
        rowKey="gridId"
        dataSource={[...grids]}
        scroll={{ x: 560 }}
        pagination={false}
        locale={{ emptyText: <Nothing says={t('noRows')} /> }}
        expandable={{
          expandedRowRender: (grid) =>
            CARE_CATEGORIES.filter((one) => (grid.byCategory[one] ?? 0) > 0).map((one) => (
              <Tag key={one}>
                {word(careWords[one])} {grid.byCategory[one]}
              </Tag>
            )),
          rowExpandable: (grid) => grid.people > 0,
        }}
        columns={[
          { title: t('grid'), dataIndex: 'name' },
          number('people', t('people')),
          number('overdue', word(stateWords.overdue)),
          number('due', word(stateWords.due)),
          number('noCarer', word(stateWords.noCarer)),
          ...(may('care.assign')
            ? [
                {
                  title: '',
                  key: 'act',
                  width: 150,
                  render: (_: unknown, grid: Grid) => (
                    <Button size="small" disabled={grid.people === 0} onClick={() => setGiven(grid)} aria-label={`${t('assignGrid')}: ${grid.name}`}>
                      {t('assignGrid')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {given !== null && <AssignDialog grid={given} onClose={() => setGiven(null)} />}
    </section>
  )
}

export function CarePage() {
  const t = useText(careText)
  const { may } = useSession()
  const { current } = useAreas()
  const counts = useQuery('care.getCounts', { areaId: current?.id ?? '' }, { enabled: current !== null, keepPrevious: true, refetchIntervalMs: 30_000 })
  if (current === null) return null
  const mayRead = may('care.read', current.path)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded of={counts}>
        {({ total, grids }) => (
          <>
            <Figures total={total} />
            {mayRead ? (
              <Tabs
                destroyOnHidden
                items={[
                  {
                    key: 'list',
                    label: t('list'),
                    children: <CareList key={current.id} areaId={current.id} version={JSON.stringify(total)} />,
                  },
                  { key: 'grids', label: t('byGrid'), children: <Grids grids={grids} /> },
                  { key: 'intervals', label: t('intervals'), children: <CareIntervals /> },
                ]}
              />
            ) : (
              <Grids grids={grids} />
            )}
          </>
        )}
      </Loaded>
    </>
  )
}
