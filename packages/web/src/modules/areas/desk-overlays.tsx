import { PlusOutlined } from '@ant-design/icons'
import { comparePaths, OVERLAY_KINDS, type OverlayKind } from '@xiaomen/rules/areas'
import { Button, Form, Input, Modal, Segmented, Select, Table, TreeSelect } from 'antd'
import { useState } from 'react'
import { useAreaNodes } from '../../desk/area-select.tsx'
import { type Overlay, useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { overlayWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { HistoryDrawer } from './desk-history.tsx'
import { areasText } from './desk-text.ts'

type Values = { kind: OverlayKind; name: string; areaIds: string[]; from: string; until?: string | null }

function OverlayDialog({ overlay, onClose }: { overlay: Overlay | null; onClose: () => void }) {
  const t = useText(areasText)
  const d = useText(deskText)
  const word = useWord()
  const { current } = useAreas()
  const nodes = useAreaNodes(undefined, 'unit')
  const [form] = Form.useForm<Values>()
  const set = useDo('areas.setOverlay', { said: d('saved'), alsoRefresh: ['daily'] })
  const save = async (values: Values) => {
    if ((await set.run({ ...(overlay === null ? {} : { id: overlay.id, version: overlay.version }), ...values, until: values.until ?? null })) !== null)
      onClose()
  }
  return (
    <Modal
      open
      width={560}
      title={overlay === null ? t('addOverlay') : `${t('editOverlay')}: ${overlay.name}`}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={set.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={overlay ?? { kind: 'grid', from: today(), areaIds: [] }}
        onFinish={(values) => void save(values)}
      >
        <div className="desk-pair">
          <Form.Item name="kind" label={t('kind')}>
            <Select disabled={overlay !== null} options={OVERLAY_KINDS.map((kind) => ({ value: kind, label: word(overlayWords[kind]) }))} />
          </Form.Item>
          <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
            <Input maxLength={60} autoFocus />
          </Form.Item>
        </div>
        <Form.Item name="areaIds" label={t('members')} extra={t('membersHelp')} rules={[{ required: true, message: d('required') }]}>
          <TreeSelect
            treeData={nodes}
            treeCheckable
            showCheckedStrategy="SHOW_PARENT"
            maxTagCount={12}
            listHeight={360}
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeDefaultExpandedKeys={current === null ? [] : [current.id]}
          />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="from" label={t('from')} rules={[{ required: true, message: d('required') }]}>
            <DayInput />
          </Form.Item>
          <Form.Item name="until" label={t('until')}>
            <DayInput allowClear placeholder={t('noEnd')} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}

function EndDialog({ overlay, onClose }: { overlay: Overlay; onClose: () => void }) {
  const t = useText(areasText)
  const d = useText(deskText)
  const [on, setOn] = useState<string | null>(today())
  const end = useDo('areas.endOverlay', { said: d('saved'), alsoRefresh: ['daily', 'access'] })
  const save = async () => {
    if (on !== null && (await end.run({ overlayId: overlay.id, on, version: overlay.version })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('end')}: ${overlay.name}`}
      okText={t('end')}
      okButtonProps={{ disabled: on === null }}
      cancelText={d('cancel')}
      confirmLoading={end.isBusy}
      onCancel={onClose}
      onOk={() => void save()}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t('lastDay')} htmlFor="end-day" extra={t('lastDayHelp')}>
          <DayInput id="end-day" value={on} onChange={setOn} earliest={overlay.from} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const WHEN = ['now', 'all'] as const

export function Overlays() {
  const t = useText(areasText)
  const word = useWord()
  const { may } = useSession()
  const { find, fullName } = useAreas()
  const [when, setWhen] = useState<(typeof WHEN)[number]>('now')
  /** Where each page begins that was opened so far, the first left out. */
  const [pages, setPages] = useState<string[]>([])
  const [editing, setEditing] = useState<Overlay | 'new' | null>(null)
  const [ending, setEnding] = useState<Overlay | null>(null)
  const [asked, setAsked] = useState<Overlay | null>(null)
  const after = pages.at(-1)
  const page = useQuery('areas.listOverlays', { ...(when === 'now' ? { at: today() } : {}), ...(after === undefined ? {} : { after }) }, { keepPrevious: true })
  const mayEdit = may('areas.edit')
  const members = (one: Overlay) => {
    const areas = one.areaIds
      .map(find)
      .filter((area) => area !== null)
      .toSorted((a, b) => comparePaths(a.path, b.path))
    const names = areas.slice(0, 6).map(fullName)
    return `${names.join('、')}${one.areaIds.length > 6 ? ` … ${t('count', { n: one.areaIds.length })}` : ''}`
  }
  const isOver = (one: Overlay) => one.until !== null && one.until < today()
  return (
    <section className="desk-panel" aria-label={t('overlays')}>
      <div className="desk-panel-head">
        <Segmented
          aria-label={t('overlays')}
          value={when}
          options={WHEN.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => {
            setWhen(value)
            setPages([])
          }}
        />
        {mayEdit && (
          <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('addOverlay')}
          </Button>
        )}
      </div>
      <Loaded of={page}>
        {({ overlays, next }) => (
          <>
            <Table<Overlay>
              size="small"
              rowKey="id"
              dataSource={overlays}
              scroll={{ x: 900 }}
              pagination={false}
              locale={{ emptyText: <Nothing says={t(when === 'now' ? 'overlayEmpty' : 'overlayNone')} /> }}
              columns={[
                {
                  title: t('kind'),
                  key: 'kind',
                  width: 110,
                  render: (_, one) => word(overlayWords[one.kind]),
                  filters: OVERLAY_KINDS.map((kind) => ({ value: kind, text: word(overlayWords[kind]) })),
                  onFilter: (kind, one) => one.kind === kind,
                },
                { title: t('name'), dataIndex: 'name', width: 160 },
                { title: t('members'), key: 'members', width: 260, render: (_, one) => <span className="desk-quiet">{members(one)}</span> },
                { title: t('from'), dataIndex: 'from', width: 110 },
                {
                  title: t('until'),
                  key: 'until',
                  width: 130,
                  render: (_, one) => (one.until === null ? t('noEnd') : isOver(one) ? `${one.until} ${t('ended')}` : one.until),
                },
                {
                  title: '',
                  key: 'do',
                  width: 220,
                  render: (_, one) => (
                    <div className="desk-row">
                      {mayEdit && (
                        <Button size="small" aria-label={`${t('editOverlay')}: ${one.name}`} onClick={() => setEditing(one)}>
                          {t('editOverlay')}
                        </Button>
                      )}
                      {mayEdit && !isOver(one) && (
                        <Button size="small" aria-label={`${t('end')}: ${one.name}`} onClick={() => setEnding(one)}>
                          {t('end')}
                        </Button>
                      )}
                      <Button size="small" aria-label={`${t('history')}: ${one.name}`} onClick={() => setAsked(one)}>
                        {t('history')}
                      </Button>
                    </div>
                  ),
                },
              ]}
            />
            {(pages.length > 0 || next !== null) && (
              <div className="desk-row">
                <Button disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
                  {t('newer')}
                </Button>
                <Button disabled={next === null} onClick={() => next !== null && setPages([...pages, next])}>
                  {t('older')}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
      {editing !== null && <OverlayDialog overlay={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {ending !== null && <EndDialog overlay={ending} onClose={() => setEnding(null)} />}
      {asked !== null && <HistoryDrawer title={asked.name} subject={{ overlayId: asked.id }} onClose={() => setAsked(null)} />}
    </section>
  )
}
