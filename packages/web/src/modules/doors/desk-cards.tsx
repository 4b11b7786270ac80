import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal, Radio, Table } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showDay, today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import { doorsText } from './desk-text.ts'
import { cardWords } from './words.ts'

type Card = Out<'doors.listCards'>['rows'][number]
type Issue = { kind: 'resident' | 'worker'; personId?: string; areaId?: string; name?: string; number: string; until?: string | null }
const PAGE = 100

function IssueCard({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const t = useText(doorsText)
  const d = useText(deskText)
  const [id] = useState(() => uuidv7())
  const [form] = Form.useForm<Issue>()
  const kind = Form.useWatch('kind', form) ?? 'resident'
  const issue = useDo('doors.issueCard', { said: t('issued') })
  const save = async ({ personId = '', areaId: at = '', name = '', number, until }: Issue) => {
    const holder = kind === 'resident' ? ({ kind, personId } as const) : ({ kind, areaId: at, name } as const)
    // To the end of that day.
    const end = until === null || until === undefined || until === '' ? null : `${until}T23:59:59+08:00`
    if ((await issue.run({ id, holder, number, until: end })) !== null) onClose()
  }
  const needed = [{ required: true, message: d('required') }]
  return (
    <Modal open title={t('issue')} okText={t('issue')} cancelText={d('cancel')} confirmLoading={issue.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'resident', areaId, until: null }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="kind" label={t('holder')}>
          <Radio.Group
            options={[
              { value: 'resident', label: t('resident') },
              { value: 'worker', label: t('worker') },
            ]}
          />
        </Form.Item>
        {kind === 'resident' ? (
          <Form.Item name="personId" label={t('person')} rules={needed}>
            <PersonPicker />
          </Form.Item>
        ) : (
          <>
            <Form.Item name="name" label={t('workerName')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="areaId" label={t('workerAt')} rules={needed}>
              <AreaSelect deepest="unit" levels={['community', 'compound', 'building', 'unit']} />
            </Form.Item>
          </>
        )}
        <Form.Item name="number" label={t('number')} extra={t('numberHint')} rules={needed}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="until" label={t('until')}>
          <DayInput allowClear earliest={today()} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function ReplaceCard({ card, onClose }: { card: Card; onClose: () => void }) {
  const t = useText(doorsText)
  const d = useText(deskText)
  const [id] = useState(() => uuidv7())
  const [form] = Form.useForm<{ number: string }>()
  const replace = useDo('doors.replaceCard', { said: t('issued') })
  return (
    <Modal
      open
      title={t('replaceTitle', { tail: card.tail })}
      okText={t('replace')}
      cancelText={d('cancel')}
      confirmLoading={replace.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={async ({ number }) => {
          if ((await replace.run({ id, cardId: card.id, number })) !== null) onClose()
        }}
      >
        <Form.Item name="number" label={t('number')} extra={t('numberHint')} rules={[{ required: true, message: d('required') }]}>
          <Input maxLength={60} autoComplete="off" autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}

export function Cards({ areaId }: { areaId: string }) {
  const t = useText(doorsText)
  const say = useText(cardWords)
  const { modal } = App.useApp()
  const [after, setAfter] = useState<string | null>(null)
  const [isIssuing, setIssuing] = useState(false)
  const [replacing, setReplacing] = useState<Card | null>(null)
  const cards = useQuery('doors.listCards', { areaId, after, limit: PAGE })
  const lose = useDo('doors.reportLost')
  const askLost = (card: Card) =>
    modal.confirm({ title: `${t('lost')}: ${card.tail}`, content: t('lostAsk'), okText: t('lost'), onOk: () => lose.run({ cardId: card.id }) })
  return (
    <section className="desk-panel" aria-label={t('cards')}>
      <div className="desk-panel-head">
        <h2>{t('cards')}</h2>
        <Button icon={<PlusOutlined />} onClick={() => setIssuing(true)}>
          {t('issue')}
        </Button>
      </div>
      <Loaded of={cards}>
        {({ rows, after: next }) => (
          <>
            <Table<Card>
              size="small"
              rowKey="id"
              dataSource={rows}
              scroll={{ x: 720 }}
              pagination={false}
              locale={{ emptyText: <Nothing says={t('cardsEmpty')} /> }}
              columns={[
                { title: t('tail'), dataIndex: 'tail', width: 90 },
                { title: t('name'), dataIndex: 'name', width: 120 },
                { title: t('home'), dataIndex: 'door', width: 120 },
                { title: t('holder'), key: 'holder', width: 130, render: (_, card) => t(card.holder) },
                { title: t('state'), key: 'state', width: 100, render: (_, card) => `${card.state === 'active' ? '✓' : '✕'} ${say(card.state)}` },
                { title: t('goodUntil'), key: 'until', width: 120, render: (_, card) => (card.until === null ? '' : showDay(card.until)) },
                {
                  title: t('actions'),
                  key: 'actions',
                  width: 150,
                  render: (_, card) => (
                    <div className="desk-row">
                      {card.state === 'active' && (
                        <Button size="small" aria-label={`${t('lost')}: ${card.tail}`} onClick={() => askLost(card)}>
                          {t('lost')}
                        </Button>
                      )}
                      {(card.state === 'active' || card.state === 'lost') && (
                        <Button size="small" aria-label={`${t('replace')}: ${card.tail}`} onClick={() => setReplacing(card)}>
                          {t('replace')}
                        </Button>
                      )}
                    </div>
                  ),
                },
              ]}
            />
            {next !== null && <Button onClick={() => setAfter(next)}>{t('more')}</Button>}
          </>
        )}
      </Loaded>
      {isIssuing && <IssueCard areaId={areaId} onClose={() => setIssuing(false)} />}
      {replacing !== null && <ReplaceCard card={replacing} onClose={() => setReplacing(null)} />}
    </section>
  )
}
