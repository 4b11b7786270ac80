// 病例与密接: the list, who waits to be told, many at once.
import { STANDINGS, type Standing } from '@xiaomen/rules/tracing'
import { Button, Checkbox, Input, Segmented, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { usePages, useQuery } from '../../platform/api.ts'
import type { In } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { AddTraced } from './desk-add.tsx'
import { Many } from './desk-many.tsx'
import { TracedDrawer } from './desk-traced.tsx'
import { tracingText } from './desk-text.ts'
import { Due } from './due.tsx'
import type { TracedLine } from './types.ts'
import { caseKindWords, closeWords, standingWords } from './words.ts'

/** As many as one act takes. */
const MOST_CHOSEN = 500
type Only = In<'tracing.listTraced'>['only']

export function PeopleTab({ areaId }: { areaId: string }) {
  const t = useText(tracingText)
  const word = useWord()
  const { may } = useSession()
  const [standing, setStanding] = useState<Standing | null>(null)
  const [only, setOnly] = useState<Only>('open')
  const [search, setSearch] = useState('')
  const [opened, setOpened] = useState<string | null>(null)
  const [isAdding, setAdding] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const counts = useQuery('tracing.countTraced', { areaId }, { keepPrevious: true })
  const pages = usePages('tracing.listTraced', { areaId, standing, only, search: search === '' ? null : search })
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  return (
    <section className="desk-panel desk-stack" aria-label={t('peopleTab')}>
      {counts.data !== undefined && (
        <p className="desk-row" role="status">
          <Tag>{t('countCases', { n: counts.data.cases })}</Tag>
          <Tag>{t('countContacts', { n: counts.data.contacts })}</Tag>
          {counts.data.secondaryContacts > 0 && <Tag>{t('countSecond', { n: counts.data.secondaryContacts })}</Tag>}
          {counts.data.untold > 0 && <Tag>{t('countUntold', { n: counts.data.untold })}</Tag>}
          {counts.data.overdue > 0 && (
            <Tag color="red">
              <strong>! {t('countOverdue', { n: counts.data.overdue })}</strong>
            </Tag>
          )}
        </p>
      )}
      <div className="desk-row">
        <Select<Standing | ''>
          aria-label={t('standing')}
          style={{ width: 150 }}
          value={standing ?? ''}
          onChange={(value) => setStanding(value === '' ? null : value)}
          options={[{ value: '' as const, label: t('all') }, ...STANDINGS.map((one) => ({ value: one, label: word(standingWords[one]) }))]}
        />
        <Segmented<Only>
          aria-label={t('only')}
          value={only}
          onChange={setOnly}
          options={(['open', 'untold', 'closed', 'all'] as const).map((one) => ({ value: one, label: t(one) }))}
        />
        <Input.Search
          aria-label={t('searchLabel')}
          placeholder={t('search')}
          maxLength={60}
          allowClear
          style={{ width: 260, maxWidth: '100%' }}
          onSearch={(value) => setSearch(value.trim())}
        />
        {may('tracing.work') && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )}
      </div>
      {may('tracing.lead') && (
        <div className="desk-row">
          <Checkbox
            disabled={rows === undefined || rows.length === 0}
            checked={rows !== undefined && rows.length > 0 && rows.every(({ id }) => chosen.includes(id))}
            onChange={({ target }) => setChosen(target.checked ? (rows ?? []).map(({ id }) => id).slice(0, MOST_CHOSEN) : [])}
          >
            {t('chooseAll')}
          </Checkbox>
          <Many areaId={areaId} chosen={chosen} onDone={() => setChosen([])} />
        </div>
      )}
      <Loaded of={{ ...pages, data: rows }}>
        {(list) => (
          <Table<TracedLine>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 820 }}
            pagination={false}
            locale={{ emptyText: <Nothing says={t('nothing')} /> }}
            columns={[
              ...(may('tracing.lead')
                ? [
                    {
                      title: '',
                      key: 'choose',
                      width: 44,
                      render: (_: unknown, one: TracedLine) => (
                        <Checkbox
                          aria-label={one.label}
                          checked={chosen.includes(one.id)}
                          onChange={({ target }) =>
                            setChosen(target.checked ? [...chosen, one.id].slice(0, MOST_CHOSEN) : chosen.filter((id) => id !== one.id))
                          }
                        />
                      ),
                    },
                  ]
                : []),
              {
                title: t('label'),
                key: 'label',
                width: 130,
                render: (_, one) => (
                  <button type="button" className="desk-link" onClick={() => setOpened(one.id)}>
                    {one.label}
                  </button>
                ),
              },
              { title: t('who'), key: 'who', width: 110, render: (_, one) => one.name ?? '—' },
              {
                title: t('standing'),
                key: 'standing',
                width: 170,
                render: (_, one) => (
                  <>
                    {word(standingWords[one.standing])}
                    {one.caseKind !== null && <div className="desk-quiet">{word(caseKindWords[one.caseKind])}</div>}
                    {one.closeReason !== null && <div className="desk-quiet">{word(closeWords[one.closeReason])}</div>}
                  </>
                ),
              },
              { title: t('where'), key: 'where', width: 170, render: (_, one) => `${one.areaName} ${one.door ?? ''}` },
              { title: t('reportedOn'), key: 'reported', width: 110, render: (_, one) => one.reportedOn },
              { title: t('due'), key: 'due', width: 170, render: (_, one) => <Due of={one} /> },
            ]}
          />
        )}
      </Loaded>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {opened !== null && <TracedDrawer areaId={areaId} tracedId={opened} onOpen={setOpened} onClose={() => setOpened(null)} />}
      {isAdding && (
        <AddTraced
          areaId={areaId}
          onClose={(added) => {
            setAdding(false)
            if (added !== null) setOpened(added)
          }}
        />
      )}
    </section>
  )
}
