// 文件导入: the template filled in, or what the laboratory's own system exports; every bad row with its reason.
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { Alert, Button, Upload } from 'antd'
import { useState } from 'react'
import { useNotify } from '../../desk/parts.tsx'
import { download, refresh, upload } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { labText } from './desk-text.ts'

const MOST_SHOWN = 50

export function FileTab() {
  const t = useText(labText)
  const lang = useLang()
  const notify = useNotify()
  const [isBusy, setBusy] = useState(false)
  const [done, setDone] = useState<Out<'lab.importResults'> | null>(null)
  const send = async (file: File) => {
    setBusy(true)
    try {
      setDone(await upload('lab.importResults', {}, file))
      void refresh('lab')
    } catch (error) {
      setDone(null)
      notify.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="desk-panel" aria-label={t('file')}>
      <div className="desk-stack">
        <p className="desk-note">{t('fileLead')}</p>
        <span className="desk-row">
          <Button icon={<DownloadOutlined />} onClick={() => void download('lab.getTemplate', { lang }).catch(notify.failed)}>
            {t('template')}
          </Button>
          <Upload
            accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              void send(file)
              return false
            }}
          >
            <Button type="primary" icon={<UploadOutlined />} loading={isBusy}>
              {t('choose')}
            </Button>
          </Upload>
        </span>
        {done !== null && done.bad.length === 0 && (
          <Alert
            type="success"
            showIcon
            title={t('fileDone', {
              rows: done.rows,
              counts: done.ends.counts ?? 0,
              waits: done.ends.waits ?? 0,
              unmatched: done.ends.unmatched ?? 0,
              known: done.ends.known ?? 0,
            })}
          />
        )}
        {done !== null && done.bad.length > 0 && (
          <>
            <Alert type="error" showIcon title={t('fileBad', { n: done.bad.length })} />
            <ul className="desk-plain-list">
              {done.bad.slice(0, MOST_SHOWN).map(({ row, tube, problem }) => (
                <li key={row}>
                  ✕ {t('atRow', { row })} <span className="desk-mono">{tube}</span>: {t(`b_${problem}`)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  )
}
