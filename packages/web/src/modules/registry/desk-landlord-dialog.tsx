import { Form, Input, Modal, Radio } from 'antd'
import { useDo } from '../../desk/parts.tsx'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { HomePicker, type PickedHome } from './desk-home-picker.tsx'
import { landlordText } from './desk-landlord-text.ts'

export type Landlord = Out<'registry.listLandlords'>['items'][number]
type Who = 'me' | 'other' | 'nobody' | 'same'
type Values = { name: string; phone?: string; homes: PickedHome[]; contact: Who; contactName?: string; contactPhone?: string }
const given = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value.trim())
const MOST_HOMES = 50

export function LandlordDialog({ landlord, onClose }: { landlord: Landlord | null; onClose: () => void }) {
  const t = useText(landlordText)
  const { me } = useSession()
  const [form] = Form.useForm<Values>()
  const who = Form.useWatch('contact', form)
  const add = useDo('registry.addLandlord', { said: t('saved') })
  const edit = useDo('registry.editLandlord', { said: t('saved') })
  const hasContact = landlord !== null && (landlord.contact.name !== null || landlord.contact.accountId !== null)
  const save = async (values: Values) => {
    const contact =
      values.contact === 'me'
        ? { accountId: me.id, name: null, phone: null }
        : values.contact === 'other'
          ? { accountId: null, name: given(values.contactName), phone: given(values.contactPhone) }
          : { accountId: null, name: null, phone: null }
    const homeIds = values.homes.map((home) => home.id)
    const phone = given(values.phone)
    const done =
      landlord === null
        ? await add.run({ name: values.name, phone, homeIds, contact })
        : await edit.run({
            landlordId: landlord.id,
            version: landlord.version,
            // A masked name is not sent back as if it were one.
            ...(values.name !== landlord.name && !values.name.includes('*') ? { name: values.name } : {}),
            ...(phone === null ? {} : { phone }),
            homeIds,
            ...(values.contact === 'same' ? {} : { contact }),
          })
    if (done !== null) onClose()
  }
  return (
    <Modal
      open
      width={560}
      title={landlord === null ? t('add') : `${t('edit')}: ${landlord.name ?? ''}`}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={add.isBusy || edit.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void save(values)}
        initialValues={{
          name: landlord?.name ?? '',
          homes: landlord?.homes.map((home) => ({ id: home.homeId, label: home.door })) ?? [],
          contact: hasContact ? 'same' : 'nobody',
        }}
      >
        <div className="desk-pair">
          <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
            <Input maxLength={50} autoComplete="off" autoFocus />
          </Form.Item>
          <Form.Item name="phone" label={t('phone')} {...(landlord === null ? {} : { extra: t('phoneKeep') })}>
            <Input maxLength={20} inputMode="tel" autoComplete="off" placeholder={landlord?.phone ?? ''} />
          </Form.Item>
        </div>
        <Form.Item
          name="homes"
          label={t('homes')}
          rules={[{ validator: (_, homes: PickedHome[]) => (homes.length > 0 ? Promise.resolve() : Promise.reject(new Error(t('homesNone')))) }]}
        >
          <HomePicker most={MOST_HOMES} placeholder={t('homeFind')} />
        </Form.Item>
        <Form.Item name="contact" label={t('contact')}>
          <Radio.Group
            className="desk-radios"
            options={[
              ...(hasContact ? [{ value: 'same', label: landlord.contact.name ?? '' }] : []),
              { value: 'me', label: t('contactMe') },
              { value: 'other', label: t('contactOther') },
              { value: 'nobody', label: t('contactNobody') },
            ]}
          />
        </Form.Item>
        {who === 'other' && (
          <div className="desk-pair">
            <Form.Item name="contactName" label={t('contactName')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
              <Input maxLength={50} autoComplete="off" />
            </Form.Item>
            <Form.Item name="contactPhone" label={t('contactPhone')}>
              <Input maxLength={20} inputMode="tel" autoComplete="off" />
            </Form.Item>
          </div>
        )}
      </Form>
    </Modal>
  )
}
