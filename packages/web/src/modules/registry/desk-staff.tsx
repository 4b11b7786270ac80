// 从业人员: one enterprise, what is on record of it, and who works there.
import { ImportOutlined, PlusOutlined } from '@ant-design/icons'
import { DOCUMENT_KINDS, type DocumentKind, STAFF_OCCUPATIONS, type StaffOccupation } from '@xiaomen/rules/registry'
import { Button, Checkbox, Descriptions, Form, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { documentWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { EnterpriseDialog } from './desk-enterprise-dialog.tsx'
import { enterpriseStateWords, enterpriseText, occupationWords, STATE_SIGNS, tradeWords } from './desk-enterprise-text.ts'
import type { Enterprise } from './desk-enterprises.tsx'
import { StaffListDialog } from './desk-staff-list.tsx'
import { Pager } from './desk-tenant-reports.tsx'
import { usePages } from './use-pages.ts'

type Staff = Out<'registry.listStaff'>['items'][number]
type Doing = { what: 'edit' | 'close' | 'add' | 'list' } | { what: 'end' | 'move'; staff: Staff }

export function EnterpriseBody({ enterprise }: { enterprise: Enterprise }) {
  const t = useText(enterpriseText)
  const word = useWord()
  const { may } = useSession()
  const { placeOf } = useAreas()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [alsoPast, setAlsoPast] = useState(false)
  const isOpen = enterprise.state !== 'closed'
  const mayEdit = isOpen && may('registry.enterprise', enterprise.path)
  const mayStaff = may('registry.staff', enterprise.path)
  const pages = usePages(String(alsoPast))
  const staff = useQuery('registry.listStaff', { enterpriseId: enterprise.id, ...(alsoPast ? { alsoPast: true } : {}), ...pages.cursor }, { enabled: mayStaff })
  const stop = () => setDoing(null)
  return (
    <div className="desk-stack">
      {mayEdit && (
        <div className="desk-row">
          <Button onClick={() => setDoing({ what: 'edit' })}>{t('edit')}</Button>
          <Button onClick={() => setDoing({ what: 'close' })}>{t('close')}</Button>
        </div>
      )}
      <Descriptions
        size="small"
        column={1}
        colon={false}
        items={[
          { key: 'trade', label: t('trade'), children: word(tradeWords[enterprise.trade]) },
          { key: 'state', label: t('state'), children: `${STATE_SIGNS[enterprise.state]} ${word(enterpriseStateWords[enterprise.state])}` },
          { key: 'where', label: t('where'), children: enterprise.door ?? placeOf(enterprise) },
          { key: 'contact', label: t('contact'), children: `${enterprise.contactName ?? '—'} ${enterprise.contactPhone ?? ''}` },
          { key: 'opened', label: t('openedOn'), children: enterprise.openedOn },
          ...(enterprise.closedOn === null ? [] : [{ key: 'closed', label: t('closeOn'), children: enterprise.closedOn }]),
        ]}
      />
      {mayStaff && (
        <section aria-label={t('staff')}>
          <div className="desk-panel-head">
            <h3>
              {t('staff')} <span className="desk-quiet">{enterprise.staff}</span>
            </h3>
            <span className="desk-row">
              <Checkbox checked={alsoPast} onChange={(event) => setAlsoPast(event.target.checked)}>
                {t('past')}
              </Checkbox>
              {isOpen && (
                <>
                  <Button icon={<ImportOutlined />} onClick={() => setDoing({ what: 'list' })}>
                    {t('importStaff')}
                  </Button>
                  <Button type="primary" icon={<PlusOutlined />} onClick={() => setDoing({ what: 'add' })}>
                    {t('addStaff')}
                  </Button>
                </>
              )}
            </span>
          </div>
          <Loaded of={staff}>
            {({ items, next }) => (
              <>
                {items.length === 0 ? (
                  <Nothing says={t('noStaff')} />
                ) : (
                  <ul className="desk-list">
                    {items.map((one) => (
                      <StaffLine key={one.id} staff={one} onDo={(what) => setDoing({ what, staff: one })} />
                    ))}
                  </ul>
                )}
                <Pager pages={pages} next={next} />
              </>
            )}
          </Loaded>
        </section>
      )}
      {doing?.what === 'edit' && <EnterpriseDialog enterprise={enterprise} onClose={stop} />}
      {doing?.what === 'close' && <CloseDialog enterprise={enterprise} onClose={stop} />}
      {doing?.what === 'add' && <AddStaffDialog enterpriseId={enterprise.id} onClose={stop} />}
      {doing?.what === 'list' && <StaffListDialog enterpriseId={enterprise.id} onClose={stop} />}
      {(doing?.what === 'end' || doing?.what === 'move') && <EndDialog staff={doing.staff} isMove={doing.what === 'move'} from={enterprise} onClose={stop} />}
    </div>
  )
}

function StaffLine({ staff, onDo }: { staff: Staff; onDo: (what: 'end' | 'move') => void }) {
  const t = useText(enterpriseText)
  const word = useWord()
  const name = staff.name ?? t('notForYou')
  return (
    <li>
      <div>
        <strong>{name}</strong> <Tag>{word(occupationWords[staff.occupation])}</Tag>
        {staff.note !== null && <Tag>{staff.note}</Tag>}
        {staff.livesHere === true && <Tag color="blue">⌂ {t('livesHere')}</Tag>}
        <br />
        <span className="desk-quiet">
          {staff.phone ?? ''} {staff.document === null || staff.documentKind === null ? '' : `${word(documentWords[staff.documentKind])} ${staff.document}`}{' '}
          {t('from')} {staff.from}
          {staff.until === null ? '' : ` · ${t('until', { day: staff.until })}`}
        </span>
      </div>
      {staff.until === null && (
        <span className="desk-row">
          <Button size="small" onClick={() => onDo('move')} aria-label={`${t('move')}: ${name}`}>
            {t('move')}
          </Button>
          <Button size="small" onClick={() => onDo('end')} aria-label={`${t('end')}: ${name}`}>
            {t('end')}
          </Button>
        </span>
      )}
    </li>
  )
}

function CloseDialog({ enterprise, onClose }: { enterprise: Enterprise; onClose: () => void }) {
  const t = useText(enterpriseText)
  const [on, setOn] = useState(today())
  const close = useDo('registry.closeEnterprise', { said: t('closedDone') })
  const go = async () => {
    if ((await close.run({ enterpriseId: enterprise.id, version: enterprise.version, on })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('close')}: ${enterprise.name}`}
      okText={t('close')}
      cancelText={t('cancel')}
      confirmLoading={close.isBusy}
      onCancel={onClose}
      onOk={() => void go()}
    >
      <p className="desk-note">{t('closeAsk')}</p>
      <DayInput aria-label={t('closeOn')} value={on} earliest={enterprise.openedOn} latest={today()} onChange={(day) => setOn(day ?? today())} />
    </Modal>
  )
}

type StaffValues = {
  name: string
  phone?: string
  documentKind: DocumentKind
  documentNumber?: string
  occupation: StaffOccupation
  note?: string
  from: string
}
const given = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value.trim())

function AddStaffDialog({ enterpriseId, onClose }: { enterpriseId: string; onClose: () => void }) {
  const t = useText(enterpriseText)
  const word = useWord()
  const [form] = Form.useForm<StaffValues>()
  const add = useDo('registry.addStaff', { said: t('saved') })
  const save = async (values: StaffValues) => {
    const number = given(values.documentNumber)
    const done = await add.run({
      enterpriseId,
      name: values.name,
      phone: given(values.phone),
      document: number === null ? null : { kind: values.documentKind, number, country: null },
      occupation: values.occupation,
      note: given(values.note),
      from: values.from,
    })
    if (done !== null) onClose()
  }
  return (
    <Modal open title={t('addStaff')} okText={t('save')} cancelText={t('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void save(values)}
        initialValues={{ documentKind: 'residentId', occupation: 'other', from: today() }}
      >
        <div className="desk-pair">
          <Form.Item name="name" label={t('personName')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
            <Input maxLength={50} autoComplete="off" autoFocus />
          </Form.Item>
          <Form.Item name="phone" label={t('phone')}>
            <Input maxLength={20} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="documentKind" label={t('documentKind')}>
            <Select options={DOCUMENT_KINDS.map((one) => ({ value: one, label: word(documentWords[one]) }))} />
          </Form.Item>
          <Form.Item name="documentNumber" label={t('documentNumber')}>
            <Input maxLength={30} autoComplete="off" />
          </Form.Item>
          <Form.Item name="occupation" label={t('occupation')}>
            <Select options={STAFF_OCCUPATIONS.map((one) => ({ value: one, label: word(occupationWords[one]) }))} />
          </Form.Item>
          <Form.Item name="note" label={t('note')}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item name="from" label={t('from')}>
          <DayInput latest={today()} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function EndDialog({ staff, isMove, from, onClose }: { staff: Staff; isMove: boolean; from: Enterprise; onClose: () => void }) {
  const t = useText(enterpriseText)
  const [on, setOn] = useState(today())
  const [sought, setSought] = useState('')
  const [to, setTo] = useState<string | undefined>(undefined)
  const found = useQuery('registry.listEnterprises', { limit: 50, ...(sought === '' ? {} : { text: sought }) }, { enabled: isMove, keepPrevious: true })
  const end = useDo('registry.endStaff', { said: t('ended') })
  const move = useDo('registry.moveStaff', { said: t('moved') })
  const go = async () => {
    const done = isMove ? await move.run({ staffId: staff.id, toEnterpriseId: to ?? '', on }) : await end.run({ staffId: staff.id, on })
    if (done !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t(isMove ? 'move' : 'end')}: ${staff.name ?? ''}`}
      okText={t('confirm')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: isMove && to === undefined }}
      confirmLoading={end.isBusy || move.isBusy}
      onCancel={onClose}
      onOk={() => void go()}
    >
      <Form layout="vertical">
        {isMove && (
          <Form.Item label={t('moveTo')}>
            <Select
              aria-label={t('moveTo')}
              {...(to === undefined ? {} : { value: to })}
              placeholder={t('moveFind')}
              onChange={setTo}
              showSearch={{ filterOption: false, onSearch: (text: string) => setSought(text.trim().slice(0, 60)) }}
              options={(found.data?.items ?? []).filter((one) => one.id !== from.id).map((one) => ({ value: one.id, label: `${one.name} ${one.door ?? ''}` }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t('endOn')}>
          <DayInput aria-label={t('endOn')} value={on} earliest={staff.from} latest={today()} onChange={(day) => setOn(day ?? today())} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
