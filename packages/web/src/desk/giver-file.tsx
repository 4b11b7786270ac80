// 来源的文件: a giver is chosen, a file dropped, what it would do is seen, the meaning of its columns put right and remembered, then it is taken.
import { PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useText } from '../platform/text.ts'
import { uuidv7 } from '../platform/uuid.ts'
import { giverFileText } from './giver-file-text.ts'
import { Problem } from './parts.tsx'
import { SheetDrop } from './sheet-drop.tsx'
import { useWord, type Word } from './words.ts'

type Columns<F> = (F | null)[]
/** What every preview says; the module's own has more. */
type Preview<F> = { headers: readonly string[]; columns: Columns<F>; isEnough: boolean }
type Input<F> = { id: string; giverId: string; isPreview: boolean; columns?: Columns<F> }
type Props<F extends string, P extends Preview<F>> = {
  givers: readonly { id: string; name: string; isLearnt: boolean }[]
  fields: Record<F, Word>
  mostRows: number
  take: string
  /** Keeps nothing while it previews. */
  send: (input: Input<F>, file: File) => Promise<P>
  onTaken: (seen: P) => void
  counts: (seen: P) => ReactNode
  details: (seen: P) => ReactNode
  /** The dialog that enters one; told whom it entered. */
  addGiver: (onClose: (added: string | null) => void) => ReactNode
}

export function GiverFile<F extends string, P extends Preview<F>>({ givers, fields, mostRows, take, send, onTaken, counts, details, addGiver }: Props<F, P>) {
  const t = useText(giverFileText)
  const [giverId, setGiver] = useState<string | undefined>()
  const [isAdding, setAdding] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<P | null>(null)
  const [columns, setColumns] = useState<Columns<F>>([])
  const [id, setId] = useState(uuidv7)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const start = () => {
    setFile(null)
    setPreview(null)
    setError(null)
    setId(uuidv7())
  }
  const ask = async (chosen: File, isPreview: boolean, own?: Columns<F>) => {
    if (giverId === undefined) return
    setBusy(true)
    setError(null)
    try {
      const seen = await send({ id, giverId, isPreview, ...(own === undefined ? {} : { columns: own }) }, chosen)
      if (isPreview) {
        setFile(chosen)
        setPreview(seen)
        setColumns([...seen.columns])
      } else {
        onTaken(seen)
        start()
      }
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className="desk-row">
        <Select
          aria-label={t('giver')}
          placeholder={t('pickGiver')}
          style={{ width: 300, maxWidth: '100%' }}
          value={giverId ?? null}
          onChange={(chosen: string) => {
            setGiver(chosen)
            start()
          }}
          options={givers.map((one) => ({ value: one.id, label: `${one.name}${one.isLearnt ? ` · ${t('learnt')}` : ''}` }))}
        />
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('addGiver')}
        </Button>
      </div>
      {isAdding &&
        addGiver((added) => {
          setAdding(false)
          if (added !== null) setGiver(added)
        })}
      {error !== null && <Problem error={error} />}
      {preview === null || file === null ? (
        <SheetDrop says={t('file')} hint={t('hint', { most: mostRows })} isOff={giverId === undefined || isBusy} onFile={(chosen) => void ask(chosen, true)} />
      ) : (
        <>
          {counts(preview)}
          <Meanings headers={preview.headers} fields={fields} columns={columns} onChange={setColumns} />
          <div className="desk-row">
            <Button onClick={start}>{t('another')}</Button>
            <Button loading={isBusy} onClick={() => void ask(file, true, columns)}>
              {t('again')}
            </Button>
            <Button
              type="primary"
              loading={isBusy}
              disabled={!preview.isEnough || columns.some((field, at) => field !== preview.columns[at])}
              onClick={() => void ask(file, false, columns)}
            >
              {take}
            </Button>
          </div>
          {details(preview)}
        </>
      )}
    </>
  )
}

type MeaningsProps<F extends string> = {
  headers: readonly string[]
  fields: Record<F, Word>
  columns: Columns<F>
  onChange: (columns: Columns<F>) => void
}
/** Each field once: given to another column, the one that had it means nothing. */
function Meanings<F extends string>({ headers, fields, columns, onChange }: MeaningsProps<F>) {
  const t = useText(giverFileText)
  const word = useWord()
  return (
    <div className="desk-row">
      {headers.map((header, at) => (
        <label key={at} className="desk-stack">
          <span className="desk-quiet">{header}</span>
          <Select<F | ''>
            aria-label={`${t('meaning')}: ${header}`}
            style={{ width: 140 }}
            value={columns[at] ?? ''}
            onChange={(field) => onChange(columns.map((one, index) => (index === at ? (field === '' ? null : field) : one === field ? null : one)))}
            options={[
              { value: '' as const, label: t('ignore') },
              ...(Object.keys(fields) as F[]).map((field) => ({ value: field, label: word(fields[field]) })),
            ]}
          />
        </label>
      ))}
    </div>
  )
}
