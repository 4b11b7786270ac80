// 场所码 on the desk: places of an area, their paper and their screen, and who waits to be confirmed there.
import { SPOT_KINDS, type SpotKind } from '@xiaomen/rules/presence'
import { App, Button, Drawer, Form, Input, Modal, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showTime, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { ScanField } from '../lab/scan-field.tsx'
import { spotsText } from './desk-text.ts'
import { spotKindWords } from './words.ts'

type Spot = Out<'presence.listSpots'>[number]
const WAITING_MS = 10_000
const POSITION = /^\s*(-?\d+(?:\.\d+)?)\s*[,，]\s*(-?\d+(?:\.\d+)?)\s*$/

export function SpotsPage() {
  const t = useText(spotsText)
  const { current } = useAreas()
  const { may } = useSession()
  const [isAdding, setAdding] = useState(false)
  const spots = useQuery('presence.listSpots', { areaId: current?.id ?? '' }, { enabled: current !== null, keepPrevious: true })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {current !== null && may('presence.spots', current.path) && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )}
      </PageHead>
      {current === null ? <Nothing says={t('choose')} /> : <Loaded of={spots}>{(list) => <Spots list={list} />}</Loaded>}
      {isAdding && <AddSpot areaId={current!.id} onClose={() => setAdding(false)} />}
    </>
  )
}

function Spots({ list }: { list: Spot[] }) {
  const t = useText(spotsText)
  const word = useWord()
  const { may } = useSession()
  const [waiting, setWaiting] = useState<Spot | null>(null)
  return (
    <section className="desk-panel" aria-label={t('title')}>
      <Table<Spot>
        size="small"
        rowKey="id"
        dataSource={list}
        scroll={{ x: 560 }}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('empty')} /> }}
        columns={[
          {
            title: t('name'),
            key: 'name',
            width: 150,
            render: (_, spot) => (
              <>
                <strong>{spot.name}</strong> {spot.closedAt !== null && <Tag>{t('closed')}</Tag>}
                <div className="desk-quiet">
                  {word(spotKindWords[spot.kind])} · {spot.areaName}
                </div>
              </>
            ),
          },
          {
            title: '',
            key: 'waiting',
            width: 110,
            render: (_, spot) =>
              spot.closedAt === null &&
              may('presence.confirm') && (
                <Button size="small" aria-label={`${t('waiting')}: ${spot.name}`} onClick={() => setWaiting(spot)}>
                  {t('waiting')}
                </Button>
              ),
          },
          { title: t('codes'), key: 'codes', render: (_, spot) => (spot.closedAt === null ? <Codes spot={spot} /> : null) },
        ]}
      />
      <Drawer open={waiting !== null} onClose={() => setWaiting(null)} title={waiting?.name ?? ''} destroyOnHidden>
        {waiting !== null && <Waiting spotId={waiting.id} />}
      </Drawer>
    </section>
  )
}

function Codes({ spot }: { spot: Spot }) {
  const t = useText(spotsText)
  const { modal } = App.useApp()
  const renew = useDo('presence.renewScreen', { said: t('saved') })
  const close = useDo('presence.closeSpot', { said: t('saved') })
  return (
    <div className="desk-row">
      <Button size="small" href={spot.posterPath} target="_blank" rel="noreferrer" aria-label={`${t('poster')}: ${spot.name}`}>
        {t('poster')}
      </Button>
      {spot.screenPath !== null && (
        <>
          <Button size="small" href={spot.screenPath} target="_blank" rel="noreferrer" aria-label={`${t('screen')}: ${spot.name}`}>
            {t('screen')}
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={`${t('renew')}: ${spot.name}`}
            onClick={() =>
              modal.confirm({ title: `${t('renew')}: ${spot.name}`, content: t('renewAsk'), okText: t('renew'), onOk: () => renew.run({ spotId: spot.id }) })
            }
          >
            {t('renew')}
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={`${t('close')}: ${spot.name}`}
            onClick={() =>
              modal.confirm({ title: `${t('close')}: ${spot.name}`, content: t('closeAsk'), okText: t('close'), onOk: () => close.run({ spotId: spot.id }) })
            }
          >
            {t('close')}
          </Button>
        </>
      )}
    </div>
  )
}

function Waiting({ spotId }: { spotId: string }) {
  const t = useText(spotsText)
  const waiting = useQuery('presence.listWaiting', { spotId }, { refetchIntervalMs: WAITING_MS })
  const confirm = useDo('presence.confirm', { said: t('confirmed') })
  const scan = useDo('presence.scanVisitor', { said: t('confirmed') })
  const [code, setCode] = useState('')
  const read = async (value: string) => {
    if ((await scan.run({ id: uuidv7(), spotId, code: value.trim() })) !== null) setCode('')
  }
  return (
    <div className="desk-stack">
      <ScanField label={t('scan')} value={code} onChange={setCode} onScan={(value) => void read(value)} says={t('isHere')} isBusy={scan.isBusy} />
      <p className="desk-note">{t('waitingLead')}</p>
      <Loaded of={waiting}>
        {(list) =>
          list.length === 0 ? (
            <Nothing says={t('nobody')} />
          ) : (
            <ul className="desk-list">
              {list.map((one) => (
                <li key={one.id}>
                  <div>
                    <strong>{one.pairing}</strong> <span className="desk-quiet">{showTime(one.at)}</span>
                  </div>
                  <Button
                    type="primary"
                    loading={confirm.isBusy}
                    aria-label={`${t('isHere')}: ${one.pairing}`}
                    onClick={() => void confirm.run({ checkInId: one.id })}
                  >
                    {t('isHere')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}

type Filled = { name: string; kind: SpotKind; areaId: string; position?: string }
function AddSpot({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const t = useText(spotsText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(uuidv7)
  const add = useDo('presence.addSpot', { said: t('saved') })
  const save = async ({ position, ...filled }: Filled) => {
    const at = POSITION.exec(position ?? '')
    const done = await add.run({ id, ...filled, position: at === null ? null : { latitude: Number(at[1]), longitude: Number(at[2]) } })
    if (done !== null) onClose()
  }
  const needed = [{ required: true, message: d('required') }]
  return (
    <Modal open title={t('add')} okText={d('save')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ areaId, kind: 'shop' }} onFinish={(filled) => void save(filled)}>
        <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')} rules={needed}>
          <Select options={SPOT_KINDS.map((kind) => ({ value: kind, label: word(spotKindWords[kind]) }))} />
        </Form.Item>
        <Form.Item name="areaId" label={t('where')} rules={needed}>
          <AreaSelect />
        </Form.Item>
        <Form.Item name="position" label={t('position')} rules={[{ pattern: POSITION, message: t('positionBad') }]}>
          <Input maxLength={40} inputMode="text" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
