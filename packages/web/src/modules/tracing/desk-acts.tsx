// What is done about one: told, under control, another standing, closed.
import { CASE_KINDS, CLOSE_REASONS, type CaseKind, type CloseReason } from '@xiaomen/rules/tracing'
import { Button, Checkbox, Form, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { today, useLang, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { tracingText } from './desk-text.ts'
import type { Traced } from './types.ts'
import { caseKindWords, closeWords, standingWords, wayWords } from './words.ts'

type Act = 'tell' | 'turn' | 'close' | 'reopen' | 'control'

export function Acts({ of }: { of: Traced }) {
  const t = useText(tracingText)
  const [act, setAct] = useState<Act | null>(null)
  const close = () => setAct(null)
  const reopen = useDo('tracing.reopenTraced', { said: t('saved') })
  const isOpen = of.closedOn === null
  return (
    <div className="desk-row">
      {isOpen && of.standing !== 'case' && (
        <Button type={of.toldAt === null ? 'primary' : 'default'} onClick={() => setAct('tell')}>
          {t('tell')}
        </Button>
      )}
      {of.may.control && (
        <Button type="primary" onClick={() => setAct('control')}>
          {t('control')}
        </Button>
      )}
      {isOpen && <Button onClick={() => setAct('turn')}>{t('turn')}</Button>}
      <Button onClick={() => setAct(isOpen ? 'close' : 'reopen')}>{isOpen ? t('close') : t('reopen')}</Button>
      {act === 'tell' && <Tell of={of} onClose={close} />}
      {act === 'turn' && <Turn of={of} onClose={close} />}
      {act === 'close' && <Close of={of} onClose={close} />}
      {act === 'control' && <Control of={of} onClose={close} />}
      <ReasonDialog
        title={t('reopen')}
        confirm={t('reopen')}
        isOpen={act === 'reopen'}
        isBusy={reopen.isBusy}
        onClose={close}
        onReason={async (reason) => {
          if ((await reopen.run({ tracedId: of.id, version: of.version, reason })) !== null) close()
        }}
      />
    </div>
  )
}
type Props = { of: Traced; onClose: () => void }

function Tell({ of, onClose }: Props) {
  const t = useText(tracingText)
  const word = useWord()
  const lang = useLang()
  const tell = useDo('tracing.tellTraced', { said: t('saved') })
  return (
    <Modal open title={t('tell')} footer={null} onCancel={onClose}>
      <p className="desk-note">{t('tellLead')}</p>
      <ol className="tracing-script">
        {of.tell.map((line) => (
          <li key={line.zh}>{line[lang]}</li>
        ))}
      </ol>
      <div className="desk-row">
        {(['phone', 'visit', 'letter'] as const).map((way) => (
          <Button
            key={way}
            type="primary"
            loading={tell.isBusy}
            onClick={async () => {
              if ((await tell.run({ tracedId: of.id, version: of.version, way })) !== null) onClose()
            }}
          >
            {word(wayWords[way])}
          </Button>
        ))}
      </div>
    </Modal>
  )
}

type TurnFields = { to: 'case' | 'contact' | 'secondaryContact'; caseKind: CaseKind; sampledOn: string | null; reason: string }
function Turn({ of, onClose }: Props) {
  const t = useText(tracingText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<TurnFields>()
  const turn = useDo('tracing.turnTraced', { said: t('saved') })
  const others = (['case', 'contact', 'secondaryContact'] as const).filter((one) => one !== of.standing)
  const to = Form.useWatch('to', form) ?? others[0]
  return (
    <Modal open title={t('turn')} okText={t('save')} cancelText={d('cancel')} confirmLoading={turn.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form<TurnFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ to: others[0]!, caseKind: 'confirmed', sampledOn: null }}
        onFinish={async (fields) => {
          const isCase = fields.to === 'case'
          const input = {
            to: fields.to,
            caseKind: isCase ? fields.caseKind : null,
            sampledOn: isCase ? (fields.sampledOn ?? null) : null,
            reason: fields.reason,
          }
          if ((await turn.run({ tracedId: of.id, version: of.version, ...input })) !== null) onClose()
        }}
      >
        <Form.Item name="to" label={t('turnTo')}>
          <Segmented options={others.map((one) => ({ value: one, label: word(standingWords[one]) }))} />
        </Form.Item>
        {to === 'case' && (
          <>
            <Form.Item name="caseKind" label={t('caseKind')}>
              <Select options={CASE_KINDS.map((one) => ({ value: one, label: word(caseKindWords[one]) }))} />
            </Form.Item>
            <Form.Item name="sampledOn" label={t('sampledOn')}>
              <DayInput allowClear latest={today()} />
            </Form.Item>
          </>
        )}
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Close({ of, onClose }: Props) {
  const t = useText(tracingText)
  const d = useText(deskText)
  const word = useWord()
  const [on, setOn] = useState<string | null>(today())
  const [reason, setReason] = useState<CloseReason>(of.standing === 'case' ? 'recovered' : 'released')
  const close = useDo('tracing.closeTraced', { said: t('saved') })
  return (
    <Modal
      open
      title={t('close')}
      okText={t('close')}
      cancelText={d('cancel')}
      confirmLoading={close.isBusy}
      onCancel={onClose}
      onOk={async () => {
        if (on !== null && (await close.run({ tracedId: of.id, version: of.version, reason, on })) !== null) onClose()
      }}
    >
      <div className="desk-stack">
        <Select<CloseReason>
          aria-label={t('closeReason')}
          value={reason}
          onChange={setReason}
          options={CLOSE_REASONS.map((one) => ({ value: one, label: word(closeWords[one]) }))}
        />
        <DayInput aria-label={t('closeOn')} value={on} latest={today()} onChange={setOn} />
      </div>
    </Modal>
  )
}

type ControlFields = { reference: string; issuedBy: string; hasOwnSuite: boolean }
function Control({ of, onClose }: Props) {
  const t = useText(tracingText)
  const d = useText(deskText)
  const [form] = Form.useForm<ControlFields>()
  const [caseId] = useState(uuidv7)
  const propose = useDo('tracing.proposeControl', { said: t('saved'), alsoRefresh: ['control', 'approvals'] })
  const required = { required: true, whitespace: true, message: d('required') }
  return (
    <Modal
      open
      title={t('control')}
      okText={t('control')}
      cancelText={d('cancel')}
      confirmLoading={propose.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t('controlLead')}</p>
      <Form<ControlFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reference: of.label, issuedBy: '', hasOwnSuite: true }}
        onFinish={async (fields) => {
          if ((await propose.run({ tracedId: of.id, version: of.version, caseId, ...fields })) !== null) onClose()
        }}
      >
        <Form.Item name="reference" label={t('reference')} rules={[required]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="issuedBy" label={t('issuedBy')} rules={[required]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="hasOwnSuite" valuePropName="checked">
          <Checkbox>{t('hasOwnSuite')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}
