import { Form, Input, Modal, Radio } from 'antd'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import type { ElsewhereRow } from './desk-elsewhere.tsx'
import { type Direction, directionWords, listsText } from './desk-lists-text.ts'
import './desk-lists.css'

type Values = { direction: Direction; community: string; place?: string; since: string }
type Props = { onClose: () => void } & ({ personId: string; name: string | null; row?: undefined } | { row: ElsewhereRow; personId?: undefined })

/** Notes that somebody is registered in one place and lives in another, or puts such a note right. */
export function NoteDialog({ onClose, ...of }: Props) {
  const t = useText(listsText)
  const word = useWord()
  const [form] = Form.useForm<Values>()
  const note = useDo('registry.noteElsewhere', { said: t('noted') })
  const edit = useDo('registry.editElsewhere', { said: t('saved') })
  const save = async ({ direction, community, place, since }: Values) => {
    const common = { community, since, ...(place === undefined || place.trim() === '' ? {} : { place }) }
    const done =
      of.row === undefined
        ? await note.run({ personId: of.personId, direction, ...common })
        : await edit.run({ elsewhereId: of.row.id, version: of.row.version, ...common })
    if (done !== null) onClose()
  }
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <Modal
      open
      title={`${t('note')} ${(of.row === undefined ? of.name : of.row.name) ?? ''}`}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={note.isBusy || edit.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void save(values)}
        initialValues={{
          direction: of.row?.direction ?? 'registeredHereLivesThere',
          community: of.row?.communityName ?? '',
          place: of.row?.place ?? '',
          since: of.row?.since ?? today(),
        }}
      >
        {of.row === undefined && (
          <Form.Item name="direction" label={t('direction')}>
            <Radio.Group options={(Object.keys(directionWords) as Direction[]).map((one) => ({ value: one, label: word(directionWords[one]) }))} />
          </Form.Item>
        )}
        <Form.Item name="community" label={t('other')} extra={t('otherHint')} rules={required}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="place" label={t('place')} extra={t('placeHint')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="since" label={t('sinceDay')} rules={required}>
          <DayInput latest={today()} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
