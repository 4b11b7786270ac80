// Signing with what changes in sight; asking for another last day, for the end, or for an order to hold again.
import { addDays, MOST_ORDER_DAYS } from '@xiaomen/rules/posture'
import { Form, Input, Modal } from 'antd'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import type { Doing, Order } from './desk-order-card.tsx'
import { Preview } from './desk-preview.tsx'
import { ShiftOf } from './desk-shift.tsx'
import { actWords, postureText } from './desk-text.ts'

const ALSO = { alsoRefresh: ['daily', 'gate', 'approvals', 'access'] }
type Props = { order: Order; onClose: () => void }
const closing = (onClose: () => void) => (answer: unknown) => {
  if (answer !== null) onClose()
}

function SignDialog({ order, onClose }: Props) {
  const t = useText(postureText)
  const d = useText(deskText)
  const word = useWord()
  const sign = useDo('posture.approveOrder', { said: t('signed'), ...ALSO })
  const act = order.waiting!
  return (
    <Modal
      open
      width={640}
      title={`${order.areaName} · ${word(actWords[act.kind])}`}
      okText={t('signNow')}
      cancelText={d('cancel')}
      confirmLoading={sign.isBusy}
      onCancel={onClose}
      onOk={() => void sign.run({ orderId: order.id, actId: act.id }).then(closing(onClose))}
    >
      {act.until !== null && act.kind !== 'posture.order' && (
        <p>
          {t('until')} {order.until} → <strong>{act.until}</strong>
        </p>
      )}
      {act.reason !== null && <q className="desk-asked">{act.reason}</q>}
      {act.kind !== 'posture.shorten' && act.kind !== 'posture.prolong' && (
        <>
          <Preview of={{ orderId: order.id }} />
          <ShiftOf of={{ orderId: order.id }} />
        </>
      )}
    </Modal>
  )
}

function AmendDialog({ order, onClose }: Props) {
  const t = useText(postureText)
  const d = useText(deskText)
  const [form] = Form.useForm<{ until: string; reason: string }>()
  const amend = useDo('posture.amendOrder', { said: t('amendAsked'), ...ALSO })
  const required = [{ required: true, whitespace: true, message: d('required') }]
  return (
    <Modal open title={t('amend')} okText={t('amend')} cancelText={d('cancel')} confirmLoading={amend.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <p className="desk-note">{t('amendSays')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void amend.run({ orderId: order.id, ...values }).then(closing(onClose))}>
        <Form.Item name="until" label={t('until')} extra={t('untilHelp')} rules={required} initialValue={order.until}>
          <DayInput earliest={today()} latest={addDays(today(), MOST_ORDER_DAYS)} />
        </Form.Item>
        <Form.Item name="reason" label={d('reason')} rules={required}>
          <Input.TextArea rows={3} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function EndDialog({ order, onClose }: Props) {
  const t = useText(postureText)
  const isDraft = order.state === 'drafted'
  const end = useDo('posture.endOrder', { said: t(isDraft ? 'tookBack' : 'endAsked'), ...ALSO })
  return (
    <ReasonDialog
      isOpen
      title={t(isDraft ? 'takeBackTitle' : 'endTitle')}
      {...(isDraft ? {} : { says: t('endSays') })}
      confirm={t(isDraft ? 'takeBack' : 'end')}
      isDanger
      isBusy={end.isBusy}
      onClose={onClose}
      onReason={(reason) => void end.run({ orderId: order.id, reason }).then(closing(onClose))}
    >
      {!isDraft && <ShiftOf of={{ orderId: order.id }} />}
    </ReasonDialog>
  )
}

function ReinstateDialog({ order, onClose }: Props) {
  const t = useText(postureText)
  const again = useDo('posture.reinstateOrder', { said: t('reinstateAsked'), ...ALSO })
  return (
    <ReasonDialog
      isOpen
      title={t('reinstate')}
      says={t('reinstateSays')}
      confirm={t('reinstate')}
      isBusy={again.isBusy}
      onClose={onClose}
      onReason={(reason) => void again.run({ orderId: order.id, reason }).then(closing(onClose))}
    >
      <ShiftOf of={{ orderId: order.id }} />
    </ReasonDialog>
  )
}

export function OrderDialogs({ doing, order, onClose }: Props & { doing: Exclude<Doing, 'takeBack'> }) {
  if (doing === 'sign') return order.waiting === null ? null : <SignDialog order={order} onClose={onClose} />
  if (doing === 'amend') return <AmendDialog order={order} onClose={onClose} />
  return doing === 'end' ? <EndDialog order={order} onClose={onClose} /> : <ReinstateDialog order={order} onClose={onClose} />
}
