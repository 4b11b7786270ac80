// What a person does with their own account: password, second factor, sessions.
import { Alert, Button, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useQuery } from '../platform/api.ts'
import type { Out } from '../platform/ops.ts'
import { useSession } from '../platform/session.tsx'
import { showMoment, useText } from '../platform/text.ts'
import type { AccountTask } from './account-menu.tsx'
import { deviceName } from './device.ts'
import { Loaded, useDo } from './parts.tsx'
import { QrPicture } from './qr-picture.tsx'
import { accountText } from './account-text.ts'

const DIGITS = /^\d{6}$/

function PasswordForm({ onClose }: { onClose: () => void }) {
  const t = useText(accountText)
  const change = useDo('access.changePassword', { said: t('passwordChanged') })
  const save = async ({ current, next }: { current: string; next: string }) => {
    if ((await change.run({ current, next })) !== null) onClose()
  }
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values: { current: string; next: string }) => void save(values)}>
      <Form.Item name="current" label={t('currentPassword')} rules={[{ required: true, message: t('required') }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item name="next" label={t('newPassword')} extra={t('newPasswordHelp')} rules={[{ required: true, min: 10, message: t('newPasswordHelp') }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('newPasswordAgain')}
        dependencies={['next']}
        rules={[
          { required: true, message: t('required') },
          (form) => ({ validator: (_, again) => (again === form.getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('notSame')))) }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={change.isBusy}>
        {t('save')}
      </Button>
    </Form>
  )
}

function SecondFactor({ onClose }: { onClose: () => void }) {
  const t = useText(accountText)
  const { me, reload } = useSession()
  const start = useDo('access.startTotp')
  const confirm = useDo('access.confirmTotp', { said: t('totpDone') })
  const remove = useDo('access.removeTotp', { said: t('totpRemoved') })
  const [offer, setOffer] = useState<Out<'access.startTotp'> | null>(null)
  const done = async (answer: object | null) => {
    if (answer === null) return
    await reload()
    onClose()
  }
  const digits = (
    <Form.Item name="totp" label={t('totpDigits')} rules={[{ required: true, pattern: DIGITS, message: t('sixDigits') }]}>
      <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
    </Form.Item>
  )
  if (me.hasTotp) {
    return (
      <Form layout="vertical" requiredMark={false} onFinish={async (values: { password: string; totp: string }) => done(await remove.run(values))}>
        <Alert type="info" showIcon title={t('totpOn')} className="desk-gap-below" />
        <Form.Item name="password" label={t('currentPassword')} rules={[{ required: true, message: t('required') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {digits}
        <Button danger htmlType="submit" block loading={remove.isBusy}>
          {t('totpRemove')}
        </Button>
      </Form>
    )
  }
  if (offer === null) {
    return (
      <>
        <Alert type="info" showIcon title={t('totpOff')} className="desk-gap-below" />
        <Button type="primary" block loading={start.isBusy} onClick={() => void start.run({}).then(setOffer)}>
          {t('totpStart')}
        </Button>
      </>
    )
  }
  return (
    <Form layout="vertical" requiredMark={false} onFinish={async (values: { totp: string }) => done(await confirm.run(values))}>
      <p>{t('totpScan')}</p>
      <QrPicture value={offer.uri} says={t('totpQr')} size={200} />
      <p className="desk-secret">{offer.secret.replace(/(.{4})/g, '$1 ').trim()}</p>
      {digits}
      <Button type="primary" htmlType="submit" block loading={confirm.isBusy}>
        {t('confirm')}
      </Button>
    </Form>
  )
}

function Sessions() {
  const t = useText(accountText)
  const sessions = useQuery('access.listSessions', {})
  const end = useDo('access.endSession', { said: t('ended') })
  return (
    <Loaded of={sessions}>
      {(list) => (
        <ul className="desk-list">
          {list.map((session) => (
            <li key={session.id}>
              <div>
                <strong>{deviceName(session.device) ?? t('deviceUnknown')}</strong> {session.isCurrent && <Tag color="blue">{t('thisDevice')}</Tag>}
                <div className="desk-quiet">
                  {t('since')} {showMoment(session.createdAt)} · {t('lastSeen')} {showMoment(session.lastSeenAt)}
                </div>
              </div>
              {!session.isCurrent && (
                <Button size="small" loading={end.isBusy} onClick={() => void end.run({ sessionId: session.id })}>
                  {t('end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}

export function AccountDialog({ task, onClose }: { task: AccountTask; onClose: () => void }) {
  const t = useText(accountText)
  return (
    <Modal open title={t(task)} footer={null} onCancel={onClose} width={task === 'sessions' ? 560 : 420}>
      {task === 'changePassword' ? <PasswordForm onClose={onClose} /> : task === 'secondFactor' ? <SecondFactor onClose={onClose} /> : <Sessions />}
    </Modal>
  )
}
