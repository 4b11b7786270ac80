// 读不懂: rows that could not be taken as they were, each with row and reason; mended or set aside, and why.
import { LEAD_KINDS, type LeadKind, UNREAD_STATES, type UnreadState } from '@xiaomen/rules/leads'
import { Alert, Button, Form, Input, Modal, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { leadsText } from './desk-text.ts'
import { faultWords, fieldWords, kindWords, unreadStateWords } from './words.ts'

type Row = Out<'leads.listUnread'>['rows'][number]

export function UnreadTab({ areaId }: { areaId: string }) {
  const t = useText(leadsText)
  const word = useWord()
  const [state, setState] = useState<UnreadState>('open')
  const [mending, setMending] = useState<Row | null>(null)
  const [aside, setAside] = useState<Row | null>(null)
  const unread = useQuery('leads.listUnread', { areaId, state }, { keepPrevious: true })
  const settle = useDo('leads.settleUnread', { said: t('saved') })
  return (
    <section className="desk-panel desk-stack" aria-label={t('unreadTab')}>
      <div className="lead-wide">
        <Segmented<UnreadState>
          aria-label={t('state')}
          value={state}
          onChange={setState}
          options={UNREAD_STATES.map((one) => ({ value: one, label: word(unreadStateWords[one]) }))}
        />
      </div>
      <Loaded of={unread}>
        {({ rows }) => (
          <Table<Row>
            size="small"
            rowKey="id"
            dataSource={rows}
            scroll={{ x: 760 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('nothingUnread')} /> }}
            columns={[
              { title: t('giver'), key: 'giver', width: 150, render: (_, one) => `${one.giver.name} · ${t('rowN', { n: one.row })}` },
              { title: t('why'), key: 'why', render: (_, one) => `${word(fieldWords[one.field])}：${word(faultWords[one.fault])}` },
              { title: t('asSaid'), key: 'said', width: 230, render: (_, one) => <span className="desk-clamp">{saidOf(one)}</span> },
              {
                title: '',
                key: 'act',
                width: 190,
                render: (_, one) =>
                  state === 'open' ? (
                    <span className="desk-row">
                      <Button size="small" type="primary" onClick={() => setMending(one)}>
                        {t('mend')}
                      </Button>
                      <Button size="small" onClick={() => setAside(one)}>
                        {t('setAside')}
                      </Button>
                    </span>
                  ) : (
                    (one.reason ?? word(unreadStateWords[state]))
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {mending !== null && <Mend key={mending.id} of={mending} onClose={() => setMending(null)} />}
      <ReasonDialog
        title={t('setAside')}
        confirm={t('setAside')}
        isOpen={aside !== null}
        isBusy={settle.isBusy}
        onClose={() => setAside(null)}
        onReason={(reason) => void settle.run({ unreadId: aside!.id, as: { kind: 'aside', reason } }).then((done) => done !== null && setAside(null))}
      />
    </section>
  )
}
const saidOf = (of: Row): string =>
  [of.reference, of.name, of.phone, of.document, of.address, of.kindSaid, of.sentAtSaid, of.said].filter((part) => part !== null && part !== '').join(' · ') ||
  '—'

type Fields = { leadKind: LeadKind; name?: string; phone?: string; document?: string; address?: string }
function Mend({ of, onClose }: { of: Row; onClose: () => void }) {
  const t = useText(leadsText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Fields>()
  const settle = useDo('leads.settleUnread', { said: t('mended') })
  const save = async ({ leadKind, ...typed }: Fields) => {
    const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined && value.trim() !== ''))
    if ((await settle.run({ unreadId: of.id, as: { kind: 'mended', leadKind, ...filled } })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={t('mend')}
      okText={t('mendAndTake')}
      cancelText={d('cancel')}
      confirmLoading={settle.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <div className="desk-stack">
        <Alert
          type="warning"
          showIcon
          title={`${word(fieldWords[of.field])}：${word(faultWords[of.fault])}`}
          description={<span className="desk-clamp">{saidOf(of)}</span>}
        />
        <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={{ leadKind: 'contact' }} onFinish={(fields) => void save(fields)}>
          <Form.Item name="leadKind" label={t('kind')}>
            <Select options={LEAD_KINDS.map((one) => ({ value: one, label: word(kindWords[one]) }))} />
          </Form.Item>
          <Form.Item name="name" label={word(fieldWords.name)} extra={t('keepEmpty')}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="phone" label={word(fieldWords.phone)}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="document" label={word(fieldWords.documentNumber)}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="address" label={word(fieldWords.address)}>
            <Input maxLength={200} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
