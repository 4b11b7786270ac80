// 病例登记: register with evidence, confirm by another unit, close.
import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleFilled, PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Modal, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useIsThere } from '../../platform/functions.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { PersonPicker } from './desk-person-picker.tsx'
import { EvidenceFields } from './evidence-fields.tsx'
import { casesText, caseStateWords, evidenceWords, groundWords } from './desk-text.ts'

type Case = Out<'control.listCases'>[number]
const GROUNDS = Object.keys(groundWords) as In<'control.closeCase'>['ground'][]
const STATE_ICONS = {
  reported: <ClockCircleOutlined aria-hidden="true" />,
  confirmed: <ExclamationCircleFilled aria-hidden="true" />,
  closed: <CheckCircleOutlined aria-hidden="true" />,
}
const STATE_TONES = { reported: 'desk-sign-unknown', confirmed: 'desk-sign-notFree', closed: '' }

function RegisterDialog({ onClose }: { onClose: () => void }) {
  const t = useText(casesText)
  const d = useText(deskText)
  const [form] = Form.useForm<In<'control.registerCase'>>()
  const register = useDo('control.registerCase', { said: t('done'), alsoRefresh: ['daily', 'gate'] })
  return (
    <Modal
      open
      width={560}
      title={t('register')}
      okText={t('register')}
      cancelText={d('cancel')}
      confirmLoading={register.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ foundOn: today() }}
        onFinish={async (values) => {
          if ((await register.run(values)) !== null) onClose()
        }}
      >
        <Form.Item name="personId" label={t('findPerson')} rules={[{ required: true, message: t('pickPerson') }]}>
          <PersonPicker />
        </Form.Item>
        <Form.Item name="foundOn" label={t('foundOn')} rules={[{ required: true, message: d('required') }]}>
          <DayInput latest={today()} />
        </Form.Item>
        <EvidenceFields />
      </Form>
    </Modal>
  )
}

function CloseDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const t = useText(casesText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Omit<In<'control.closeCase'>, 'caseId'>>()
  const close = useDo('control.closeCase', { said: t('closed'), alsoRefresh: ['daily', 'gate'] })
  return (
    <Modal
      open
      width={560}
      title={t('closeTitle')}
      okText={t('close')}
      cancelText={d('cancel')}
      confirmLoading={close.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ on: today() }}
        onFinish={async (values) => {
          if ((await close.run({ ...values, caseId: of.id })) !== null) onClose()
        }}
      >
        <div className="desk-pair">
          <Form.Item name="ground" label={t('ground')} rules={[{ required: true, message: d('required') }]}>
            <Select options={GROUNDS.map((ground) => ({ value: ground, label: word(groundWords[ground]) }))} />
          </Form.Item>
          <Form.Item name="on" label={t('on')} rules={[{ required: true, message: d('required') }]}>
            <DayInput earliest={of.foundOn} latest={today()} />
          </Form.Item>
        </div>
        <EvidenceFields />
      </Form>
    </Modal>
  )
}

export function CasesPage() {
  const t = useText(casesText)
  const word = useWord()
  const { may } = useSession()
  const { current } = useAreas()
  const { modal } = App.useApp()
  const [isRegistering, setRegistering] = useState(false)
  const [closing, setClosing] = useState<Case | null>(null)
  const [filter, setFilter] = useState<'open' | 'all'>('open')
  const confirm = useDo('control.confirmCase', { said: t('confirmed'), alsoRefresh: ['daily', 'gate'] })
  const cases = useQuery('control.listCases', current === null ? {} : { areaId: current.id })
  const isThere = useIsThere()
  const mayConfirm = may('control.confirm')
  const ask = (one: Case) => modal.confirm({ title: t('confirm'), content: t('confirmAsk'), okText: t('confirm'), onOk: () => confirm.run({ caseId: one.id }) })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <Segmented
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'open', label: t('onlyOpen') },
            { value: 'all', label: t('all') },
          ]}
        />
        {may('control.register') && isThere('control.registerCase', current?.path) && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setRegistering(true)}>
            {t('register')}
          </Button>
        )}
      </PageHead>
      <section className="desk-panel">
        <Loaded of={cases}>
          {(list) => (
            <Table<Case>
              size="small"
              rowKey="id"
              dataSource={list.filter((one) => filter === 'all' || one.state !== 'closed')}
              scroll={{ x: 1020 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('empty')} /> }}
              columns={[
                {
                  title: t('state'),
                  key: 'state',
                  width: 170,
                  render: (_, one) => (
                    <span className={`desk-sign ${STATE_TONES[one.state]}`}>
                      {STATE_ICONS[one.state]}
                      {word(caseStateWords[one.state])}
                    </span>
                  ),
                },
                { title: t('who'), key: 'who', width: 110, render: (_, one) => one.name ?? <span className="desk-quiet">{t('notForYou')}</span> },
                { title: t('where'), key: 'where', width: 180, render: (_, one) => `${one.areaName} ${one.door ?? ''}` },
                { title: t('foundOn'), dataIndex: 'foundOn', width: 110 },
                {
                  title: t('evidence'),
                  key: 'evidence',
                  width: 180,
                  render: (_, one) => (
                    <>
                      {word(evidenceWords[one.evidence.kind])}
                      <br />
                      <span className="desk-quiet">
                        {one.evidence.reference} · {one.evidence.issuedBy}
                      </span>
                    </>
                  ),
                },
                {
                  title: t('by'),
                  key: 'by',
                  width: 150,
                  render: (_, one) => (
                    <>
                      {one.reportedBy}
                      <br />
                      <span className="desk-quiet">{one.confirmedBy ?? ''}</span>
                    </>
                  ),
                },
                ...(mayConfirm
                  ? [
                      {
                        title: t('actions'),
                        key: 'actions',
                        width: 140,
                        render: (_: unknown, one: Case) =>
                          one.state === 'closed' ? null : (
                            <span className="desk-row">
                              {one.state === 'reported' && isThere('control.confirmCase', current?.path) && (
                                <Button size="small" type="primary" loading={confirm.isBusy} onClick={() => ask(one)}>
                                  {t('confirm')}
                                </Button>
                              )}
                              <Button size="small" onClick={() => setClosing(one)}>
                                {t('close')}
                              </Button>
                            </span>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Loaded>
      </section>
      {isRegistering && <RegisterDialog onClose={() => setRegistering(false)} />}
      {closing !== null && <CloseDialog of={closing} onClose={() => setClosing(null)} />}
    </>
  )
}
