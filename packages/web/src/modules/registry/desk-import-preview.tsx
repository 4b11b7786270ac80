import { DownloadOutlined } from '@ant-design/icons'
import { IMPORT_FIELDS, type ImportField } from '@xiaomen/rules/registry'
import { Alert, Button, Checkbox, Radio, Select, Table, Tabs } from 'antd'
import { useState } from 'react'
import { Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { fieldWords, useWord } from '../../desk/words.ts'
import { download } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import './desk-registry.css'
import { choiceWords, importText, matchWords, problemWords } from './desk-text.ts'

type Import = Out<'registry.getImport'>
type Choice = keyof typeof choiceWords
const CHOICES: readonly Choice[] = ['skip', 'update', 'addAnyway']

function Columns({ of }: { of: Import }) {
  const t = useText(importText)
  const word = useWord()
  const [fields, setFields] = useState<(ImportField | null)[]>(() => of.columns.map((column) => column.field))
  const remap = useDo('registry.remapImport')
  const isChanged = fields.some((field, index) => field !== of.columns[index]?.field)
  const isTwice = fields.some((field, index) => field !== null && fields.indexOf(field) !== index)
  return (
    <>
      <div className="desk-panel-head">
        <span className="desk-quiet">{t('columnsHint')}</span>
        {isChanged && (
          <Button type="primary" disabled={isTwice} loading={remap.isBusy} onClick={() => void remap.run({ importId: of.id, fields })}>
            {t('remap')}
          </Button>
        )}
      </div>
      {isTwice && <Alert type="warning" showIcon title={t('twice')} className="desk-gap-below" />}
      <Table
        size="small"
        rowKey="index"
        pagination={false}
        scroll={{ x: 560 }}
        dataSource={of.columns.map((column, index) => ({ ...column, index }))}
        columns={[
          { title: t('header'), dataIndex: 'header', width: 180 },
          { title: t('samples'), key: 'samples', render: (_, column) => <span className="desk-quiet">{column.samples.slice(0, 3).join(' · ')}</span> },
          {
            title: t('meaning'),
            key: 'field',
            width: 200,
            render: (_, column) => (
              <Select<ImportField | ''>
                aria-label={`${t('meaning')}: ${column.header}`}
                style={{ width: '100%' }}
                value={fields[column.index] ?? ''}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(chosen) => setFields(fields.map((field, index) => (index === column.index ? (chosen === '' ? null : chosen) : field)))}
                options={[{ value: '' as const, label: t('ignore') }, ...IMPORT_FIELDS.map((field) => ({ value: field, label: word(fieldWords[field]) }))]}
              />
            ),
          },
        ]}
      />
    </>
  )
}

