// 登记滞留人员: several at once, typed into rows or pasted from a sheet; looked at by the server's own rule before anything is sent.
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import {
  checkStayers,
  MOST_STAYERS,
  splitStayers,
  STAY_PLACE_KINDS,
  type Stayer,
  STAYER_FIELDS,
  STAYER_LENGTHS,
  type StayerProblem,
  type StayPlaceKind,
} from '@xiaomen/rules/registry'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import { stayerFieldWords, stayerProblemWords, stayPlaceWords, staysText } from './desk-stays-text.ts'
import './stays.css'

type Row = Stayer & { key: string }
type Where = { areaId?: string; place: string; kind: StayPlaceKind; from: string }
const emptyRow = (): Row => ({ key: crypto.randomUUID(), name: '', phone: '', document: '', plate: '', whereFrom: '', employer: '' })
const isEmpty = (row: Row): boolean => STAYER_FIELDS.every((field) => row[field].trim() === '')
const given = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** `at`: the place they come to; null for a new one. `onClose`: with the home they were written to, or null. */
export function AddStayers({ at, onClose }: { at: { homeId: string; place: string } | null; onClose: (homeId: string | null) => void }) {
  const t = useText(staysText)
  const word = useWord()
  const notify = useNotify()
  const { current, chainOf } = useAreas()
  const [form] = Form.useForm<Where>()
  const [rows, setRows] = useState<Row[]>(() => [emptyRow(), emptyRow()])
  const [problems, setProblems] = useState<ReadonlyMap<string, StayerProblem>>(new Map())
  const add = useDo('registry.addStayers', { alsoRefresh: ['tasks', 'sweeps'] })
  const filled = rows.filter((row) => !isEmpty(row))
  const save = async (where: Where) => {
    const found = checkStayers(filled)
    setProblems(new Map(found.map((one) => [filled[one.row - 1]!.key, one])))
    if (found.length > 0) return
    const done = await add.run({
      at: at === null ? { areaId: where.areaId ?? '', place: where.place.trim(), kind: where.kind } : { homeId: at.homeId },
      from: where.from,
      people: filled.map((row) => ({
        name: row.name.trim(),
        phone: given(row.phone),
        document: given(row.document),
        plate: given(row.plate),
        whereFrom: given(row.whereFrom),
        employer: given(row.employer),
      })),
    })
    if (done === null) return
    notify.done(t('added', { added: done.added, already: done.already }))
    onClose(done.homeId)
  }
  const fill = (pasted: string) => {
    const all = [...filled, ...splitStayers(pasted).map((row) => ({ ...row, key: crypto.randomUUID() }))]
    if (all.length > MOST_STAYERS) notify.warn(t('tooMany', { n: MOST_STAYERS }))
    setRows(all.slice(0, MOST_STAYERS))
  }
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <Modal
      open
      width={1040}
      title={at === null ? t('add') : `${t('addMore')}: ${at.place}`}
      okText={t('send', { n: filled.length })}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: filled.length === 0 }}
      confirmLoading={add.isBusy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(where) => void save(where)}
        initialValues={{ areaId: current?.level === 'community' ? undefined : current?.id, place: '', kind: 'depot', from: today() }}
      >
        {at === null && (
          <div className="desk-pair">
            <Form.Item name="areaId" label={t('area')} rules={required}>
              <AreaSelect
                levels={['compound', 'building', 'unit']}
                aria-label={t('area')}
                {...(current === null ? {} : { expanded: chainOf(current).map((area) => area.id) })}
              />
            </Form.Item>
            <Form.Item name="place" label={t('placeName')} rules={required}>
              <Input maxLength={30} autoComplete="off" placeholder={t('placeHint')} />
            </Form.Item>
          </div>
        )}
        <div className="desk-pair">
          {at === null && (
            <Form.Item name="kind" label={t('kind')}>
              <Select options={STAY_PLACE_KINDS.map((one) => ({ value: one, label: word(stayPlaceWords[one]) }))} />
            </Form.Item>
          )}
          <Form.Item name="from" label={t('from')}>
            <DayInput latest={today()} />
          </Form.Item>
        </div>
      </Form>
      <Paste onFill={fill} />
      <div className="stay-rows" role="group" aria-label={t('title')}>
        {rows.map((row, nth) => (
          <RowInputs
            key={row.key}
            row={row}
            at={nth}
            problem={problems.get(row.key)}
            onChange={(change) => setRows(rows.map((one) => (one.key === row.key ? { ...one, ...change } : one)))}
            onDrop={() => setRows(rows.filter((one) => one.key !== row.key))}
          />
        ))}
      </div>
      {rows.length < MOST_STAYERS && (
        <Button type="dashed" className="stay-more" icon={<PlusOutlined />} onClick={() => setRows([...rows, emptyRow()])}>
          {t('onePerson')}
        </Button>
      )}
    </Modal>
  )
}

function Paste({ onFill }: { onFill: (pasted: string) => void }) {
  const t = useText(staysText)
  const [pasted, setPasted] = useState('')
  return (
    <div className="desk-stack desk-gap-below">
      <Input.TextArea
        aria-label={t('paste')}
        placeholder={t('pasteHint')}
        rows={2}
        maxLength={20_000}
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
      />
      {pasted.trim() !== '' && (
        <div>
          <Button
            onClick={() => {
              onFill(pasted)
              setPasted('')
            }}
          >
            {t('fill')}
          </Button>
        </div>
      )}
    </div>
  )
}

type RowProps = { row: Row; at: number; problem: StayerProblem | undefined; onChange: (change: Partial<Stayer>) => void; onDrop: () => void }
function RowInputs({ row, at, problem, onChange, onDrop }: RowProps) {
  const t = useText(staysText)
  const word = useWord()
  return (
    <div className="stay-row" role="group" aria-label={t('row', { n: at + 1 })}>
      <span className="desk-quiet">{at + 1}</span>
      {STAYER_FIELDS.map((field) => (
        <Input
          key={field}
          className="stay-field"
          aria-label={`${t('row', { n: at + 1 })} ${word(stayerFieldWords[field])}`}
          placeholder={word(stayerFieldWords[field])}
          maxLength={STAYER_LENGTHS[field]}
          autoComplete="off"
          value={row[field]}
          status={problem?.field === field ? 'error' : ''}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      ))}
      <Button type="text" className="stay-drop" icon={<CloseOutlined />} aria-label={t('remove', { n: at + 1 })} onClick={onDrop} />
      {problem !== undefined && (
        <span role="alert" className="stay-row-wrong desk-refused">
          {t('row', { n: at + 1 })} · {word(stayerFieldWords[problem.field])}: {word(stayerProblemWords[problem.problem])}
        </span>
      )}
    </div>
  )
}
