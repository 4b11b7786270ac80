// 排成检测任务: the plan becomes a round with its pool, hours and points; what is asked is its name and when it begins.
import { POOL_WORDS } from '@xiaomen/rules/screening'
import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { screeningText } from './desk-text.ts'

type Values = { name: string; day: string; fromClock: string; isReserve: boolean }

export function LayOut({ saved }: { saved: Out<'screening.getPlan'> }) {
  const t = useText(screeningText)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('layOut')}
      </Button>
      {isOpen && <LayOutDialog saved={saved} onClose={() => setOpen(false)} />}
    </>
  )
}

function LayOutDialog({ saved, onClose }: { saved: Out<'screening.getPlan'>; onClose: () => void }) {
  const t = useText(screeningText)
  const d = useText(deskText)
  const word = useWord()
  const [, go] = useLocation()
  const [form] = Form.useForm<Values>()
  // One id a dialog: pressed twice, it is one round.
  const [campaignId] = useState(() => uuidv7())
  const layOut = useDo('screening.layOutRound', { said: t('laidOut') })
  const { plan } = saved
  const required = [{ required: true, message: d('required') }]
  const run = async (values: Values) => {
    const done = await layOut.run({ ...values, planId: saved.id, version: saved.version, campaignId })
    if (done !== null) go(`/testing/${campaignId}`)
  }
  return (
    <Modal open title={t('layOut')} okText={t('layOut')} cancelText={d('cancel')} confirmLoading={layOut.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <p>{t('layOutSays', { points: plan.totals.points, tables: plan.totals.tables, pool: word(POOL_WORDS[plan.pool]), hours: plan.asked.hours })}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: saved.name.slice(0, 40), day: today(), fromClock: '08:00', isReserve: false }}
        onFinish={(values) => void run(values)}
      >
        <Form.Item name="name" label={t('roundName')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="day" label={t('roundDay')} rules={required}>
            <DayInput earliest={today()} />
          </Form.Item>
          <Form.Item name="fromClock" label={t('roundFrom')} rules={required}>
            <Input type="time" />
          </Form.Item>
        </div>
        <Form.Item name="isReserve" valuePropName="checked">
          <Checkbox>{t('roundReserve')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}
