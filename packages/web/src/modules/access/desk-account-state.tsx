import { CheckCircleOutlined, StopOutlined } from '@ant-design/icons'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { accountsText } from './desk-text.ts'

export type Account = Out<'access.listAccounts'>[number]

export function AccountStateSign({ state }: { state: Account['state'] }) {
  const t = useText(accountsText)
  return (
    <span className={state === 'disabled' ? 'desk-quiet' : ''}>
      {state === 'active' ? <CheckCircleOutlined aria-hidden="true" /> : <StopOutlined aria-hidden="true" />} {t(state)}
    </span>
  )
}
