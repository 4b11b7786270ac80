// 导入名单: looked at first, with each wrong row and its reason; taken in whole or not at all.
import { UploadOutlined } from '@ant-design/icons'
import { Alert, Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import { useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { refresh, upload } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { arrivalsText } from './desk-text.ts'
import { arrivalFaultWords } from './words.ts'

const MOST_FAULTS = 20

export function ImportArrivals({ communityId, onClose }: { communityId: string; onClose: () => void }) {
  const t = useText(arrivalsText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const [read, setRead] = useState<{ file: File; of: Out<'arrivals.importList'> } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async (file: File, isPreview: boolean) => {
    setBusy(true)
    try {
      const of = await upload('arrivals.importList', { communityId, isPreview }, file)
      if (isPreview) setRead({ file, of })
      else {
        notify.done(t('imported', { fresh: of.fresh, matched: of.matched }))
        void refresh('arrivals')
        onClose()
      }
    } catch (error) {
      notify.failed(error)
    } finally {
      setBusy(false)
    }
  }
  const faults = read?.of.faults ?? []
  return (
    <Modal
      open
      width={640}
      title={t('import')}
      okText={t('import')}
      cancelText={d('cancel')}
      okButtonProps={{ disabled: read === null || faults.length > 0 || read.of.isKnown || read.of.rows === 0 }}
      confirmLoading={isBusy}
      onCancel={onClose}
      onOk={() => read !== null && void send(read.file, false)}
    >
      <div className="desk-stack">
        <p className="desk-note">{t('importLead')}</p>
        <Upload
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            void send(file, true)
            return false
          }}
        >
          <Button icon={<UploadOutlined />} loading={isBusy}>
            {read?.file.name ?? t('choose')}
          </Button>
        </Upload>
        {read !== null && <p role="status">{t('preview', { rows: read.of.rows, fresh: read.of.fresh, matched: read.of.matched })}</p>}
        {read?.of.isKnown === true && <Alert type="info" showIcon title={t('known')} />}
        {faults.length > 0 && (
          <ul className="desk-plain-list">
            {faults.slice(0, MOST_FAULTS).map(({ row, fault }) => (
              <li key={row}>
                ✕ {t('atRow', { row })}: {word(arrivalFaultWords[fault])}
              </li>
            ))}
            {faults.length > MOST_FAULTS && <li>{t('moreFaults', { n: faults.length - MOST_FAULTS })}</li>}
          </ul>
        )}
      </div>
    </Modal>
  )
}
