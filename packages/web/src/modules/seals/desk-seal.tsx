// One seal on the desk: its alarms, what it waits for, what happened, and only those buttons that may be pressed.
import { OPENING_REASONS, SEAL_FINDINGS } from '@xiaomen/rules/seals'
import { Alert, Button, Drawer, Form, Input, InputNumber, Modal, Popconfirm, Radio } from 'antd'
import { useState } from 'react'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PhotoView } from '../photos/photo-view.tsx'
import { sealsText } from './desk-text.ts'
import { doorOf, useNext, useSensorSays } from './seal-view.ts'
import { alarmWords, findingWords, openingWords, outcomeWords, sealFactWords, sealStateSigns, sealStateWords, tellWords } from './words.ts'

type Detail = Out<'seals.getSeal'>
type Alarm = Detail['alarms'][number]
const HOUR_MS = 3_600_000
const at = (instant: string) => showMoment(new Date(instant))

export function SealDrawer({ sealId, onClose }: { sealId: string; onClose: () => void }) {
  const t = useText(sealsText)
  const found = useQuery('seals.getSeal', { sealId })
  return (
    <Drawer open size={640} title={found.data === undefined ? t('title') : `${found.data.number} · ${doorOf(found.data)}`} onClose={onClose}>
      <Loaded of={found}>{(seal) => <SealBody seal={seal} />}</Loaded>
    </Drawer>
  )
}

function SealBody({ seal }: { seal: Detail }) {
  const t = useText(sealsText)
  const word = useWord()
  const { may } = useSession()
  const next = useNext()
  const sensorSays = useSensorSays()
  const [answering, setAnswering] = useState<Alarm | null>(null)
  const hasWait = next(seal).length > 0
  return (
    <div className="desk-stack">
      <p>
        <span className="desk-sign">
          <span aria-hidden="true">{sealStateSigns[seal.state]}</span> {word(sealStateWords[seal.state])}
        </span>{' '}
        {hasWait && <span className={seal.isCheckLate || seal.isRemovalLate ? 'seal-late' : ''}>{next(seal).join(' · ')}</span>}
      </p>
      {seal.alarms.map((alarm) => (
        <Alert
          key={alarm.id}
          type="error"
          showIcon
          title={`${word(alarmWords[alarm.kind])} · ${at(alarm.raisedAt)}`}
          action={may('seals.apply', seal.path) && <Button onClick={() => setAnswering(alarm)}>{t('answer')}</Button>}
        />
      ))}
      <Actions seal={seal} />
      <p>
        {seal.toldAt === null ? t('notTold') : t('told', { at: at(seal.toldAt), way: seal.toldWay === null ? '' : word(tellWords[seal.toldWay]) })}
        {seal.agreesToSensor !== null && ` · ${t(seal.agreesToSensor ? 'agrees' : 'agreesNot')}`}
        <br />
        {t('sensor')}：{sensorSays(seal)}
      </p>
      <h3>{t('history')}</h3>
      <ul className="seal-facts">
        {seal.facts.map((fact) => (
          <li key={fact.id}>
            {at(fact.at)} <strong>{word(sealFactWords[fact.kind])}</strong> {fact.outcome === null ? '' : word(outcomeWords[fact.outcome])} {fact.note}{' '}
            {fact.by !== null && <span className="desk-quiet">{t('byWhom', { name: fact.by })}</span>}
            {fact.photoIds.length > 0 && may('photos.read', seal.path) && <PhotoView photoIds={fact.photoIds} />}
          </li>
        ))}
      </ul>
      {seal.allAlarms.some(({ answeredAt }) => answeredAt !== null) && <h3>{t('alarms')}</h3>}
      <ul className="seal-facts">
        {seal.allAlarms
          .filter((one) => one.answeredAt !== null)
          .map((one) => (
            <li key={one.id}>
              {at(one.raisedAt)} {word(alarmWords[one.kind])} → <strong>{one.finding === null ? '' : word(findingWords[one.finding])}</strong> {one.note}{' '}
              {one.answeredBy !== null && <span className="desk-quiet">{t('byWhom', { name: one.answeredBy })}</span>}
            </li>
          ))}
      </ul>
      {answering !== null && <AnswerDialog seal={seal} alarm={answering} onClose={() => setAnswering(null)} />}
    </div>
  )
}

