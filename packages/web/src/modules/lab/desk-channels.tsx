// 签名接口: a laboratory's own system, asked for by one office, agreed to by another; its secret shown once to whoever asked.
import { PlusOutlined } from '@ant-design/icons'
import { Alert, App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { channelText } from './channel-text.ts'

type Channel = Out<'lab.listChannels'>[number]

export function ChannelsPanel() {
  const t = useText(channelText)
  const channels = useQuery('lab.listChannels', {}, { keepPrevious: true })
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
      <Loaded of={channels}>
        {(list) => (
          <>
            {list.length === 0 && <Nothing says={t('none')} />}
            <ul className="desk-list">
              {list.map((one) => (
                <OneChannel key={one.id} of={one} onSecret={(secret) => setShown({ id: one.id, secret })} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
    </section>
  )
}

function OneChannel({ of, onSecret }: { of: Channel; onSecret: (secret: string) => void }) {
  const t = useText(channelText)
  const d = useText(deskText)
  const { modal } = App.useApp()
  const agree = useDo('lab.agreeChannel', { alsoRefresh: ['lab'], said: t('agreed') })
  const take = useDo('lab.takeSecret', { alsoRefresh: ['lab'] })
  const end = useDo('lab.endChannel', { alsoRefresh: ['lab'], said: t('ended') })
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

function AddDialog({ onClose }: { onClose: () => void }) {
  const t = useText(channelText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [id] = useState(() => uuidv7())
  const [form] = Form.useForm<{ areaId: string; name: string }>()
  const add = useDo('lab.addChannel', { alsoRefresh: ['lab'], said: t('added') })
  const save = async (values: { areaId: string; name: string }) => {
    if ((await add.run({ ...values, id })) !== null) onClose()
  }
  return (
    <Modal open title={t('add')} okText={t('add')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ areaId: current?.id }} onFinish={(values) => void save(values)}>
        <Form.Item name="name" label={t('name')} extra={t('nameHelp')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="areaId" label={d('areaChoose')} rules={[{ required: true, message: d('required') }]}>
          <AreaSelect levels={['street', 'community']} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
