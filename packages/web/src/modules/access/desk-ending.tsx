// Grants that end soon: to be given anew, or left to end.
import { Button, Table } from 'antd'
import { Nothing } from '../../desk/parts.tsx'
import { roleWords, useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import type { Account } from './desk-account-state.tsx'
import { type Grant, isEnding, useClassesOf, usePlaceOf } from './desk-grants.tsx'
import { accountsText } from './desk-text.ts'

type Row = { account: Account; grant: Grant }

export function EndingPanel({ accounts, onOpen }: { accounts: Account[]; onOpen: (accountId: string) => void }) {
  const t = useText(accountsText)
  const word = useWord()
  const placeOf = usePlaceOf()
  const classesOf = useClassesOf()
  const rows = accounts
    .flatMap((account) => account.grants.filter(isEnding).map((grant): Row => ({ account, grant })))
    .toSorted((a, b) => (a.grant.until ?? '').localeCompare(b.grant.until ?? ''))
  return (
    <section className="desk-panel">
      <p className="desk-note">{t('endingSays')}</p>
      <Table<Row>
        size="small"
        rowKey={({ grant }) => grant.id}
        dataSource={rows}
        scroll={{ x: 760 }}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('endingNone')} /> }}
        columns={[
          { title: t('until'), key: 'until', width: 110, render: (_, { grant }) => <strong>{grant.until}</strong> },
          { title: t('name'), key: 'name', width: 110, render: (_, { account }) => account.name },
          { title: t('role'), key: 'role', width: 110, render: (_, { grant }) => word(roleWords[grant.role]) },
          { title: t('area'), key: 'area', width: 180, render: (_, { grant }) => placeOf(grant) },
          { title: t('classes'), key: 'classes', width: 160, render: (_, { grant }) => classesOf(grant) },
          {
            title: '',
            key: 'open',
            width: 90,
            render: (_, { account }) => (
              <Button size="small" aria-label={`${t('open')}: ${account.name}`} onClick={() => onOpen(account.id)}>
                {t('open')}
              </Button>
            ),
          },
        ]}
      />
    </section>
  )
}
