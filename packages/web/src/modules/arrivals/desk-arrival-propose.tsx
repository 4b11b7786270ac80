// 提出管控: filled in from the plan's rule and the day of arrival; another office confirms it.
import { Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import type { In } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { EvidenceFields } from '../control/evidence-fields.tsx'
import type { DialogProps } from './desk-arrival.tsx'
import { arrivalsText } from './desk-text.ts'
import { arrivalLevelWords } from './words.ts'

type Fields = Pick<In<'arrivals.proposeCase'>, 'evidence'> & { hasOwnSuite?: boolean; guardianName?: string; guardianPhone?: string }
const filled = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value.trim())

export function ProposeDialog({ of, onClose }: DialogProps) {
  const t = useText(arrivalsText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Fields>()
  // Made once: pressed twice, it is one case.
  const [caseId] = useState(uuidv7)
  const propose = useDo('arrivals.proposeCase', { said: t('done'), alsoRefresh: ['control', 'approvals'] })
  return (
    <Modal
      open
      width={600}
      title={`${t('propose')}: ${of.name ?? ''}`}
      okText={t('propose')}
      cancelText={d('cancel')}
      confirmLoading={propose.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p>
        {of.track !== null && <strong>{t('measure', { track: word(of.track) })}</strong>} {of.level !== null && word(arrivalLevelWords[of.level])}
      </p>
      <p className="desk-note">{t('proposeLead', { day: of.arrivedOn ?? of.on })}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ evidence: { kind: 'investigationDecision', reference: of.number }, hasOwnSuite: true }}
        onFinish={async ({ evidence, hasOwnSuite, guardianName, guardianPhone }) => {
          const name = filled(guardianName)
          const guardian = name === null ? null : { name, phone: filled(guardianPhone) }
          const input = { arrivalId: of.id, version: of.version, caseId, evidence, hasOwnSuite: hasOwnSuite ?? true, guardian }
          if ((await propose.run(input)) !== null) onClose()
        }}
      >
        <EvidenceFields />
        {of.asksSuite && (
          <Form.Item name="hasOwnSuite" label={t('ownSuite')}>
            <Radio.Group
              options={[
                { value: true, label: t('ownSuiteYes') },
                { value: false, label: t('ownSuiteNo') },
              ]}
            />
          </Form.Item>
        )}
        <div className="desk-pair">
          <Form.Item name="guardianName" label={t('guardian')}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="guardianPhone" label={t('guardianPhone')}>
            <Input maxLength={30} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}
