// 门禁 on the desk: doors with their live state, alarms, fire opening, and the cards.
import { CheckCircleFilled, ExclamationCircleFilled, PlusOutlined } from '@ant-design/icons'
import { Alert, App, Badge, Button, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { Cards } from './desk-cards.tsx'
import { AddDoor, DoorEvents, FireDialog, OpenDialog, Secret } from './desk-door-dialogs.tsx'
import { doorsText } from './desk-text.ts'
import { alarmWords, commandWords, doorKindWords } from './words.ts'

type List = Out<'doors.listDoors'>
type Door = List['doors'][number]
const POLL_MS = 15_000

function Alarms({ areaId }: { areaId: string | undefined }) {
  const t = useText(doorsText)
  const say = useText(alarmWords)
  const { may } = useSession()
  const alarms = useQuery('doors.listAlarms', areaId === undefined ? {} : { areaId }, { refetchIntervalMs: POLL_MS })
  const answer = useDo('doors.answerAlarm')
  if (alarms.data === undefined || alarms.data.length === 0) return null
  return (
    <section className="desk-panel" aria-label={t('alarms')}>
      <h2>
        {t('alarms')} <span className="desk-quiet">{alarms.data.length}</span>
      </h2>
      <ul className="door-alarms">
        {alarms.data.map((alarm) => (
          <li key={alarm.id}>
            <span className="desk-sign desk-sign-notFree">
              <ExclamationCircleFilled aria-hidden="true" /> {say(alarm.kind)}
            </span>
            <span>
              {alarm.areaName} {alarm.doorName}
            </span>
            <span className="desk-quiet">
              {showMoment(alarm.at)}
              {alarm.clearedAt === null ? '' : ` · ${t('cleared')}`}
            </span>
            {may('doors.answer') && (
              <Button
                size="small"
                loading={answer.isBusy}
                aria-label={`${t('answer')}: ${say(alarm.kind)} ${alarm.doorName}`}
                onClick={() => void answer.run({ alarmId: alarm.id })}
              >
                {t('answer')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Fires({ fires }: { fires: List['fires'] }) {
  const t = useText(doorsText)
  const { may } = useSession()
  const end = useDo('doors.endFire')
  return fires.map((fire) => (
    <Alert
      key={fire.id}
      type="error"
      showIcon
      title={t('fireOn', { area: fire.areaName, confirmed: fire.confirmed, doors: fire.doors })}
      action={
        may('doors.fire') ? (
          <Button size="small" loading={end.isBusy} onClick={() => void end.run({ fireId: fire.id, reason: t('fireEndReason') })}>
            {t('fireEnd')}
          </Button>
        ) : undefined
      }
    />
  ))
}

function State({ door: { device } }: { door: Door }) {
  const t = useText(doorsText)
  if (device === null) return <span className="desk-quiet">{t('noDevice')}</span>
  const lock = device.lock === null ? '' : ` · ${t(device.lock === 'open' ? 'lockOpen' : 'lockClosed')}`
  return <Badge status={device.isOnline ? 'success' : 'default'} text={`${t(device.isOnline ? 'online' : 'offline')}${device.isOnline ? lock : ''}`} />
}

type Act = { what: 'open' | 'events'; door: Door }
function Doors({ list }: { list: Door[] }) {
  const t = useText(doorsText)
  const sayKind = useText(doorKindWords)
  const sayCommand = useText(commandWords)
  const { may } = useSession()
  const { modal } = App.useApp()
  const { placeOf } = useAreas()
  const [act, setAct] = useState<Act | null>(null)
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<Out<'doors.addDevice'> | null>(null)
  const add = useDo('doors.addDevice')
  const hang = async (door: Door) => setSecret(await add.run({ doorId: door.id }))
  const askFirst = (door: Door) =>
    door.device === null
      ? void hang(door)
      : modal.confirm({ title: `${t('newDevice')}: ${door.name}`, content: t('newDeviceAsk'), okText: t('newDevice'), onOk: () => hang(door) })
  return (
    <section className="desk-panel" aria-label={t('doors')}>
      <div className="desk-panel-head">
        <h2>
          {t('doors')} <span className="desk-quiet">{list.length}</span>
        </h2>
        {may('doors.manage') && (
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('addDoor')}
          </Button>
        )}
      </div>
      <Table<Door>
        size="small"
        rowKey="id"
        dataSource={list}
        scroll={{ x: 680 }}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('doorsEmpty')} /> }}
        columns={[
          {
            title: t('door'),
            key: 'door',
            width: 150,
            render: (_, door) => (
              <>
                <strong>{door.name}</strong>
                <div className="desk-quiet">
                  {placeOf(door)} · {sayKind(door.kind)}
                </div>
              </>
            ),
          },
          { title: t('state'), key: 'state', width: 120, render: (_, door) => <State door={door} /> },
          {
            title: t('list'),
            key: 'list',
            width: 110,
            render: (_, { device }) => (device?.listVersion ? t(device.isListCurrent ? 'listCurrent' : 'listOld', { count: device.cards }) : ''),
          },
          {
            title: t('lastCommand'),
            key: 'command',
            width: 130,
            render: (_, { lastCommand }) =>
              lastCommand === null ? null : (
                <span className={lastCommand.state === 'done' ? 'desk-sign desk-sign-free' : 'desk-sign desk-sign-unknown'}>
                  {lastCommand.state === 'done' ? <CheckCircleFilled aria-hidden="true" /> : <ExclamationCircleFilled aria-hidden="true" />}
                  {sayCommand(lastCommand.state)}
                </span>
              ),
          },
          {
            title: t('actions'),
            key: 'actions',
            width: 180,
            render: (_, door) => (
              <div className="desk-row">
                {may('doors.open', door.path) && door.device !== null && (
                  <Button size="small" type="primary" aria-label={`${t('open')}: ${door.name}`} onClick={() => setAct({ what: 'open', door })}>
                    {t('open')}
                  </Button>
                )}
                {may('doors.manage', door.path) && (
                  <>
                    <Button
                      size="small"
                      loading={add.isBusy}
                      aria-label={`${t(door.device === null ? 'addDevice' : 'newDevice')}: ${door.name}`}
                      onClick={() => askFirst(door)}
                    >
                      {t(door.device === null ? 'addDevice' : 'newDevice')}
                    </Button>
                    <Button size="small" aria-label={`${t('events')}: ${door.name}`} onClick={() => setAct({ what: 'events', door })}>
                      {t('events')}
                    </Button>
                  </>
                )}
              </div>
            ),
          },
        ]}
      />
      {isAdding && <AddDoor onClose={() => setAdding(false)} />}
      {secret !== null && <Secret of={secret} onClose={() => setSecret(null)} />}
      {act?.what === 'open' && <OpenDialog door={act.door} onClose={() => setAct(null)} />}
      {act?.what === 'events' && <DoorEvents door={act.door} onClose={() => setAct(null)} />}
    </section>
  )
}

export function DoorsPage() {
  const t = useText(doorsText)
  const { may } = useSession()
  const { current } = useAreas()
  const [, go] = useLocation()
  const tab = useParams<{ '*': string }>()['*']
  const [isFire, setFire] = useState(false)
  const areaId = current?.id
  const doors = useQuery('doors.listDoors', areaId === undefined ? {} : { areaId }, { refetchIntervalMs: POLL_MS })
  const broker = doors.data?.broker.state
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {broker !== undefined && broker !== 'none' && (
          <Badge status={broker === 'up' ? 'success' : 'warning'} text={t(broker === 'up' ? 'brokerUp' : 'brokerDown')} />
        )}
        {may('doors.fire') && (
          <Button danger onClick={() => setFire(true)}>
            {t('fire')}
          </Button>
        )}
      </PageHead>
      <Fires fires={doors.data?.fires ?? []} />
      <Alarms areaId={areaId} />
      <Tabs
        activeKey={tab === 'cards' && may('doors.issue') ? 'cards' : 'doors'}
        onChange={(key) => go(`/doors/${key}`, { replace: true })}
        items={[
          { key: 'doors', label: t('doors'), children: <Loaded of={doors}>{({ doors: list }) => <Doors list={list} />}</Loaded> },
          ...(may('doors.issue') && areaId !== undefined ? [{ key: 'cards', label: t('cards'), children: <Cards key={areaId} areaId={areaId} /> }] : []),
        ]}
      />
      {isFire && <FireDialog onClose={() => setFire(false)} />}
    </>
  )
}