function Problems({ of }: { of: Import }) {
  const t = useText(importText)
  const word = useWord()
  const lang = useLang()
  const notify = useNotify()
  const [kind, setKind] = useState<string>('all')
  const kinds = [...new Set(of.problems.map((one) => one.problem))]
  if (of.problems.length === 0) return <Nothing says={t('problemsNone')} />
  return (
    <>
      <div className="desk-panel-head">
        <Select
          aria-label={t('filter')}
          style={{ width: 280, maxWidth: '100%' }}
          value={kind}
          onChange={setKind}
          options={[{ value: 'all', label: t('all') }, ...kinds.map((one) => ({ value: one as string, label: word(problemWords[one]) }))]}
        />
        <Button
          icon={<DownloadOutlined />}
          onClick={() => void download('registry.downloadImportErrors', { importId: of.id, lang }).then(() => notify.done(t('downloaded')), notify.failed)}
        >
          {t('downloadErrors')}
        </Button>
      </div>
      {of.problems.length >= 500 && <p className="desk-quiet">{t('problemsMore', { n: of.problems.length })}</p>}
      <Table
        size="small"
        scroll={{ x: 600 }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={of.problems.filter((one) => kind === 'all' || one.problem === kind).map((one, index) => ({ ...one, key: index }))}
        columns={[
          { title: t('row'), dataIndex: 'row', width: 72, align: 'right' },
          { title: t('column'), key: 'column', width: 160, render: (_, one) => one.column ?? (one.field === null ? '' : word(fieldWords[one.field])) },
          { title: t('what'), key: 'problem', width: 260, render: (_, one) => word(problemWords[one.problem]) },
          { title: t('collides'), key: 'other', width: 200, render: (_, one) => one.other ?? '' },
        ]}
      />
    </>
  )
}

type DuplicateProps = {
  of: Import
  all: Choice
  rows: Record<string, Choice>
  onAll: (choice: Choice) => void
  onRow: (row: number, choice: Choice | null) => void
}
function Duplicates({ of, all, rows, onAll, onRow }: DuplicateProps) {
  const t = useText(importText)
  const word = useWord()
  if (of.duplicates.length === 0) return <Nothing says={t('problemsNone')} />
  return (
    <>
      <p className="desk-quiet">{t('duplicatesHint')}</p>
      <div className="desk-row desk-gap-below">
        <span>{t('forAll')}</span>
        <Radio.Group
          aria-label={t('forAll')}
          optionType="button"
          value={all}
          onChange={(event) => onAll(event.target.value as Choice)}
          options={CHOICES.map((one) => ({ value: one, label: word(choiceWords[one]) }))}
        />
      </div>
      <Table
        size="small"
        scroll={{ x: 640 }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={of.duplicates.map((one, index) => ({ ...one, key: index }))}
        columns={[
          { title: t('row'), dataIndex: 'row', width: 72, align: 'right' },
          { title: t('person'), dataIndex: 'name', width: 120 },
          { title: t('matches'), key: 'matches', width: 150, render: (_, one) => word(matchWords[one.matches]) },
          { title: t('other'), dataIndex: 'other' },
          {
            title: t('choice'),
            key: 'choice',
            width: 170,
            render: (_, one) => (
              <Select<Choice | ''>
                aria-label={`${t('choice')}: ${t('row')} ${one.row}`}
                style={{ width: '100%' }}
                value={rows[String(one.row)] ?? ''}
                onChange={(chosen) => onRow(one.row, chosen === '' ? null : chosen)}
                options={[{ value: '' as const, label: t('sameAsAll') }, ...CHOICES.map((choice) => ({ value: choice, label: word(choiceWords[choice]) }))]}
              />
            ),
          },
        ]}
      />
    </>
  )
}

/** Nothing is in the ledger yet: what was read, what is wrong, what is double, and the one button that writes it. */
export function ImportPreview({ of, onLeave }: { of: Import; onLeave: () => void }) {
  const t = useText(importText)
  const [leavesOut, setLeavesOut] = useState(false)
  const [all, setAll] = useState<Choice>('skip')
  const [rows, setRows] = useState<Record<string, Choice>>({})
  const commit = useDo('registry.commitImport', { alsoRefresh: ['areas', 'daily'] })
  const { counts } = of
  const setRow = (row: number, choice: Choice | null) =>
    setRows((now) => {
      const { [String(row)]: _dropped, ...rest } = now
      return choice === null ? rest : { ...rest, [String(row)]: choice }
    })
  const isBlocked = counts.wrongRows > 0 && !leavesOut
  return (
    <section className="desk-panel desk-stack" aria-label={of.fileName}>
      <h2>{of.fileName}</h2>
      <dl className="desk-figures">
        {(['rows', 'wrongRows', 'compounds', 'buildings', 'units', 'homes', 'people', 'duplicates'] as const).map((key) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd className={key === 'wrongRows' && counts.wrongRows > 0 ? 'is-wrong' : ''}>
              {key === 'wrongRows' && counts.wrongRows > 0 ? '✕ ' : ''}
              {counts[key].toLocaleString()}
            </dd>
          </div>
        ))}
      </dl>
      <Tabs
        defaultActiveKey={of.problems.length > 0 ? 'problems' : 'columns'}
        items={[
          { key: 'columns', label: t('columns'), children: <Columns of={of} /> },
          { key: 'problems', label: `${t('problems')} (${of.problems.length >= 500 ? '500+' : of.problems.length})`, children: <Problems of={of} /> },
          {
            key: 'duplicates',
            label: `${t('duplicates')} (${counts.duplicates})`,
            children: <Duplicates of={of} all={all} rows={rows} onAll={setAll} onRow={setRow} />,
          },
        ]}
      />
      <div className="desk-commit">
        {counts.wrongRows > 0 && (
          <div>
            <Checkbox checked={leavesOut} onChange={(event) => setLeavesOut(event.target.checked)}>
              {t('leaveOut', { n: counts.wrongRows })}
            </Checkbox>
            {isBlocked && <p className="desk-quiet">{t('leaveOutNeeded')}</p>}
          </div>
        )}
        <div className="desk-row">
          <Button
            type="primary"
            size="large"
            disabled={isBlocked || counts.rows - counts.wrongRows === 0}
            loading={commit.isBusy}
            onClick={() => void commit.run({ importId: of.id, leaveOutWrongRows: leavesOut, duplicates: all, rows })}
          >
            {t('commit', { n: (counts.rows - (leavesOut ? counts.wrongRows : 0)).toLocaleString() })}
          </Button>
          <Button size="large" onClick={onLeave}>
            {t('discard')}
          </Button>
        </div>
      </div>
    </section>
  )
}
