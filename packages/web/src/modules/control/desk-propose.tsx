// The frame of proposing control of somebody or works at a place: the dialog, the fields both have, and what it comes to.
import { Form, type FormInstance, Modal, Select } from 'antd'
import type { ReactNode } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { controlText } from './desk-control-text.ts'
import { triggerWords } from './words.ts'

export type Track = Out<'control.listTracks'>['tracks'][number]

type Frame<V> = {
  areaId: string
  about: Track['about']
  title: string
  /** Said where the plan in force knows nothing of the kind. */
  none: string
  form: FormInstance<V>
  initial: Partial<V>
  isBusy: boolean
  onPropose: (values: V) => Promise<void>
  onClose: () => void
  children: (tracks: Track[]) => ReactNode
}
export function ProposeFrame<V extends object>({ areaId, about, title, none, form, initial, isBusy, onPropose, onClose, children }: Frame<V>) {
  const d = useText(deskText)
  const listed = useQuery('control.listTracks', { areaId })
  return (
    <Modal open width={600} title={title} okText={title} cancelText={d('cancel')} confirmLoading={isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Loaded of={listed}>
        {({ tracks }) => {
          const own = tracks.filter((track) => track.about === about)
          return own.length === 0 ? (
            <Nothing says={none} />
          ) : (
            <Form<V> form={form} layout="vertical" requiredMark={false} initialValues={{ anchorDay: today(), ...initial }} onFinish={onPropose}>
              {children(own)}
            </Form>
          )
        }}
      </Loaded>
    </Modal>
  )
}

/** Why, by the plan's list, and from which day. */
export function ReasonFields({ tracks, trigger, anchorTitle }: { tracks: Track[]; trigger: string | undefined; anchorTitle: string }) {
  const c = useText(controlText)
  const d = useText(deskText)
  const word = useWord()
  const required = [{ required: true, message: d('required') }]
  const track = tracks.find((one) => one.triggers.some((key) => key === trigger))
  return (
    <div className="desk-pair">
      <Form.Item name="trigger" label={c('trigger')} rules={required} extra={track?.isDraft === true ? c('draftTrack') : undefined}>
        <Select
          options={tracks.flatMap((one) =>
            one.triggers
              .filter((key) => key !== 'infection')
              .map((key) => ({ value: key, label: [...new Set([word(triggerWords[key]), word(one.name)])].join(' · ') })),
          )}
        />
      </Form.Item>
      <Form.Item name="anchorDay" label={anchorTitle} rules={required}>
        <DayInput latest={today()} />
      </Form.Item>
    </div>
  )
}

/** What it comes to, as soon as enough is said. */
export function Foreseen({ children }: { children: ReactNode }) {
  const c = useText(controlText)
  return (
    <section className="desk-note" aria-label={c('foreseen')}>
      <strong>{c('foreseen')}</strong>
      {children}
    </section>
  )
}
