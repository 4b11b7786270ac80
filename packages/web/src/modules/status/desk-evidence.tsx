import { REVEAL_PURPOSES } from '@xiaomen/rules/access'
import { Form, Input, Modal, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { purposeWords, useWord } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { statusText } from './desk-text.ts'

export function EvidenceDialog({ signalId, onClose }: { signalId: string; onClose: () => void }) {
  const t = useText(statusText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Omit<In<'status.revealEvidence'>, 'signalId'>>()
  const reveal = useDo('status.revealEvidence')
  const [shown, setShown] = useState<Out<'status.revealEvidence'> | null>(null)
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(onClose, Math.max(0, new Date(shown.until).getTime() - Date.now()))
    return () => clearTimeout(timer)
  }, [shown, onClose])
  return (
    <Modal
      open
      width={520}
      title={t('revealTitle')}
      okText={shown === null ? t('reveal') : d('close')}
      cancelText={d('cancel')}
      confirmLoading={reveal.isBusy}
      onCancel={onClose}
      onOk={() => (shown === null ? form.submit() : onClose())}
      {...(shown === null ? {} : { footer: (_, { OkBtn }) => <OkBtn /> })}
    >
      <p className="desk-note">{t('revealNote')}</p>
      {shown === null ? (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={async (values) => {
            setShown(await reveal.run({ ...values, signalId }))
          }}
        >
          <Form.Item name="purpose" label={t('purpose')} rules={[{ required: true, message: d('required') }]}>
            <Select options={REVEAL_PURPOSES.map((one) => ({ value: one, label: word(purposeWords[one]) }))} />
          </Form.Item>
          <Form.Item name="reason" label={t('why')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        </Form>
      ) : (
        <blockquote className="desk-note">{shown.evidence ?? t('noEvidence')}</blockquote>
      )}
    </Modal>
  )
}
