// 提出管控: who, why by the plan's list, from which day, on which paper.
import { Form, type FormInstance, Input, Radio } from 'antd'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import type { In } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { controlText } from './desk-control-text.ts'
import { Spans } from './desk-control-case.tsx'
import { PersonPicker } from './desk-person-picker.tsx'
import { Foreseen, ProposeFrame, ReasonFields } from './desk-propose.tsx'
import { EvidenceFields } from './evidence-fields.tsx'

type Values = Omit<In<'control.openCase'>, 'id' | 'guardian'> & { guardianName?: string; guardianPhone?: string }
const filled = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value.trim())

function Ahead({ form }: { form: FormInstance<Values> }) {
  const t = useText(controlText)
  const personId = Form.useWatch('personId', form)
  const trigger = Form.useWatch('trigger', form)
  const anchorDay = Form.useWatch('anchorDay', form)
  const hasOwnSuite = Form.useWatch('hasOwnSuite', form) ?? true
  const isSaid = Boolean(personId && trigger && anchorDay)
  const ahead = useQuery('control.foreseeOpening', { personId, trigger, anchorDay, hasOwnSuite }, { enabled: isSaid })
  if (!isSaid) return null
  return (
    <Foreseen>
      <Loaded of={ahead}>
        {(data) => (
          <>
            <Spans measures={data.measures} />
            {[
              ...(data.tests.length === 0 ? [] : [t('foreseenTests', { count: data.tests.length, days: data.tests.map(({ day }) => day.slice(5)).join(' ') })]),
              ...(data.recordsPerDay === 0 ? [] : [t('foreseenRecords', { n: data.recordsPerDay })]),
              t(data.mayPassGate ? 'foreseenGatePasses' : 'foreseenGate'),
              ...(data.alongside === 0 ? [] : [t('foreseenWith', { n: data.alongside })]),
            ].join(' · ')}
            <br />
            {t('wouldBe', { from: data.measures[0]?.from ?? '', until: data.lastDay, on: data.releasableOn })}
          </>
        )}
      </Loaded>
    </Foreseen>
  )
}

export function OpenDialog({ areaId, onClose }: { areaId: string; onClose: (opened: string | null) => void }) {
  const t = useText(controlText)
  const [form] = Form.useForm<Values>()
  const open = useDo('control.openCase', { said: t('proposed') })
  const trigger = Form.useWatch('trigger', form)
  return (
    <ProposeFrame<Values>
      areaId={areaId}
      about="person"
      title={t('open')}
      none={t('noTracks')}
      form={form}
      initial={{ hasOwnSuite: true }}
      isBusy={open.isBusy}
      onClose={() => onClose(null)}
      onPropose={async ({ guardianName, guardianPhone, ...values }) => {
        const name = filled(guardianName)
        const guardian = name === null ? null : { name, phone: filled(guardianPhone) }
        const answer = await open.run({ ...values, hasOwnSuite: values.hasOwnSuite ?? true, guardian, id: uuidv7() })
        if (answer !== null) onClose(answer.id)
      }}
    >
      {(tracks) => (
        <>
          <Form.Item name="personId" label={t('person')} rules={[{ required: true, message: t('pickPerson') }]}>
            <PersonPicker />
          </Form.Item>
          <ReasonFields tracks={tracks} trigger={trigger} anchorTitle={t('anchorDay')} />
          {tracks.find((one) => one.triggers.includes(trigger))?.asksSuite === true && (
            <Form.Item name="hasOwnSuite" label={t('ownSuite')}>
              <Radio.Group
                options={[
                  { value: true, label: t('ownSuiteYes') },
                  { value: false, label: t('ownSuiteNo') },
                ]}
              />
            </Form.Item>
          )}
          <Ahead form={form} />
          <EvidenceFields />
          <div className="desk-pair">
            <Form.Item name="guardianName" label={t('guardian')}>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="guardianPhone" label={t('guardianPhone')}>
              <Input maxLength={30} />
            </Form.Item>
          </div>
        </>
      )}
    </ProposeFrame>
  )
}
