import { PlusOutlined } from '@ant-design/icons'
import { SIGNAL_KINDS, SOURCE_TRUSTS } from '@xiaomen/rules/status'
import { Button, Form, Input, Modal, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { SecretDialog, SourceWaits } from './desk-source-acts.tsx'
import { statusText } from './desk-text.ts'
import { kindWords, trustWords } from './words.ts'

type Source = Out<'status.listSources'>[number]

function AddDialog({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const t = useText(statusText)
  const d = useText(deskText)
  const word = useWord()
  const [id] = useState(uuidv7)
  const [form] = Form.useForm<Omit<In<'status.addSource'>, 'id' | 'areaId'>>()
  const add = useDo('status.addSource', { said: t('added'), alsoRefresh: ['approvals'] })
  const required = [{ required: true, message: d('required') }]
  return (
    <Modal
      open
      width={520}
      title={t('addSource')}
      okText={t('addSource')}
      cancelText={d('cancel')}
      confirmLoading={add.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ trust: 'official' }}
        onFinish={async (values) => {
          if ((await add.run({ ...values, id, areaId })) !== null) onClose()
        }}
      >
        <Form.Item name="name" label={t('sourceName')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="trust" label={t('trust')} rules={required}>
          <Select options={SOURCE_TRUSTS.map((one) => ({ value: one, label: word(trustWords[one]) }))} />
        </Form.Item>
        <Form.Item name="kinds" label={t('mayGive')} rules={required}>
          <Select mode="multiple" options={SIGNAL_KINDS.map((one) => ({ value: one, label: word(kindWords[one]) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

export function SourcesTab({ areaId }: { areaId: string }) {
  const t = useText(statusText)
  const word = useWord()
  const { may } = useSession()
  const sources = useQuery('status.listSources', { areaId }, { keepPrevious: true })
  const set = useDo('status.setSourceActive')
  const [isAdding, setAdding] = useState(false)
  const [secretOf, setSecretOf] = useState<Source | null>(null)
  return (
    <section className="desk-panel" aria-label={t('sources')}>
      {may('status.manage') && (
        <div className="desk-panel-head">
          <span />
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('addSource')}
          </Button>
        </div>
      )}
      <Loaded of={sources}>
        {(list) => (
          <Table<Source>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 720 }}
            pagination={false}
            locale={{ emptyText: <Nothing says={t('noSources')} /> }}
            columns={[
              {
                title: t('sourceName'),
                key: 'name',
                width: 220,
                render: (_, one) => (
                  <>
                    <strong>{one.name}</strong>
                    <div className="desk-quiet">{word(trustWords[one.trust])}</div>
                    <SourceWaits of={one} />
                  </>
                ),
              },
              { title: t('mayGive'), key: 'kinds', render: (_, one) => one.kinds.map((kind) => <Tag key={kind}>{word(kindWords[kind])}</Tag>) },
              {
                title: t('state'),
                key: 'state',
                width: 90,
                render: (_, one) => (
                  <>
                    {t(one.isActive ? 'active' : 'off')}
                    <br />
                    {one.heardAt !== null && <span className="desk-quiet">{t('heard', { time: showMoment(new Date(one.heardAt)) })}</span>}
                  </>
                ),
              },
              {
                title: t('actions'),
                key: 'actions',
                width: 200,
                render: (_, one) =>
                  one.adding !== null ? null : one.mayManage ? (
                    <span className="desk-row">
                      <Button size="small" onClick={() => setSecretOf(one)}>
                        {t('interface')}
                      </Button>
                      <Button size="small" loading={set.isBusy} onClick={() => void set.run({ sourceId: one.id, isActive: !one.isActive })}>
                        {t(one.isActive ? 'switchOff' : 'switchOn')}
                      </Button>
                    </span>
                  ) : (
                    <span className="desk-quiet">{t('fromAbove')}</span>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {secretOf !== null && <SecretDialog of={secretOf} onClose={() => setSecretOf(null)} />}
      {isAdding && <AddDialog areaId={areaId} onClose={() => setAdding(false)} />}
    </section>
  )
}
