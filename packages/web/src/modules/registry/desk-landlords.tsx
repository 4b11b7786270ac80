// 房东与房客: who answers for which homes, who keeps in touch, who has gone silent, and the reports that wait.
import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, InputNumber, Segmented, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo, useNotify } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { showDay, useText } from '../../platform/text.ts'
import { HomeDrawer } from './desk-home.tsx'
import { type Landlord, LandlordDialog } from './desk-landlord-dialog.tsx'
import { LandlordPaper } from './desk-landlord-paper.tsx'
import { landlordText } from './desk-landlord-text.ts'
import { Pager, TenantReports } from './desk-tenant-reports.tsx'
import { usePages } from './use-pages.ts'

export function LandlordsPage() {
  const t = useText(landlordText)
  const { may } = useSession()
  const { current } = useAreas()
  const [homeId, setHomeId] = useState<string | null>(null)
  const [isAdding, setAdding] = useState(false)
  const mayDecide = may('registry.edit')
  const waiting = useQuery(
    'registry.listTenantReports',
    { onlyWaiting: true, limit: 1, ...(current === null ? {} : { areaId: current.id }) },
    { enabled: mayDecide && current !== null && may('registry.edit', current.path) },
  )
  const count = waiting.data?.waiting ?? 0
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {mayDecide && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )}
      </PageHead>
      <Tabs
        items={[
          { key: 'landlords', label: t('tabLandlords'), children: <Landlords areaId={current?.id} onHome={setHomeId} /> },
          ...(mayDecide
            ? [
                {
                  key: 'reports',
                  label: `${t('tabReports')}${count > 0 ? ` (${count})` : ''}`,
                  children: <TenantReports areaId={current?.id} onHome={setHomeId} />,
                },
              ]
            : []),
        ]}
      />
      {isAdding && <LandlordDialog landlord={null} onClose={() => setAdding(false)} />}
      <HomeDrawer homeId={homeId} onClose={() => setHomeId(null)} onGo={setHomeId} />
    </>
  )
}

function Landlords({ areaId, onHome }: { areaId: string | undefined; onHome: (homeId: string) => void }) {
  const t = useText(landlordText)
  const { may } = useSession()
  const [which, setWhich] = useState<'all' | 'silent'>('all')
  const pages = usePages(`${areaId ?? ''} ${which}`)
  const landlords = useQuery('registry.listLandlords', {
    ...(areaId === undefined ? {} : { areaId }),
    ...(which === 'silent' ? { onlySilent: true } : {}),
    ...pages.cursor,
  })
  const [editing, setEditing] = useState<Landlord | null>(null)
  const [printing, setPrinting] = useState<Landlord | null>(null)
  return (
    <section className="desk-panel">
      <div className="desk-panel-head">
        <Segmented
          value={which}
          onChange={setWhich}
          options={[
            { value: 'all', label: t('all') },
            { value: 'silent', label: t('onlySilent') },
          ]}
        />
        {may('registry.settings') && landlords.data !== undefined && (
          <SilentDays key={landlords.data.items[0]?.silentDays ?? 0} chosen={landlords.data.items[0]?.silentDays} draft={landlords.data.silentDaysDraft} />
        )}
      </div>
      <Loaded of={landlords}>
        {({ items, next }) => (
          <>
            <Table<Landlord>
              size="small"
              rowKey="id"
              dataSource={items}
              pagination={false}
              scroll={{ x: 980 }}
              locale={{ emptyText: <Nothing says={t(which === 'silent' ? 'emptySilent' : 'empty')} /> }}
              columns={[
                {
                  title: t('name'),
                  key: 'name',
                  width: 150,
                  render: (_, one) => (
                    <>
                      <strong>{one.name ?? '—'}</strong>
                      <br />
                      <span className="desk-quiet">{one.phone ?? ''}</span>
                    </>
                  ),
                },
                {
                  title: t('homes'),
                  key: 'homes',
                  width: 260,
                  render: (_, one) => (
                    <span className="desk-row">
                      {one.homes.map((home) => (
                        <Button key={home.homeId} size="small" onClick={() => onHome(home.homeId)}>
                          {home.door} · {t('tenants', { n: home.tenants })}
                        </Button>
                      ))}
                    </span>
                  ),
                },
                {
                  title: t('contact'),
                  key: 'contact',
                  width: 140,
                  render: (_, one) => (
                    <>
                      {one.contact.name ?? <span className="desk-quiet">{t('contactNobody')}</span>}
                      {one.contact.phone !== null && (
                        <>
                          <br />
                          <span className="desk-quiet">{one.contact.phone}</span>
                        </>
                      )}
                    </>
                  ),
                },
                {
                  title: t('heard'),
                  key: 'heard',
                  width: 180,
                  render: (_, one) => (
                    <>
                      {one.heardAt === null ? t('never') : showDay(one.heardAt)}
                      {one.waiting > 0 && (
                        <>
                          {' '}
                          <Tag color="blue">… {t('waiting', { n: one.waiting })}</Tag>
                        </>
                      )}
                      {one.isSilent && (
                        <>
                          <br />
                          <Tag>☾ {t('silent', { n: one.silentDays })}</Tag>
                        </>
                      )}
                    </>
                  ),
                },
                {
                  title: t('link'),
                  key: 'link',
                  width: 140,
                  render: (_, one) =>
                    one.linkUntil === null ? <span className="desk-quiet">{t('linkNone')}</span> : t('linkUntil', { day: showDay(one.linkUntil) }),
                },
                {
                  title: '',
                  key: 'do',
                  render: (_, one) => <Actions landlord={one} onEdit={() => setEditing(one)} onPrint={() => setPrinting(one)} />,
                },
              ]}
            />
            <Pager pages={pages} next={next} />
          </>
        )}
      </Loaded>
      {editing !== null && <LandlordDialog landlord={editing} onClose={() => setEditing(null)} />}
      {printing !== null && <LandlordPaper landlord={printing} onClose={() => setPrinting(null)} />}
    </section>
  )
}

