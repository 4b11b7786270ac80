import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { dailyText } from './desk-text.ts'

type Props = { ids: string[]; names: string[]; onClose: () => void; onDone: (answer: Out<'daily.confirmReports'>) => void }

export function ConfirmDialog({ ids, names, onClose, onDone }: Props) {
  const t = useText(dailyText)
  const d = useText(deskText)
  const [note, setNote] = useState('')
  const confirm = useDo('daily.confirmReports')
  const go = async () => {
    const answer = await confirm.run({ subjectIds: ids.slice(0, 500), ...(note.trim() === '' ? {} : { note }) })
    if (answer === null) return
    onDone(answer)
    onClose()
  }
  return (
    <Modal
      open
      title={t('confirmTitle')}
      okText={t('confirmOne')}
      cancelText={d('cancel')}
      confirmLoading={confirm.isBusy}
      onOk={() => void go()}
      onCancel={onClose}
    >
      <p className="desk-note">{t('confirmSays')}</p>
      <p className="desk-note">
        <strong>
          {names.slice(0, 8).join(' · ')}
          {names.length > 8 ? ` … (${names.length})` : ''}
        </strong>
      </p>
      <label>
        <span className="desk-quiet">{t('note')}</span>
        <Input.TextArea rows={2} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
    </Modal>
  )
}
