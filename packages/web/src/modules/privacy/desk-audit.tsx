// 留痕: the audit rows, newest first, with filters.
import { DATA_CLASSES, type DataClass } from '@xiaomen/rules/access'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { classWords, purposeWords, roleWords, useWord } from '../../desk/words.ts'
import { type ApiError, call } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showDay, showTimeS, today, useText } from '../../platform/text.ts'
import { auditText, reasonWords } from './desk-text.ts'
import { useOperationName } from './desk-operations.ts'

type Row = Out<'privacy.listAudit'>[number]

/** Purpose first, then what was written beside it. Codes of the house are said as the sentences they stand for. */
function WhyCell({ row }: { row: Row }) {
  const word = useWord()
  const said = row.reason === null ? null : (reasonWords[row.reason] ?? null)
  return (
    <>
      {row.purpose !== null && <Tag color="blue">{word(purposeWords[row.purpose])}</Tag>}
      {said === null ? row.reason : <strong>! {word(said)}</strong>}
    </>
  )
}

export function AuditPage() {
  const t = useText(auditText)
  const word = useWord()
  const nameOf = useOperationName()
  const [operation, setOperation] = useState('')
  const [dataClass, setDataClass] = useState<DataClass | 'all'>('all')
  const [who, setWho] = useState('')
  const [day, setDay] = useState<string | null>(null)
  const [onlyReasons, setOnlyReasons] = useState(false)
  // The end of the local day, +08:00.
  const start = day === null ? undefined : new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).toISOString()
  const audit = useInfiniteQuery<Row[], ApiError, Row[], readonly unknown[], string | undefined>({
    queryKey: ['privacy.listAudit', operation, start],
    initialPageParam: start,
    queryFn: ({ pageParam, signal }) =>
      call('privacy.listAudit', { ...(pageParam === undefined ? {} : { before: pageParam }), ...(operation === '' ? {} : { operation }) }, { signal }),
    getNextPageParam: (page) => page.at(-1)?.at,
    select: (data) => [...new Map(data.pages.flat().map((row) => [row.id, row])).values()],
  })
  const shown = (rows: Row[]) =>
    rows.filter(
      (row) =>
        (dataClass === 'all' || row.classes.includes(dataClass)) &&
        (who === '' || row.actor.includes(who)) &&
        (!onlyReasons || row.reason !== null || row.purpose !== null),
    )
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="desk-row">
        <Input.Search
          allowClear
          style={{ width: 220 }}
          aria-label={t('filterOperation')}
          placeholder={`${t('filterOperation')} (registry.getHome)`}
          onSearch={(text) => setOperation(text.trim())}
        />
        <Input
          allowClear
          style={{ width: 160 }}
          aria-label={t('filterWho')}
          placeholder={t('filterWho')}
          value={who}
          onChange={(event) => setWho(event.target.value.trim())}
        />
        <Select<DataClass | 'all'>
          style={{ width: 150 }}
          aria-label={t('filterClass')}
          value={dataClass}
          onChange={setDataClass}
          options={[
            { value: 'all' as const, label: `${t('classes')}: ${t('all')}` },
            ...DATA_CLASSES.map((one) => ({ value: one, label: word(classWords[one]) })),
          ]}
        />
        <div style={{ width: 210 }}>
          <DayInput allowClear aria-label={t('before')} placeholder={t('before')} value={day} latest={today()} onChange={setDay} />
        </div>
        <Checkbox checked={onlyReasons} onChange={(event) => setOnlyReasons(event.target.checked)}>
          {t('onlyReasons')}
        </Checkbox>
      </div>
      <section className="desk-panel">
        <Loaded of={audit} rows={8}>
          {(rows) => (
            <>
              <Table<Row>
                size="small"
                rowKey="id"
                dataSource={shown(rows)}
                scroll={{ x: 1080 }}
                pagination={false}
                locale={{ emptyText: <Nothing says={t('empty')} /> }}
                columns={[
                  {
                    title: t('when'),
                    key: 'when',
                    width: 160,
                    render: (_, row) => (
                      <span className="desk-mono">
                        {showDay(row.at)} {showTimeS(row.at)}
                      </span>
                    ),
                  },
                  { title: t('who'), key: 'who', width: 130, render: (_, row) => row.actor },
                  {
                    title: t('role'),
                    key: 'role',
                    width: 130,
                    render: (_, row) => (row.role === null ? <span className="desk-quiet">{t('system')}</span> : word(roleWords[row.role])),
                  },
                  {
                    title: t('operation'),
                    key: 'operation',
                    width: 220,
                    render: (_, row) => (
                      <>
                        {nameOf(row.operation)}
                        <br />
                        <span className="desk-quiet">{row.operation}</span>
                      </>
                    ),
                  },
                  {
                    title: t('classes'),
                    key: 'classes',
                    width: 200,
                    render: (_, row) => row.classes.map((one) => <Tag key={one}>{word(classWords[one])}</Tag>),
                  },
                  { title: t('subjects'), dataIndex: 'subjects', width: 80, align: 'right' },
                  { title: t('reason'), key: 'reason', width: 180, render: (_, row) => <WhyCell row={row} /> },
                ]}
              />
              <div className="desk-row desk-more">
                <span className="desk-quiet" role="status">
                  {t('shown', { n: shown(rows).length })}
                </span>
                {audit.hasNextPage && (
                  <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
                    {t('older')}
                  </Button>
                )}
              </div>
            </>
          )}
        </Loaded>
      </section>
    </>
  )
}
