import { PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal, Select, Table } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { AreaSelect } from '../../desk/area-select.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { statusText } from './desk-text.ts'
import './desk-status.css'

type Hook = Out<'status.listHooks'>[number]
const KINDS = ['wecom', 'dingtalk'] as const
const COMMUNITY_ONLY = ['community'] as const

function AddDialog({ onClose }: { onClose: () => void }) {
  const t = useText(statusText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [id] = useState(uuidv7)
  const [form] = Form.useForm<Omit<In<'status.addHook'>, 'id'>>()
  const kind = Form.useWatch('kind', form)
  const add = useDo('status.addHook', { said: t('added') })
  const required = [{ required: true, whitespace: true, message: d('required') }]
  return (
    <Modal
      open
      width={520}
      title={t('addHook')}
      okText={t('addHook')}
      cancelText={d('cancel')}
      confirmLoading={add.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'wecom', ...(current?.level === 'community' ? { communityId: current.id } : {}) }}
        onFinish={async ({ secret, ...values }) => {
          if ((await add.run({ ...values, address: values.address.trim(), secret: secret?.trim() || null, id })) !== null) onClose()
        }}
      >
        <Form.Item name="communityId" label={d('areaChoose')} rules={required}>
          <AreaSelect levels={COMMUNITY_ONLY} deepest="community" />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="kind" label={t('hookKind')} rules={required}>
            <Select options={KINDS.map((one) => ({ value: one, label: t(one) }))} />
          </Form.Item>
          <Form.Item name="name" label={t('hookName')} rules={required}>
            <Input maxLength={40} />
          </Form.Item>
        </div>
        <Form.Item name="address" label={t('address')} extra={t('addressHelp')} rules={required}>
          <Input maxLength={500} autoComplete="off" spellCheck={false} />
        </Form.Item>
        {kind === 'dingtalk' && (
          <Form.Item name="secret" label={t('secret')} extra={t('addressHelp')}>
            <Input.Password maxLength={200} autoComplete="off" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

export function HooksTab({ areaId }: { areaId: string }) {
  const t = useText(statusText)
  const hooks = useQuery('status.listHooks', { areaId }, { keepPrevious: true })
  const set = useDo('status.setHookActive')
  const [isAdding, setAdding] = useState(false)
  return (
    <section className="desk-panel" aria-label={t('hooks')}>
      <div className="desk-panel-head">
        <span className="desk-quiet">{t('hooksHelp')}</span>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('addHook')}
        </Button>
      </div>
      <Loaded of={hooks}>
        {(list) => (
          <Table<Hook>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 760 }}
            pagination={false}
            locale={{ emptyText: <Nothing says={t('noHooks')} /> }}
            columns={[
              { title: t('hookName'), dataIndex: 'name', width: 150 },
              { title: t('hookKind'), key: 'kind', width: 100, render: (_, one) => t(one.kind) },
              {
                title: t('state'),
                key: 'state',
                render: (_, one) => (
                  <>
                    {one.failingSince === null ? (
                      t(one.isActive ? 'active' : 'off')
                    ) : (
                      <span className="desk-sign desk-sign-notFree">
                        <span aria-hidden="true">✕</span> {t('failing', { time: showMoment(new Date(one.failingSince)) })}
                      </span>
                    )}
                    {one.waiting > 0 && <span className="desk-quiet"> {t('waiting', { n: one.waiting })}</span>}
                  </>
                ),
              },
              { title: t('sentAt'), key: 'sent', width: 140, render: (_, one) => (one.lastSentAt === null ? '—' : showMoment(new Date(one.lastSentAt))) },
              {
                title: t('actions'),
                key: 'actions',
                width: 110,
                render: (_, one) => (
                  <Button size="small" loading={set.isBusy} onClick={() => void set.run({ hookId: one.id, isActive: !one.isActive })}>
                    {t(one.isActive ? 'switchOff' : 'switchOn')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
    </section>
  )
}
