// How much of a class somebody sees: sign and word together.
import { EyeInvisibleOutlined, EyeOutlined, KeyOutlined, MinusOutlined } from '@ant-design/icons'
import { DATA_CLASSES, type DataClass, type Sight } from '@xiaomen/rules/access'
import type { ReactNode } from 'react'
import { classWords, sightWords, useWord } from '../../desk/words.ts'

const SIGNS: Record<Sight, ReactNode> = { full: <EyeOutlined />, onReason: <KeyOutlined />, masked: <EyeInvisibleOutlined />, none: <MinusOutlined /> }

export function SightSign({ sight }: { sight: Sight }) {
  const word = useWord()
  return (
    <span className={sight === 'none' ? 'desk-quiet' : ''}>
      <span aria-hidden="true">{SIGNS[sight]}</span> {word(sightWords[sight])}
    </span>
  )
}

/** A column for each class, for a table of whatever has a sight. */
export function useSightColumns<T>(sightOf: (row: T) => Record<DataClass, Sight>) {
  const word = useWord()
  return DATA_CLASSES.map((one) => ({
    title: word(classWords[one]),
    key: one,
    width: 128,
    render: (_: unknown, row: T) => <SightSign sight={sightOf(row)[one]} />,
  }))
}
