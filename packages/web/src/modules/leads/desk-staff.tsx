// 人员: the centre as it is staffed, and 1+2+n → 3+8+N in one act.
import { App, Button, Form, Modal, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { leadsText } from './desk-text.ts'
import { partWords } from './words.ts'

type Staff = Out<'leads.getStaff'>
const HOUR_MS = 3_600_000
const DEFAULT_HOURS = 12

export function StaffTab({ areaId }: { areaId: string }) {
  const t = useText(leadsText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const { modal } = App.useApp()
  const { may } = useSession()
  const staff = useQuery('leads.getStaff', { areaId }, { keepPrevious: true })
  const [isGrowing, setGrowing] = useState(false)
  const down = useDo('leads.scaleDown')
  const shrink = () =>
    modal.confirm({
      title: t('shrink'),
      content: t('shrinkSure'),
      okText: t('shrink'),
      cancelText: d('cancel'),
      onOk: async () => {
        const done = await down.run({ areaId })
        if (done !== null) notify.done(t('shrunk', { n: done.ended }))
      },
    })
  return (
    <section className="desk-panel desk-stack" aria-label={t('staffTab')}>
      <Loaded of={staff}>
        {(of) => (
          <>
            <div className="desk-panel-head">
              <h2>
                {of.scale === 'surge' && of.until !== null
                  ? t('scaleSurge', { until: showMoment(new Date(of.until)) })
                  : t('scaleUsual', figuresOf(of, 'usual'))}
              </h2>
              {may('leads.scale') &&
                (of.scale === 'surge' ? (
                  <Button onClick={shrink}>{t('shrink')}</Button>
                ) : (
                  <Button type="primary" onClick={() => setGrowing(true)}>
                    {t('grow', figuresOf(of, 'surge'))}
                  </Button>
                ))}
            </div>
            <p className="desk-note">{t('growHelp')}</p>
            <Table<Staff['posts'][number]>
              size="small"
              rowKey="id"
              dataSource={of.posts}
              pagination={false}
              scroll={{ x: 480 }}
              locale={{ emptyText: <Nothing says={t('noPosts')} /> }}
              columns={[
                {
                  title: t('who'),
                  key: 'who',
                  render: (_, one) => (
                    <>
                      {one.name} {one.isLent && <Tag>{t('lent')}</Tag>}
                      <div className="desk-quiet">{one.unit}</div>
                    </>
                  ),
                },
                {
                  title: t('part'),
                  key: 'part',
                  width: 180,
                  render: (_, one) => `${word(partWords[one.part])}${one.line === null ? '' : ` · ${t('lineN', { n: one.line })}`}`,
                },
                { title: t('endsAt'), key: 'until', width: 150, render: (_, one) => showMoment(new Date(one.until)) },
              ]}
            />
            {isGrowing && <Grow of={of} areaId={areaId} onClose={() => setGrowing(false)} />}
          </>
        )}
      </Loaded>
    </section>
  )
}
const figuresOf = (of: Staff, scale: 'usual' | 'surge') => ({ chiefs: of.figures[scale]?.chiefs ?? 0, lines: of.figures[scale]?.lines ?? 0 })

type Fields = { chiefs: string[]; lines: string[]; volunteers: string[]; hours: string }
function Grow({ of, areaId, onClose }: { of: Staff; areaId: string; onClose: () => void }) {
  const t = useText(leadsText)
  const d = useText(deskText)
  const notify = useNotify()
  const [form] = Form.useForm<Fields>()
  const [id] = useState(uuidv7)
  const up = useDo('leads.scaleUp')
  const { chiefs, lines } = figuresOf(of, 'surge')
  const options = of.candidates.map(({ accountId, name, unit }) => ({ value: accountId, label: `${name} · ${unit}` }))
  const save = async (fields: Fields) => {
    const until = new Date(Date.now() + Number(fields.hours) * HOUR_MS).toISOString()
    const done = await up.run({ id, areaId, until, chiefs: fields.chiefs, lines: fields.lines.map((one) => [one]), volunteers: fields.volunteers })
    if (done === null) return
    notify.done(t('grown', { posts: done.posts, lent: done.lent }))
    onClose()
  }
  const pick = (name: 'chiefs' | 'lines' | 'volunteers', label: string, isNeeded: boolean, most?: number) => (
    <Form.Item name={name} label={label} rules={isNeeded ? [{ required: true, message: d('required') }] : []}>
      <Select mode="multiple" optionFilterProp="label" options={options} {...(most === undefined ? {} : { maxCount: most })} />
    </Form.Item>
  )
  return (
    <Modal
      open
      width={640}
      title={t('grow', { chiefs, lines })}
      okText={t('grow', { chiefs, lines })}
      cancelText={d('cancel')}
      confirmLoading={up.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t('growHelp')}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ chiefs: [], lines: [], volunteers: [], hours: String(DEFAULT_HOURS) }}
        onFinish={(fields) => void save(fields)}
      >
        {pick('chiefs', t('chiefs', { n: chiefs }), true, chiefs)}
        {pick('lines', t('lines', { n: lines }), true, lines)}
        {pick('volunteers', t('volunteers'), false)}
        <Form.Item name="hours" label={t('endsAt')}>
          <Select options={[4, 8, 12, 24, 48, 72].map((n) => ({ value: String(n), label: t('hours', { n }) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
