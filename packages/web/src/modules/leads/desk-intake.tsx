// 接收: a giver's list, what it would do, the columns put right, then taken; one lead by hand; and the interfaces of other systems.
import { PlusOutlined } from '@ant-design/icons'
import { LEAD_KINDS, type LeadField, type LeadKind } from '@xiaomen/rules/leads'
import { Alert, Button, Form, Input, Modal, Radio, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { GiverFile } from '../../desk/giver-file.tsx'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { refresh, upload, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { LeadChannels } from './desk-channels.tsx'
import { leadsText } from './desk-text.ts'
import { faultWords, fieldWords, kindWords } from './words.ts'

type Preview = Out<'leads.importFile'>

export function IntakeTab({ areaId }: { areaId: string }) {
  const t = useText(leadsText)
  const { may } = useSession()
  const [isNoting, setNoting] = useState(false)
  return (
    <div className="desk-stack">
      <section className="desk-panel desk-stack" aria-label={t('intakeTab')}>
        <ListIn areaId={areaId} />
      </section>
      <section className="desk-panel desk-row">
        <Button icon={<PlusOutlined />} onClick={() => setNoting(true)}>
          {t('addLead')}
        </Button>
        <span className="desk-quiet">{t('addLeadHelp')}</span>
      </section>
      {may('leads.channels') && <LeadChannels areaId={areaId} />}
      {isNoting && <NoteLead areaId={areaId} onClose={() => setNoting(false)} />}
    </div>
  )
}

const MOST_ROWS = 10_000

function ListIn({ areaId }: { areaId: string }) {
  const t = useText(leadsText)
  const notify = useNotify()
  const givers = useQuery('leads.listGivers', { areaId })
  return (
    <GiverFile<LeadField, Preview>
      givers={givers.data ?? []}
      fields={fieldWords}
      mostRows={MOST_ROWS}
      take={t('take')}
      send={(input, file) => upload('leads.importFile', { ...input, areaId }, file)}
      onTaken={(seen) => {
        notify.done(t('taken', { fresh: seen.fresh, merged: seen.merged }))
        void refresh('leads')
      }}
      counts={(seen) => <Counts of={seen} />}
      details={(seen) => (
        <>
          <Unread of={seen} />
          <Sample of={seen} />
        </>
      )}
      addGiver={(onClose) => <AddGiver areaId={areaId} onClose={onClose} />}
    />
  )
}

function Counts({ of }: { of: Preview }) {
  const t = useText(leadsText)
  return (
    <>
      <p className="desk-row" role="status">
        <Tag>{t('rows', { n: of.rows })}</Tag>
        <Tag>{t('freshN', { n: of.fresh })}</Tag>
        {of.merged > 0 && <Tag>{t('mergedN', { n: of.merged })}</Tag>}
        {of.known > 0 && <Tag>{t('knownN', { n: of.known })}</Tag>}
        <Tag>{t('suggestedN', { n: of.suggested })}</Tag>
        {of.doubtful > 0 && <Tag>{t('doubtfulN', { n: of.doubtful })}</Tag>}
        {of.unread.length > 0 && <Tag>{t('unreadN', { n: of.unread.length })}</Tag>}
      </p>
      {of.isAgain && <Alert type="info" showIcon title={t('isAgain')} />}
      {!of.isEnough && <Alert type="warning" showIcon title={t('notEnough')} />}
    </>
  )
}

function Unread({ of }: { of: Preview }) {
  const t = useText(leadsText)
  const word = useWord()
  if (of.unread.length === 0) return null
  return (
    <section aria-label={t('unreadRows')}>
      <h3>{t('unreadRows')}</h3>
      <Table
        size="small"
        rowKey="row"
        dataSource={of.unread}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('row'), dataIndex: 'row', width: 90 },
          { title: t('where'), key: 'where', width: 120, render: (_, one) => word(fieldWords[one.field]) },
          { title: t('why'), key: 'why', render: (_, one) => word(faultWords[one.fault]) },
        ]}
      />
    </section>
  )
}

function Sample({ of }: { of: Preview }) {
  const t = useText(leadsText)
  const word = useWord()
  if (of.sample.length === 0) return null
  const found = { fresh: t('freshN', { n: '' }), merged: t('mergedN', { n: '' }), known: t('knownN', { n: '' }) }
  return (
    <Table
      size="small"
      rowKey="row"
      dataSource={of.sample}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 860 }}
      columns={[
        { title: t('row'), dataIndex: 'row', width: 70 },
        { title: t('who'), key: 'who', width: 110, render: (_, one) => one.name ?? t('noName') },
        { title: t('kind'), key: 'kind', width: 110, render: (_, one) => word(kindWords[one.kind]) },
        { title: word(fieldWords.phone), key: 'phone', width: 130, render: (_, one) => one.phone ?? '—' },
        { title: word(fieldWords.documentNumber), key: 'document', width: 150, render: (_, one) => one.document ?? '—' },
        { title: word(fieldWords.address), key: 'address', render: (_, one) => one.address ?? '—' },
        { title: t('state'), key: 'found', width: 120, render: (_, one) => found[one.found] },
      ]}
    />
  )
}

type GiverFields = { name: string; kind: LeadKind }
function AddGiver({ areaId, onClose }: { areaId: string; onClose: (added: string | null) => void }) {
  const t = useText(leadsText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<GiverFields>()
  const [id] = useState(uuidv7)
  const add = useDo('leads.addGiver', { said: t('saved') })
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
      <Form<GiverFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'contact' }}
        onFinish={async (fields) => {
          if ((await add.run({ id, areaId, ...fields })) !== null) onClose(id)
        }}
      >
        <Form.Item name="name" label={t('giverName')} rules={[{ required: true, message: d('required') }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="kind" label={t('giverKind')}>
          <Select options={LEAD_KINDS.map((one) => ({ value: one, label: word(kindWords[one]) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

type NoteFields = { way: 'phone' | 'form'; kind: LeadKind; name?: string; phone?: string; document?: string; address?: string; said?: string }
function NoteLead({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const t = useText(leadsText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const [form] = Form.useForm<NoteFields>()
  const [id] = useState(uuidv7)
  const add = useDo('leads.add')
  const save = async ({ way, kind, ...typed }: NoteFields) => {
    const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined && value.trim() !== ''))
    const done = await add.run({ id, areaId, way, kind, ...filled })
    if (done === null) return
    notify.done(t(done.isMerged ? 'addedMerged' : 'added'))
    onClose()
  }
  return (
    <Modal open title={t('addLead')} okText={t('save')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form<NoteFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ way: 'phone', kind: 'contact' }}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="way" label={t('way')}>
          <Radio.Group
            options={[
              { value: 'phone', label: t('byPhone') },
              { value: 'form', label: t('byForm') },
            ]}
          />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')}>
          <Select options={LEAD_KINDS.map((one) => ({ value: one, label: word(kindWords[one]) }))} />
        </Form.Item>
        <Form.Item name="name" label={word(fieldWords.name)}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="phone" label={word(fieldWords.phone)}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="document" label={word(fieldWords.documentNumber)}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="address" label={word(fieldWords.address)}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="said" label={word(fieldWords.said)}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
