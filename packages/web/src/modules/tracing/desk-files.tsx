// 名单进出: a list taken in after a look at what it would do; a list given out, with names only when two agree.
import { DownloadOutlined } from '@ant-design/icons'
import { LINE_LAYOUTS, type LineLayout } from '@xiaomen/rules/tracing'
import { Alert, Button, Checkbox, Form, Input, Segmented, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, Problem, useDo, useNotify } from '../../desk/parts.tsx'
import { SheetDrop } from '../../desk/sheet-drop.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { download, refresh, upload, useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { tracingText } from './desk-text.ts'
import { lineFaultWords, lineFieldWords, standingWords } from './words.ts'

export function FilesTab({ areaId }: { areaId: string }) {
  return (
    <div className="desk-stack">
      <ImportPanel areaId={areaId} />
      <ExportPanel areaId={areaId} />
    </div>
  )
}

const useLayoutWord = () => {
  const t = useText(tracingText)
  return (layout: LineLayout | 'fhir') => (layout === 'zh' ? t('formatZh') : layout === 'en' ? t('formatEn') : layout === 'goData' ? 'Go.Data' : 'FHIR R4')
}

type Preview = Out<'tracing.importLines'>
type Otherwise = In<'tracing.importLines'>['otherwise']
function ImportPanel({ areaId }: { areaId: string }) {
  const t = useText(tracingText)
  const word = useWord()
  const notify = useNotify()
  const layoutWord = useLayoutWord()
  const [otherwise, setOtherwise] = useState<Otherwise>('contact')
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const [id, setId] = useState(uuidv7)
  const start = () => {
    setFile(null)
    setPreview(null)
    setError(null)
    setId(uuidv7())
  }
  const send = async (chosen: File, isPreview: boolean) => {
    setBusy(true)
    setError(null)
    try {
      const seen = await upload('tracing.importLines', { id, areaId, otherwise, isPreview }, chosen)
      if (isPreview) {
        setFile(chosen)
        setPreview(seen)
        return
      }
      notify.done(t('takenIn', { added: seen.added, meetings: seen.meetings }))
      start()
      void refresh('tracing')
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="desk-panel desk-stack" aria-label={t('importTitle')}>
      <h2>{t('importTitle')}</h2>
      <div className="desk-row">
        <span>{t('otherwise')}</span>
        <Segmented<Otherwise>
          aria-label={t('otherwise')}
          value={otherwise}
          disabled={file !== null}
          onChange={setOtherwise}
          options={(['case', 'contact', 'secondaryContact'] as const).map((one) => ({ value: one, label: word(standingWords[one]) }))}
        />
        {LINE_LAYOUTS.map((layout) => (
          <Button key={layout} icon={<DownloadOutlined />} onClick={() => void download('tracing.getTemplate', { areaId, layout }).catch(notify.failed)}>
            {t('template')} {layoutWord(layout)}
          </Button>
        ))}
      </div>
      {error !== null && <Problem error={error} />}
      {preview === null || file === null ? (
        <SheetDrop says={t('file')} hint={t('fileHint')} isOff={isBusy} onFile={(chosen) => void send(chosen, true)} />
      ) : (
        <>
          <p className="desk-row" role="status">
            <Tag>{t('rows', { n: preview.rows })}</Tag>
            <Tag>{t('added', { n: preview.added })}</Tag>
            {preview.matched > 0 && <Tag>{t('matched', { n: preview.matched })}</Tag>}
            {preview.known > 0 && <Tag>{t('knownN', { n: preview.known })}</Tag>}
            <Tag>{t('meetingsN', { n: preview.meetings })}</Tag>
            {preview.faulty > 0 && <Tag color="orange">{t('faultsN', { n: preview.faulty })}</Tag>}
          </p>
          {preview.isAgain && <Alert type="info" showIcon title={t('isAgain')} />}
          {!preview.isEnough && <Alert type="warning" showIcon title={t('notEnough')} />}
          <p className="desk-quiet">
            {preview.columns.map(({ header, field }) => `${header} → ${field === null ? '—' : word(lineFieldWords(field))}`).join(' · ')}
          </p>
          <div className="desk-row">
            <Button onClick={start}>{t('another')}</Button>
            <Button type="primary" loading={isBusy} disabled={!preview.isEnough} onClick={() => void send(file, false)}>
              {t('takeIn')}
            </Button>
          </div>
          {preview.faults.length > 0 && (
            <Table<Preview['faults'][number]>
              size="small"
              rowKey={(one) => `${one.row} ${one.field}`}
              dataSource={preview.faults}
              pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
              columns={[
                { title: t('row'), dataIndex: 'row', width: 80 },
                { title: t('field'), key: 'field', width: 140, render: (_, one) => word(lineFieldWords(one.field)) },
                { title: t('why'), key: 'why', render: (_, one) => word(lineFaultWords[one.fault]) },
              ]}
            />
          )}
        </>
      )}
    </section>
  )
}

type Fields = { format: LineLayout | 'fhir'; withNames: boolean; reason: string }
type Given = Out<'tracing.listExports'>[number]
function ExportPanel({ areaId }: { areaId: string }) {
  const t = useText(tracingText)
  const d = useText(deskText)
  const notify = useNotify()
  const layoutWord = useLayoutWord()
  const [form] = Form.useForm<Fields>()
  const exports = useQuery('tracing.listExports', { areaId }, { keepPrevious: true })
  const ask = useDo('tracing.askExport')
  const sign = useDo('tracing.signExport', { said: t('signed') })
  return (
    <section className="desk-panel desk-stack" aria-label={t('exportTitle')}>
      <h2>{t('exportTitle')}</h2>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ format: 'zh', withNames: false }}
        onFinish={async (fields) => {
          const done = await ask.run({ id: uuidv7(), areaId, ...fields })
          if (done === null) return
          notify.done(done.needsSecond ? t('askedTwo') : t('asked'))
          form.resetFields()
        }}
      >
        <Form.Item name="format" label={t('format')}>
          <Select style={{ maxWidth: 260 }} options={[...LINE_LAYOUTS, 'fhir' as const].map((one) => ({ value: one, label: layoutWord(one) }))} />
        </Form.Item>
        <Form.Item name="withNames" valuePropName="checked" extra={t('withNamesHint')}>
          <Checkbox>{t('withNames')}</Checkbox>
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={ask.isBusy}>
          {t('ask')}
        </Button>
      </Form>
      <Loaded of={exports}>
        {(list) => (
          <Table<Given>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 760 }}
            pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('noExports')} /> }}
            columns={[
              { title: t('day'), key: 'at', width: 120, render: (_, one) => showMoment(new Date(one.at)) },
              { title: t('who'), key: 'by', width: 160, render: (_, one) => `${one.by} ${one.unit}` },
              { title: t('format'), key: 'format', width: 160, render: (_, one) => `${layoutWord(one.format)}${one.withNames ? '' : ` · ${t('plain')}`}` },
              { title: t('people'), dataIndex: 'people', width: 80 },
              { title: t('reason'), key: 'reason', render: (_, one) => one.reason ?? '—' },
              {
                title: '',
                key: 'act',
                width: 160,
                render: (_, one) =>
                  one.state === 'ready' && one.isOwn ? (
                    <div className="desk-row">
                      {one.format === 'fhir' ? (
                        <Fetch exportId={one.id} as="xlsx" says="JSON" />
                      ) : (
                        (['xlsx', 'csv'] as const).map((as) => <Fetch key={as} exportId={one.id} as={as} says={as === 'csv' ? 'CSV' : 'Excel'} />)
                      )}
                    </div>
                  ) : one.maySign ? (
                    <Button size="small" loading={sign.isBusy} onClick={() => void sign.run({ exportId: one.id })}>
                      {t('sign')}
                    </Button>
                  ) : (
                    <span className="desk-quiet">{t(one.state)}</span>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}

function Fetch({ exportId, as, says }: { exportId: string; as: 'xlsx' | 'csv'; says: string }) {
  const notify = useNotify()
  return (
    <Button size="small" type="primary" onClick={() => void download('tracing.fetchExport', { exportId, as }).catch(notify.failed)}>
      {says}
    </Button>
  )
}
