// 角色能看什么: the masks of the house, role by role and class by class. Read from the same table the server masks by.
import { type Role, ROLES, SIGHT_BY_ROLE } from '@xiaomen/rules/access'
import { Table } from 'antd'
import { roleWords, useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { useSightColumns } from './desk-sight.tsx'
import { accountsText } from './desk-text.ts'

export function RolesPanel() {
  const t = useText(accountsText)
  const word = useWord()
  const columns = useSightColumns<{ role: Role }>(({ role }) => SIGHT_BY_ROLE[role])
  return (
    <section className="desk-panel">
      <p className="desk-note">{t('rolesSays')}</p>
      <Table<{ role: Role }>
        size="small"
        rowKey="role"
        dataSource={ROLES.map((role) => ({ role }))}
        pagination={false}
        scroll={{ x: 1060 }}
        columns={[{ title: t('role'), key: 'role', width: 140, fixed: 'left', render: (_, { role }) => <strong>{word(roleWords[role])}</strong> }, ...columns]}
      />
    </section>
  )
}
