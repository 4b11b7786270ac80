// 签名接口: another system, asked for by one office, agreed to by another; its secret shown once to whoever asked.
import { PlusOutlined } from '@ant-design/icons'
import { Alert, App, Button, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { showMoment, useText } from '../platform/text.ts'
import { uuidv7 } from '../platform/uuid.ts'
import { AreaSelect } from './area-select.tsx'
import { useAreas } from './areas.tsx'
import type { channelWords } from './channel-text.ts'
import { Loaded, Nothing } from './parts.tsx'
import { deskText } from './text.ts'

type Channel = {
  id: string
  name: string
  areaName: string
  state: 'asked' | 'agreed' | 'open' | 'ended'
  askedBy: string
  askedUnit: string
  askedAt: string
  heardAt: string | null
  mayAgree: boolean
  mayTake: boolean
}
type Act<A> = { isBusy: boolean; run: (input: { channelId: string }) => Promise<A | null> }
type Adding = { id: string; areaId: string; name: string }
type Props = {
  words: ReturnType<typeof channelWords>
  channels: Parameters<typeof Loaded<Channel[]>>[0]['of']
  agree: Act<unknown>
  take: Act<{ secret: string }>
  end: Act<unknown>
  add: { isBusy: boolean; run: (input: Adding, more: Record<string, unknown>) => Promise<unknown> }
  /** Further fields of a form that asks for one, and what they begin with. */
  more?: { fields: ReactNode; initial: Record<string, unknown> }
}

export function SignedChannels(props: Props) {
  const t = useText(props.words)
  const [isAdding, setAdding] = useState(false)
  const [shown, setShown] = useState<{ id: string; secret: string } | null>(null)
  return (
    <section className="desk-panel" aria-label={t('title')}>
      <div className="desk-panel-head">
        <h2>{t('title')}</h2>
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      </div>
      <p className="desk-note">{t('lead')}</p>
      {shown !== null && (
        <Alert
          type="success"
          closable={{ onClose: () => setShown(null) }}
          title={t('secretOnce')}
          description={
            <>
              <p>
                {t('source')} <span className="desk-mono">{shown.id}</span>
              </p>
              <p className="desk-secret">{shown.secret}</p>
            </>
          }
        />
      )}
      <Loaded of={props.channels}>
        {(list) => (
          <>
            {list.length === 0 && <Nothing says={t('none')} />}
            <ul className="desk-list">
              {list.map((one) => (
                <OneChannel key={one.id} of={one} props={props} onSecret={(secret) => setShown({ id: one.id, secret })} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {isAdding && <AddDialog props={props} onClose={() => setAdding(false)} />}
    </section>
  )
}

function OneChannel({ of, props, onSecret }: { of: Channel; props: Props; onSecret: (secret: string) => void }) {
  const t = useText(props.words)
  const d = useText(deskText)
  const { modal } = App.useApp()
  const { agree, take, end } = props
  const takeNow = async () => {
    const answer = await take.run({ channelId: of.id })
    if (answer !== null) onSecret(answer.secret)
  }
  const endNow = () =>
    modal.confirm({
      title: t('end'),
      content: t('endSure'),
      okText: t('end'),
      cancelText: d('cancel'),
      onOk: async () => void (await end.run({ channelId: of.id })),
    })
  return (
    <li>
      <div>
        <strong>{of.name}</strong> · {of.areaName} · {t(`is_${of.state}`)}
        <p className="desk-quiet">
          {t('askedBy', { by: of.askedBy, unit: of.askedUnit, at: showMoment(new Date(of.askedAt)) })}
          {of.heardAt !== null && ` · ${t('heard', { at: showMoment(new Date(of.heardAt)) })}`}
        </p>
      </div>
      <span className="desk-row">
        {of.mayAgree && (
          <Button type="primary" loading={agree.isBusy} onClick={() => void agree.run({ channelId: of.id })} aria-label={`${t('agree')} ${of.name}`}>
            {t('agree')}
          </Button>
        )}
        {of.mayTake && (
          <Button type="primary" loading={take.isBusy} onClick={() => void takeNow()} aria-label={`${t('take')} ${of.name}`}>
            {t('take')}
          </Button>
        )}
        {of.state !== 'ended' && (
          <Button onClick={endNow} aria-label={`${t('end')} ${of.name}`}>
            {t('end')}
          </Button>
        )}
      </span>
    </li>
  )
}

function AddDialog({ props: { words, add, more }, onClose }: { props: Props; onClose: () => void }) {
  const t = useText(words)
  const d = useText(deskText)
  const { current } = useAreas()
  const [id] = useState(() => uuidv7())
  const [form] = Form.useForm<{ areaId: string; name: string }>()
  const save = async ({ areaId, name, ...rest }: { areaId: string; name: string }) => {
    if ((await add.run({ id, areaId, name }, rest)) !== null) onClose()
  }
  return (
    <Modal open title={t('add')} okText={t('add')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaId: current?.id, ...more?.initial }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="name" label={t('name')} extra={t('nameHelp')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="areaId" label={d('areaChoose')} rules={[{ required: true, message: d('required') }]}>
          <AreaSelect levels={['street', 'community']} />
        </Form.Item>
        {more?.fields}
      </Form>
    </Modal>
  )
}
