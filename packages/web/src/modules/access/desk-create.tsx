import { Form, Input, Modal } from 'antd'
import { useAreas } from '../../desk/areas.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { today, useText } from '../../platform/text.ts'
import { GrantFields, GrantPreview, type GrantValues, toGrant } from './desk-grant-fields.tsx'
import { accountsText } from './desk-text.ts'

type Values = GrantValues & { login: string; name: string; unit: string }

export function CreateDialog({ onClose, onPassword }: { onClose: () => void; onPassword: (once: { login: string; password: string }) => void }) {
  const t = useText(accountsText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [form] = Form.useForm<Values>()
  const role = Form.useWatch('role', form)
  const place = Form.useWatch('place', form)
  const dataClasses = Form.useWatch('dataClasses', form)
  const create = useDo('access.createAccount')
  const required = [{ required: true, whitespace: true, message: d('required') }]
  const save = async (values: Values) => {
    const answer = await create.run({ login: values.login.trim(), name: values.name, unit: values.unit, grant: toGrant(values) })
    if (answer === null) return
    onClose()
    onPassword({ login: answer.account.login, password: answer.password })
  }
  return (
    <Modal
      open
      width={640}
      title={t('create')}
      okText={t('create')}
      cancelText={d('cancel')}
      confirmLoading={create.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ place: current?.id, from: today() }} onFinish={(values) => void save(values)}>
        <div className="desk-pair">
          <Form.Item name="name" label={t('name')} rules={required}>
            <Input maxLength={40} autoComplete="off" autoFocus />
          </Form.Item>
          <Form.Item name="unit" label={t('unit')} extra={t('unitHelp')} rules={required}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item name="login" label={t('login')} extra={t('loginHelp')} rules={[...required, { min: 2, message: t('loginHelp') }]}>
          <Input maxLength={64} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <GrantFields />
      </Form>
      <GrantPreview role={role} place={place} dataClasses={dataClasses} />
    </Modal>
  )
}
