// A list comes in by pasting or from a sheet; the same rules as the server's say at once what they read and which lines they cannot.
import { UploadOutlined } from '@ant-design/icons'
import { readRiskList } from '@xiaomen/rules/risk'
import { Alert, Button, Input, Modal, Upload } from 'antd'
import { useMemo, useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { upload } from '../../platform/api.ts'
import { today, useText } from '../../platform/text.ts'
import { LIST_LEVELS, useListArea } from './desk-risk-form.tsx'
import { problemWords, riskText } from './desk-text.ts'

const MOST_PROBLEMS = 20

export function ImportList({ onClose }: { onClose: () => void }) {
  const t = useText(riskText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const start = useListArea()
  const [areaId, setAreaId] = useState<string | undefined>(start)
  const [text, setText] = useState('')
  const [isCut, setCut] = useState(false)
  const [isReading, setReading] = useState(false)
  const read = useMemo(() => readRiskList(text, today()), [text])
  const take = useDo('risk.importAreas')
  const open = async (file: File) => {
    setReading(true)
    try {
      const sheet = await upload('risk.readSheet', {}, file)
      setText(sheet.text)
      setCut(sheet.isCut)
    } catch (error) {
      notify.failed(error)
    } finally {
      setReading(false)
    }
  }
  const commit = async () => {
    if (areaId === undefined) return
    const done = await take.run({ areaId, text })
    if (done === null) return
    notify.done(t('imported', done))
    onClose()
  }
  return (
    <Modal
      open
      width={720}
      title={t('import')}
      okText={t('import')}
      cancelText={d('cancel')}
      okButtonProps={{ disabled: areaId === undefined || read.rows.length === 0 || read.problems.length > 0 }}
      confirmLoading={take.isBusy}
      onCancel={onClose}
      onOk={() => void commit()}
    >
      <div className="desk-stack">
        <p className="desk-note">{t('importLead')}</p>
        <AreaSelect aria-label={t('holdsFor')} levels={LIST_LEVELS} deepest="community" value={areaId} onChange={setAreaId} />
        <Input.TextArea aria-label={t('pasteHere')} placeholder={t('pasteHere')} rows={8} value={text} onChange={(event) => setText(event.target.value)} />
        <Upload
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            void open(file)
            return false
          }}
        >
          <Button icon={<UploadOutlined />} loading={isReading}>
            {t('fromSheet')}
          </Button>
        </Upload>
        {isCut && <Alert type="warning" showIcon title={t('cut')} />}
        <p role="status">{t('ready', { count: read.rows.length })}</p>
        {read.problems.length > 0 && (
          <ul className="desk-plain-list">
            {read.problems.slice(0, MOST_PROBLEMS).map(({ line, problem }) => (
              <li key={line}>
                ✕ {t('atLine', { line })}: {word(problemWords[problem])}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Modal>
  )
}
