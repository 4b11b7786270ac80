// 守小门 on the desk: gates, and the people held at them.
import { ExclamationCircleFilled, PlusOutlined } from '@ant-design/icons'
import { findingsFor } from '@xiaomen/rules/gate'
import { App, Badge, Button, Form, Input, Modal, Radio, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { reasonWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { type Gate, GateNote, GateTimesButtons } from './desk-gate-times.tsx'
import { KeysPanel, keysWords } from './desk-keys.tsx'
import { PassesPanel } from './desk-passes.tsx'
import { rulesText } from './desk-rules-text.ts'
import { IsolationArea } from './desk-isolation-area.tsx'
import { gatesText } from './desk-text.ts'
import { findingWords } from './words.ts'

type Hold = Out<'gate.listHolds'>[number]
type Finding = In<'gate.resolveHold'>['finding']

function ResolveDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const t = useText(gatesText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<{ finding: Finding; note?: string }>()
  const resolve = useDo('gate.resolveHold', { said: t('resolved'), alsoRefresh: ['daily'] })
  const save = async ({ finding, note }: { finding: Finding; note?: string }) => {
    const said = note?.trim() ?? ''
    if ((await resolve.run({ passageId: hold.passageId, finding, ...(said === '' ? {} : { note: said }) })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('resolveTitle')}: ${hold.name ?? t('unknownPerson')}`}
      okText={t('resolve')}
      cancelText={d('cancel')}
      confirmLoading={resolve.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {hold.reasons.includes('fever') && <p className="desk-note">{t('resolveSays')}</p>}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void save(values)}>
        <Form.Item name="finding" label={t('finding')} rules={[{ required: true, message: d('required') }]}>
          <Radio.Group className="desk-radios" options={findingsFor(hold.reasons).map((one) => ({ value: one, label: word(findingWords[one]) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('note')}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Holds({ list }: { list: Hold[] }) {
  const t = useText(gatesText)
  const word = useWord()
  const [resolving, setResolving] = useState<Hold | null>(null)
  return (
    <section className="desk-panel" aria-label={t('holds')}>
      <Table<Hold>
        size="small"
        rowKey="passageId"
        dataSource={list}
        scroll={{ x: 680 }}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('holdsEmpty')} /> }}
        columns={[
          {
            title: t('when'),
            key: 'when',
            width: 120,
            render: (_, one) => (
              <>
                {showMoment(one.at)}
                <br />
                <span className="desk-quiet">
                  {t('waitsSince')} {t('waitsMinutes', { n: Math.max(0, Math.floor((Date.now() - Date.parse(one.at)) / 60_000)) })}
                </span>
              </>
            ),
          },
          {
            title: t('who'),
            key: 'who',
            render: (_, one) => (
              <>
                {one.name ?? <span className="desk-quiet">{t('unknownPerson')}</span>} {one.door ?? ''}
                <br />
                <span className="desk-quiet">{[one.gateName, one.isolationArea].filter((part) => part !== null).join(' · ')}</span>
              </>
            ),
          },
          {
            title: t('temperature'),
            key: 'temperature',
            width: 100,
            align: 'right',
            render: (_, one) => (one.temperatureC === null ? '' : `${one.temperatureC.toFixed(1)} ℃`),
          },
          { title: t('whereFrom'), key: 'whereFrom', width: 90, render: (_, one) => one.whereFrom ?? '' },
          {
            title: t('why'),
            key: 'why',
            width: 130,
            render: (_, one) => (
              <span className="desk-sign desk-sign-unknown">
                <ExclamationCircleFilled aria-hidden="true" />
                {one.reasons.map((reason) => word(reasonWords[reason])).join('、')}
              </span>
            ),
          },
          {
            title: t('actions'),
            key: 'actions',
            width: 90,
            render: (_, one) => (
              <Button size="small" type="primary" onClick={() => setResolving(one)} aria-label={`${t('resolve')}: ${one.gateName} ${showMoment(one.at)}`}>
                {t('resolve')}
              </Button>
            ),
          },
        ]}
      />
      {resolving !== null && <ResolveDialog hold={resolving} onClose={() => setResolving(null)} />}
    </section>
  )
}

function AddGate({ onClose }: { onClose: () => void }) {
  const t = useText(gatesText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [form] = Form.useForm<In<'gate.addGate'>>()
  const add = useDo('gate.addGate', { said: d('saved') })
  return (
    <Modal open title={t('addGate')} okText={d('save')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaId: current?.level === 'compound' ? current.id : undefined }}
        onFinish={async (values) => {
          if ((await add.run(values)) !== null) onClose()
        }}
      >
        <Form.Item name="areaId" label={t('at')} rules={[{ required: true, message: d('required') }]}>
          <AreaSelect deepest="building" />
        </Form.Item>
        <Form.Item name="name" label={t('gateName')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={40} placeholder={t('gateHint')} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** The sheet opens beside, to be printed; a new one makes the old paper worthless. */
function PosterButtons({ gate }: { gate: Gate }) {
  const t = useText(gatesText)
  const { modal } = App.useApp()
  const poster = useDo('visitors.getPoster')
  const open = async (renew: boolean) => {
    const made = await poster.run({ gateId: gate.id, renew })
    if (made !== null) window.open(made.path, '_blank', 'noopener')
  }
  return (
    <span className="desk-row">
      <Button size="small" loading={poster.isBusy} aria-label={`${t('poster')}: ${gate.name}`} onClick={() => void open(false)}>
        {t('poster')}
      </Button>
      <Button
        size="small"
        type="link"
        aria-label={`${t('posterRenew')}: ${gate.name}`}
        onClick={() =>
          modal.confirm({ title: `${t('posterRenew')}: ${gate.name}`, content: t('posterRenewAsk'), okText: t('posterRenew'), onOk: () => open(true) })
        }
      >
        {t('posterRenew')}
      </Button>
    </span>
  )
}

function Gates({ list }: { list: Gate[] }) {
  const t = useText(gatesText)
  const { may } = useSession()
  const { modal } = App.useApp()
  const [isAdding, setAdding] = useState(false)
  const set = useDo('gate.setGateOpen')
  const toggle = (gate: Gate) => {
    if (!gate.times.isOpen) return void set.run({ gateId: gate.id, isOpen: true })
    modal.confirm({
      title: `${t('closeIt')}: ${gate.name}`,
      content: t('closeAsk'),
      okText: t('closeIt'),
      onOk: () => set.run({ gateId: gate.id, isOpen: false }),
    })
  }
  return (
    <section className="desk-panel" aria-label={t('gates')}>
      <div className="desk-panel-head">
        <h2>
          {t('gates')} <span className="desk-quiet">{list.length}</span>
        </h2>
        {may('gate.manage') && (
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('addGate')}
          </Button>
        )}
      </div>
      <Table<Gate>
        size="small"
        rowKey="id"
        dataSource={list}
        scroll={{ x: 680 }}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('gatesEmpty')} /> }}
        columns={[
          {
            title: t('gate'),
            key: 'name',
            render: (_, gate) => (
              <>
                <strong>{gate.name}</strong>
                <div className="desk-quiet">{gate.areaName}</div>
                <GateNote gate={gate} />
              </>
            ),
          },
          {
            title: t('state'),
            key: 'state',
            width: 80,
            render: (_, gate) => <Badge status={gate.isOpen ? 'processing' : 'default'} text={t(gate.isOpen ? 'open' : 'closed')} />,
          },
          {
            title: t('isolationArea'),
            key: 'isolationArea',
            render: (_, gate) => <IsolationArea gate={gate} />,
          },
          {
            title: t('poster'),
            key: 'poster',
            width: 110,
            render: (_, gate) => (may('visitors.poster', gate.path) ? <PosterButtons gate={gate} /> : null),
          },
          {
            title: t('actions'),
            key: 'actions',
            width: 240,
            render: (_, gate) =>
              may('gate.manage', gate.path) ? (
                <span className="desk-row">
                  <GateTimesButtons gate={gate} />
                  <Button
                    size="small"
                    loading={set.isBusy}
                    aria-label={`${t(gate.times.isOpen ? 'closeIt' : 'openIt')}: ${gate.name}`}
                    onClick={() => toggle(gate)}
                  >
                    {t(gate.times.isOpen ? 'closeIt' : 'openIt')}
                  </Button>
                </span>
              ) : null,
          },
        ]}
      />
      {isAdding && <AddGate onClose={() => setAdding(false)} />}
    </section>
  )
}

export function GatesPage() {
  const t = useText(gatesText)
  const r = useText(rulesText)
  const k = useText(keysWords)
  const { may } = useSession()
  const { current } = useAreas()
  const [, go] = useLocation()
  const tab = useParams<{ '*': string }>()['*']
  const mayResolve = may('gate.resolve')
  const holds = useQuery('gate.listHolds', current === null ? {} : { areaId: current.id }, { enabled: mayResolve, refetchIntervalMs: 30_000 })
  const gates = useQuery('gate.listGates', {}, { enabled: may('gate.read') })
  const shown = [
    ...(mayResolve ? ['holds'] : []),
    ...(may('gate.read') ? ['gates'] : []),
    ...(may('gate.issue') ? ['passes'] : []),
    ...(may('gate.keys') ? ['keys'] : []),
  ]
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {may('gate.read') && <Button href="/work/">{t('toPhone')}</Button>}
      </PageHead>
      <Tabs
        activeKey={shown.find((key) => key === tab) ?? shown[0] ?? 'gates'}
        onChange={(key) => go(`/gates/${key}`, { replace: true })}
        items={[
          ...(mayResolve
            ? [
                {
                  key: 'holds',
                  label: `${t('holds')}${holds.data === undefined ? '' : ` (${holds.data.length})`}`,
                  children: <Loaded of={holds}>{(list) => <Holds list={list} />}</Loaded>,
                },
              ]
            : []),
          ...(may('gate.read') ? [{ key: 'gates', label: t('gates'), children: <Loaded of={gates}>{(list) => <Gates list={list} />}</Loaded> }] : []),
          ...(may('gate.issue') ? [{ key: 'passes', label: r('passes'), children: <PassesPanel /> }] : []),
          ...(may('gate.keys') ? [{ key: 'keys', label: k('keys'), children: <KeysPanel /> }] : []),
        ]}
      />
    </>
  )
}
