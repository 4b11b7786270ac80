// 提出场所处置: which place, why by the plan's list, from which day, on which paper; and what it comes to.
import { Form, type FormInstance } from 'antd'
import { AreaSelect } from '../../desk/area-select.tsx'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { Spans } from './desk-control-case.tsx'
import { controlText } from './desk-control-text.ts'
import { Foreseen, ProposeFrame, ReasonFields } from './desk-propose.tsx'
import { EvidenceFields } from './evidence-fields.tsx'
import { placeText } from './place-text.ts'
import { workWords } from './work-words.ts'

type Values = Omit<In<'control.openPlace'>, 'id'>
const LEVELS = ['compound', 'building', 'unit'] as const
const SHOWN_DAYS = 6

function Ahead({ form }: { form: FormInstance<Values> }) {
  const t = useText(placeText)
  const c = useText(controlText)
  const word = useWord()
  const lang = useLang()
  const areaId = Form.useWatch('areaId', form)
  const trigger = Form.useWatch('trigger', form)
  const anchorDay = Form.useWatch('anchorDay', form)
  const isSaid = Boolean(areaId && trigger && anchorDay)
  const ahead = useQuery('control.foreseePlace', { areaId, trigger, anchorDay }, { enabled: isSaid })
  if (!isSaid) return null
  return (
    <Foreseen>
      <Loaded of={ahead}>
        {(data) => (
          <>
            <Spans measures={data.measures} />
            <ul className="control-plain">
              {data.works.map(({ work, days }) => (
                <li key={work}>
                  {t('days', {
                    work: word(workWords[work]),
                    count: days.length,
                    days: days
                      .slice(0, SHOWN_DAYS)
                      .map((day) => day.slice(5))
                      .join(' '),
                  })}
                  {days.length > SHOWN_DAYS && ' …'}
                </li>
              ))}
              {data.indexes.flatMap((one) =>
                one.below === null
                  ? []
                  : [<li key={one.key}>{t('asksIndex', { name: lang === 'zh' ? one.name.zh : one.name.en, surveys: one.surveys ?? 1, below: one.below })}</li>],
              )}
            </ul>
            {c('wouldBe', { from: data.measures[0]?.from ?? '', until: data.lastDay, on: data.releasableOn })}
          </>
        )}
      </Loaded>
    </Foreseen>
  )
}

export function OpenPlaceDialog({ areaId, onClose }: { areaId: string; onClose: (opened: string | null) => void }) {
  const t = useText(placeText)
  const [form] = Form.useForm<Values>()
  const open = useDo('control.openPlace', { said: t('proposed') })
  const trigger = Form.useWatch('trigger', form)
  return (
    <ProposeFrame<Values>
      areaId={areaId}
      about="place"
      title={t('open')}
      none={t('noTracks')}
      form={form}
      initial={{}}
      isBusy={open.isBusy}
      onClose={() => onClose(null)}
      onPropose={async (values) => {
        const answer = await open.run({ ...values, id: uuidv7() })
        if (answer !== null) onClose(answer.id)
      }}
    >
      {(tracks) => (
        <>
          <Form.Item name="areaId" label={t('place')} rules={[{ required: true, message: t('pickPlace') }]}>
            <AreaSelect levels={LEVELS} />
          </Form.Item>
          <ReasonFields tracks={tracks} trigger={trigger} anchorTitle={t('anchorDay')} />
          <Ahead form={form} />
          <EvidenceFields />
        </>
      )}
    </ProposeFrame>
  )
}
