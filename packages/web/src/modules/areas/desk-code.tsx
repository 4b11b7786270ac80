// One code by hand, where no list is at hand.
import { URBAN_RURAL_CLASSES } from '@xiaomen/rules/areas'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import type { Area } from '../../desk/areas.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import { classWords, codesText } from './codes-text.ts'

type Values = { code?: string; year: number; classCode?: string | null }

export function CodeDialog({ area, onClose }: { area: Area; onClose: () => void }) {
  const t = useText(codesText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Values>()
  const set = useDo('areas.setCode', { said: d('saved') })
  const save = async ({ code, year, classCode }: Values) => {
    const given = code?.trim() ?? ''
    if ((await set.run({ areaId: area.id, code: given === '' ? null : given, year, classCode: classCode ?? null, version: area.version })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('code')}: ${area.name}`}
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
        initialValues={{ code: area.code ?? '', year: area.codeYear ?? Number(today().slice(0, 4)), classCode: area.classCode }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="code" label={t('code')} extra={t('codeHelp')} rules={[{ pattern: /^\s*(?:\d{12})?\s*$/, message: t('twelve') }]}>
          <Input inputMode="numeric" maxLength={12} autoFocus />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="year" label={t('year')}>
            <InputNumber min={1990} max={2199} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="classCode" label={t('classCode')}>
            <Select allowClear options={URBAN_RURAL_CLASSES.map((value) => ({ value, label: `${value} ${word(classWords[value])}` }))} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}
