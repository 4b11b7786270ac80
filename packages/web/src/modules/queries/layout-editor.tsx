// 版式: columns chosen and ordered, headers of one's own, a title, a filter, a name.
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { columnOf, FIXED, SERIAL, SOURCE_KEYS, type SourceKey, SOURCES } from '@xiaomen/rules/queries'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { roleWords, useWord } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useLang, useText } from '../../platform/text.ts'
import { queriesText } from './desk-text.ts'
import { FilterFields, type Spec } from './filter-fields.tsx'

export type Layout = Out<'queries.listLayouts'>[number]
type SharedRole = In<'queries.saveLayout'>['sharedWith'][number]
const SHARABLE: readonly SharedRole[] = ['gridWorker', 'communityAdmin', 'streetCommander']

/** A header for a column as the source calls it. */
export function useColumnName(): (source: SourceKey, key: string) => string {
  const t = useText(queriesText)
  const lang = useLang()
  return (source, key) => (key === SERIAL ? t('serial') : key === FIXED ? t('fixed') : (columnOf(source, key)?.[lang] ?? key))
}

function Columns({ spec, onChange }: { spec: Spec; onChange: (columns: Spec['columns']) => void }) {
  const t = useText(queriesText)
  const nameOf = useColumnName()
  const { columns, source } = spec
  const set = (at: number, change: Partial<Spec['columns'][number]>) => onChange(columns.map((one, index) => (index === at ? { ...one, ...change } : one)))
  const swap = (at: number, by: number) => {
    const next = [...columns]
    ;[next[at], next[at + by]] = [next[at + by]!, next[at]!]
    onChange(next)
  }
  const free = [SERIAL, ...SOURCES[source].columns.map(({ key }) => key), FIXED].filter((key) => key === FIXED || !columns.some((one) => one.key === key))
  return (
    <fieldset className="query-columns">
      <legend>{t('columns')}</legend>
      <ol>
        {columns.map((column, at) => (
          <li key={`${column.key} ${at}`}>
            <span className="query-column-name">{nameOf(source, column.key)}</span>
            <Input
              aria-label={`${t('header')}: ${nameOf(source, column.key)}`}
              value={column.header}
              maxLength={60}
              onChange={(event) => set(at, { header: event.target.value })}
            />
            {column.key === FIXED && (
              <Input
                aria-label={t('fixedText')}
                placeholder={t('fixedText')}
                value={column.text ?? ''}
                maxLength={100}
                onChange={(event) => set(at, { text: event.target.value })}
              />
            )}
            <span className="query-column-moves">
              <Button
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={`${t('moveUp')}: ${column.header}`}
                disabled={at === 0}
                onClick={() => swap(at, -1)}
              />
              <Button
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={`${t('moveDown')}: ${column.header}`}
                disabled={at === columns.length - 1}
                onClick={() => swap(at, 1)}
              />
              <Button
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`${t('takeOut')}: ${column.header}`}
                disabled={columns.length === 1}
                onClick={() => onChange(columns.filter((_, index) => index !== at))}
              />
            </span>
          </li>
        ))}
      </ol>
      <Select
        className="query-add"
        value={null}
        placeholder={
          <>
            <PlusOutlined /> {t('addColumn')}
          </>
        }
        aria-label={t('addColumn')}
        options={free.map((key) => ({ value: key, label: nameOf(source, key) }))}
        onChange={(key: string | null) => {
          if (key !== null) onChange([...columns, { key, header: nameOf(source, key), ...(key === FIXED ? { text: '' } : {}) }])
        }}
      />
    </fieldset>
  )
}

/** Fixed texts nobody wrote are left out; the server takes no empty text. */
export const sendable = (spec: Spec): Spec => ({
  ...spec,
  title: spec.title === null || spec.title.trim() === '' ? null : spec.title,
  columns: spec.columns.map(({ text, ...column }) => (text === undefined || text.trim() === '' ? column : { ...column, text })),
})

export function LayoutEditor({
  areaId,
  from,
  onDone,
  onCancel,
}: {
  areaId: string
  from: Layout | null
  onDone: (layout: Layout) => void
  onCancel: () => void
}) {
  const t = useText(queriesText)
  const say = useText(deskText)
  const lang = useLang()
  const word = useWord()
  const nameOf = useColumnName()
  const { may } = useSession()
  const { find } = useAreas()
  /** What another module keeps from its reader is not offered as a list. */
  const mayList = (source: SourceKey) => {
    const { can } = SOURCES[source]
    return can === null || may(can, find(areaId)?.path)
  }
  const startOf = (source: SourceKey): Spec => ({
    source,
    title: null,
    columns: [SERIAL, ...SOURCES[source].columns.slice(0, 6).map(({ key }) => key)].map((key) => ({ key, header: nameOf(source, key) })),
    filter: {},
  })
  const [name, setName] = useState(from === null ? '' : from.name)
  const [spec, setSpec] = useState<Spec>(from === null ? startOf('residents') : from.spec)
  const [sharedWith, setShared] = useState<SharedRole[]>(from === null ? ['gridWorker', 'communityAdmin'] : from.sharedWith)
  const save = useDo('queries.saveLayout', { said: say('saved') })
  const known = from !== null && !from.isOurs && from.id !== '' ? { id: from.id, version: from.version } : {}
  const submit = async () => {
    const done = await save.run({ areaId: 'id' in known ? from!.areaId : areaId, ...known, name, spec: sendable(spec), sharedWith })
    if (done !== null) onDone(done)
  }
  return (
    <section className="desk-panel desk-stack">
      <div className="query-fields">
        <label className="query-field">
          <span>{t('layoutName')}</span>
          <Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="query-field">
          <span>{t('source')}</span>
          <Select
            aria-label={t('source')}
            value={spec.source}
            options={SOURCE_KEYS.filter(mayList).map((key) => ({ value: key, label: SOURCES[key][lang] }))}
            onChange={(source) => setSpec(startOf(source))}
          />
        </label>
        <label className="query-field">
          <span>{t('titleLine')}</span>
          <Input value={spec.title ?? ''} maxLength={80} onChange={(event) => setSpec({ ...spec, title: event.target.value })} />
        </label>
        <label className="query-field">
          <span>{t('sharedWith')}</span>
          <Select
            mode="multiple"
            aria-label={t('sharedWith')}
            value={sharedWith}
            options={SHARABLE.map((role) => ({ value: role, label: word(roleWords[role]) }))}
            onChange={setShared}
          />
        </label>
      </div>
      <Columns spec={spec} onChange={(columns) => setSpec({ ...spec, columns })} />
      <h3>{t('filters')}</h3>
      <FilterFields areaId={areaId} source={spec.source} value={spec.filter} onChange={(filter) => setSpec({ ...spec, filter })} />
      <div className="desk-row">
        <Button
          type="primary"
          disabled={name.trim() === '' || spec.columns.some(({ header }) => header.trim() === '')}
          loading={save.isBusy}
          onClick={() => void submit()}
        >
          {t('saveLayout')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </section>
  )
}
