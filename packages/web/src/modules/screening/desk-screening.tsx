// 筛查测算 on the desk: five choices on the left, what they come to on the right; kept plans beneath.
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { ARRIVAL_KINDS, ARRIVAL_WORDS, POOL_WORDS, POOLS } from '@xiaomen/rules/screening'
import { App, Button, Form, Input, InputNumber, Modal, Radio, Select, Table } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { download, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useLang, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { LayOut } from './desk-lay-out.tsx'
import { PlanResult } from './desk-result.tsx'
import { screeningText } from './desk-text.ts'
import type { Plan } from './plan-view.ts'
import './screening.css'

type Asked = Plan['asked']
type Saved = Out<'screening.getPlan'>
type Line = Out<'screening.listPlans'>['plans'][number]
const FIRST: Asked = { hours: 24, positivity: 0.001, pool: 'advised', tablesPerPoint: null, arrivals: 'slots' }

export function ScreeningPage() {
  const t = useText(screeningText)
  const { current } = useAreas()
  const planId = useParams<{ '*': string }>()['*'] ?? ''
  const saved = useQuery('screening.getPlan', { planId }, { enabled: planId !== '' })
  if (current === null) return null
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {planId === '' ? (
        <Workbench key={current.id} areaId={current.id} areaName={current.name} mayPlanHere={current} saved={null} />
      ) : (
        <Loaded of={saved} rows={8}>
          {(one) => <Workbench key={`${one.id} ${one.version}`} areaId={one.plan.area.id} areaName={one.plan.area.name} mayPlanHere={null} saved={one} />}
        </Loaded>
      )}
      <PlanList areaId={current.id} />
    </>
  )
}

function Workbench({ areaId, areaName, mayPlanHere, saved }: { areaId: string; areaName: string; mayPlanHere: Area | null; saved: Saved | null }) {
  const t = useText(screeningText)
  const { may } = useSession()
  const [asked, setAsked] = useState<Asked | null>(saved === null ? FIRST : null)
  const mayPlan = saved === null ? mayPlanHere !== null && may('screening.plan', mayPlanHere.path) : saved.mayEdit
  const preview = useQuery('screening.previewPlan', { areaId, asked: asked ?? FIRST }, { enabled: asked !== null && mayPlan, keepPrevious: true })
  if (!mayPlan && saved === null) return null
  return (
    <div className={mayPlan ? 'screening has-form' : 'screening'}>
      {mayPlan && <AskForm first={saved?.plan.asked ?? FIRST} isBusy={preview.isFetching} onAsk={setAsked} />}
      <div className="desk-stack">
        {saved !== null && <SavedHead saved={saved} />}
        {asked === null && saved !== null ? (
          <PlanResult plan={saved.plan} />
        ) : (
          <Loaded of={preview} rows={10}>
            {(plan) => (
              <>
                <div className="desk-row desk-no-print">
                  <Keep
                    areaId={areaId}
                    name={saved?.name ?? t('nameOf', { area: areaName, hours: plan.asked.hours })}
                    asked={asked ?? plan.asked}
                    isWorking={preview.isFetching}
                    saved={saved}
                  />
                  {saved !== null && <span className="desk-quiet">{t('differs')}</span>}
                </div>
                <PlanResult plan={plan} />
              </>
            )}
          </Loaded>
        )}
      </div>
    </div>
  )
}

type Fields = { hours: number; percent: number; pool: Asked['pool']; tables: number | null; arrivals: Asked['arrivals'] }
function AskForm({ first, isBusy, onAsk }: { first: Asked; isBusy: boolean; onAsk: (asked: Asked) => void }) {
  const t = useText(screeningText)
  const d = useText(deskText)
  const word = useWord()
  const required = [{ required: true, message: d('required') }]
  return (
    <section className="desk-panel desk-no-print" aria-label={t('form')}>
      <h2>{t('form')}</h2>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{
          hours: first.hours,
          percent: Number((first.positivity * 100).toPrecision(6)),
          pool: first.pool,
          tables: first.tablesPerPoint,
          arrivals: first.arrivals,
        }}
        onFinish={({ hours, percent, pool, tables, arrivals }) =>
          onAsk({ hours, positivity: Number((percent / 100).toPrecision(6)), pool, tablesPerPoint: tables ?? null, arrivals })
        }
      >
        <Form.Item name="hours" label={t('hours')} rules={required}>
          <InputNumber min={1} max={72} precision={0} />
        </Form.Item>
        <Form.Item name="percent" label={t('positivity')} rules={required}>
          <InputNumber min={0} max={100} step={0.05} />
        </Form.Item>
        <Form.Item name="pool" label={t('pool')}>
          <Select options={[{ value: 'advised', label: t('poolAdvised') }, ...POOLS.map((pool) => ({ value: pool, label: word(POOL_WORDS[pool]) }))]} />
        </Form.Item>
        <Form.Item name="tables" label={t('tables')} extra={t('tablesHint')}>
          <InputNumber min={1} max={200} precision={0} />
        </Form.Item>
        <Form.Item name="arrivals" label={t('arrivals')}>
          <Radio.Group options={ARRIVAL_KINDS.map((kind) => ({ value: kind, label: word(ARRIVAL_WORDS[kind]) }))} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t('work')}
        </Button>
      </Form>
    </section>
  )
}

