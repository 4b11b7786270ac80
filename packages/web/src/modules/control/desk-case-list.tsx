// What the lists of people and of places under control have in common: which list, and the columns that say what was decided and by whom.
import { Segmented, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { type Word, useWord } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { controlText } from './desk-control-text.ts'
import { STATE_SIGNS } from './words.ts'

export type List = NonNullable<In<'control.listControl'>['list']>
export type Line = Out<'control.listControl'>['cases'][number]
const LISTS = ['waiting', 'open', 'due', 'ended'] as const satisfies readonly List[]
export const LOOK_AGAIN_MS = 60_000
/** As `Table` takes them, whatever it lists. */
export const PLAIN_TABLE = { size: 'small', rowKey: 'id', pagination: { pageSize: 30, hideOnSinglePage: true, showSizeChanger: false } } as const

type Counts = Out<'control.listControl'>['counts']
export function ListChoice(props: { words: Record<List, Word>; list: List; counts: Counts | undefined; onChange: (list: List) => void }) {
  const { words, list, counts, onChange } = props
  const word = useWord()
  return (
    <Segmented<List>
      value={list}
      onChange={onChange}
      options={LISTS.map((one) => ({ value: one, label: `${word(words[one])}${counts === undefined ? '' : ` ${counts[one]}`}` }))}
    />
  )
}

type Columns = TableColumnsType<Line>
export const stateColumn = (title: string, width: number, say: (state: Line['state']) => string): Columns[number] => ({
  title,
  key: 'state',
  width,
  render: (_, one) => (
    <span className="desk-sign">
      <span aria-hidden="true">{STATE_SIGNS[one.state]}</span> {say(one.state)}
    </span>
  ),
})

/** The measure, its last day, what `today` says of it, and who proposed it. */
export function useCourseColumns(today: (of: Line) => ReactNode): Columns {
  const t = useText(controlText)
  const word = useWord()
  const two = (first: ReactNode, second: ReactNode) => (
    <>
      {first}
      <br />
      <span className="desk-quiet">{second}</span>
    </>
  )
  return [
    {
      title: t('measure'),
      key: 'measure',
      width: 150,
      render: (_, one) => two(one.measureName === null ? '—' : word(one.measureName), word(one.track)),
    },
    { title: t('until'), key: 'until', width: 105, render: (_, one) => one.lastDay ?? '—' },
    { title: t('today'), key: 'today', width: 170, render: (_, one) => today(one) },
    { title: t('by'), key: 'by', width: 120, render: (_, one) => two(one.openedBy, one.openedUnit) },
  ]
}
