// One way to a hospital on the desk: who, in what, what happened, and only those buttons that may be pressed.
import { readPlate } from '@xiaomen/rules/gate'
import { Button, Drawer, Form, Input, Popconfirm } from 'antd'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import './aid.css'
import { aidText } from './desk-text.ts'
import { doorOf, orNull } from './transport-view.ts'
import { TRANSPORT_SIGNS, transportKindWords, transportNoteWords, transportStateWords, transportStepWords } from './words.ts'

type Detail = Out<'aid.getTransport'>
const LOOK_AGAIN_MS = 30_000
const at = (instant: string) => showMoment(new Date(instant))

export function TransportDrawer({ transportId, onClose }: { transportId: string; onClose: () => void }) {
  const t = useText(aidText)
  const found = useQuery('aid.getTransport', { transportId }, { refetchIntervalMs: LOOK_AGAIN_MS })
  return (
    <Drawer open size={640} title={found.data === undefined ? t('title') : `${t('title')} · ${doorOf(found.data)}`} onClose={onClose}>
      <Loaded of={found}>{(one) => <Body one={one} />}</Loaded>
    </Drawer>
  )
}

function Body({ one }: { one: Detail }) {
  const t = useText(aidText)
  const word = useWord()
  return (
    <div className="desk-stack">
      <p>
        <span className="desk-sign">
          <span aria-hidden="true">{TRANSPORT_SIGNS[one.state]}</span> {word(transportStateWords[one.state])}
        </span>
        {one.isOverdue && <strong className="aid-late"> ! {t('overdue')}</strong>}
        {one.endedAt === null && (
          <span className="desk-quiet">
            {' '}
            {t('until')} {at(one.until)}
          </span>
        )}
      </p>
      <p>
        <strong>{one.name ?? '—'}</strong>
        {one.kind !== null && ` · ${word(transportKindWords[one.kind])}`}
        {one.companion !== null && ` · ${t('along', { name: one.companion })}`}
        <br />
        {one.note !== null && (
          <>
            {one.note}
            <br />
          </>
        )}
        <span className="desk-quiet">{t(one.asker === 'resident' ? 'byResident' : 'byCarer')}</span>
      </p>
      <Steps one={one} />
      {one.may.arrange ? (
        <Arrange key={one.version} one={one} />
      ) : (
        one.hospital !== null && <p>{[one.hospital, one.plate, one.escort].filter((part) => part !== null).join(' · ')}</p>
      )}
      <h3>{t('history')}</h3>
      <ul className="aid-steps">
        {one.steps.map((step) => (
          <li key={step.id}>
            {at(step.at)} <strong>{word(transportNoteWords[step.what])}</strong> <span className="desk-quiet">{step.by}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Steps({ one }: { one: Detail }) {
  const t = useText(aidText)
  const d = useText(deskText)
  const word = useWord()
  const step = useDo('aid.stepTransport', { said: t('stepped'), alsoRefresh: ['tasks', 'gate'] })
  if (one.may.steps.length === 0) return null
  return (
    <div className="desk-row">
      {one.may.steps.map((key) => {
        const take = () => void step.run({ transportId: one.id, version: one.version, step: key })
        return key === 'withdraw' ? (
          <Popconfirm key={key} title={t('sure')} okText={t('yes')} cancelText={d('cancel')} onConfirm={take}>
            <Button danger>{word(transportStepWords[key])}</Button>
          </Popconfirm>
        ) : (
          <Button key={key} loading={step.isBusy} onClick={take}>
            {word(transportStepWords[key])}
          </Button>
        )
      })}
    </div>
  )
}

function Arrange({ one }: { one: Detail }) {
  const t = useText(aidText)
  const d = useText(deskText)
  const arrange = useDo('aid.arrangeTransport', { said: t('saved'), alsoRefresh: ['tasks', 'gate'] })
  const required = [{ required: true, whitespace: true, message: d('required') }]
  return (
    <Form<{ plate?: string; escort: string; hospital: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ plate: one.plate ?? '', escort: one.escort ?? '', hospital: one.hospital ?? '' }}
      onFinish={({ plate, escort, hospital }) =>
        void arrange.run({ transportId: one.id, version: one.version, plate: orNull(plate ?? ''), escort: escort.trim(), hospital: hospital.trim() })
      }
    >
      <h3>{t(one.hospital === null ? 'arrange' : 'arrangeAgain')}</h3>
      <Form.Item name="hospital" label={t('hospital')} rules={required}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="escort" label={t('escort')} rules={required}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="plate"
        label={t('plate')}
        extra={t('plateHint')}
        rules={[
          {
            validator: (_, typed?: string) =>
              orNull(typed ?? '') === null || readPlate(typed ?? '') !== null ? Promise.resolve() : Promise.reject(new Error(t('plateWrong'))),
          },
        ]}
      >
        <Input maxLength={16} autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={arrange.isBusy}>
        {t('save')}
      </Button>
    </Form>
  )
}
