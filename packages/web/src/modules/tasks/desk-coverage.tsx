// One obligation: by area, and the missing door by door with what was tried.
import { ArrowLeftOutlined } from '@ant-design/icons'
import { App, Button, Table } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, Problem, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { levelWords, useWord } from '../../desk/words.ts'
import { call, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { CoverageChart } from './desk-coverage-chart.tsx'
import { ExcuseDialog } from './desk-excuse.tsx'
import { Share } from './desk-share.tsx'
import { tasksText } from './desk-text.ts'
import { kindWords, outcomeWords, reasonWords } from './words.ts'

type Answer = Out<'tasks.getCoverage'>
type AreaRow = Answer['areas'][number] & { children?: AreaRow[] }
type MissingRow = Out<'tasks.listMissing'>['rows'][number]

/** The flat answer as a tree of the areas that are in it. */
function treeOf(areas: Answer['areas']): AreaRow[] {
  const byId = new Map<string, AreaRow>(areas.map((area) => [area.areaId, { ...area }]))
  const roots: AreaRow[] = []
  for (const row of byId.values()) {
    const parent = row.parentId === null ? undefined : byId.get(row.parentId)
    if (parent === undefined) roots.push(row)
    else (parent.children ??= []).push(row)
  }
  return roots
}

function Missing({ obligationId, area, version }: { obligationId: string; area: { areaId: string; name: string } | null; version: string }) {
  const t = useText(tasksText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const { may } = useSession()
  const [rows, setRows] = useState<MissingRow[]>([])
  const [next, setNext] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const [isExcusing, setExcusing] = useState(false)
  const areaId = area?.areaId
  const load = useCallback(
    async (after: string | null) => {
      setBusy(true)
      try {
        const page = await call('tasks.listMissing', {
          obligationId,
          limit: 100,
          ...(areaId === undefined ? {} : { areaId }),
          ...(after === null ? {} : { after }),
        })
        setRows((before) => (after === null ? page.rows : [...before, ...page.rows]))
        setNext(page.next)
        setError(null)
      } catch (failure) {
        setError(failure)
      }
      setBusy(false)
    },
    [obligationId, areaId],
  )
  // The counts of the coverage say when the list is another one.
  useEffect(() => {
    setChosen([])
    void load(null)
  }, [load, version])
  const title = area === null ? t('missingList') : t('missingIn', { area: area.name })
  return (
    <section className="desk-panel" aria-label={title}>
      <div className="desk-panel-head">
        <h2>{title}</h2>
        {may('tasks.excuse') && chosen.length > 0 && <Button onClick={() => setExcusing(true)}>{t('excuse', { n: chosen.length })}</Button>}
      </div>
      {error !== null && <Problem error={error} onRetry={() => void load(null)} />}
      <Table<MissingRow>
        size="small"
        rowKey="subjectId"
        loading={isBusy && rows.length === 0}
        dataSource={rows}
        scroll={{ x: 560 }}
        pagination={false}
        locale={{ emptyText: <Nothing says={t('allDone')} /> }}
        {...(may('tasks.excuse')
          ? {
              rowSelection: {
                selectedRowKeys: chosen,
                hideSelectAll: true,
                onChange: (keys: React.Key[]) => setChosen(keys.map(String)),
                getCheckboxProps: (one: MissingRow) => ({ 'aria-label': `${t('choose')} ${one.place.join(' ')} ${one.door ?? ''}` }),
              },
            }
          : {})}
        columns={[
          { title: t('door'), key: 'door', render: (_, one) => `${one.place.join(' ')} ${one.door ?? '—'}` },
          { title: t('tries'), dataIndex: 'tries', width: 70, align: 'right' },
          {
            title: t('last'),
            key: 'last',
            render: (_, one) => (
              <span className="desk-quiet">
                {one.lastOutcome === null ? '' : word(outcomeWords[one.lastOutcome])}
                {one.lastReason === null ? '' : ` · ${word(reasonWords[one.lastReason])}`}
                {one.lastAt === null ? '' : ` ${showMoment(one.lastAt)}`}
                {one.excuseEnded ? ` ${t('excuseEnded')}` : ''}
              </span>
            ),
          },
        ]}
      />
      {next !== null && (
        <Button block loading={isBusy} onClick={() => void load(next)} aria-label={t('more')}>
          {t('more')}
        </Button>
      )}
      {isExcusing && (
        <ExcuseDialog
          obligationId={obligationId}
          subjectIds={chosen}
          onClose={() => setExcusing(false)}
          onDone={(n) => {
            setExcusing(false)
            notify.done(n > 0 ? t('excusedNow', { n }) : d('saved'))
          }}
        />
      )}
    </section>
  )
}

export function CoveragePage({ obligationId, onBack }: { obligationId: string; onBack: () => void }) {
  const t = useText(tasksText)
  const d = useText(deskText)
  const word = useWord()
  const { modal } = App.useApp()
  const notify = useNotify()
  const { may } = useSession()
  const { current } = useAreas()
  const [area, setArea] = useState<AreaRow | null>(null)
  const coverage = useQuery(
    'tasks.getCoverage',
    { obligationId, ...(current === null ? {} : { areaId: current.id }) },
    { keepPrevious: true, refetchIntervalMs: 30_000 },
  )
  const close = useDo('tasks.closeRound')
  const askClose = (missing: number) =>
    modal.confirm({
      title: t('closeRound'),
      content: t('closeSure', { n: missing }),
      okText: t('closeRound'),
      cancelText: d('cancel'),
      onOk: async () => {
        const answer = await close.run({ obligationId })
        if (answer !== null) notify.done(t('roundClosed', { n: answer.cancelled }))
      },
    })
  return (
    <Loaded of={coverage}>
      {({ obligation, total, areas }) => (
        <>
          <PageHead title={obligation.title} lead={`${word(kindWords[obligation.kind])} · ${obligation.fromDay} – ${obligation.dueOn}`}>
            <Button icon={<ArrowLeftOutlined />} onClick={onBack}>
              {t('backToList')}
            </Button>
            {may('tasks.plan') && obligation.source === 'hand' && obligation.state === 'open' && (
              <Button onClick={() => askClose(total.missing)}>{t('closeRound')}</Button>
            )}
          </PageHead>
          <section className="desk-panel" aria-label={t('progress')}>
            <dl className="desk-figures">
              {(['expected', 'done', 'excused', 'missing'] as const).map((key) => (
                <div key={key}>
                  <dt>{t(key)}</dt>
                  <dd>{total[key]}</dd>
                </div>
              ))}
            </dl>
            <Share of={total} />
          </section>
          <div className="desk-columns">
            <section className="desk-panel" aria-label={t('byArea')}>
              <h2>{t('byArea')}</h2>
              <Table<AreaRow>
                size="small"
                rowKey="areaId"
                dataSource={treeOf(areas)}
                scroll={{ x: 340, y: 560 }}
                pagination={false}
                expandable={{
                  defaultExpandedRowKeys: areas
                    .filter((one) => one.level !== 'compound' && one.level !== 'building' && one.level !== 'unit')
                    .map((one) => one.areaId),
                }}
                rowClassName={(row) => (row.areaId === area?.areaId ? 'ant-table-row-selected' : '')}
                columns={[
                  {
                    title: t('area'),
                    key: 'name',
                    render: (_, row) => (
                      <Button type="link" size="small" className="desk-link" onClick={() => setArea(row)}>
                        {row.name} <span className="desk-quiet">{word(levelWords[row.level])}</span>
                      </Button>
                    ),
                  },
                  { title: t('expected'), dataIndex: 'expected', width: 92, align: 'right', responsive: ['md'] },
                  { title: t('done'), dataIndex: 'done', width: 92, align: 'right' },
                  { title: t('excused'), dataIndex: 'excused', width: 92, align: 'right', responsive: ['md'] },
                  {
                    title: t('missing'),
                    key: 'missing',
                    width: 100,
                    align: 'right',
                    render: (_, row) => (row.missing === 0 ? '✓ 0' : <strong>{row.missing}</strong>),
                    sorter: (a, b) => a.missing - b.missing,
                  },
                ]}
              />
            </section>
            <div className="desk-stack">
              {area !== null && (area.level === 'building' || area.level === 'unit') && <CoverageChart obligationId={obligationId} area={area} />}
              <Missing obligationId={obligationId} area={area} version={`${total.done} ${total.excused} ${total.missing}`} />
            </div>
          </div>
        </>
      )}
    </Loaded>
  )
}
