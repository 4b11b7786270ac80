// 转出 and 接收: where a case goes, and into which home it comes.
import { RESIDENCY_KINDS, type ResidencyKind } from '@xiaomen/rules/registry'
import { Form, Input, Modal, Radio, Select } from 'antd'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { residencyWords, useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { HomePicker, type PickedHome } from '../registry/desk-home-picker.tsx'
import { transferText } from './transfer-text.ts'

export type Transfer = Out<'control.listTransfers'>[number]
type Sending = { kind: 'inside' | 'outside'; community: string; home?: string; office: string; reference: string; reason: string }

/** `toName`: where the ledger says that the person lives now. */
export function TransferDialog({ caseId, toName, onClose }: { caseId: string; toName?: string | null; onClose: () => void }) {
  const t = useText(transferText)
  const d = useText(deskText)
  const [form] = Form.useForm<Sending>()
  const kind = Form.useWatch('kind', form) ?? 'inside'
  const offer = useDo('control.offerTransfer', { said: t('offered'), alsoRefresh: ['tasks'] })
  const send = useDo('control.sendOut', { said: t('proposed') })
  const required = [{ required: true, whitespace: true, message: d('required') }]
  const finish = async ({ community, home, office, reference, reason }: Sending) => {
    const common = { id: uuidv7(), caseId, reason }
    const there = home === undefined || home.trim() === '' ? null : home.trim()
    const done = kind === 'inside' ? await offer.run({ ...common, community, home: there }) : await send.run({ ...common, office, reference })
    if (done !== null) onClose()
  }
  return (
    <Modal
      open
      title={t('start')}
      okText={t('start')}
      cancelText={d('cancel')}
      confirmLoading={offer.isBusy || send.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t(kind === 'inside' ? 'help' : 'sendHelp')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'inside', community: toName ?? '' }}
        onFinish={(said) => void finish(said)}
      >
        <Form.Item name="kind" label={t('kind')}>
          <Radio.Group
            options={[
              { value: 'inside', label: t('inside') },
              { value: 'outside', label: t('outside') },
            ]}
          />
        </Form.Item>
        {kind === 'inside' ? (
          <>
            <Form.Item name="community" label={t('community')} rules={required} extra={t('communityHint')}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="home" label={t('home')}>
              <Input maxLength={100} />
            </Form.Item>
          </>
        ) : (
          <>
            <Form.Item name="office" label={t('office')} rules={required}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="reference" label={t('reference')} rules={required}>
              <Input maxLength={60} />
            </Form.Item>
          </>
        )}
        <Form.Item name="reason" label={t('reason')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

export function AcceptDialog({ of, onClose }: { of: Transfer; onClose: (caseId: string | null) => void }) {
  const t = useText(transferText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<{ homes?: PickedHome[]; kind: ResidencyKind }>()
  const accept = useDo('control.acceptTransfer', { said: t('accepted'), alsoRefresh: ['gate', 'tasks', 'registry'] })
  return (
    <Modal
      open
      title={t('acceptTitle', { name: of.name ?? t('notForYou') })}
      okText={t('accept')}
      cancelText={d('cancel')}
      confirmLoading={accept.isBusy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      {of.home !== null && <p className="desk-note">{t('homeThere', { home: of.home })}</p>}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'tenant' }}
        onFinish={async ({ homes = [], kind }) => {
          const done = await accept.run({ transferId: of.id, homeId: homes[0]!.id, kind })
          if (done !== null) onClose(done.caseId)
        }}
      >
        <Form.Item name="homes" label={t('intoHome')} rules={[{ required: true, message: t('pickHome') }]}>
          <HomePicker most={1} placeholder={t('intoHome')} />
        </Form.Item>
        <Form.Item name="kind" label={t('as')}>
          <Select options={RESIDENCY_KINDS.filter((one) => one !== 'registeredElsewhere').map((one) => ({ value: one, label: word(residencyWords[one]) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
