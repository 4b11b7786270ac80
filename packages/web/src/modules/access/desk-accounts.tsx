// 权限管理: accounts, and role × area × data class × dates.
import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { roleWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { AccountDrawer } from './desk-account.tsx'
import { type Account, AccountStateSign } from './desk-account-state.tsx'
import { CoversPanel } from './desk-covers.tsx'
import { CreateDialog } from './desk-create.tsx'
import { EndingPanel } from './desk-ending.tsx'
import { isEnding } from './desk-grants.tsx'
import { OncePassword } from './desk-once.tsx'
import { RolesPanel } from './desk-roles.tsx'
import { accountsText } from './desk-text.ts'
import { WhoSeesPanel } from './desk-who-sees.tsx'

/** Somebody may hold a grant for every building: the list names the first few. */
const MOST_PLACES = 3

function byRole(grants: Account['grants']): [string, Account['grants']][] {
  const groups = new Map<string, Account['grants']>()
  for (const grant of grants) {
    const key = `${grant.role} ${grant.until ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), grant])
  }
  return [...groups]
}

export function AccountsPage() {
  const t = useText(accountsText)
  const word = useWord()
  const { current } = useAreas()
  const [sought, setSought] = useState('')
  const [openId, setOpenId] = useState<string | null>(null)
  const [isCreating, setCreating] = useState(false)
  const [once, setOnce] = useState<{ login: string; password: string } | null>(null)
  const accounts = useQuery(
    'access.listAccounts',
    { ...(current === null ? {} : { areaId: current.id }), ...(sought === '' ? {} : { text: sought }) },
    { keepPrevious: true },
  )
  const open = accounts.data?.find((account) => account.id === openId) ?? null
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
          {t('create')}
        </Button>
      </PageHead>
      <Tabs
        items={[
          {
            key: 'accounts',
            label: t('tabAccounts'),
            children: (
              <div className="desk-stack">
                <Input.Search
                  allowClear
                  className="desk-search"
                  maxLength={60}
                  placeholder={t('search')}
                  aria-label={t('search')}
                  onSearch={(text) => setSought(text.trim())}
                />
                <section className="desk-panel">
                  <Loaded of={accounts}>
                    {(list) => (
                      <Table<Account>
                        size="small"
                        rowKey="id"
                        dataSource={list}
                        scroll={{ x: 1000 }}
                        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
                        locale={{ emptyText: <Nothing says={t('empty')} /> }}
                        columns={[
                          {
                            title: t('name'),
                            key: 'name',
                            width: 170,
                            render: (_, account) => (
                              <>
                                <strong>{account.name}</strong>
                                <br />
                                <span className="desk-quiet">{account.login}</span>
                                {account.covers.map((cover) => (
                                  <div key={cover.id}>
                                    <Tag>{t(cover.side === 'absent' ? 'coveredBy' : 'coversFor', { name: cover.otherName })}</Tag>
                                  </div>
                                ))}
                              </>
                            ),
                          },
                          { title: t('unit'), dataIndex: 'unit', width: 150 },
                          {
                            title: t('grants'),
                            key: 'grants',
                            width: 280,
                            render: (_, account) =>
                              account.grants.length === 0 ? (
                                <span className="desk-quiet">{t('noGrants')}</span>
                              ) : (
                                byRole(account.grants).map(([key, grants]) => (
                                  <div key={key}>
                                    <Tag>{word(roleWords[grants[0]!.role])}</Tag>
                                    {grants
                                      .slice(0, MOST_PLACES)
                                      .map((grant) => grant.areaName)
                                      .join('、')}
                                    {grants.length > MOST_PLACES && <span className="desk-quiet"> {t('places', { n: grants.length })}</span>}
                                    {grants[0]!.until !== null && <span className="desk-quiet"> – {grants[0]!.until}</span>}
                                  </div>
                                ))
                              ),
                          },
                          { title: t('state'), key: 'state', width: 100, render: (_, account) => <AccountStateSign state={account.state} /> },
                          { title: t('totp'), key: 'totp', width: 100, render: (_, account) => t(account.hasTotp ? 'on' : 'off') },
                          {
                            title: t('lastSeen'),
                            key: 'lastSeen',
                            width: 120,
                            render: (_, account) => (account.lastSeenAt === null ? t('never') : showMoment(account.lastSeenAt)),
                          },
                          {
                            title: '',
                            key: 'open',
                            width: 90,
                            render: (_, account) => (
                              <Button size="small" aria-label={`${t('open')}: ${account.name}`} onClick={() => setOpenId(account.id)}>
                                {t('open')}
                              </Button>
                            ),
                          },
                        ]}
                      />
                    )}
                  </Loaded>
                </section>
              </div>
            ),
          },
          { key: 'whoSees', label: t('tabWhoSees'), children: <WhoSeesPanel /> },
          { key: 'roles', label: t('tabRoles'), children: <RolesPanel /> },
          { key: 'covers', label: t('tabCovers'), children: <CoversPanel /> },
          {
            key: 'ending',
            label: t('tabEnding', { n: (accounts.data ?? []).flatMap((account) => account.grants.filter(isEnding)).length }),
            children: <Loaded of={accounts}>{(list) => <EndingPanel accounts={list} onOpen={setOpenId} />}</Loaded>,
          },
        ]}
      />
      <AccountDrawer account={open} onClose={() => setOpenId(null)} onPassword={setOnce} />
      {isCreating && <CreateDialog onClose={() => setCreating(false)} onPassword={setOnce} />}
      <OncePassword of={once} onClose={() => setOnce(null)} />
    </>
  )
}
