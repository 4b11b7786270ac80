import { HOME_USES } from '@xiaomen/rules/registry'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { useDo } from '../../desk/parts.tsx'
import { homeUseWords, useWord } from '../../desk/words.ts'
import type { In } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { ledgerText } from './desk-text.ts'

export function AddHomeDialog({ building, onClose }: { building: Area; onClose: () => void }) {
  const t = useText(ledgerText)
  const word = useWord()
  const { childrenOf } = useAreas()
  const [form] = Form.useForm<In<'registry.addHome'>>()
  const add = useDo('registry.addHome', { said: t('saved'), alsoRefresh: ['areas'] })
  const units = childrenOf(building.id)
  const places = units.length === 0 ? [building] : units
  const save = async (values: In<'registry.addHome'>) => {
    if ((await add.run({ ...values, floor: values.floor ?? null })) !== null) onClose()
  }
  return (
    <Modal open title={t('addHome')} okText={t('save')} cancelText={t('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaId: places[0]?.id, use: 'permanent' }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="areaId" label={t('unitOf')} rules={[{ required: true, message: t('required') }]}>
          <Select options={places.map((place) => ({ value: place.id, label: place.name }))} />
        </Form.Item>
        <Form.Item name="door" label={t('door')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
          <Input maxLength={30} placeholder={t('doorHint')} autoFocus />
        </Form.Item>
        <Form.Item name="floor" label={t('floorLabel')} extra={t('floorOptional')}>
          <InputNumber min={-9} max={200} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="use" label={t('use')}>
          <Select options={HOME_USES.map((use) => ({ value: use, label: word(homeUseWords[use]) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
