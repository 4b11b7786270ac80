// The people in care of an area, longest owed first, in pages.
import { CARE_CATEGORIES, type CareCategory } from '@xiaomen/rules/registry'
import { CARE_STATES, type CareState } from '@xiaomen/rules/care'
import { Button, Segmented, Select, Table } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Nothing, Problem, useDo, useNotify } from '../../desk/parts.tsx'
import { careWords, useWord } from '../../desk/words.ts'
import { call } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { AssignDialog } from './desk-assign.tsx'
import { CareDrawer } from './desk-care-person.tsx'
import { careText } from './desk-text.ts'
import { alarmWords, STANDING_SIGNS, standingWords, stateWords } from './words.ts'

type Row = Out<'care.listCare'>['rows'][number]
const PAGE = 50
/** As many as one command takes. */
const MOST_CHOSEN = 500

/** `version`: the counts of the area; when they change the list is another one. */
export function CareList({ areaId, version }: { areaId: string; version: string }) {
  const t = useText(careText)
  const word = useWord()
  const notify = useNotify()
  const { may } = useSession()
  const [state, setState] = useState<CareState | 'all'>('all')
  const [category, setCategory] = useState<CareCategory | undefined>(undefined)
  const [rows, setRows] = useState<Row[]>([])
  const [next, setNext] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const [isAssigning, setAssigning] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const take = useDo('care.assignCarer')
  const asked = useRef(0)
  const load = useCallback(
    async (after: string | null) => {
      // An answer that another question has overtaken is not shown.
      const own = (asked.current += 1)
      setBusy(true)
      try {
        const page = await call('care.listCare', {
          areaId,
          limit: PAGE,
          ...(state === 'all' ? {} : { state }),
          ...(category === undefined ? {} : { category }),
          ...(after === null ? {} : { after }),
        })
        if (own !== asked.current) return
        setRows((before) => (after === null ? page.rows : [...before, ...page.rows]))
        setNext(page.next)
        setError(null)
      } catch (failure) {
        if (own !== asked.current) return
        setError(failure)
      }
      setBusy(false)
    },
    [areaId, state, category],
  )
  useEffect(() => {
    setChosen([])
    void load(null)
  }, [load, version])
  const adopt = async (row: Row) => {
    const answer = await take.run({ personIds: [row.personId], accountId: row.suggestion!.accountId })
    if (answer === null) return
    notify.done(t('assigned', { n: answer.assigned }))
    void load(null)
  }
  return (
    <section className="desk-panel" aria-label={t('list')}>
      <div className="desk-panel-head">
        <div className="desk-row care-filters">
          <Segmented<CareState | 'all'>
            className="care-states"
            value={state}
            onChange={setState}
            options={[{ value: 'all', label: t('all') }, ...CARE_STATES.toReversed().map((one) => ({ value: one, label: word(stateWords[one]) }))]}
          />
          <Select<CareCategory | ''>
            aria-label={t('category')}
            style={{ minWidth: 150 }}
            value={category ?? ''}
            onChange={(value) => setCategory(value === '' ? undefined : value)}
            options={[{ value: '', label: t('anyCategory') }, ...CARE_CATEGORIES.map((one) => ({ value: one, label: word(careWords[one]) }))]}
          />
        </div>
        {may('care.assign') && rows.length > 0 && (
          <div className="desk-row">
            <Button onClick={() => setChosen(chosen.length > 0 ? [] : rows.slice(0, MOST_CHOSEN).map((row) => row.personId))}>
              {chosen.length > 0 ? t('chooseNone') : t('chooseAll', { n: Math.min(rows.length, MOST_CHOSEN) })}
            </Button>
            {chosen.length > 0 && (
              <Button type="primary" onClick={() => setAssigning(true)}>
                {t('assign', { n: chosen.length })}
              </Button>
            )}
          </div>
        )}
      </div>
      {error !== null && <Problem error={error} onRetry={() => void load(null)} />}
      <Table<Row>
        size="small"
        rowKey="personId"
        loading={isBusy && rows.length === 0}
        dataSource={rows}
        scroll={{ x: 720 }}
        pagination={false}
        locale={{ emptyText: <Nothing says={t('noRows')} /> }}
        {...(may('care.assign')
          ? {
              rowSelection: {
                selectedRowKeys: chosen,
                // The table repeats its header, hidden, to measure it; a box in there could be reached by keyboard and not be seen.
                hideSelectAll: true,
                onChange: (keys: unknown[]) => setChosen(keys.map(String)),
                getCheckboxProps: (row: Row) => ({ 'aria-label': `${t('choose')} ${row.name ?? ''} ${row.door ?? ''}` }),
              },
            }
          : {})}
        columns={[
          {
            title: t('name'),
            key: 'name',
            width: 120,
            render: (_, row) => (
              <Button type="link" size="small" className="desk-link" onClick={() => setOpened(row.personId)}>
                {row.name ?? '—'}
              </Button>
            ),
          },
          { title: t('door'), key: 'door', width: 110, render: (_, row) => row.door ?? '—' },
          {
            title: t('category'),
            key: 'care',
            responsive: ['md'],
            render: (_, row) => row.care?.map((one) => word(careWords[one])).join(' · ') ?? '—',
          },
          {
            title: t('next'),
            key: 'next',
            width: 250,
            render: (_, row) => (
              <>
                {row.nextDue}
                <br />
                <span className={row.standing === 'overdue' ? 'care-strong' : 'desk-quiet'}>
                  <span aria-hidden="true">{STANDING_SIGNS[row.standing]}</span>{' '}
                  {row.standing === 'overdue' ? t('overdueDays', { n: row.overdueDays }) : word(standingWords[row.standing])}
                  {row.alarm === 'urgent' && ` · ${word(alarmWords.urgent)}`}
                </span>
              </>
            ),
          },
          { title: t('last'), key: 'last', width: 110, responsive: ['lg'], render: (_, row) => row.lastContact ?? t('never') },
          {
            title: t('carer'),
            key: 'carer',
            width: 190,
            render: (_, row) =>
              row.carer !== null ? (
                <>
                  {row.carer.coverName ?? row.carer.name}
                  <span className="desk-quiet"> + {row.second === null ? `◌ ${t('nobody')}` : (row.second.coverName ?? row.second.name)}</span>
                </>
              ) : row.suggestion !== null ? (
                <span className="desk-row">
                  <span className="desk-quiet">{t('suggested', { name: row.suggestion.name })}</span>
                  {may('care.assign') && (
                    <Button size="small" loading={take.isBusy} onClick={() => void adopt(row)} aria-label={`${t('take')}: ${row.name ?? ''}`}>
                      {t('take')}
                    </Button>
                  )}
                </span>
              ) : (
                t('nobody')
              ),
          },
        ]}
      />
      {next !== null && (
        <Button block loading={isBusy} onClick={() => void load(next)}>
          {t('more')}
        </Button>
      )}
      {isAssigning && (
        <AssignDialog
          personIds={chosen}
          onClose={() => {
            setAssigning(false)
            setChosen([])
            void load(null)
          }}
        />
      )}
      {opened !== null && (
        <CareDrawer
          personId={opened}
          onClose={() => {
            setOpened(null)
            void load(null)
          }}
        />
      )}
    </section>
  )
}
