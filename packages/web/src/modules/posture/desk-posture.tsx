// 平急转换: what is in force, orders by two persons, plan packs.
import { PlusOutlined } from '@ant-design/icons'
import { POSTURES, type Posture } from '@xiaomen/rules/posture'
import { App, Button, Form, Input, Modal, Select, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { deskText } from '../../desk/text.ts'
import { postureWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showDay, today, useLang, useText } from '../../platform/text.ts'
import { orderStateWords, postureText } from './desk-text.ts'

type Order = Out<'posture.listOrders'>[number]
type Packs = Out<'posture.listPacks'>
const POSTURE_SIGNS: Record<Posture, string> = { peace: '○', watch: '◐', emergency: '●' }
const ALSO = { alsoRefresh: ['daily', 'gate'] }

function PostureSign({ posture }: { posture: Posture }) {
  const word = useWord()
  return (
    <span className={`desk-posture desk-posture-${posture}`}>
      <span aria-hidden="true">{POSTURE_SIGNS[posture]}</span> {word(postureWords[posture])}
    </span>
  )
}

const packKey = (pack: { packId: string; edition: string }) => `${pack.packId}/${pack.edition}`
/** What people call it; its bare key until the packs are there. */
const nameOfPack = (packs: Out<'posture.listPacks'> | undefined, pack: { packId: string; edition: string }): { zh: string; en: string } =>
  packs?.find((one) => packKey(one) === packKey(pack)) ?? { zh: pack.packId, en: pack.packId }

function DraftDialog({ packs, onClose }: { packs: Packs; onClose: () => void }) {
  const t = useText(postureText)
  const d = useText(deskText)
  const word = useWord()
  const lang = useLang()
  const { current } = useAreas()
  const [form] = Form.useForm<{ areaId: string; posture: Posture; pack: string; legalBasis: string; purpose: string; until: string }>()
  const draft = useDo('posture.draftOrder', { said: t('drafted') })
  const required = [{ required: true, whitespace: true, message: d('required') }]
  const save = async ({ pack, ...rest }: { areaId: string; posture: Posture; pack: string; legalBasis: string; purpose: string; until: string }) => {
    const chosen = packs.find((one) => packKey(one) === pack)
    if (chosen === undefined) return
    if ((await draft.run({ ...rest, packId: chosen.packId, edition: chosen.edition })) !== null) onClose()
  }
  return (
    <Modal
      open
      width={560}
      title={t('draft')}
      okText={t('draft')}
      cancelText={d('cancel')}
      confirmLoading={draft.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaId: current?.id, posture: 'emergency' }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="areaId" label={t('area')} rules={required}>
          <AreaSelect deepest="compound" />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="posture" label={t('posture')}>
            <Select options={POSTURES.map((one) => ({ value: one, label: word(postureWords[one]) }))} />
          </Form.Item>
          <Form.Item name="until" label={t('until')} rules={required}>
            <DayInput earliest={today()} />
          </Form.Item>
        </div>
        <Form.Item name="pack" label={t('pack')} rules={required}>
          <Select options={packs.map((one) => ({ value: packKey(one), label: `${one[lang]} · ${one.edition}${one.isDraft ? ` (${t('isDraft')})` : ''}` }))} />
        </Form.Item>
        <Form.Item name="legalBasis" label={t('basis')} extra={t('basisHelp')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="purpose" label={t('purpose')} rules={required}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Now() {
  const t = useText(postureText)
  const lang = useLang()
  const packs = useQuery('posture.listPacks', {})
  const nameOf = (pack: { packId: string; edition: string }) => nameOfPack(packs.data, pack)[lang]
  const { current } = useAreas()
  const now = useQuery('posture.current', { areaId: current?.id ?? '' }, { enabled: current !== null })
  if (current === null) return null
  return (
    <section className="desk-panel" aria-label={t('current')}>
      <h2>{current.name}</h2>
      <Loaded of={now} rows={1}>
        {(answer) => (
          <div className="desk-row desk-now">
            <PostureSign posture={answer.posture} />
            <span>
              {nameOf(answer)} · {answer.edition}
            </span>
            <span className="desk-quiet">
              {answer.order === null ? t('noOrder') : `${answer.order.areaName} · ${answer.order.legalBasis} · ${t('until')} ${answer.order.until}`}
            </span>
          </div>
        )}
      </Loaded>
    </section>
  )
}

export function PosturePage() {
  const t = useText(postureText)
  const word = useWord()
  const lang = useLang()
  const { me, may } = useSession()
  const { modal } = App.useApp()
  const [isDrafting, setDrafting] = useState(false)
  const [ending, setEnding] = useState<Order | null>(null)
  const orders = useQuery('posture.listOrders', {})
  const packs = useQuery('posture.listPacks', {})
  const approve = useDo('posture.approveOrder', { said: t('approved'), ...ALSO })
  const end = useDo('posture.endOrder', { said: t('ended'), ...ALSO })
  const ask = (order: Order) =>
    modal.confirm({
      title: `${t('approve')}: ${order.areaName} → ${word(postureWords[order.posture])}`,
      content: t('approveAsk'),
      okText: t('approve'),
      onOk: () => approve.run({ orderId: order.id }),
    })
  const mayApprove = may('posture.approve')
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {may('posture.draft') && packs.data !== undefined && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDrafting(true)}>
            {t('draft')}
          </Button>
        )}
      </PageHead>
      <Now />
      <section className="desk-panel">
        <Tabs
          items={[
            {
              key: 'orders',
              label: t('orders'),
              children: (
                <Loaded of={orders}>
                  {(list) => (
                    <Table<Order>
                      size="small"
                      rowKey="id"
                      dataSource={list}
                      scroll={{ x: 1180 }}
                      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
                      locale={{ emptyText: <Nothing says={t('ordersEmpty')} /> }}
                      columns={[
                        {
                          title: t('state'),
                          key: 'state',
                          width: 150,
                          render: (_, order) => <Tag color={order.state === 'inForce' ? 'blue' : 'default'}>{word(orderStateWords[order.state])}</Tag>,
                        },
                        { title: t('area'), dataIndex: 'areaName', width: 130 },
                        { title: t('posture'), key: 'posture', width: 110, render: (_, order) => <PostureSign posture={order.posture} /> },
                        {
                          title: t('pack'),
                          key: 'pack',
                          width: 180,
                          render: (_, order) => (
                            <>
                              {nameOfPack(packs.data, order)[lang]}
                              <br />
                              <span className="desk-quiet">{order.edition}</span>
                            </>
                          ),
                        },
                        {
                          title: t('basis'),
                          key: 'basis',
                          width: 240,
                          render: (_, order) => (
                            <>
                              {order.legalBasis}
                              <br />
                              <span className="desk-quiet">{order.purpose}</span>
                            </>
                          ),
                        },
                        {
                          title: `${t('since')} – ${t('until')}`,
                          key: 'dates',
                          width: 120,
                          render: (_, order) => (
                            <>
                              {order.from === null ? '' : showDay(order.from)}
                              <br />
                              {order.until}
                            </>
                          ),
                        },
                        {
                          title: `${t('draftedBy')} / ${t('approvedBy')}`,
                          key: 'who',
                          width: 140,
                          render: (_, order) => (
                            <>
                              {order.draftedBy}
                              <br />
                              <span className="desk-quiet">{order.approvedBy ?? ''}</span>
                            </>
                          ),
                        },
                        ...(mayApprove
                          ? [
                              {
                                title: t('actions'),
                                key: 'actions',
                                width: 110,
                                render: (_: unknown, order: Order) =>
                                  order.state === 'drafted' ? (
                                    order.draftedBy === me.name ? (
                                      <span className="desk-quiet">{t('own')}</span>
                                    ) : (
                                      <Button size="small" type="primary" loading={approve.isBusy} onClick={() => ask(order)}>
                                        {t('approve')}
                                      </Button>
                                    )
                                  ) : order.state === 'inForce' ? (
                                    <Button size="small" onClick={() => setEnding(order)}>
                                      {t('end')}
                                    </Button>
                                  ) : null,
                              },
                            ]
                          : []),
                      ]}
                    />
                  )}
                </Loaded>
              ),
            },
            {
              key: 'packs',
              label: t('packs'),
              children: (
                <Loaded of={packs}>
                  {(list) =>
                    list.length === 0 ? (
                      <Nothing says={t('packsEmpty')} />
                    ) : (
                      <ul className="desk-list">
                        {list.map((pack) => (
                          <li key={packKey(pack)}>
                            <div>
                              <strong>{pack[lang]}</strong> {pack.isDraft && <Tag>{t('isDraft')}</Tag>}
                              <div className="desk-quiet">
                                {pack.packId} · {t('edition')} {pack.edition}
                              </div>
                            </div>
                          </li>
                        ))}
                      </ul>
                    )
                  }
                </Loaded>
              ),
            },
          ]}
        />
      </section>
      {isDrafting && packs.data !== undefined && <DraftDialog packs={packs.data} onClose={() => setDrafting(false)} />}
      <ReasonDialog
        isOpen={ending !== null}
        title={t('endTitle')}
        says={t('endSays')}
        confirm={t('end')}
        isDanger
        isBusy={end.isBusy}
        onClose={() => setEnding(null)}
        onReason={(reason) => {
          if (ending !== null)
            void end.run({ orderId: ending.id, reason }).then((answer) => {
              if (answer !== null) setEnding(null)
            })
        }}
      />
    </>
  )
}