type KeepProps = {
  areaId: string
  name: string
  asked: Asked
  /** What stands beside it is still that of the last choice. */ isWorking: boolean
  saved: Saved | null
}
function Keep({ areaId, name, asked, isWorking, saved }: KeepProps) {
  const t = useText(screeningText)
  const d = useText(deskText)
  const [, go] = useLocation()
  const [form] = Form.useForm<{ name: string }>()
  const [isOpen, setOpen] = useState(false)
  const keep = useDo('screening.savePlan', { said: t('saved') })
  const run = async (own: string) => {
    const done = await keep.run({ id: saved?.id ?? uuidv7(), areaId, name: own, version: saved?.version ?? null, asked })
    if (done === null) return
    setOpen(false)
    go(`/screening/${done.id}`)
  }
  return (
    <>
      <Button type="primary" loading={keep.isBusy} disabled={isWorking} onClick={() => setOpen(true)}>
        {t(saved === null ? 'save' : 'saveAgain')}
      </Button>
      <Modal
        open={isOpen}
        destroyOnHidden
        title={t(saved === null ? 'save' : 'saveAgain')}
        okText={d('save')}
        cancelText={d('cancel')}
        confirmLoading={keep.isBusy}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
      >
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ name }} onFinish={(fields) => void run(fields.name)}>
          <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

function SavedHead({ saved }: { saved: Saved }) {
  const t = useText(screeningText)
  const lang = useLang()
  const notify = useNotify()
  const { modal } = App.useApp()
  const [, go] = useLocation()
  const remove = useDo('screening.removePlan', { said: t('removed') })
  const when = showMoment(saved.changedAt)
  const askRemove = () =>
    modal.confirm({
      title: t('removeAsk'),
      content: saved.name,
      okText: t('remove'),
      onOk: async () => {
        if ((await remove.run({ planId: saved.id, version: saved.version })) !== null) go('/screening')
      },
    })
  return (
    <section className="desk-panel" aria-label={saved.name}>
      <div className="desk-panel-head">
        <div>
          <h2>{saved.name}</h2>
          <span className="desk-quiet">{saved.changedBy === null ? t('keptAt', { when }) : t('keptBy', { who: saved.changedBy, when })}</span>
        </div>
        <div className="desk-row">
          <Button icon={<DownloadOutlined />} onClick={() => void download('screening.downloadWorkbook', { planId: saved.id, lang }).catch(notify.failed)}>
            {t('excel')}
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => void download('screening.printPlan', { planId: saved.id, lang }).catch(notify.failed)}>
            {t('print')}
          </Button>
          {saved.mayLayOut && <LayOut saved={saved} />}
          {saved.mayEdit && <Button onClick={askRemove}>{t('remove')}</Button>}
          <Button onClick={() => go('/screening')}>{t('fresh')}</Button>
        </div>
      </div>
    </section>
  )
}

function PlanList({ areaId }: { areaId: string }) {
  const t = useText(screeningText)
  const [, go] = useLocation()
  const listed = useQuery('screening.listPlans', { areaId }, { keepPrevious: true })
  return (
    <section className="desk-panel desk-no-print" aria-label={t('list')}>
      <h2>{t('list')}</h2>
      <Loaded of={listed}>
        {({ plans, isCut }) => (
          <>
            {isCut && <p className="desk-quiet">{t('cut')}</p>}
            <Table<Line>
              size="small"
              rowKey="id"
              dataSource={plans}
              scroll={{ x: 820 }}
              pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('empty')} /> }}
              columns={[
                {
                  title: t('name'),
                  key: 'name',
                  render: (_, one) => (
                    <button type="button" className="desk-link" onClick={() => go(`/screening/${one.id}`)}>
                      {one.name}
                    </button>
                  ),
                },
                { title: t('where'), dataIndex: 'areaName', width: 150 },
                { title: t('people'), dataIndex: 'people', width: 90, align: 'right' },
                { title: t('points'), dataIndex: 'points', width: 90, align: 'right' },
                { title: t('tableCount'), dataIndex: 'tables', width: 90, align: 'right' },
                {
                  title: t('outcome'),
                  key: 'outcome',
                  width: 120,
                  render: (_, one) => (one.isInTime === null ? '—' : t(one.isInTime ? 'inTimeShort' : 'lateShort')),
                },
                {
                  title: t('when'),
                  key: 'when',
                  width: 190,
                  render: (_, one) => `${showMoment(one.changedAt)}${one.changedBy === null ? '' : ` · ${one.changedBy}`}`,
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </section>
  )
}
