// 核对到户: which home, and who of the ledger; somebody it does not know is added with one press.
import { RESIDENCY_KINDS, type ResidencyKind } from '@xiaomen/rules/registry'
import { Form, Modal, Radio, Select } from 'antd'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { residencyWords, useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import { HomePicker, type PickedHome } from '../registry/desk-home-picker.tsx'
import type { Arrival, DialogProps } from './desk-arrival.tsx'
import { arrivalsText } from './desk-text.ts'

type Fields = { homes: PickedHome[]; who: string; otherId?: string; residency?: ResidencyKind; on: string }

const startHomes = ({ homes, homeId, door, people }: Arrival): PickedHome[] => {
  if (homeId !== null) return [{ id: homeId, label: door ?? '—' }]
  const [only] = homes.length === 1 ? homes : []
  if (only !== undefined) return [{ id: only.homeId, label: only.door ?? '—' }]
  const [known] = people.length === 1 ? people : []
  return known?.homeId ? [{ id: known.homeId, label: known.door ?? '—' }] : []
}

export function AcceptDialog({ of, onClose }: DialogProps) {
  const t = useText(arrivalsText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Fields>()
  const accept = useDo('arrivals.acceptArrival', { said: t('done'), alsoRefresh: ['registry'] })
  const who = Form.useWatch('who', form)
  const named = of.people.find((one) => one.name !== null && one.name === of.name)
  const save = async ({ homes, who: chosen, otherId, residency, on }: Fields) => {
    const [home] = homes
    if (home === undefined) return
    const whose =
      chosen === 'add'
        ? { kind: 'added' as const, residency: residency ?? 'family' }
        : chosen === 'home'
          ? { kind: 'homeOnly' as const }
          : { kind: 'known' as const, personId: chosen === 'other' ? (otherId ?? '') : chosen }
    if ((await accept.run({ arrivalId: of.id, version: of.version, homeId: home.id, who: whose, on })) !== null) onClose()
  }
  return (
    <Modal
      open
      width={600}
      title={`${t('accept')}: ${of.name ?? ''}`}
      okText={t('accept')}
      cancelText={d('cancel')}
      confirmLoading={accept.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ homes: startHomes(of), who: of.personId ?? named?.personId ?? 'add', residency: 'family', on: of.on }}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="homes" label={t('home')} rules={[{ required: true, type: 'array', min: 1, message: t('pickHome') }]}>
          <HomePicker most={1} placeholder={t('findHome')} />
        </Form.Item>
        <Form.Item name="who" label={t('person')}>
          <Radio.Group
            vertical
            options={[
              ...(of.personId === null ? [] : [{ value: of.personId, label: of.name ?? t('notForYou') }]),
              ...of.people.map((one) => ({ value: one.personId, label: t('candidate', { name: one.name ?? t('notForYou'), door: one.door ?? '' }) })),
              { value: 'add', label: t('addPerson') },
              { value: 'other', label: t('otherPerson') },
              { value: 'home', label: t('homeOnly') },
            ]}
          />
        </Form.Item>
        {who === 'other' && (
          <Form.Item name="otherId" rules={[{ required: true, message: t('pickPerson') }]}>
            <PersonPicker />
          </Form.Item>
        )}
        {who === 'add' && (
          <Form.Item name="residency" label={t('residency')}>
            <Select options={RESIDENCY_KINDS.map((one) => ({ value: one, label: word(residencyWords[one]) }))} />
          </Form.Item>
        )}
        <Form.Item name="on" label={t('on')} rules={[{ required: true, message: d('required') }]}>
          <DayInput />
        </Form.Item>
      </Form>
    </Modal>
  )
}
