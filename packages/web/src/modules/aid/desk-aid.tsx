// 隔离照料: the ways to a hospital, and what households need. 急救转运: what nobody has arranged first, then whose time is over, then the rest of those under way.
import { TRANSPORT_KINDS, type TransportKind } from '@xiaomen/rules/aid'
import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Form, Input, Modal, Radio, Segmented, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import './aid.css'
import { DeskNeeds } from './desk-needs.tsx'
import { needsText } from './desk-needs-text.ts'
import { aidText } from './desk-text.ts'
import { TransportDrawer } from './desk-transport.tsx'
import { doorOf, orNull, type Transport } from './transport-view.ts'
import { TRANSPORT_SIGNS, transportKindWords, transportStateWords } from './words.ts'

const LISTS = ['now', 'ended'] as const
const LOOK_AGAIN_MS = 30_000

export function AidPage() {
  const { current } = useAreas()
  const [place, go] = useLocation()
  const t = useText(aidText)
  const n = useText(needsText)
  // The transport stands in the address, by its id alone, so that it can be sent to a colleague.
  const transportId = /^\/aid\/([0-9a-f-]{36})$/.exec(place)?.[1] ?? null
  return (
    <>
      {current !== null && (
        <Tabs
          destroyOnHidden
          activeKey={place === '/aid/needs' ? 'needs' : 'transports'}
          onChange={(key) => go(key === 'needs' ? '/aid/needs' : '/aid', { replace: true })}
          items={[
            { key: 'transports', label: t('title'), children: <Transports areaId={current.id} onOpen={(id) => go(`/aid/${id}`)} /> },
            { key: 'needs', label: n('title'), children: <DeskNeeds areaId={current.id} /> },
          ]}
        />
      )}
      {transportId !== null && <TransportDrawer key={transportId} transportId={transportId} onClose={() => go('/aid')} />}
    </>
  )
}

function Transports({ areaId, onOpen }: { areaId: string; onOpen: (transportId: string) => void }) {
  const t = useText(aidText)
  const word = useWord()
  const { may } = useSession()
  const [list, setList] = useState<(typeof LISTS)[number]>('now')
  const [isAsking, setAsking] = useState(false)
  const listed = useQuery('aid.listTransports', { areaId, list }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {may('aid.request') && listed.data?.mayRequest === true && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsking(true)}>
            {t('ask')}
          </Button>
        )}
      </PageHead>
      <section className="desk-panel" aria-label={t('title')}>
        <div className="desk-scroll desk-gap-below">
          <Segmented value={list} onChange={setList} options={LISTS.map((one) => ({ value: one, label: t(one) }))} />
        </div>
        <Loaded of={listed}>
          {({ transports, counts, isCut }) => (
            <>
              {list === 'now' && <p className="desk-quiet">{t('counts', counts)}</p>}
              {isCut && <Alert type="info" showIcon title={t('cut')} />}
              <Table<Transport>
                size="small"
                rowKey="id"
                dataSource={transports}
                scroll={{ x: 880 }}
                pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
                locale={{ emptyText: <Nothing says={t('empty')} /> }}
                columns={[
                  {
                    title: t('state'),
                    key: 'state',
                    width: 130,
                    render: (_, one) => (
                      <>
                        <span className="desk-sign">
                          <span aria-hidden="true">{TRANSPORT_SIGNS[one.state]}</span> {word(transportStateWords[one.state])}
                        </span>
                        {one.isOverdue && <div className="aid-late">! {t('overdue')}</div>}
                      </>
                    ),
                  },
                  {
                    title: t('who'),
                    key: 'who',
                    width: 150,
                    render: (_, one) => (
                      <>
                        <button type="button" className="desk-link" onClick={() => onOpen(one.id)}>
                          {one.name ?? '—'}
                        </button>
                        {one.companion !== null && <div className="desk-quiet">{t('along', { name: one.companion })}</div>}
                      </>
                    ),
                  },
                  { title: t('kind'), key: 'kind', width: 120, render: (_, one) => (one.kind === null ? '—' : word(transportKindWords[one.kind])) },
                  { title: t('where'), key: 'where', width: 170, render: (_, one) => doorOf(one) },
                  {
                    title: t('vehicle'),
                    key: 'vehicle',
                    width: 150,
                    render: (_, one) => [one.plate, one.escort].filter((part) => part !== null).join(' · ') || '—',
                  },
                  { title: t('hospital'), key: 'hospital', width: 120, render: (_, one) => one.hospital ?? '—' },
                  { title: t('until'), key: 'until', width: 120, render: (_, one) => (one.endedAt === null ? showMoment(new Date(one.until)) : '—') },
                ]}
              />
            </>
          )}
        </Loaded>
      </section>
      {isAsking && <AskDialog onClose={() => setAsking(false)} onAsked={onOpen} />}
    </>
  )
}

function AskDialog({ onClose, onAsked }: { onClose: () => void; onAsked: (transportId: string) => void }) {
  const t = useText(aidText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<{ personId: string; kind: TransportKind; note?: string }>()
  const [id] = useState(uuidv7)
  const ask = useDo('aid.requestTransport', { said: t('asked'), alsoRefresh: ['tasks', 'gate'] })
  return (
    <Modal open title={t('ask')} okText={t('ask')} cancelText={d('cancel')} confirmLoading={ask.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'emergency' }}
        onFinish={async ({ personId, kind, note }) => {
          if ((await ask.run({ id, personId, kind, companionId: null, note: orNull(note ?? '') })) === null) return
          onClose()
          onAsked(id)
        }}
      >
        <Form.Item name="personId" label={t('person')} rules={[{ required: true, message: d('required') }]}>
          <PersonPicker />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')}>
          <Radio.Group options={TRANSPORT_KINDS.map((one) => ({ value: one, label: word(transportKindWords[one]) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('note')} extra={t('noteHint')}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
