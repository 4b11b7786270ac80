// 录入纸质清单: the rows of a page in the order of the paper, a digit each, in one go.
import type { SweepOutcome } from '@xiaomen/rules/sweeps'
import { Button, Checkbox, Input, InputNumber, Table } from 'antd'
import { useRef, useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { call } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { sweepText } from './desk-text.ts'
import { readNames } from './read-names.ts'
import { stateSigns, stateWords } from './words.ts'

type Door = Out<'sweeps.getBuildingStops'>['doors'][number]
type Entry = { outcome: SweepOutcome | null; left: string[]; names: string; id: string }
const BY_DIGIT: Record<string, SweepOutcome> = { '1': 'done', '2': 'nobodyHome', '3': 'refused', '4': 'vacant' }

export function PaperEntry({ sweepId }: { sweepId: string }) {
  const t = useText(sweepText)
  const word = useWord()
  const notify = useNotify()
  const [page, setPage] = useState<number | null>(null)
  const [walkedOn, setWalkedOn] = useState(today())
  const [doors, setDoors] = useState<Door[]>([])
  const [entries, setEntries] = useState<Record<string, Entry>>({})
  const [isBusy, setBusy] = useState(false)
  const table = useRef<HTMLDivElement>(null)
  const enter = useDo('sweeps.recordVisits', { alsoRefresh: ['tasks'] })

  const open = async () => {
    if (page === null) return
    setBusy(true)
    try {
      const { stops } = await call('sweeps.listStops', { sweepId, page, limit: 100 })
      const areaIds = [...new Set(stops.flatMap((stop) => stop.areaId ?? []))]
      const found = (await Promise.all(areaIds.map((areaId) => call('sweeps.getBuildingStops', { sweepId, areaId })))).flatMap((building) => building.doors)
      setDoors(found.filter((door) => door.page === page).sort((one, other) => one.row - other.row))
      // The ids are made with the page: sent twice, it is entered once.
      setEntries(Object.fromEntries(stops.map((stop) => [stop.homeId, { outcome: null, left: [], names: '', id: uuidv7() }])))
      if (stops.length === 0) notify.warn(t('noPage'))
      setTimeout(() => table.current?.querySelector<HTMLInputElement>('input[data-row="0"]')?.focus(), 50)
    } catch (error) {
      notify.failed(error)
    }
    setBusy(false)
  }
  const change = (homeId: string, part: Partial<Entry>) => setEntries((before) => ({ ...before, [homeId]: { ...before[homeId]!, ...part } }))
  const type = (door: Door, index: number, typed: string) => {
    const digit = typed.slice(-1)
    if (digit !== '0' && BY_DIGIT[digit] === undefined) return
    change(door.homeId, { outcome: BY_DIGIT[digit] ?? null })
    if (digit !== '0') table.current?.querySelector<HTMLInputElement>(`input[data-row="${index + 1}"]`)?.focus()
  }
  const filled = doors.filter((door) => entries[door.homeId]?.outcome != null)
  const save = async () => {
    const at = walkedOn === today() ? new Date().toISOString() : `${walkedOn}T12:00:00+08:00`
    const visits = filled.map((door): In<'sweeps.recordVisits'>['visits'][number] => {
      const { outcome, left, names, id } = entries[door.homeId]!
      const isDone = outcome === 'done'
      return {
        id,
        homeId: door.homeId,
        at,
        way: 'paper',
        outcome: outcome!,
        reason: null,
        tryOn: null,
        tryPart: null,
        people: isDone
          ? door.people.map(({ personId }) => ({ personId, answer: left.includes(personId) ? ('leftHere' as const) : ('stillHere' as const) }))
          : [],
        newcomers: isDone ? readNames(names) : [],
        homeUse: null,
        note: null,
        corrects: null,
      }
    })
    const answer = await enter.run({ sweepId, visits })
    if (answer === null) return
    notify.done(t('entered', { n: answer.visits.length }))
    setDoors([])
    setPage(null)
  }
  return (
    <section className="desk-panel" aria-label={t('paper')}>
      <p className="desk-note">{t('paperHelp')}</p>
      <form
        className="desk-row"
        onSubmit={(event) => {
          event.preventDefault()
          void open()
        }}
      >
        <label>
          {t('pageNumber')} <InputNumber min={1} max={5000} precision={0} value={page} onChange={setPage} aria-label={t('pageNumber')} />
        </label>
        <label className="desk-row">
          {t('walkedOn')}
          <span style={{ width: 150 }}>
            <DayInput value={walkedOn} latest={today()} onChange={(day) => setWalkedOn(day ?? today())} aria-label={t('walkedOn')} />
          </span>
        </label>
        <Button htmlType="submit" loading={isBusy} disabled={page === null}>
          {t('openPage')}
        </Button>
        {doors.length > 0 && (
          <Button type="primary" loading={enter.isBusy} disabled={filled.length === 0} onClick={() => void save()}>
            {t('enter', { n: filled.length })}
          </Button>
        )}
      </form>
      <div ref={table}>
        <Table<Door>
          size="small"
          rowKey="homeId"
          dataSource={doors}
          scroll={{ x: 700 }}
          pagination={false}
          locale={{ emptyText: <Nothing says={t('paper')} /> }}
          columns={[
            { title: t('row'), dataIndex: 'row', width: 50 },
            { title: t('door'), key: 'door', width: 110, render: (_, door) => `${door.unit} ${door.door}` },
            {
              title: t('result'),
              key: 'result',
              width: 150,
              render: (_, door, index) => {
                const outcome = entries[door.homeId]?.outcome ?? null
                const digit = Object.keys(BY_DIGIT).find((one) => BY_DIGIT[one] === outcome) ?? ''
                return (
                  <span className="desk-paper-result">
                    <Input
                      value={digit}
                      data-row={index}
                      inputMode="numeric"
                      autoComplete="off"
                      style={{ width: '3rem' }}
                      aria-label={`${t('row')} ${door.row} ${t('result')}`}
                      onFocus={(event) => event.target.select()}
                      onChange={(event) => type(door, index, event.target.value)}
                    />{' '}
                    {outcome !== null && `${stateSigns[outcome]} ${word(stateWords[outcome])}`}
                  </span>
                )
              },
            },
            {
              title: t('peopleHere'),
              key: 'people',
              render: (_, door) => {
                const entry = entries[door.homeId]
                if (entry?.outcome !== 'done') return null
                return door.people.map(({ personId, name }) => (
                  <Checkbox
                    key={personId}
                    checked={!entry.left.includes(personId)}
                    onChange={(event) =>
                      change(door.homeId, { left: event.target.checked ? entry.left.filter((one) => one !== personId) : [...entry.left, personId] })
                    }
                  >
                    {name}
                  </Checkbox>
                ))
              },
            },
            {
              title: t('newNames'),
              key: 'new',
              width: 230,
              render: (_, door) =>
                entries[door.homeId]?.outcome === 'done' ? (
                  <Input
                    value={entries[door.homeId]!.names}
                    maxLength={300}
                    aria-label={`${t('row')} ${door.row} ${t('newPeople')}`}
                    onChange={(event) => change(door.homeId, { names: event.target.value })}
                  />
                ) : null,
            },
          ]}
        />
      </div>
    </section>
  )
}
