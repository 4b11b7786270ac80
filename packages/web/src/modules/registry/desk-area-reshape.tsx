// 拆楼、并楼: a building or unit becomes two, or two become one.
import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { areaReshapeText } from './desk-duplicates-text.ts'

const ELSEWHERE = ['areas', 'daily', 'gate', 'tasks']

function SplitDialog({ area, onClose }: { area: Area; onClose: () => void }) {
  const t = useText(areaReshapeText)
  const { childrenOf } = useAreas()
  const [name, setName] = useState('')
  const [children, setChildren] = useState<string[]>([])
  const [homes, setHomes] = useState<string[]>([])
  const split = useDo('registry.splitArea', { said: t('splitDone'), alsoRefresh: ELSEWHERE })
  const chart = useQuery('registry.getBuildingChart', { areaId: area.id, asks: 'use' })
  const parts = childrenOf(area.id)
  const go = async () => {
    if ((await split.run({ areaId: area.id, newName: name, childAreaIds: children, homeIds: homes })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('split')}: ${area.name}`}
      okText={t('split')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: name.trim() === '' || children.length + homes.length === 0 }}
      confirmLoading={split.isBusy}
      onCancel={onClose}
      onOk={() => void go()}
    >
      <p className="desk-gap-below">{t('splitLead')}</p>
      <Form layout="vertical">
        <Form.Item label={t('newName')}>
          <Input aria-label={t('newName')} maxLength={60} value={name} autoFocus onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        {parts.length > 0 && (
          <Form.Item label={t('parts')}>
            <Checkbox.Group
              value={children}
              onChange={(chosen) => setChildren(chosen.map(String))}
              options={parts.map((part) => ({ value: part.id, label: `${part.name} (${part.homes})` }))}
            />
          </Form.Item>
        )}
        <Loaded of={chart} rows={2}>
          {({ units }) => {
            const own = units.find((unit) => unit.areaId === area.id)?.floors.flatMap((floor) => floor.cells) ?? []
            if (own.length === 0) return null
            return (
              <Form.Item label={t('homes')}>
                <Checkbox.Group
                  value={homes}
                  onChange={(chosen) => setHomes(chosen.map(String))}
                  options={own.map((cell) => ({ value: cell.homeId, label: cell.door }))}
                />
              </Form.Item>
            )
          }}
        </Loaded>
      </Form>
    </Modal>
  )
}

function JoinDialog({ area, onClose }: { area: Area; onClose: () => void }) {
  const t = useText(areaReshapeText)
  const [intoId, setIntoId] = useState<string | undefined>(undefined)
  const join = useDo('registry.mergeAreas', { said: t('joinDone'), alsoRefresh: ELSEWHERE })
  const go = async () => {
    if (intoId !== undefined && (await join.run({ fromId: area.id, intoId })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('join')}: ${area.name}`}
      okText={t('join')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: intoId === undefined || intoId === area.id }}
      confirmLoading={join.isBusy}
      onCancel={onClose}
      onOk={() => void go()}
    >
      <p className="desk-gap-below">{t('joinLead')}</p>
      <Form layout="vertical">
        <Form.Item label={t('into')}>
          <AreaSelect aria-label={t('into')} levels={[area.level]} value={intoId} onChange={setIntoId} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** Beside the other things that can be done with an area. */
export function AreaReshape({ area }: { area: Area }) {
  const t = useText(areaReshapeText)
  const { may } = useSession()
  const [task, setTask] = useState<'split' | 'join' | null>(null)
  if ((area.level !== 'building' && area.level !== 'unit') || !may('registry.reshape', area.path)) return null
  return (
    <>
      <Button onClick={() => setTask('split')}>{t('split')}</Button>
      <Button onClick={() => setTask('join')}>{t('join')}</Button>
      {task === 'split' && <SplitDialog area={area} onClose={() => setTask(null)} />}
      {task === 'join' && <JoinDialog area={area} onClose={() => setTask(null)} />}
    </>
  )
}
