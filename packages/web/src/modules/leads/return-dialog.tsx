// 退回: why it is not this desk's.
import { RETURN_REASONS, type ReturnReason } from '@xiaomen/rules/leads'
import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { leadsText } from './desk-text.ts'
import { reasonWords } from './words.ts'

export function ReturnDialog({ onClose, onReason }: { onClose: () => void; onReason: (reason: ReturnReason, note: string) => void }) {
  const t = useText(leadsText)
  const d = useText(deskText)
  const word = useWord()
  const [reason, setReason] = useState<ReturnReason>('notHere')
  const [note, setNote] = useState('')
  return (
    <Modal open title={t('giveBackN')} okText={t('giveBackN')} cancelText={d('cancel')} onCancel={onClose} onOk={() => onReason(reason, note.trim())}>
      <div className="desk-stack">
        <Select<ReturnReason>
          aria-label={t('reason')}
          value={reason}
          onChange={setReason}
          options={RETURN_REASONS.map((one) => ({ value: one, label: word(reasonWords[one]) }))}
        />
        <Input aria-label={t('note')} placeholder={t('note')} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
    </Modal>
  )
}
