// 商铺与企业: listed by area, found by name or by who works there; each opens with its staff.
import { PlusOutlined } from '@ant-design/icons'
import { ENTERPRISE_TRADES, type EnterpriseTrade } from '@xiaomen/rules/registry'
import { Button, Checkbox, Drawer, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { EnterpriseDialog } from './desk-enterprise-dialog.tsx'
import { enterpriseStateWords, enterpriseText, STATE_SIGNS, tradeWords } from './desk-enterprise-text.ts'
import { EnterpriseBody } from './desk-staff.tsx'
import { Pager } from './desk-tenant-reports.tsx'
import { usePages } from './use-pages.ts'

export type Enterprise = Out<'registry.listEnterprises'>['items'][number]

export function EnterprisesPage() {
  const t = useText(enterpriseText)
  const word = useWord()
  const { may } = useSession()
  const { current, placeOf } = useAreas()
  const [, go] = useLocation()
  const openId = useParams<{ '*': string }>()['*'] ?? ''
  const [sought, setSought] = useState('')
  const [trade, setTrade] = useState<EnterpriseTrade | ''>('')
  const [alsoClosed, setAlsoClosed] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const pages = usePages(`${current?.id ?? ''} ${sought} ${trade} ${alsoClosed}`)
  const asked = {
    ...(current === null ? {} : { areaId: current.id }),
    ...(sought === '' ? {} : { text: sought }),
    ...(trade === '' ? {} : { trade }),
    ...(alsoClosed ? { alsoClosed: true } : {}),
  }
  const enterprises = useQuery('registry.listEnterprises', { ...asked, ...pages.cursor })
  const opened = useQuery('registry.listEnterprises', { enterpriseId: openId, alsoClosed: true, limit: 1 }, { enabled: openId !== '' })
  const shown = opened.data?.items[0]
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {may('registry.enterprise') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )}
      </PageHead>
      <div className="desk-row desk-gap-below">
        <Input.Search
          allowClear
          style={{ maxWidth: 420 }}
          placeholder={t('search')}
          aria-label={t('search')}
          maxLength={60}
          onSearch={(text) => setSought(text.trim())}
        />
        <Select
          aria-label={t('trade')}
          style={{ width: 160 }}
          value={trade}
          onChange={setTrade}
          options={[{ value: '' as const, label: t('allTrades') }, ...ENTERPRISE_TRADES.map((one) => ({ value: one, label: word(tradeWords[one]) }))]}
        />
        <Checkbox checked={alsoClosed} onChange={(event) => setAlsoClosed(event.target.checked)}>
          {t('alsoClosed')}
        </Checkbox>
      </div>
      <section className="desk-panel">
        <Loaded of={enterprises}>
          {({ items, next }) => (
            <>
              <Table<Enterprise>
                size="small"
                rowKey="id"
                dataSource={items}
                pagination={false}
                scroll={{ x: 820 }}
                locale={{ emptyText: <Nothing says={t(sought === '' ? 'empty' : 'emptySearch')} /> }}
                columns={[
                  {
                    title: t('name'),
                    key: 'name',
                    width: 220,
                    render: (_, one) => (
                      <Button type="link" className="desk-link" onClick={() => go(`/enterprises/${one.id}`)}>
                        {one.name}
                      </Button>
                    ),
                  },
                  { title: t('trade'), key: 'trade', width: 110, render: (_, one) => word(tradeWords[one.trade]) },
                  {
                    title: t('state'),
                    key: 'state',
                    width: 90,
                    render: (_, one) => (
                      <>
                        <span aria-hidden="true">{STATE_SIGNS[one.state]}</span> {word(enterpriseStateWords[one.state])}
                      </>
                    ),
                  },
                  { title: t('where'), key: 'where', width: 180, render: (_, one) => (one.door === null ? placeOf(one) : one.door) },
                  {
                    title: t('contact'),
                    key: 'contact',
                    width: 140,
                    render: (_, one) => (
                      <>
                        {one.contactName ?? '—'}
                        <br />
                        <span className="desk-quiet">{one.contactPhone ?? ''}</span>
                      </>
                    ),
                  },
                  { title: t('staff'), dataIndex: 'staff', width: 90 },
                ]}
              />
              <Pager pages={pages} next={next} />
            </>
          )}
        </Loaded>
      </section>
      {isAdding && <EnterpriseDialog enterprise={null} onClose={() => setAdding(false)} />}
      <Drawer open={openId !== ''} onClose={() => go('/enterprises')} size={Math.min(640, window.innerWidth)} title={shown?.name ?? ''} destroyOnHidden>
        {openId !== '' && (
          <Loaded of={opened} rows={8}>
            {({ items }) => (items[0] === undefined ? <Nothing says={t('empty')} /> : <EnterpriseBody key={items[0].id} enterprise={items[0]} />)}
          </Loaded>
        )}
      </Drawer>
    </>
  )
}