function Actions({ seal }: { seal: Detail }) {
  const t = useText(sealsText)
  const { may } = useSession()
  const [isAnnouncing, setAnnouncing] = useState(false)
  const [made, setMade] = useState<Out<'seals.addSensor'> | null>(null)
  const withdraw = useDo('seals.withdrawSeal', { alsoRefresh: ['tasks'] })
  const addSensor = useDo('seals.addSensor')
  const endSensor = useDo('seals.endSensor')
  const mayIssue = may('seals.issue', seal.path)
  const isLive = seal.state === 'issued' || seal.state === 'applied'
  return (
    <div className="desk-head-actions">
      {seal.state === 'applied' && may('seals.apply', seal.path) && <Button onClick={() => setAnnouncing(true)}>{t('announce')}</Button>}
      {isLive && mayIssue && seal.agreesToSensor === true && seal.removeBy === null && (
        <Button loading={addSensor.isBusy} onClick={() => void addSensor.run({ sealId: seal.id }).then(setMade)}>
          {t(seal.hasSensor ? 'replaceSensor' : 'addSensor')}
        </Button>
      )}
      {seal.hasSensor && mayIssue && (
        <Button loading={endSensor.isBusy} onClick={() => void endSensor.run({ sealId: seal.id })}>
          {t('endSensor')}
        </Button>
      )}
      {seal.state === 'issued' && mayIssue && (
        <Popconfirm title={t('withdrawAsk')} onConfirm={() => void withdraw.run({ sealId: seal.id })}>
          <Button danger>{t('withdraw')}</Button>
        </Popconfirm>
      )}
      {made !== null && (
        <Alert
          type="success"
          showIcon
          title={t('sensorMade')}
          description={
            <span className="seal-codes">
              {t('device')}：<code>{made.deviceId}</code>
              <br />
              {t('password')}：<code>{made.password}</code>
              <br />
              {t('port')}：<code>{made.port ?? '—'}</code>
            </span>
          }
        />
      )}
      {isAnnouncing && <AnnounceDialog sealId={seal.id} onClose={() => setAnnouncing(false)} />}
    </div>
  )
}

function AnnounceDialog({ sealId, onClose }: { sealId: string; onClose: () => void }) {
  const t = useText(sealsText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<{ why: In<'seals.announceOpening'>['why']; hours: number }>()
  const announce = useDo('seals.announceOpening', { said: t('announcedOk') })
  return (
    <Modal
      open
      title={t('announce')}
      okText={t('announce')}
      cancelText={d('cancel')}
      confirmLoading={announce.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-quiet">{t('announceHint')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ why: 'delivery', hours: 1 }}
        onFinish={async ({ why, hours }) => {
          const now = Date.now()
          const window = { from: new Date(now).toISOString(), until: new Date(now + hours * HOUR_MS).toISOString() }
          if ((await announce.run({ id: uuidv7(), sealId, why, ...window })) !== null) onClose()
        }}
      >
        <Form.Item name="why" label={t('why')}>
          <Radio.Group options={OPENING_REASONS.map((one) => ({ value: one, label: word(openingWords[one]) }))} />
        </Form.Item>
        <Form.Item name="hours" label={t('hours')} rules={[{ required: true, message: d('required') }]}>
          <InputNumber min={1} max={12} precision={0} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function AnswerDialog({ seal, alarm, onClose }: { seal: Detail; alarm: Alarm; onClose: () => void }) {
  const t = useText(sealsText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<{ finding: In<'seals.answerAlarm'>['finding']; isWhole: boolean; note?: string }>()
  const answer = useDo('seals.answerAlarm', { said: t('settled'), alsoRefresh: ['tasks'] })
  return (
    <Modal
      open
      title={`${word(alarmWords[alarm.kind])} · ${doorOf(seal)}`}
      okText={t('answer')}
      cancelText={d('cancel')}
      confirmLoading={answer.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ isWhole: true }}
        onFinish={async ({ finding, isWhole, note }) => {
          const said = note?.trim() ?? ''
          if ((await answer.run({ alarmId: alarm.id, finding, isWhole, note: said === '' ? null : said })) !== null) onClose()
        }}
      >
        <Form.Item name="finding" label={t('finding')} rules={[{ required: true, message: d('required') }]}>
          <Radio.Group options={SEAL_FINDINGS.map((one) => ({ value: one, label: word(findingWords[one]) }))} />
        </Form.Item>
        {seal.state === 'applied' && (
          <Form.Item name="isWhole" label={t('state')}>
            <Radio.Group
              options={[
                { value: true, label: t('isWhole') },
                { value: false, label: t('notWhole') },
              ]}
            />
          </Form.Item>
        )}
        <Form.Item name="note" label={t('note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
