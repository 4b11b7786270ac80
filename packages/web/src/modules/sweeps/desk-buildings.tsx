// Building by building, numbers that open the list behind them, and the building chart in work's own blues and greys.
import type { StopState } from '@xiaomen/rules/sweeps'
import { Button, Table } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { Loaded, Nothing, Problem, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { call, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { ExcuseDialog } from '../tasks/desk-excuse.tsx'
import { PrintButton } from './desk-print.tsx'
import { sweepText } from './desk-text.ts'
import { excuseWords, partWords, stateSigns, stateWords, wayWords } from './words.ts'
import '../../desk/building-chart.css'

type Sweep = Out<'sweeps.getSweep'>
type Building = Sweep['buildings'][number]
type Stop = Out<'sweeps.listStops'>['stops'][number]
type Wanted = { areaId: string | null; name: string; state: StopState | null; isMissing: boolean }

const TONES: Record<StopState, string> = { notVisited: 'c0', nobodyHome: 'c1', refused: 'p2', vacant: 'p1', done: 'c3', gone: 'c0' }
const STATES = ['done', 'vacant', 'nobodyHome', 'refused', 'notVisited', 'gone'] as const satisfies readonly StopState[]

export function Buildings({ sweep }: { sweep: Sweep }) {
  const t = useText(sweepText)
  const word = useWord()
  const { may } = useSession()
  const [wanted, setWanted] = useState<Wanted>({ areaId: null, name: sweep.areaName, state: null, isMissing: true })
  const rows = [...sweep.buildings].sort((one, other) => one.place.join(' ').localeCompare(other.place.join(' '), 'zh', { numeric: true }))
  const opens = (building: Building, count: number, part: Partial<Wanted>, label: string) =>
    count === 0 ? (
      <span className="desk-quiet">0</span>
    ) : (
      <Button
        type="link"
        size="small"
        className="desk-link"
        aria-label={`${building.place.join(' ')} ${label} ${count}`}
        onClick={() => setWanted({ areaId: building.areaId, name: building.place.join(' '), state: null, isMissing: false, ...part })}
      >
        {count}
      </Button>
    )
  return (
    <>
      <section className="desk-panel" aria-label={t('buildings')}>
        <Table<Building>
          size="small"
          rowKey="areaId"
          dataSource={rows}
          scroll={{ x: 640, y: 420 }}
          pagination={false}
          locale={{ emptyText: <Nothing says={t('none')} /> }}
          columns={[
            { title: t('building'), key: 'place', width: 150, render: (_, one) => one.place.join(' ') },
            {
              title: t('missing'),
              key: 'missing',
              width: 70,
              align: 'right',
              render: (_, one) => opens(one, one.coverage.missing, { isMissing: true }, t('missing')),
            },
            ...STATES.filter((state) => state !== 'gone' || sweep.states.gone > 0).map((state) => ({
              title: `${stateSigns[state]} ${word(stateWords[state])}`,
              key: state,
              width: 84,
              align: 'right' as const,
              render: (_: unknown, one: Building) => opens(one, one.states[state], { state }, word(stateWords[state])),
            })),
            { title: t('disputes'), dataIndex: 'disputes', width: 64, align: 'right' },
            ...(may('sweeps.paper')
              ? [{ title: '', key: 'print', width: 50, render: (_: unknown, one: Building) => <PrintButton sweepId={sweep.id} areaId={one.areaId} isSmall /> }]
              : []),
          ]}
        />
      </section>
      <div className="desk-columns">
        <Stops sweep={sweep} wanted={wanted} />
        {wanted.areaId !== null && <Chart sweep={sweep} areaId={wanted.areaId} name={wanted.name} />}
      </div>
    </>
  )
}

function Stops({ sweep, wanted }: { sweep: Sweep; wanted: Wanted }) {
  const t = useText(sweepText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const { may } = useSession()
  const [rows, setRows] = useState<Stop[]>([])
  const [next, setNext] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const [isExcusing, setExcusing] = useState(false)
  const { areaId, state, isMissing } = wanted
  const load = useCallback(
    async (after: string | null) => {
      setBusy(true)
      try {
        const page = await call('sweeps.listStops', {
          sweepId: sweep.id,
          limit: 100,
          isMissing,
          ...(areaId === null ? {} : { areaId }),
          ...(state === null ? {} : { state }),
          ...(after === null ? {} : { after }),
        })
        setRows((before) => (after === null ? page.stops : [...before, ...page.stops]))
        setNext(page.next)
        setError(null)
      } catch (failure) {
        setError(failure)
      }
      setBusy(false)
    },
    [sweep.id, areaId, state, isMissing],
  )
  const version = JSON.stringify([sweep.states, sweep.coverage])
  // The counts say when the list is another one.
  useEffect(() => {
    setChosen([])
    void load(null)
  }, [load, version])
  const mayExcuse = may('tasks.excuse') && isMissing && sweep.state !== 'closed'
  const title = `${wanted.name} · ${isMissing ? t('missing') : state === null ? t('stops') : word(stateWords[state])}`
  return (
    <section className="desk-panel" aria-label={t('stops')}>
      <div className="desk-panel-head">
        <h2>{title}</h2>
        {mayExcuse && chosen.length > 0 && <Button onClick={() => setExcusing(true)}>{t('excuse', { n: chosen.length })}</Button>}
      </div>
      {error !== null && <Problem error={error} onRetry={() => void load(null)} />}
      <Table<Stop>
        size="small"
        rowKey="homeId"
        loading={isBusy && rows.length === 0}
        dataSource={rows}
        scroll={{ x: 460, y: 480 }}
        pagination={false}
        locale={{ emptyText: <Nothing says={'✓'} /> }}
        {...(mayExcuse
          ? {
              rowSelection: {
                selectedRowKeys: chosen,
                hideSelectAll: true,
                onChange: (keys: React.Key[]) => setChosen(keys.map(String)),
                getCheckboxProps: (one: Stop) => ({ 'aria-label': `${t('choose')} ${one.place.join(' ')} ${one.door ?? ''}` }),
              },
            }
          : {})}
        columns={[
          { title: t('door'), key: 'door', render: (_, one) => `${one.place.join(' ')} ${one.door ?? '—'}` },
          {
            title: t('state'),
            key: 'state',
            width: 120,
            render: (_, one) => `${stateSigns[one.state]} ${word(stateWords[one.state])}${one.excuse === null ? '' : ` · ${word(excuseWords[one.excuse])}`}`,
          },
          { title: t('tries'), dataIndex: 'tries', width: 60, align: 'right' },
          {
            title: t('last'),
            key: 'last',
            render: (_, one) => (
              <span className="desk-quiet">
                {one.lastWay === null || one.lastAt === null ? '' : `${word(wayWords[one.lastWay])} ${showMoment(one.lastAt)}`}
                {one.tryPart === null ? '' : ` · ${t('again')} ${one.tryOn ?? ''} ${word(partWords[one.tryPart])}`}
              </span>
            ),
          },
        ]}
      />
      {next !== null && (
        <Button block loading={isBusy} onClick={() => void load(next)}>
          {t('more')}
        </Button>
      )}
      {isExcusing && (
        <ExcuseDialog
          obligationId={sweep.id}
          subjectIds={chosen}
          onClose={() => setExcusing(false)}
          onDone={(n) => {
            setExcusing(false)
            notify.done(n > 0 ? t('excusedNow', { n }) : d('saved'))
            setChosen([])
            void load(null)
          }}
        />
      )}
    </section>
  )
}

function Chart({ sweep, areaId, name }: { sweep: Sweep; areaId: string; name: string }) {
  const t = useText(sweepText)
  const word = useWord()
  const homes = useQuery('registry.getBuildingChart', { areaId, asks: 'use' })
  const stops = useQuery('sweeps.listStops', { sweepId: sweep.id, areaId, limit: 500 }, { refetchIntervalMs: 20_000 })
  const byHome = new Map((stops.data?.stops ?? []).map((one) => [one.homeId, one]))
  return (
    <section className="desk-panel" aria-label={`${t('chart')}: ${name}`}>
      <h2>
        {t('chart')} <span className="desk-quiet">{name}</span>
      </h2>
      <Loaded of={homes}>
        {({ units }) => (
          <div className="desk-scroll">
            {units.map((unit) => (
              <table key={unit.areaId} className="desk-chart">
                <caption>{unit.name}</caption>
                <tbody>
                  {unit.floors.map(({ floor, cells }) => (
                    <tr key={floor ?? 'other'}>
                      <th scope="row">{floor === null ? t('noFloor') : t('floor', { n: floor })}</th>
                      {cells.map((cell) => {
                        const stop = byHome.get(cell.homeId)
                        const says =
                          stop === undefined
                            ? '—'
                            : stop.excuse !== null && stop.state !== 'vacant'
                              ? word(excuseWords[stop.excuse])
                              : word(stateWords[stop.state])
                        return (
                          <td key={cell.homeId} aria-label={`${cell.door}: ${says}`}>
                            <span className={`desk-coverage-cell desk-tone-${stop === undefined ? 'c0' : TONES[stop.state]}`}>
                              <strong>{cell.door}</strong>
                              <span>
                                <span aria-hidden="true">{stop === undefined ? '' : stop.isDisputed ? '≠' : stateSigns[stop.state]}</span> {says}
                              </span>
                            </span>
                          </td>
                        )
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </div>
        )}
      </Loaded>
    </section>
  )
}
