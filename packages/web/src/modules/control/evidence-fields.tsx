// 凭据: which paper, its number, who wrote it. A closed list: there is no "other".
import { Form, Input, Select } from 'antd'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { casesText, evidenceWords } from './desk-text.ts'

const KINDS = ['testResult', 'investigationDecision', 'clinicReport'] as const

export function EvidenceFields() {
  const t = useText(casesText)
  const d = useText(deskText)
  const word = useWord()
  const required = [{ required: true, whitespace: true, message: d('required') }]
  return (
    <>
      <Form.Item name={['evidence', 'kind']} label={t('kind')} rules={required}>
        <Select options={KINDS.map((kind) => ({ value: kind, label: word(evidenceWords[kind]) }))} />
      </Form.Item>
      <div className="desk-pair">
        <Form.Item name={['evidence', 'reference']} label={t('reference')} extra={t('referenceHelp')} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name={['evidence', 'issuedBy']} label={t('issuedBy')} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
    </>
  )
}
