import { CopyOutlined } from '@ant-design/icons'
import { Alert, Button, Modal } from 'antd'
import { useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useText } from '../../platform/text.ts'
import './desk-access.css'
import { accountsText } from './desk-text.ts'

/** The one time a password is seen; it closes only by the button that says so. */
export function OncePassword({ of, onClose }: { of: { login: string; password: string } | null; onClose: () => void }) {
  const t = useText(accountsText)
  const d = useText(deskText)
  const notify = useNotify()
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    notify.done(d('copied'))
  }
  return (
    <Modal
      open={of !== null}
      title={t('onceTitle')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          {t('onceKept')}
        </Button>
      }
    >
      <Alert type="info" showIcon title={t('onceSays')} className="desk-gap-below" />
      <dl className="desk-once">
        <dt>{t('login')}</dt>
        <dd>{of?.login}</dd>
        <dt>{t('onceTitle')}</dt>
        <dd className="desk-row">
          <code>{of?.password}</code>
          {of !== null && 'clipboard' in navigator && (
            <Button size="small" icon={<CopyOutlined />} onClick={() => void copy(of.password)}>
              {d('copy')}
            </Button>
          )}
        </dd>
      </dl>
    </Modal>
  )
}
