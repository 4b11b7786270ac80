// 报备链接: what is sent to residents, employers and landlords.
import { CopyOutlined } from '@ant-design/icons'
import { App, Button, Modal } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useDo, useNotify, Waiting } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useText } from '../../platform/text.ts'
import { arrivalsText } from './desk-text.ts'

export function LinkDialog({ communityId, onClose }: { communityId: string; onClose: () => void }) {
  const t = useText(arrivalsText)
  const d = useText(deskText)
  const notify = useNotify()
  const { modal } = App.useApp()
  const [path, setPath] = useState<string | null>(null)
  const { run, isBusy } = useDo('arrivals.getLink')
  const ask = useCallback(
    async (renew: boolean) => {
      const link = await run({ communityId, renew })
      if (link !== null) setPath(link.path)
    },
    [run, communityId],
  )
  const isAsked = useRef(false)
  useEffect(() => {
    if (isAsked.current) return
    isAsked.current = true
    void ask(false)
  }, [ask])
  const whole = path === null ? '' : `${location.origin}${path}`
  return (
    <Modal open title={t('link')} footer={<Button onClick={onClose}>{d('close')}</Button>} onCancel={onClose}>
      <p className="desk-note">{t('linkLead')}</p>
      {path === null ? (
        <Waiting rows={1} />
      ) : (
        <p>
          <a href={path} target="_blank" rel="noreferrer" className="desk-mono">
            {whole}
          </a>
        </p>
      )}
      <div className="desk-row">
        {path !== null && 'clipboard' in navigator && (
          <Button icon={<CopyOutlined />} onClick={() => void navigator.clipboard.writeText(whole).then(() => notify.done(t('copied')))}>
            {t('copy')}
          </Button>
        )}
        <Button loading={isBusy} onClick={() => modal.confirm({ title: t('renew'), content: t('renewAsk'), okText: t('renew'), onOk: () => ask(true) })}>
          {t('renew')}
        </Button>
      </div>
    </Modal>
  )
}
