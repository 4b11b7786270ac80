import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { MOST_POINTS, timesEvery } from '@xiaomen/rules/patrols'
import { Button, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { patrolsText } from './desk-text.ts'
import './desk-patrols.css'

type Route = Out<'patrols.listRoutes'>[number]
type PointDraft = { id: string; name: string; hint: string }
type Values = { areaId: string; name: string; times: string; toleranceMinutes: number; points: PointDraft[] }

const TIME = /^([01]?\d|2[0-3])[:：][0-5]\d$/
/** '8:00，10:30' as the contract has it; what is no time stays as it was typed. */
const readTimes = (typed: string): string[] =>
  typed
    .split(/[\s,，、;；]+/)
    .filter((part) => part !== '')
    .map((part) => (TIME.test(part) ? part.replace('：', ':').padStart(5, '0') : part))
const EVERY_HOURS = [1, 2, 3, 4] as const
const newPoint = (): PointDraft => ({ id: uuidv7(), name: '', hint: '' })

export function RouteDialog({ route, onClose }: { route: Route | null; onClose: () => void }) {
  const t = useText(patrolsText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => route?.id ?? uuidv7())
  const save = useDo('patrols.saveRoute', { said: d('saved') })
  const finish = async ({ times, points, ...values }: Values) => {
    const wanted = points.map((point) => ({ id: point.id, name: point.name.trim(), hint: point.hint.trim() === '' ? null : point.hint.trim() }))
    const saved = await save.run({ ...values, id, version: route?.version ?? null, times: readTimes(times), points: wanted })
    if (saved !== null) onClose()
  }
  return (
    <Modal
      open
      width={640}
      title={t(route === null ? 'addRoute' : 'editRoute')}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={save.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          areaId: route?.areaId ?? (current?.level === 'compound' ? current.id : undefined),
          name: route?.name ?? '',
          times: (route?.times ?? timesEvery(120)).join(' '),
          toleranceMinutes: route?.toleranceMinutes ?? 30,
          points: route?.points.map((point) => ({ id: point.id, name: point.name, hint: point.hint ?? '' })) ?? [newPoint(), newPoint()],
        }}
        onFinish={(values) => void finish(values)}
      >
        <Form.Item name="areaId" label={t('at')} rules={[{ required: true, message: d('required') }]}>
          <AreaSelect deepest="compound" levels={['compound', 'community']} disabled={route !== null} />
        </Form.Item>
        <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={40} placeholder={t('nameHint')} />
        </Form.Item>
        <Form.Item
          name="times"
          label={t('times')}
          extra={t('timesHint')}
          rules={[
            { required: true, whitespace: true, message: d('required') },
            {
              validator: (_, typed: string) => {
                const wrong = readTimes(typed).find((time) => !TIME.test(time))
                return wrong === undefined ? Promise.resolve() : Promise.reject(new Error(t('timesWrong', { time: wrong })))
              },
            },
          ]}
        >
          <Input maxLength={600} />
        </Form.Item>
        <div className="patrol-times">
          {EVERY_HOURS.map((hours) => (
            <Button key={hours} size="small" onClick={() => form.setFieldValue('times', timesEvery(hours * 60).join(' '))}>
              {t('every', { hours })}
            </Button>
          ))}
        </div>
        <Form.Item name="toleranceMinutes" label={t('tolerance')} extra={t('toleranceHint')}>
          <InputNumber min={5} max={360} />
        </Form.Item>
        <Form.List name="points">
          {(fields, { add, remove }) => (
            <fieldset className="patrol-fieldset">
              <legend>{t('pointNames')}</legend>
              {fields.map(({ key, name }, at) => (
                <div key={key} className="patrol-point-row">
                  <Form.Item hidden name={[name, 'id']}>
                    <Input />
                  </Form.Item>
                  <Form.Item noStyle name={[name, 'name']} rules={[{ required: true, whitespace: true, message: d('required') }]}>
                    <Input maxLength={40} placeholder={t('pointName', { number: at + 1 })} aria-label={t('pointName', { number: at + 1 })} />
                  </Form.Item>
                  <Form.Item noStyle name={[name, 'hint']}>
                    <Input maxLength={100} placeholder={t('pointHint', { number: at + 1 })} aria-label={t('pointHint', { number: at + 1 })} />
                  </Form.Item>
                  <Button
                    icon={<CloseOutlined />}
                    aria-label={t('removePoint', { number: at + 1 })}
                    disabled={fields.length === 1}
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
              <Button icon={<PlusOutlined />} disabled={fields.length >= MOST_POINTS} onClick={() => add(newPoint())}>
                {t('addPoint')}
              </Button>
            </fieldset>
          )}
        </Form.List>
      </Form>
    </Modal>
  )
}