function Actions({ landlord, onEdit, onPrint }: { landlord: Landlord; onEdit: () => void; onPrint: () => void }) {
  const t = useText(landlordText)
  const { may } = useSession()
  const { modal } = App.useApp()
  const notify = useNotify()
  const send = useDo('registry.sendLandlordLink')
  const revoke = useDo('registry.revokeLandlordLink', { said: t('revoked') })
  const close = useDo('registry.closeLandlord', { said: t('closed') })
  const name = landlord.name ?? ''
  const goSend = async () => {
    const answer = await send.run({ landlordId: landlord.id })
    if (answer?.state === 'queued') notify.done(t('sendQueued'))
    else if (answer) notify.warn(t(answer.state === 'noPhone' ? 'sendNoPhone' : 'sendNoGateway'))
  }
  const ask = (title: string, content: string, run: () => Promise<unknown>) =>
    modal.confirm({ title: `${title}: ${name}`, content, okText: title, cancelText: t('cancel'), onOk: run })
  const mayInvite = may('registry.invite', landlord.path)
  const mayEdit = may('registry.edit', landlord.path)
  if (!mayInvite && !mayEdit) return null
  return (
    <span className="desk-row">
      {mayInvite && (
        <Button size="small" type="primary" ghost onClick={onPrint} aria-label={`${t('paper')}: ${name}`}>
          {t('paper')}
        </Button>
      )}
      {mayEdit && (
        <Button size="small" onClick={onEdit} aria-label={`${t('edit')}: ${name}`}>
          {t('edit')}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...(mayInvite ? [{ key: 'send', label: t('send'), onClick: () => void goSend() }] : []),
            ...(mayInvite && landlord.linkUntil !== null
              ? [{ key: 'revoke', label: t('revoke'), onClick: () => void ask(t('revoke'), t('revokeAsk'), () => revoke.run({ landlordId: landlord.id })) }]
              : []),
            ...(mayEdit
              ? [
                  {
                    key: 'close',
                    label: t('closeLandlord'),
                    onClick: () => void ask(t('closeLandlord'), t('closeAsk'), () => close.run({ landlordId: landlord.id, version: landlord.version })),
                  },
                ]
              : []),
          ],
        }}
      >
        <Button size="small" aria-label={`${t('more')}: ${name}`}>
          …
        </Button>
      </Dropdown>
    </span>
  )
}

/** A number of the community's own; what stands here first is a draft of ours, and says so. */
function SilentDays({ chosen, draft }: { chosen: number | undefined; draft: number }) {
  const t = useText(landlordText)
  const { current, communityOf } = useAreas()
  const community = communityOf(current)
  const [days, setDays] = useState(chosen ?? draft)
  const save = useDo('registry.setSilentDays', { said: t('saved') })
  if (community === null || chosen === undefined) return null
  return (
    <div>
      <span className="desk-row">
        <label htmlFor="silent-days">{t('silentDays')}</label>
        <InputNumber id="silent-days" size="small" min={1} max={365} precision={0} value={days} onChange={(value) => setDays(value ?? draft)} />
        <Button size="small" loading={save.isBusy} disabled={days === chosen} onClick={() => void save.run({ communityId: community.id, days })}>
          {t('save')}
        </Button>
      </span>
      <p className="desk-quiet">{t('silentDraft', { n: draft })}</p>
    </div>
  )
}
