// 开门时间、只开主大门: when a gate is open, set by the community.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { rulesText, weekdayWords } from './desk-rules-text.ts'
import { localInstant } from './local-instant.ts'

export type Gate = Out<'gate.listGates'>[number]
type Hours = In<'gate.setGateHours'>['hours'][number]
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** Beneath the name of a gate: why it is closed, or that it is the only one. */
export function GateNote({ gate }: { gate: Gate }) {
  const t = useText(rulesText)
  const says =
    gate.onlyUntil !== null
      ? t('onlyUntil', { time: showMoment(gate.onlyUntil) })
      : gate.times.closedUntil !== null
        ? t('closedBy', { time: showMoment(gate.times.closedUntil) })
        : gate.times.hours.map(({ from, to }) => `${from}–${to}`).join('、')
  return says === '' ? null : <div className="desk-quiet">{says}</div>
}

function HoursDialog({ gate, onClose }: { gate: Gate; onClose: () => void }) {
  const t = useText(rulesText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<{ hours: Hours[]; dropZone?: string }>()
  const set = useDo('gate.setGateHours', { said: d('saved') })
  // By hand: marked as required, a group of boxes would carry an attribute that no group may.
  const atLeastOneDay = { validator: (_: unknown, days?: number[]) => (days?.length ? Promise.resolve() : Promise.reject(new Error(d('required')))) }
  const save = async ({ hours, dropZone }: { hours: Hours[]; dropZone?: string }) => {
    const zone = dropZone?.trim() ?? ''
    if ((await set.run({ gateId: gate.id, hours, dropZone: zone === '' ? null : zone })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('hoursTitle')}: ${gate.name}`}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={set.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ hours: gate.times.hours, dropZone: gate.dropZone ?? '' }}
        onFinish={(values) => void save(values)}
      >
        <Form.List name="hours">
          {(fields, { add, remove }) => (
            <>
              {fields.length === 0 && <p>{t('always')}</p>}
              {fields.map((field) => (
                <div key={field.key} className="desk-row">
                  <Form.Item name={[field.name, 'from']} label={t('from')} rules={[{ required: true, message: d('required') }]}>
                    <Input type="time" />
                  </Form.Item>
                  <Form.Item name={[field.name, 'to']} label={t('to')} rules={[{ required: true, message: d('required') }]}>
                    <Input type="time" />
                  </Form.Item>
                  <Form.Item name={[field.name, 'days']} label={t('days')} rules={[atLeastOneDay]}>
                    <Checkbox.Group options={weekdayWords.map((day, index) => ({ value: index + 1, label: word(day) }))} />
                  </Form.Item>
                  <Button icon={<DeleteOutlined />} aria-label={t('removeHours')} onClick={() => remove(field.name)} />
                </div>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ from: '06:00', to: '22:00', days: EVERY_DAY })}>
                {t('addHours')}
              </Button>
            </>
          )}
        </Form.List>
        <p className="desk-note">{t('hoursNote')}</p>
        <Form.Item name="dropZone" label={t('dropZone')}>
          <Input maxLength={60} placeholder={t('dropZoneHint')} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function OnlyDialog({ gate, onClose }: { gate: Gate; onClose: () => void }) {
  const t = useText(rulesText)
  const d = useText(deskText)
  const notify = useNotify()
  const [form] = Form.useForm<{ until: string }>()
  const only = useDo('gate.openOnly', { alsoRefresh: ['gate'] })
  const save = async ({ until }: { until: string }) => {
    const done = await only.run({ gateId: gate.id, until: localInstant(until) })
    if (done === null) return
    notify.done(t('onlyDone', { count: done.closed }))
    onClose()
  }
  return (
    <Modal
      open
      title={`${t('onlyTitle')}: ${gate.name}`}
      okText={t('only')}
      cancelText={d('cancel')}
      confirmLoading={only.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t('onlySays')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void save(values)}>
        <Form.Item
          name="until"
          label={t('until')}
          rules={[
            { required: true, message: d('required') },
            {
              validator: (_, value?: string) =>
                value !== undefined && new Date(localInstant(value)) <= new Date() ? Promise.reject(new Error(t('untilPast'))) : Promise.resolve(),
            },
          ]}
        >
          <Input type="datetime-local" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

export function GateTimesButtons({ gate }: { gate: Gate }) {
  const t = useText(rulesText)
  const [shows, setShows] = useState<'hours' | 'only' | null>(null)
  const end = useDo('gate.endOpenOnly', { said: t('ended') })
  return (
    <span className="desk-row">
      <Button size="small" aria-label={`${t('rules')}: ${gate.name}`} onClick={() => setShows('hours')}>
        {t('rules')}
      </Button>
      {gate.onlyUntil === null ? (
        <Button size="small" aria-label={`${t('only')}: ${gate.name}`} onClick={() => setShows('only')}>
          {t('only')}
        </Button>
      ) : (
        <Button size="small" type="primary" loading={end.isBusy} aria-label={`${t('endOnly')}: ${gate.name}`} onClick={() => void end.run({ gateId: gate.id })}>
          {t('endOnly')}
        </Button>
      )}
      {shows === 'hours' && <HoursDialog gate={gate} onClose={() => setShows(null)} />}
      {shows === 'only' && <OnlyDialog gate={gate} onClose={() => setShows(null)} />}
    </span>
  )
}
