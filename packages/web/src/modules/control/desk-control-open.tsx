// 提出管控: who, why by the plan's list, from which day, on which paper.
import { Form, Input, Modal, Radio, Select } from 'antd'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { controlText } from './desk-control-text.ts'
import { PersonPicker } from './desk-person-picker.tsx'
import { EvidenceFields } from './evidence-fields.tsx'
import { triggerWords } from './words.ts'

type Values = Omit<In<'control.openCase'>, 'id' | 'guardian'> & { guardianName?: string; guardianPhone?: string }
const filled = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value.trim())

export function OpenDialog({ areaId, onClose }: { areaId: string; onClose: (opened: string | null) => void }) {
  const t = useText(controlText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Values>()
  const tracks = useQuery('control.listTracks', { areaId })
  const open = useDo('control.openCase', { said: t('proposed') })
  const trigger = Form.useWatch('trigger', form)
  const track = tracks.data?.tracks.find((one) => one.triggers.includes(trigger))
  const required = [{ required: true, message: d('required') }]
  return (
    <Modal
      open
      width={600}
      title={t('open')}
      okText={t('open')}
      cancelText={d('cancel')}
      confirmLoading={open.isBusy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      <Loaded of={tracks}>
        {(data) =>
          data.tracks.length === 0 ? (
            <Nothing says={t('noTracks')} />
          ) : (
            <Form
              form={form}
              layout="vertical"
              requiredMark={false}
              initialValues={{ anchorDay: today(), hasOwnSuite: true }}
              onFinish={async ({ guardianName, guardianPhone, ...values }) => {
                const name = filled(guardianName)
                const guardian = name === null ? null : { name, phone: filled(guardianPhone) }
                const answer = await open.run({ ...values, hasOwnSuite: values.hasOwnSuite ?? true, guardian, id: uuidv7() })
                if (answer !== null) onClose(answer.id)
              }}
            >
              <Form.Item name="personId" label={t('person')} rules={[{ required: true, message: t('pickPerson') }]}>
                <PersonPicker />
              </Form.Item>
              <div className="desk-pair">
                <Form.Item name="trigger" label={t('trigger')} rules={required} extra={track?.isDraft === true ? t('draftTrack') : undefined}>
                  <Select
                    options={data.tracks.flatMap((one) =>
                      one.triggers.filter((key) => key !== 'infection').map((key) => ({ value: key, label: `${word(triggerWords[key])} · ${word(one.name)}` })),
                    )}
                  />
                </Form.Item>
                <Form.Item name="anchorDay" label={t('anchorDay')} rules={required}>
                  <DayInput latest={today()} />
                </Form.Item>
              </div>
              {track?.asksSuite === true && (
                <Form.Item name="hasOwnSuite" label={t('ownSuite')}>
                  <Radio.Group
                    options={[
                      { value: true, label: t('ownSuiteYes') },
                      { value: false, label: t('ownSuiteNo') },
                    ]}
                  />
                </Form.Item>
              )}
              <EvidenceFields />
              <div className="desk-pair">
                <Form.Item name="guardianName" label={t('guardian')}>
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item name="guardianPhone" label={t('guardianPhone')}>
                  <Input maxLength={30} />
                </Form.Item>
              </div>
            </Form>
          )
        }
      </Loaded>
    </Modal>
  )
}
