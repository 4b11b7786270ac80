import { UserOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useSession } from '../platform/session.tsx'
import { useText } from '../platform/text.ts'
import { deskText } from './text.ts'

const AccountDialog = lazy(async () => ({ default: (await import('./account-dialog.tsx')).AccountDialog }))
export type AccountTask = 'changePassword' | 'secondFactor' | 'sessions'

export function AccountMenu({ isCompact }: { isCompact: boolean }) {
  const t = useText(deskText)
  const { me, signOut } = useSession()
  const [task, setTask] = useState<AccountTask | null>(null)
  const item = (key: AccountTask) => ({ key, label: t(key), onClick: () => setTask(key) })
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            item('changePassword'),
            item('secondFactor'),
            item('sessions'),
            { type: 'divider' },
            { key: 'signOut', label: t('signOut'), onClick: () => void signOut() },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={`${t('account')}: ${me.name}`}>
          {isCompact ? null : me.name}
        </Button>
      </Dropdown>
      {task !== null && (
        <Suspense>
          <AccountDialog task={task} onClose={() => setTask(null)} />
        </Suspense>
      )}
    </>
  )
}
