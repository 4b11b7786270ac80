import { ENTERPRISE_TRADES, type EnterpriseTrade } from '@xiaomen/rules/registry'
import { Form, Input, Modal, Radio, Select } from 'antd'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import { enterpriseStateWords, enterpriseText, tradeWords } from './desk-enterprise-text.ts'
import type { Enterprise } from './desk-enterprises.tsx'
import { HomePicker, type PickedHome } from './desk-home-picker.tsx'

type Values = {
  name: string
  trade: EnterpriseTrade
  state?: 'open' | 'vacant'
  at: 'home' | 'area'
  homes?: PickedHome[]
  areaId?: string
  contactName?: string
  contactPhone?: string
  openedOn: string
}
const given = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value.trim())

export function EnterpriseDialog({ enterprise, onClose }: { enterprise: Enterprise | null; onClose: () => void }) {
  const t = useText(enterpriseText)
  const word = useWord()
  const { current } = useAreas()
  const [form] = Form.useForm<Values>()
  const at = Form.useWatch('at', form)
  const add = useDo('registry.addEnterprise', { said: t('saved') })
  const edit = useDo('registry.editEnterprise', { said: t('saved') })
  const save = async (values: Values) => {
    const phone = given(values.contactPhone)
    const contactName = given(values.contactName)
    const done =
      enterprise === null
        ? await add.run({
            homeId: values.at === 'home' ? (values.homes?.[0]?.id ?? null) : null,
            areaId: values.at === 'area' ? (values.areaId ?? null) : null,
            name: values.name,
            trade: values.trade,
            contactName,
            contactPhone: phone,
            openedOn: values.openedOn,
          })
        : await edit.run({
            enterpriseId: enterprise.id,
            version: enterprise.version,
            name: values.name,
            trade: values.trade,
            ...(values.state === undefined ? {} : { state: values.state }),
            // A masked name is not sent back as if it were one.
            ...(contactName !== enterprise.contactName && contactName?.includes('*') !== true ? { contactName } : {}),
            ...(phone === null ? {} : { contactPhone: phone }),
          })
    if (done !== null) onClose()
  }
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <Modal
      open
      width={560}
      title={enterprise === null ? t('add') : `${t('edit')}: ${enterprise.name}`}
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
          name: enterprise?.name ?? '',
          trade: enterprise?.trade ?? 'restaurant',
          state: enterprise === null || enterprise.state === 'closed' ? undefined : enterprise.state,
          at: 'home',
          homes: [],
          areaId: current?.id,
          contactName: enterprise?.contactName ?? '',
          openedOn: today(),
        }}
      >
        <Form.Item name="name" label={t('name')} rules={required}>
          <Input maxLength={60} autoComplete="off" autoFocus />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="trade" label={t('trade')}>
            <Select options={ENTERPRISE_TRADES.map((one) => ({ value: one, label: word(tradeWords[one]) }))} />
          </Form.Item>
          {enterprise === null ? (
            <Form.Item name="openedOn" label={t('openedOn')}>
              <DayInput latest={today()} />
            </Form.Item>
          ) : (
            <Form.Item name="state" label={t('state')}>
              <Select options={(['open', 'vacant'] as const).map((one) => ({ value: one, label: word(enterpriseStateWords[one]) }))} />
            </Form.Item>
          )}
        </div>
        {enterprise === null && (
          <Form.Item name="at" label={t('where')}>
            <Radio.Group
              className="desk-radios"
              options={[
                { value: 'home', label: t('atHome') },
                { value: 'area', label: t('atArea') },
              ]}
            />
          </Form.Item>
        )}
        {enterprise === null && at === 'home' && (
          <Form.Item
            name="homes"
            label={t('homeFind')}
            rules={[{ validator: (_, homes: PickedHome[]) => (homes.length > 0 ? Promise.resolve() : Promise.reject(new Error(t('homeNone')))) }]}
          >
            <HomePicker most={1} placeholder={t('homeFind')} />
          </Form.Item>
        )}
        {enterprise === null && at === 'area' && (
          <Form.Item name="areaId" label={t('where')} rules={[{ required: true, message: t('homeNone') }]}>
            <AreaSelect levels={['community', 'compound', 'building', 'unit']} aria-label={t('where')} />
          </Form.Item>
        )}
        <div className="desk-pair">
          <Form.Item name="contactName" label={t('contact')}>
            <Input maxLength={50} autoComplete="off" />
          </Form.Item>
          <Form.Item name="contactPhone" label={t('contactPhone')} {...(enterprise === null ? {} : { extra: t('phoneKeep') })}>
            <Input maxLength={20} inputMode="tel" autoComplete="off" placeholder={enterprise?.contactPhone ?? ''} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}
