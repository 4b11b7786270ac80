// Asking: whom, from when to when, how far, on what ground and why. What a signer will read stands in it whole.
import { TRACE_GROUNDS, type TraceGround } from '@xiaomen/rules/presence'
import { Alert, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { call } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { tracesText } from './desk-text.ts'
import { groundWords } from './words.ts'

type Filled = { personId: string; from: string; to: string; ring: 1 | 2; ground: TraceGround; reason: string }
type Found = Out<'presence.findPeople'>
const DAY_MS = 86_400_000
const localOf = (at: Date): string => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
const instantOf = (local: string): string => new Date(local).toISOString()

export function AskTrace({ areaId, onClose }: { areaId: string; onClose: (traceId: string | null) => void }) {
  const t = useText(tracesText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(uuidv7)
  const [found, setFound] = useState<Found | null>(null)
  const [isFinding, setFinding] = useState(false)
  const ask = useDo('presence.askTrace', { said: t('asked'), alsoRefresh: ['approvals'] })
  const find = async (name: string) => {
    if (name.trim() === '') return
    setFinding(true)
    try {
      const answer = await call('presence.findPeople', { areaId, name })
      setFound(answer)
      form.setFieldValue('personId', answer.people.length === 1 ? answer.people[0]!.personId : undefined)
    } catch (error) {
      notify.failed(error)
    }
    setFinding(false)
  }
  const send = async ({ from, to, ...filled }: Filled) => {
    const done = await ask.run({ id, areaId, ...filled, from: instantOf(from), to: instantOf(to), refId: null })
    if (done !== null) onClose(done.id)
  }
  const needed = [{ required: true, message: d('required') }]
  const now = new Date()
  return (
    <Modal
      open
      title={t('ask')}
      okText={t('ask')}
      cancelText={d('cancel')}
      confirmLoading={ask.isBusy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ring: 1, ground: 'case', from: localOf(new Date(now.getTime() - 4 * DAY_MS)), to: localOf(now) }}
        onFinish={(filled) => void send(filled)}
      >
        <Form.Item label={t('whom')} htmlFor="trace-name">
          <Input.Search id="trace-name" maxLength={40} autoComplete="off" enterButton={t('find')} loading={isFinding} onSearch={(name) => void find(name)} />
        </Form.Item>
        {found !== null && found.people.length === 0 && <Alert type="info" showIcon title={found.isTooMany ? t('tooMany') : t('notFound')} />}
        {found !== null && found.isTooMany && found.people.length > 0 && <Alert type="info" showIcon title={t('tooMany')} />}
        <Form.Item name="personId" label={t('person')} rules={[{ required: true, message: t('pick') }]} hidden={found === null || found.people.length === 0}>
          <Radio.Group
            className="desk-radios"
            options={(found?.people ?? []).map((one) => ({ value: one.personId, label: [one.name ?? '—', one.door ?? ''].join(' ') }))}
          />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="from" label={t('from')} rules={needed}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="to" label={t('to')} rules={needed}>
            <Input type="datetime-local" />
          </Form.Item>
        </div>
        <Form.Item name="ring" label={t('ring')}>
          <Radio.Group
            className="desk-radios"
            options={[
              { value: 1, label: t('ring1') },
              { value: 2, label: t('ring2') },
            ]}
          />
        </Form.Item>
        <Form.Item name="ground" label={t('ground')} rules={needed}>
          <Select options={TRACE_GROUNDS.map((ground) => ({ value: ground, label: word(groundWords[ground]) }))} />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input.TextArea rows={2} maxLength={300} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}
