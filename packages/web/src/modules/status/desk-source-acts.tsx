// What waits about a source for somebody of another office: the source itself, or a secret; and whoever asked takes the secret here.
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { statusText } from './desk-text.ts'

type Source = Out<'status.listSources'>[number]
type What = 'source' | 'secret'

export function SourceWaits({ of }: { of: Source }) {
  const t = useText(statusText)
  if (of.adding !== null) return <Waits of={of} what="source" says={t('sourceWaits', of.adding.by)} maySign={of.adding.maySign} />
  if (of.secret === null) return null
  return <Waits of={of} what="secret" says={t(of.secret.isAgreed ? 'secretAgreed' : 'secretAsked', of.secret.by)} maySign={of.secret.maySign} />
}

function Waits({ of, what, says, maySign }: { of: Source; what: What; says: string; maySign: boolean }) {
  const t = useText(statusText)
  const { modal } = App.useApp()
  const agree = useDo('status.agreeSource', { said: t('agreed'), alsoRefresh: ['approvals'] })
  const decline = useDo('status.declineSource', { alsoRefresh: ['approvals'] })
  const askAgree = () =>
    void modal.confirm({
      title: of.name,
      content: t(what === 'source' ? 'agreeSourceAsk' : 'agreeSecretAsk'),
      okText: t('agreeSource'),
      onOk: () => agree.run({ sourceId: of.id, what }),
    })
  return (
    <div>
      {says}
      {of.mayManage && (
        <span className="desk-row">
          {maySign && (
            <Button size="small" type="primary" loading={agree.isBusy} onClick={askAgree}>
              {t('agreeSource')}
            </Button>
          )}
          <Button size="small" danger loading={decline.isBusy} onClick={() => void decline.run({ sourceId: of.id, what })}>
            {t('declineSource')}
          </Button>
        </span>
      )}
    </div>
  )
}

/** Asked for, agreed to by another office, then shown once, to be carried over by hand. */
export function SecretDialog({ of, onClose }: { of: Source; onClose: () => void }) {
  const t = useText(statusText)
  const d = useText(deskText)
  const issue = useDo('status.issueSecret', { alsoRefresh: ['approvals'] })
  const [made, setMade] = useState<Out<'status.issueSecret'> | null>(null)
  const isReady = of.secret?.isAgreed === true && of.secret.isOwn
  return (
    <Modal
      open
      title={`${t('interface')} · ${of.name}`}
      okText={made !== null ? d('close') : t(isReady ? 'interfaceTake' : 'interfaceAskFor')}
      cancelText={d('cancel')}
      confirmLoading={issue.isBusy}
      onCancel={onClose}
      onOk={() => (made === null ? void issue.run({ sourceId: of.id }).then(setMade) : onClose())}
    >
      {made === null && (
        <>
          <p>{t('interfaceAsk')}</p>
          {!isReady && <p>{t('interfaceNeeds')}</p>}
        </>
      )}
      {made !== null && made.secret === null && <p role="status">{t('interfaceAsked')}</p>}
      {made !== null && made.secret !== null && (
        <>
          <p className="desk-note">{t('interfaceOnce')}</p>
          <Input readOnly addonBefore={t('interfaceId')} value={made.sourceId} aria-label={t('interfaceId')} />
          <Input readOnly addonBefore={t('interface')} value={made.secret} aria-label={t('interface')} />
        </>
      )}
    </Modal>
  )
}
