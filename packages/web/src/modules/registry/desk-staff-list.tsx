// 名单导入: a sheet or a pasted table is read, looked at row by row, and written whole.
import { Alert, Button, Input, Modal, Table, Upload } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { documentWords, useWord } from '../../desk/words.ts'
import { upload } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import './desk-registry.css'
import { enterpriseText, occupationWords, staffFieldWords, staffProblemWords } from './desk-enterprise-text.ts'

type Read = Out<'registry.readStaffList'>
type Row = Read['rows'][number]

export function StaffListDialog({ enterpriseId, onClose }: { enterpriseId: string; onClose: () => void }) {
  const t = useText(enterpriseText)
  const notify = useNotify()
  const [pasted, setPasted] = useState('')
  const [isReading, setReading] = useState(false)
  const [read, setRead] = useState<Read | null>(null)
  const [from, setFrom] = useState(today())
  const add = useDo('registry.addStaffList')
  const take = async (file: File) => {
    setReading(true)
    try {
      setRead(await upload('registry.readStaffList', { enterpriseId }, file))
    } catch (error) {
      notify.failed(error)
    } finally {
      setReading(false)
    }
  }
  const fresh = read?.rows.filter((row) => !row.worksHere) ?? []
  const write = async () => {
    const rows = fresh.map(({ name, phone, document, occupation, note }) => ({ name, phone, document, occupation, note }))
    const done = await add.run({ enterpriseId, from, rows })
    if (done === null) return
    notify.done(t('written', done))
    onClose()
  }
  return (
    <Modal
      open
      width={760}
      title={t('importStaff')}
      onCancel={onClose}
      footer={
        read === null
          ? [
              <Button key="cancel" onClick={onClose}>
                {t('cancel')}
              </Button>,
              <Button
                key="read"
                type="primary"
                loading={isReading}
                disabled={pasted.trim() === ''}
                onClick={() => void take(new File([`\uFEFF${pasted}`], 'pasted.csv', { type: 'text/csv' }))}
              >
                {t('read')}
              </Button>,
            ]
          : [
              <Button key="again" onClick={() => setRead(null)}>
                {t('again')}
              </Button>,
              <Button key="write" type="primary" loading={add.isBusy} disabled={fresh.length === 0} onClick={() => void write()}>
                {t('write', { n: fresh.length })}
              </Button>,
            ]
      }
    >
      {read === null ? (
        <div className="desk-stack">
          <p>{t('listLead')}</p>
          <Upload
            accept=".xlsx,.csv,.txt"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              void take(file)
              return false
            }}
          >
            <Button loading={isReading}>{t('choose')}</Button>
          </Upload>
          <Input.TextArea
            aria-label={t('paste')}
            placeholder={t('hintRow')}
            rows={8}
            maxLength={100_000}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        </div>
      ) : (
        <Preview read={read} from={from} onFrom={setFrom} />
      )}
    </Modal>
  )
}

function Preview({ read, from, onFrom }: { read: Read; from: string; onFrom: (day: string) => void }) {
  const t = useText(enterpriseText)
  const word = useWord()
  return (
    <div className="desk-stack">
      <p role="status">✓ {t('rowsOk', { n: read.rows.filter((row) => !row.worksHere).length })}</p>
      {read.problems.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('rowsWrong', { n: read.problems.length })}
          description={
            <ul className="desk-dues">
              {read.problems.slice(0, 100).map((one) => (
                <li key={`${one.row} ${one.field ?? ''} ${one.problem}`}>
                  {t('row', { n: one.row })}
                  {one.field === null ? '' : ` · ${word(staffFieldWords[one.field])}`}: {word(staffProblemWords[one.problem])}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <label htmlFor="staff-from">{t('from')}</label>
      <DayInput id="staff-from" value={from} latest={today()} onChange={(day) => onFrom(day ?? today())} />
      <Table<Row>
        size="small"
        rowKey="row"
        dataSource={read.rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 620 }}
        columns={[
          { title: '#', dataIndex: 'row', width: 50 },
          {
            title: t('personName'),
            key: 'name',
            render: (_, row) => (
              <>
                {row.name} {row.worksHere && <span className="desk-quiet">({t('worksHere')})</span>}
              </>
            ),
          },
          { title: t('phone'), dataIndex: 'phone' },
          {
            title: t('document'),
            key: 'document',
            render: (_, row) => (row.document === null ? '' : `${word(documentWords[row.document.kind])} ${row.document.number}`),
          },
          { title: t('occupation'), key: 'occupation', render: (_, row) => row.note ?? word(occupationWords[row.occupation]) },
        ]}
      />
    </div>
  )
}
