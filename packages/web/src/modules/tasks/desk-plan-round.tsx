import { CARE_CATEGORIES, HOME_USES, type CareCategory, type HomeUse } from '@xiaomen/rules/registry'
import { ROUND_KINDS, type RoundKind } from '@xiaomen/rules/tasks'
import type { Role } from '@xiaomen/rules/access'
import { Checkbox, Form, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { careWords, homeUseWords, roleWords, useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { tasksText } from './desk-text.ts'
import { kindWords } from './words.ts'

type Values = {
  areaId: string
  kind: RoundKind
  title: string
  uses: HomeUse[]
  care: CareCategory[]
  fromDay: string
  dueOn: string
  roles: Role[]
  priority: number
}
const WORKERS: readonly Role[] = ['gridWorker', 'stairHead', 'volunteer', 'communityAdmin']

export function PlanRoundDialog({ onClose, onPlanned }: { onClose: () => void; onPlanned: (id: string) => void }) {
  const t = useText(tasksText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const { current } = useAreas()
  const [form] = Form.useForm<Values>()
  // One id a dialog: pressed twice, it is one round.
  const [id] = useState(() => uuidv7())
  const plan = useDo('tasks.planRound')
  const required = [{ required: true, message: d('required') }]
  const save = async (values: Values) => {
    const answer = await plan.run({ id, ...values, care: values.care ?? [] })
    if (answer === null) return
    notify.done(t('planned', { n: answer.homes }))
    onClose()
    onPlanned(answer.obligationId)
  }
  return (
    <Modal
      open
      width={640}
      title={t('plan')}
      okText={t('plan')}
      cancelText={d('cancel')}
      confirmLoading={plan.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          areaId: current?.id,
          kind: 'notice',
          uses: ['permanent', 'rented'],
          care: [],
          fromDay: today(),
          dueOn: today(),
          roles: ['gridWorker'],
          priority: 0,
        }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="kind" label={t('kind')}>
          <Segmented options={ROUND_KINDS.map((kind) => ({ value: kind, label: word(kindWords[kind]) }))} />
        </Form.Item>
        <Form.Item name="title" label={t('name')} extra={t('nameHelp')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="areaId" label={t('where')} rules={required}>
          <AreaSelect />
        </Form.Item>
        <Form.Item name="uses" label={t('uses')} rules={required}>
          <Checkbox.Group options={HOME_USES.map((use) => ({ value: use, label: word(homeUseWords[use]) }))} />
        </Form.Item>
        <Form.Item name="care" label={t('care')}>
          <Select mode="multiple" allowClear options={CARE_CATEGORIES.map((one) => ({ value: one, label: word(careWords[one]) }))} />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="fromDay" label={t('fromDay')} rules={required}>
            <DayInput />
          </Form.Item>
          <Form.Item
            name="dueOn"
            label={t('dueOn')}
            dependencies={['fromDay']}
            rules={[
              ...required,
              ({ getFieldValue }) => ({
                validator: (_, value: string) =>
                  value >= (getFieldValue('fromDay') as string) ? Promise.resolve() : Promise.reject(new Error(`${t('fromDay')} ≤ ${t('dueOn')}`)),
              }),
            ]}
          >
            <DayInput />
          </Form.Item>
        </div>
        <Form.Item name="roles" label={t('roles')} rules={required}>
          <Checkbox.Group options={WORKERS.map((role) => ({ value: role, label: word(roleWords[role]) }))} />
        </Form.Item>
        <Form.Item name="priority" label={t('priority')}>
          <Segmented
            options={[
              { value: 0, label: t('priority0') },
              { value: 1, label: t('priority1') },
              { value: 2, label: t('priority2') },
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
