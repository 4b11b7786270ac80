import { App, Button, Drawer, Form, Modal } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { deviceName } from '../../desk/device.ts'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { deskText } from '../../desk/text.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, today, useText } from '../../platform/text.ts'
import { type Account, AccountStateSign } from './desk-account-state.tsx'
import { CoverDialog } from './desk-covers.tsx'
import { GrantFields, GrantPreview, type GrantValues, toGrant } from './desk-grant-fields.tsx'
import { GrantList } from './desk-grants.tsx'
import { accountsText } from './desk-text.ts'

function GrantDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useText(accountsText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [form] = Form.useForm<GrantValues>()
  const role = Form.useWatch('role', form)
  const place = Form.useWatch('place', form)
  const dataClasses = Form.useWatch('dataClasses', form)
  const grant = useDo('access.grantRole', { said: t('granted') })
  return (
    <Modal
      open
      width={640}
      title={`${t('grant')}: ${account.name}`}
      okText={t('grant')}
      cancelText={d('cancel')}
      confirmLoading={grant.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ place: current?.id, from: today() }}
        onFinish={async (values) => {
          if ((await grant.run({ accountId: account.id, ...toGrant(values) })) !== null) onClose()
        }}
      >
        <GrantFields />
      </Form>
      <GrantPreview role={role} place={place} dataClasses={dataClasses} />
    </Modal>
  )
}

function Sessions({ accountId }: { accountId: string }) {
  const t = useText(accountsText)
  const d = useText(deskText)
  const sessions = useQuery('access.listAccountSessions', { accountId })
  const end = useDo('access.endAccountSession', { said: t('ended') })
  return (
    <Loaded of={sessions} rows={1}>
      {(list) =>
        list.length === 0 ? (
          <p className="desk-quiet">{t('sessionsEmpty')}</p>
        ) : (
          <ul className="desk-list">
            {list.map((session) => (
              <li key={session.id}>
                <div>
                  {deviceName(session.device) ?? d('deviceUnknown')}
                  <div className="desk-quiet">
                    {showMoment(session.createdAt)} · {t('lastSeen')} {showMoment(session.lastSeenAt)}
                  </div>
                </div>
                <Button size="small" loading={end.isBusy} onClick={() => void end.run({ accountId, sessionId: session.id })}>
                  {t('end')}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function Body({ account, onPassword }: { account: Account; onPassword: (once: { login: string; password: string }) => void }) {
  const t = useText(accountsText)
  const { me } = useSession()
  const { modal } = App.useApp()
  const [task, setTask] = useState<'grant' | 'cover' | 'recover' | null>(null)
  const setState = useDo('access.setAccountState')
  const recover = useDo('access.recoverAccount')
  const isSelf = account.id === me.id
  const toggle = () => {
    if (account.state === 'disabled') return void setState.run({ accountId: account.id, state: 'active' })
    modal.confirm({
      title: `${t('disable')}: ${account.name}`,
      content: t('disableAsk'),
      okText: t('disable'),
      okButtonProps: { danger: true },
      onOk: () => setState.run({ accountId: account.id, state: 'disabled' }),
    })
  }
  return (
    <div className="desk-stack">
      <div>
        <p>
          <strong>{account.login}</strong> · {account.unit}
        </p>
        <p className="desk-quiet">
          <AccountStateSign state={account.state} /> · {t('totp')} {t(account.hasTotp ? 'on' : 'off')} · {t('lastSeen')}{' '}
          {account.lastSeenAt === null ? t('never') : showMoment(account.lastSeenAt)}
        </p>
      </div>
      <div className="desk-row">
        <Button type="primary" onClick={() => setTask('grant')}>
          {t('grant')}
        </Button>
        {!isSelf && account.state === 'active' && <Button onClick={() => setTask('cover')}>{t('coverArrange')}</Button>}
        {!isSelf && <Button onClick={() => setTask('recover')}>{t('recover')}</Button>}
        {!isSelf && (
          <Button danger={account.state === 'active'} loading={setState.isBusy} onClick={toggle}>
            {t(account.state === 'active' ? 'disable' : 'enable')}
          </Button>
        )}
      </div>
      {account.covers.length > 0 && (
        <ul className="desk-list" aria-label={t('tabCovers')}>
          {account.covers.map((cover) => (
            <li key={cover.id}>
              {t(cover.side === 'absent' ? 'coveredBy' : 'coversFor', { name: cover.otherName })}
              <span className="desk-quiet">
                {cover.from} – {cover.until}
              </span>
            </li>
          ))}
        </ul>
      )}
      <section aria-label={t('grants')}>
        <h3>{t('grants')}</h3>
        <GrantList account={account} isSelf={isSelf} />
      </section>
      <section aria-label={t('sessions')}>
        <h3>{t('sessions')}</h3>
        <Sessions accountId={account.id} />
      </section>
      {task === 'cover' && <CoverDialog absent={account} onClose={() => setTask(null)} />}
      {task === 'grant' && <GrantDialog account={account} onClose={() => setTask(null)} />}
      <ReasonDialog
        isOpen={task === 'recover'}
        isBusy={recover.isBusy}
        title={`${t('recover')}: ${account.name}`}
        says={t('recoverSays')}
        confirm={t('recover')}
        onClose={() => setTask(null)}
        onReason={(reason) =>
          void recover.run({ accountId: account.id, reason }).then((answer) => {
            if (answer === null) return
            setTask(null)
            onPassword({ login: account.login, password: answer.password })
          })
        }
      />
    </div>
  )
}

export function AccountDrawer({
  account,
  onClose,
  onPassword,
}: {
  account: Account | null
  onClose: () => void
  onPassword: (once: { login: string; password: string }) => void
}) {
  const t = useText(accountsText)
  return (
    <Drawer open={account !== null} onClose={onClose} size={Math.min(520, window.innerWidth)} title={account?.name ?? t('account')} destroyOnHidden>
      {account !== null && <Body key={account.id} account={account} onPassword={onPassword} />}
    </Drawer>
  )
}
