import { EyeOutlined } from '@ant-design/icons'
import { REVEAL_PURPOSES, type RevealPurpose } from '@xiaomen/rules/access'
import { Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { purposeWords, useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import type { Person } from './desk-home-body.tsx'
import { homeText } from './desk-text.ts'
import { useRevealLeft } from './reveal-clock.ts'

type Ask = { personId: string; dataClass: 'phone' | 'document' }
type Shown = { value: string | null }

/** A masked field that opens for five minutes when a purpose is given, counts them down, and closes by itself. */
export function Revealable({ person, dataClass, mayReveal }: { person: Person; dataClass: 'phone' | 'document'; mayReveal: boolean }) {
  const t = useText(homeText)
  const [isAsking, setAsking] = useState(false)
  const [shown, setShown] = useState<Shown | null>(null)
  const value = person[dataClass]
  const label = t(dataClass === 'phone' ? 'phone' : 'document')
  if (shown !== null) return <InFull shown={shown} onOver={() => setShown(null)} />
  return (
    <span className="desk-row">
      <span className={value === null ? 'desk-quiet' : 'desk-mono'}>{value ?? t('none')}</span>
      {mayReveal && value?.includes('*') === true && (
        <Button type="link" size="small" icon={<EyeOutlined />} aria-label={`${t('reveal')}: ${label}`} onClick={() => setAsking(true)}>
          {t('reveal')}
        </Button>
      )}
      {isAsking && (
        <PurposeDialog title={`${t('revealTitle')}: ${label}`} ask={{ personId: person.id, dataClass }} onClose={() => setAsking(false)} onShown={setShown} />
      )}
    </span>
  )
}

function InFull({ shown, onOver }: { shown: Shown; onOver: () => void }) {
  const t = useText(homeText)
  const left = useRevealLeft(onOver)
  return (
    <span className="desk-row">
      <strong className="desk-mono">{shown.value ?? t('revealNothing')}</strong>
      <span className="desk-quiet" role="timer">
        {t('revealLeft', { left })}
      </span>
      <Button type="link" size="small" onClick={onOver}>
        {t('revealHide')}
      </Button>
    </span>
  )
}

type Dialog = { title: string; ask: Ask; onClose: () => void; onShown: (shown: Shown) => void }
function PurposeDialog({ title, ask, onClose, onShown }: Dialog) {
  const t = useText(homeText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<{ purpose: RevealPurpose; note?: string }>()
  const reveal = useDo('registry.revealPerson')
  const show = async ({ purpose, note }: { purpose: RevealPurpose; note?: string }) => {
    const said = note?.trim() ?? ''
    const answer = await reveal.run({ ...ask, purpose, ...(said === '' ? {} : { note: said }) })
    if (answer === null) return
    onShown(answer)
    onClose()
  }
  return (
    <Modal open title={title} okText={t('show')} cancelText={d('cancel')} confirmLoading={reveal.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <p className="desk-note">{t('revealWhy')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void show(values)}>
        <Form.Item name="purpose" label={t('revealPurpose')} rules={[{ required: true, message: d('required') }]}>
          <Radio.Group vertical options={REVEAL_PURPOSES.map((one) => ({ value: one, label: word(purposeWords[one]) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('revealNote')}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
