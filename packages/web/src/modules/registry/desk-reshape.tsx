// 门牌与户: a door is renamed, a home split, joined to another, or moved to another building.
import { Alert, Button, Checkbox, Dropdown, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { reshapeText } from './desk-duplicates-text.ts'
import type { Home } from './desk-home-body.tsx'
import { ledgerText } from './desk-text.ts'

type Task = 'rename' | 'split' | 'join' | 'move'
type Found = { id: string; version: number; label: string }
const ELSEWHERE = ['areas', 'tasks', 'daily']

function HomeFinder({ exceptId, onFound }: { exceptId: string; onFound: (home: Found) => void }) {
  const t = useText(reshapeText)
  const l = useText(ledgerText)
  const { placeOf } = useAreas()
  const [sought, setSought] = useState('')
  const found = useQuery('registry.findHomes', { text: sought }, { enabled: sought !== '' })
  return (
    <>
      <Input.Search aria-label={t('joinFind')} placeholder={l('searchHint')} maxLength={60} onSearch={(text) => setSought(text.trim())} />
      {sought !== '' && (
        <Loaded of={found} rows={2}>
          {(list) => {
            const others = list.filter(({ home }) => home.id !== exceptId)
            return others.length === 0 ? (
              <Nothing says={l('noResult')} />
            ) : (
              <ul className="desk-found">
                {others.slice(0, 20).map(({ home, names }) => (
                  <li key={home.id}>
                    <button type="button" onClick={() => onFound({ id: home.id, version: home.version, label: `${placeOf(home)} ${home.door}` })}>
                      <strong>
                        {placeOf(home)} {home.door}
                      </strong>{' '}
                      <span className="desk-quiet">{names.join('、')}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )
          }}
        </Loaded>
      )}
    </>
  )
}

/** A home has one landlord: whose letting ends is said before. */
function TwoLandlords({ fromId, intoId }: { fromId: string; intoId: string }) {
  const t = useText(reshapeText)
  const [from] = useQuery('registry.listLandlords', { homeId: fromId }).data?.items ?? []
  const [into] = useQuery('registry.listLandlords', { homeId: intoId }).data?.items ?? []
  if (!from || !into || from.id === into.id) return null
  return <Alert type="warning" showIcon className="desk-gap-below" title={t('joinTwoLandlords', { stays: into.name ?? '*', ends: from.name ?? '*' })} />
}

function Dialog({ task, data, onClose, onGo }: { task: Task; data: Home; onClose: () => void; onGo: (homeId: string) => void }) {
  const t = useText(reshapeText)
  const notify = useNotify()
  const { home, residents } = data
  const [door, setDoor] = useState(task === 'rename' ? home.door : '')
  const [people, setPeople] = useState<string[]>([])
  const [into, setInto] = useState<Found | null>(null)
  const [areaId, setAreaId] = useState<string | undefined>(undefined)
  const rename = useDo('registry.renameDoor', { said: t('saved'), alsoRefresh: ELSEWHERE })
  const split = useDo('registry.splitHome', { said: t('splitDone'), alsoRefresh: ELSEWHERE })
  const join = useDo('registry.mergeHomes', { alsoRefresh: ELSEWHERE })
  const move = useDo('registry.moveHomes', { said: t('moveDone'), alsoRefresh: ELSEWHERE })
  const isReady =
    task === 'rename' ? door.trim() !== '' : task === 'split' ? door.trim() !== '' && people.length > 0 : task === 'join' ? into !== null : areaId !== undefined
  const go = async () => {
    if (task === 'rename') {
      if ((await rename.run({ homeId: home.id, version: home.version, door })) !== null) onClose()
    } else if (task === 'split') {
      const answer = await split.run({ homeId: home.id, version: home.version, newDoor: door, personIds: people })
      if (answer !== null) {
        onClose()
        onGo(answer.homeId)
      }
    } else if (task === 'join' && into !== null) {
      const answer = await join.run({ fromId: home.id, intoId: into.id, versionFrom: home.version, versionInto: into.version })
      if (answer !== null) {
        notify.done(t(answer.landlord === 'ended' ? 'joinEnded' : 'joinDone'))
        onClose()
        onGo(into.id)
      }
    } else if (task === 'move' && areaId !== undefined) {
      if ((await move.run({ homeIds: [home.id], toAreaId: areaId })) !== null) onClose()
    }
  }
  const goText = { rename: t('save'), split: t('splitGo'), join: t('joinGo'), move: t('moveGo') }[task]
  return (
    <Modal
      open
      title={`${t(task)}: ${home.door}`}
      okText={goText}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={rename.isBusy || split.isBusy || join.isBusy || move.isBusy}
      onCancel={onClose}
      onOk={() => void go()}
    >
      <Form layout="vertical" onFinish={() => void go()}>
        {task !== 'rename' && <p className="desk-gap-below">{task === 'split' ? t('splitLead') : task === 'join' ? t('joinLead') : t('moveLead')}</p>}
        {(task === 'rename' || task === 'split') && (
          <Form.Item label={t('door')}>
            <Input aria-label={t('door')} maxLength={30} value={door} autoFocus onChange={(event) => setDoor(event.target.value)} />
          </Form.Item>
        )}
        {task === 'split' && (
          <Form.Item label={t('splitWho')}>
            <Checkbox.Group
              value={people}
              onChange={(chosen) => setPeople(chosen.map(String))}
              options={residents.map((person) => ({ value: person.id, label: person.name ?? '*' }))}
            />
          </Form.Item>
        )}
        {task === 'join' && (
          <Form.Item label={t('joinFind')}>
            {into === null ? (
              <HomeFinder exceptId={home.id} onFound={setInto} />
            ) : (
              <span className="desk-row">
                <strong>{into.label}</strong>
                <Button size="small" onClick={() => setInto(null)}>
                  {t('chosen')}
                </Button>
              </span>
            )}
          </Form.Item>
        )}
        {task === 'join' && into !== null && <TwoLandlords fromId={home.id} intoId={into.id} />}
        {task === 'move' && (
          <Form.Item label={t('moveTo')}>
            <AreaSelect aria-label={t('moveTo')} levels={['compound', 'building', 'unit']} value={areaId} onChange={setAreaId} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

/** What can be done with the home itself, beside its people. */
export function ReshapeMenu({ data, onGo }: { data: Home; onGo: (homeId: string) => void }) {
  const t = useText(reshapeText)
  const { may } = useSession()
  const [task, setTask] = useState<Task | null>(null)
  const tasks: Task[] = [
    ...(may('registry.edit', data.home.path) ? (['rename'] as const) : []),
    ...(may('registry.reshape', data.home.path) ? ([...(data.residents.length > 0 ? (['split'] as const) : []), 'join', 'move'] as const) : []),
  ]
  if (tasks.length === 0) return null
  return (
    <>
      <Dropdown
        menu={{ items: tasks.map((key) => ({ key, label: t(key) })), onClick: ({ key }) => setTask(tasks.find((one) => one === key) ?? null) }}
        trigger={['click']}
      >
        <Button>{t('more')} ▾</Button>
      </Dropdown>
      {task !== null && <Dialog key={task} task={task} data={data} onClose={() => setTask(null)} onGo={onGo} />}
    </>
  )
}
