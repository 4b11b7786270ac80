// 导入: giver and file, what it would do, the columns put right, then taken.
import { FOREIGN_METHODS, type ForeignField, type ForeignMethod } from '@xiaomen/rules/foreign'
import { Alert, Form, Input, Modal, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { GiverFile } from '../../desk/giver-file.tsx'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { refresh, upload, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { foreignText } from './desk-text.ts'
import { faultWords, fieldWords, foundWords, methodWords, resultWords } from './words.ts'

type Preview = Out<'foreign.importFile'>

const MOST_ROWS = 10_000

export function ImportTab({ areaId }: { areaId: string }) {
  const t = useText(foreignText)
  const notify = useNotify()
  const givers = useQuery('foreign.listGivers', { areaId })
  return (
    <section className="desk-panel desk-stack" aria-label={t('importTab')}>
      <GiverFile<ForeignField, Preview>
        givers={givers.data ?? []}
        fields={fieldWords}
        mostRows={MOST_ROWS}
        take={t('take')}
        send={(input, file) => upload('foreign.importFile', { ...input, areaId }, file)}
        onTaken={(seen) => {
          notify.done(t('taken', { matched: seen.matched, aside: seen.unmatched + seen.ambiguous }))
          for (const word of ['foreign', 'tasks', 'testing']) void refresh(word)
        }}
        counts={(seen) => <Counts of={seen} />}
        details={(seen) => (
          <>
            <Faults of={seen} />
            <Sample of={seen} />
          </>
        )}
        addGiver={(onClose) => <AddGiver areaId={areaId} onClose={onClose} />}
      />
    </section>
  )
}

function Counts({ of }: { of: Preview }) {
  const t = useText(foreignText)
  return (
    <>
      <p className="desk-row" role="status">
        <Tag>{t('rows', { n: of.rows })}</Tag>
        <Tag>{t('matched', { n: of.matched })}</Tag>
        {of.positives > 0 && (
          <Tag>
            <strong>! {t('positives', { n: of.positives })}</strong>
          </Tag>
        )}
        {of.known > 0 && <Tag>{t('known', { n: of.known })}</Tag>}
        {of.unmatched > 0 && <Tag>{t('unmatchedN', { n: of.unmatched })}</Tag>}
        {of.ambiguous > 0 && <Tag>{t('ambiguousN', { n: of.ambiguous })}</Tag>}
        {of.faults.length > 0 && <Tag>{t('faultsN', { n: of.faults.length })}</Tag>}
      </p>
      {of.isAgain && <Alert type="info" showIcon title={t('isAgain')} />}
      {!of.isEnough && <Alert type="warning" showIcon title={t('notEnough')} />}
    </>
  )
}

function Faults({ of }: { of: Preview }) {
  const t = useText(foreignText)
  const word = useWord()
  if (of.faults.length === 0) return null
  return (
    <section aria-label={t('faults')}>
      <h3>{t('faults')}</h3>
      <Table
        size="small"
        rowKey="row"
        dataSource={of.faults}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('row'), dataIndex: 'row', width: 90 },
          { title: t('why'), key: 'why', render: (_, one) => word(faultWords[one.fault]) },
        ]}
      />
    </section>
  )
}

function Sample({ of }: { of: Preview }) {
  const t = useText(foreignText)
  const word = useWord()
  if (of.sample.length === 0) return null
  return (
    <Table
      size="small"
      rowKey="row"
      dataSource={of.sample}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 860 }}
      columns={[
        { title: t('row'), dataIndex: 'row', width: 70 },
        { title: t('who'), key: 'who', width: 90, render: (_, one) => one.name ?? '—' },
        { title: t('document'), key: 'document', width: 150, render: (_, one) => one.document ?? '—' },
        { title: t('sampledAt'), key: 'at', width: 130, render: (_, one) => showMoment(new Date(one.sampledAt)) },
        { title: t('method'), key: 'method', width: 110, render: (_, one) => word(methodWords[one.method]) },
        { title: t('result'), key: 'result', width: 90, render: (_, one) => (one.result === null ? t('hidden') : word(resultWords[one.result])) },
        { title: t('found'), key: 'found', width: 190, render: (_, one) => word(foundWords[one.found]) },
        { title: t('door'), key: 'door', width: 100, render: (_, one) => one.door ?? '—' },
      ]}
    />
  )
}

type Fields = { name: string; method: ForeignMethod }
function AddGiver({ areaId, onClose }: { areaId: string; onClose: (added: string | null) => void }) {
  const t = useText(foreignText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Fields>()
  const [id] = useState(uuidv7)
  const add = useDo('foreign.addGiver', { said: t('saved') })
  return (
    <Modal
      open
      title={t('addGiver')}
      okText={t('save')}
      cancelText={d('cancel')}
      confirmLoading={add.isBusy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ method: 'nucleic' }}
        onFinish={async (fields) => {
          if ((await add.run({ id, areaId, ...fields })) !== null) onClose(id)
        }}
      >
        <Form.Item name="name" label={t('giverName')} rules={[{ required: true, message: d('required') }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="method" label={t('giverMethod')}>
          <Select options={FOREIGN_METHODS.map((one) => ({ value: one, label: word(methodWords[one]) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
