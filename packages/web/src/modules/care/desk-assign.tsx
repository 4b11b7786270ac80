import { Checkbox, Form, Modal, Select } from 'antd'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { roleWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { careText } from './desk-text.ts'

/** One account for each who may be named here, with how many they look after already. */
export function CarerSelect({ areaId, id, value, onChange }: { areaId: string; id?: string; value?: string; onChange?: (accountId: string) => void }) {
  const t = useText(careText)
  const word = useWord()
  const carers = useQuery('care.listCarers', { areaId })
  return (
    <Loaded of={carers} rows={1}>
      {(list) =>
        list.length === 0 ? (
          <Nothing says={t('noCarers')} />
        ) : (
          <Select
            {...(id === undefined ? {} : { id })}
            {...(value === undefined ? {} : { value })}
            {...(onChange === undefined ? {} : { onChange })}
            aria-label={t('whom')}
            showSearch={{ optionFilterProp: 'label' }}
            options={[...new Map(list.map((one) => [one.accountId, one])).values()].map((one) => ({
              value: one.accountId,
              label: `${one.name} · ${word(roleWords[one.role])} · ${one.unit} · ${t('load', { n: one.people })}`,
            }))}
          />
        )
      }
    </Loaded>
  )
}

type Values = { accountId: string; evenIfTaken?: boolean }
/** For these people, or for everybody in care of a grid. */
export function AssignDialog({ personIds, grid, onClose }: { personIds?: string[]; grid?: { gridId: string; name: string }; onClose: () => void }) {
  const t = useText(careText)
  const d = useText(deskText)
  const notify = useNotify()
  const { current } = useAreas()
  const some = useDo('care.assignCarer', { alsoRefresh: ['tasks'] })
  const whole = useDo('care.assignGrid', { alsoRefresh: ['tasks'] })
  const [form] = Form.useForm<Values>()
  const save = async ({ accountId, evenIfTaken }: Values) => {
    const answer =
      grid === undefined
        ? await some.run({ personIds: personIds ?? [], accountId })
        : await whole.run({ gridId: grid.gridId, accountId, evenIfTaken: evenIfTaken === true })
    if (answer === null) return
    notify.done(t('assigned', { n: answer.assigned }))
    onClose()
  }
  return (
    <Modal
      open
      title={grid === undefined ? t('assignTitle', { n: personIds?.length ?? 0 }) : t('assignGridTitle', { grid: grid.name })}
      okText={d('confirm')}
      cancelText={d('cancel')}
      confirmLoading={some.isBusy || whole.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void save(values)}>
        <Form.Item name="accountId" label={t('whom')} rules={[{ required: true, message: d('required') }]}>
          <CarerSelect areaId={current?.id ?? ''} />
        </Form.Item>
        {grid !== undefined && (
          <Form.Item name="evenIfTaken" valuePropName="checked">
            <Checkbox>{t('evenIfTaken')}</Checkbox>
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
