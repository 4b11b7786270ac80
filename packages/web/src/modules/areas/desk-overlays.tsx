import { PlusOutlined } from '@ant-design/icons'
import { OVERLAY_KINDS, type OverlayKind } from '@xiaomen/rules/areas'
import { Button, Form, Input, Modal, Select, Table, TreeSelect } from 'antd'
import { useState } from 'react'
import { useAreaNodes } from '../../desk/area-select.tsx'
import { type Overlay, useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { overlayWords, useWord } from '../../desk/words.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
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

export function Overlays() {
  const t = useText(areasText)
  const word = useWord()
  const { may } = useSession()
  const { overlays, find, fullName } = useAreas()
  const nameOf = (areaId: string) => {
    const area = find(areaId)
    return area === null ? '' : fullName(area)
  }
  const [editing, setEditing] = useState<Overlay | 'new' | null>(null)
  const mayEdit = may('areas.edit')
  return (
    <section className="desk-panel" aria-label={t('overlays')}>
      <div className="desk-panel-head">
        <h2>
          {t('overlays')} <span className="desk-quiet">{overlays.length}</span>
        </h2>
        {mayEdit && (
          <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('addOverlay')}
          </Button>
        )}
      </div>
      <Table<Overlay>
        size="small"
        rowKey="id"
        dataSource={overlays}
        scroll={{ x: 800 }}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('overlayEmpty')} /> }}
        columns={[
          {
            title: t('kind'),
            key: 'kind',
            width: 110,
            render: (_, one) => word(overlayWords[one.kind]),
            filters: OVERLAY_KINDS.map((kind) => ({ value: kind, text: word(overlayWords[kind]) })),
            onFilter: (kind, one) => one.kind === kind,
          },
          { title: t('name'), dataIndex: 'name', width: 180 },
          {
            title: t('members'),
            key: 'members',
            width: 280,
            render: (_, one) => (
              <span className="desk-quiet">
                {one.areaIds
                  .slice(0, 6)
                  .map(nameOf)
                  .filter((name) => name !== '')
                  .join('、')}
                {one.areaIds.length > 6 ? ` … ${t('count', { n: one.areaIds.length })}` : ''}
              </span>
            ),
          },
          { title: t('from'), dataIndex: 'from', width: 110 },
          {
            title: t('until'),
            key: 'until',
            width: 110,
            render: (_, one) => (one.until === null ? t('noEnd') : one.until < today() ? `${one.until} ${t('ended')}` : one.until),
          },
          ...(mayEdit
            ? [
                {
                  title: '',
                  key: 'edit',
                  width: 80,
                  render: (_: unknown, one: Overlay) => (
                    <Button size="small" aria-label={`${t('editOverlay')}: ${one.name}`} onClick={() => setEditing(one)}>
                      {t('editOverlay')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {editing !== null && <OverlayDialog overlay={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </section>
  )
}
