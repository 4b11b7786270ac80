// 文件导入: source and file, what it would do, the columns put right, then taken.
import { STATUS_FIELDS, type StatusField } from '@xiaomen/rules/status'
import { Button, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { Nothing, Problem, useNotify } from '../../desk/parts.tsx'
import { SheetDrop } from '../../desk/sheet-drop.tsx'
import { useWord } from '../../desk/words.ts'
import { refresh, upload, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { statusText } from './desk-text.ts'
import { kindWords, statusFieldWords, unmatchedWords } from './words.ts'

type Preview = Out<'status.importFile'>

export function ImportTab({ areaId }: { areaId: string }) {
  const t = useText(statusText)
  const word = useWord()
  const notify = useNotify()
  const sources = useQuery('status.listSources', { areaId })
  const [sourceId, setSourceId] = useState<string | undefined>()
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [columns, setColumns] = useState<(StatusField | null)[]>([])
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const active = (sources.data ?? []).filter((source) => source.isActive)
  const send = async (chosen: File, isPreview: boolean, own?: (StatusField | null)[]) => {
    if (sourceId === undefined) return
    setBusy(true)
    setError(null)
    try {
      const seen = await upload('status.importFile', { id: uuidv7(), sourceId, areaId, isPreview, ...(own === undefined ? {} : { columns: own }) }, chosen)
      if (isPreview) {
        setFile(chosen)
        setPreview(seen)
        setColumns(seen.columns)
      } else {
        notify.done(t(seen.importId === null ? 'taken' : 'takenWaiting'))
        setFile(null)
        setPreview(null)
        void refresh('status')
        void refresh('gate')
        void refresh('approvals')
      }
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  if (sources.data !== undefined && active.length === 0) return <Nothing says={t('noSources')} />
  return (
    <section className="desk-panel desk-stack" aria-label={t('importTab')}>
      <div className="desk-row">
        <span>{t('chooseSource')}</span>
        <Select
          aria-label={t('chooseSource')}
          style={{ width: 260, maxWidth: '100%' }}
          value={sourceId ?? null}
          onChange={(id: string) => {
            setSourceId(id)
            setPreview(null)
          }}
          options={active.map((source) => ({ value: source.id, label: source.name }))}
        />
      </div>
      {error !== null && <Problem error={error} />}
      {preview === null || file === null ? (
        <SheetDrop says={t('file')} hint={t('fileHint')} isOff={sourceId === undefined || isBusy} onFile={(chosen) => void send(chosen, true)} />
      ) : (
        <>
          <p className="desk-row" role="status">
            <Tag>{t('rows', { n: preview.rows })}</Tag>
            <Tag>{t('matched', { n: preview.matched })}</Tag>
            {preview.known > 0 && <Tag>{t('known', { n: preview.known })}</Tag>}
            {preview.other > 0 && <Tag>{t('other', { n: preview.other })}</Tag>}
            <Tag>{t('unmatchedN', { n: preview.unmatched })}</Tag>
            {preview.hurting > 0 && <Tag>{t('waitsN', { n: preview.hurting })}</Tag>}
          </p>
          <div className="desk-row">
            {preview.headers.map((header, at) => (
              <label key={at} className="desk-stack">
                <span className="desk-quiet">{header}</span>
                <Select<StatusField | ''>
                  aria-label={`${t('meaning')}: ${header}`}
                  style={{ width: 150 }}
                  value={columns[at] ?? ''}
                  onChange={(field) => setColumns(columns.map((one, index) => (index === at ? (field === '' ? null : field) : one === field ? null : one)))}
                  options={[
                    { value: '' as const, label: t('ignore') },
                    ...STATUS_FIELDS.map((field) => ({ value: field, label: word(statusFieldWords[field]) })),
                  ]}
                />
              </label>
            ))}
          </div>
          <div className="desk-row">
            <Button loading={isBusy} onClick={() => void send(file, true, columns)}>
              {t('again')}
            </Button>
            <Button
              type="primary"
              loading={isBusy}
              disabled={columns.some((field, at) => field !== preview.columns[at])}
              onClick={() => void send(file, false, columns)}
            >
              {t('take')}
            </Button>
          </div>
          <Table
            size="small"
            rowKey="row"
            dataSource={preview.sample}
            pagination={false}
            scroll={{ x: 760, y: 420 }}
            columns={[
              { title: t('row'), dataIndex: 'row', width: 60 },
              { title: t('document'), key: 'document', width: 190, render: (_, one) => one.document ?? '—' },
              { title: t('who'), key: 'who', width: 100, render: (_, one) => one.name ?? '—' },
              { title: t('door'), key: 'door', width: 110, render: (_, one) => one.door ?? '—' },
              { title: t('kind'), key: 'kind', width: 130, render: (_, one) => (one.kind === null ? '—' : word(kindWords[one.kind])) },
              { title: t('from'), key: 'from', width: 110, render: (_, one) => one.from ?? '—' },
              { title: t('problem'), key: 'problem', render: (_, one) => (one.problem === null ? '' : word(unmatchedWords[one.problem])) },
            ]}
          />
        </>
      )}
    </section>
  )
}
