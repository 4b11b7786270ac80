// 核酸检测 on the desk: what runs, what is planned, what lies in reserve; a new one, and each opened.
import { PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, InputNumber, Modal, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, PageHead, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { Share } from '../tasks/desk-share.tsx'
import { CampaignPage } from './desk-campaign.tsx'
import { testingText } from './desk-text.ts'
import { CAMPAIGN_SIGNS, campaignStateWords } from './words.ts'

type Campaign = Out<'testing.listCampaigns'>[number]

export function TestingPage() {
  const [, go] = useLocation()
  const params = useParams<{ '*': string }>()
  const opened = params['*'] ?? ''
  if (/^[0-9a-f-]{36}$/.test(opened)) return <CampaignPage key={opened} campaignId={opened} onBack={() => go('/testing')} />
  return <CampaignList onOpen={(id) => go(`/testing/${id}`)} />
}

function CampaignList({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useText(testingText)
  const word = useWord()
  const { may } = useSession()
  const { current } = useAreas()
  const [isPlanning, setPlanning] = useState(false)
  const campaigns = useQuery('testing.listCampaigns', current === null ? {} : { areaId: current.id }, { keepPrevious: true, refetchIntervalMs: 30_000 })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {may('testing.plan') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setPlanning(true)}>
            {t('plan')}
          </Button>
        )}
      </PageHead>
      <section className="desk-panel" aria-label={t('title')}>
        <Loaded of={campaigns}>
          {(list) => (
            <Table<Campaign>
              size="small"
              rowKey="id"
              dataSource={list}
              scroll={{ x: 520 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('none')} /> }}
              columns={[
                {
                  title: t('name'),
                  key: 'name',
                  width: 180,
                  render: (_, one) => (
                    <Button type="link" size="small" className="desk-link" onClick={() => onOpen(one.id)}>
                      {one.name}
                    </Button>
                  ),
                },
                {
                  title: t('state'),
                  key: 'state',
                  width: 120,
                  render: (_, one) => (
                    <span className="desk-sign">
                      <span aria-hidden="true">{CAMPAIGN_SIGNS[one.state]}</span> {word(campaignStateWords[one.state])}
                    </span>
                  ),
                },
                { title: t('missing'), key: 'missing', width: 80, align: 'right', render: (_, one) => <strong>{one.coverage.missing}</strong> },
                { title: t('day'), key: 'day', width: 170, render: (_, one) => `${one.day} ${one.fromClock}–${one.untilClock}` },
                { title: t('where'), dataIndex: 'areaName', width: 120, responsive: ['md'] },
                { title: t('expected'), key: 'expected', width: 80, align: 'right', responsive: ['lg'], render: (_, one) => one.coverage.expected },
                { title: t('progress'), key: 'share', width: 160, responsive: ['md'], render: (_, one) => <Share of={one.coverage} /> },
              ]}
            />
          )}
        </Loaded>
      </section>
      {isPlanning && <PlanDialog onClose={() => setPlanning(false)} onPlanned={onOpen} />}
    </>
  )
}

type Values = Omit<In<'testing.planCampaign'>, 'id'>
const SIZES = [1, 5, 10, 20] as const
const OLDEST = 150
function PlanDialog({ onClose, onPlanned }: { onClose: () => void; onPlanned: (id: string) => void }) {
  const t = useText(testingText)
  const d = useText(deskText)
  const notify = useNotify()
  const { current } = useAreas()
  const [form] = Form.useForm<Values>()
  // One id a dialog: pressed twice, it is one campaign.
  const [id] = useState(() => uuidv7())
  const plan = useDo('testing.planCampaign')
  const required = [{ required: true, message: d('required') }]
  const save = async (values: Values) => {
    const answer = await plan.run({ ...values, id })
    if (answer === null) return
    notify.done(t('planned', { n: answer.communities }))
    onClose()
    onPlanned(id)
  }
  return (
    <Modal
      open
      width={600}
      title={t('plan')}
      okText={t('plan')}
      cancelText={d('cancel')}
      confirmLoading={plan.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          areaId: current?.id,
          day: today(),
          fromClock: '08:00',
          untilClock: '18:00',
          poolSize: 10,
          ageFrom: 0,
          ageTo: OLDEST,
          isReserve: false,
        }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="name" label={t('name')} extra={t('nameHelp')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="areaId" label={t('where')} extra={t('whereHelp')} rules={required}>
          <AreaSelect levels={['street', 'community', 'compound', 'building']} />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="day" label={t('day')} rules={required}>
            <DayInput earliest={today()} />
          </Form.Item>
          <Form.Item name="poolSize" label={t('pool')}>
            <Segmented options={SIZES.map((value) => ({ value, label: value === 1 ? t('single') : t('poolOf', { n: value }) }))} />
          </Form.Item>
        </div>
        <div className="desk-pair">
          <Form.Item name="fromClock" label={t('from')} rules={required}>
            <Input type="time" />
          </Form.Item>
          <Form.Item
            name="untilClock"
            label={t('until')}
            dependencies={['fromClock']}
            rules={[
              ...required,
              ({ getFieldValue }) => ({
                validator: (_, value: string) => (value > String(getFieldValue('fromClock')) ? Promise.resolve() : Promise.reject(new Error(t('hoursTurned')))),
              }),
            ]}
          >
            <Input type="time" />
          </Form.Item>
        </div>
        <div className="desk-pair">
          <Form.Item name="ageFrom" label={t('ageFrom')} rules={required}>
            <InputNumber min={0} max={OLDEST} precision={0} />
          </Form.Item>
          <Form.Item
            name="ageTo"
            label={t('ageTo')}
            dependencies={['ageFrom']}
            rules={[
              ...required,
              ({ getFieldValue }) => ({
                validator: (_, value: number) => (value >= Number(getFieldValue('ageFrom')) ? Promise.resolve() : Promise.reject(new Error(t('agesTurned')))),
              }),
            ]}
          >
            <InputNumber min={0} max={OLDEST} precision={0} />
          </Form.Item>
        </div>
        <Form.Item name="isReserve" valuePropName="checked">
          <Checkbox>{t('reserve')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}
