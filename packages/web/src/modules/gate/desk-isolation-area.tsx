// 临时隔离区: where people held at a gate wait, in the words the guard shows them.
import { EditOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { gatesText } from './desk-text.ts'

type Gate = Out<'gate.listGates'>[number]

export function IsolationArea({ gate }: { gate: Gate }) {
  const t = useText(gatesText)
  const { may } = useSession()
  const [isOpen, setOpen] = useState(false)
  return (
    <span className="desk-row">
      {gate.isolationArea ?? <span className="desk-quiet">{t('isolationAreaUnset')}</span>}
      {may('gate.manage', gate.path) && (
        <Button
          size="small"
          type="text"
          icon={<EditOutlined />}
          aria-label={`${t('isolationArea')}: ${gate.name} ${gate.areaName}`}
          onClick={() => setOpen(true)}
        />
      )}
      {isOpen && <IsolationAreaDialog gate={gate} onClose={() => setOpen(false)} />}
    </span>
  )
}

function IsolationAreaDialog({ gate, onClose }: { gate: Gate; onClose: () => void }) {
  const t = useText(gatesText)
  const d = useText(deskText)
  const [form] = Form.useForm<{ isolationArea?: string }>()
  const set = useDo('gate.setIsolationArea', { said: d('saved') })
  const save = async ({ isolationArea }: { isolationArea?: string }) => {
    const said = isolationArea?.trim() ?? ''
    if ((await set.run({ gateId: gate.id, isolationArea: said === '' ? null : said })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={t('isolationAreaTitle', { gate: `${gate.areaName} ${gate.name}` })}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={set.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t('isolationAreaSays')}</p>
      <Form form={form} layout="vertical" initialValues={{ isolationArea: gate.isolationArea ?? '' }} onFinish={(values) => void save(values)}>
        <Form.Item name="isolationArea" label={t('isolationArea')}>
          <Input maxLength={40} placeholder={t('isolationAreaHint')} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
