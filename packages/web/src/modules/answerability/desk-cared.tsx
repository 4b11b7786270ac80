// 责任人: who looks after which household, where somebody is missing, and what is being handed over.
import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Form, Modal, Select, Table } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, Problem, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { call, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { HomePicker, type PickedHome } from '../registry/desk-home-picker.tsx'
import { type Hand, HandName } from './desk-hand.tsx'
import { answerabilityText } from './desk-text.ts'
import { useWhoKind, WhoFields, whoOf, type WhoValues } from './desk-who.tsx'
import { slotGapWords, slotWords } from './words.ts'

type Page = Out<'answerability.listCared'>
type Row = Page['rows'][number]
type Carer = Row['carers'][number]
const KINDS = { controlCase: 'ofCase', carePerson: 'ofCare', home: 'ofHome' } as const

/** `version`: the counts; when they change the list is another one. */
export function CaredTab({ areaId, isCommunity, version }: { areaId: string; isCommunity: boolean; version: string }) {
  const t = useText(answerabilityText)
  const { may } = useSession()
  const [gapsOnly, setGapsOnly] = useState(false)
  const [page, setPage] = useState<Page | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isGiving, setGiving] = useState(false)
  const load = useCallback(
    async (after: string | null) => {
      try {
        const found = await call('answerability.listCared', { areaId, gapsOnly, ...(after === null ? {} : { after }) })
        setPage((before) => (after === null || before === null ? found : { ...found, rows: [...before.rows, ...found.rows] }))
        setError(null)
      } catch (failure) {
        setError(failure)
      }
    },
    [areaId, gapsOnly],
  )
  useEffect(() => void load(null), [load, version])
  const again = () => void load(null)
  return (
    <div className="desk-stack">
      {isCommunity && <Offers areaId={areaId} onDone={again} />}
      <section className="desk-panel" aria-label={t('cared')}>
        <div className="desk-panel-head">
          <div className="desk-row">
            {page !== null && (
              <span>
                {t('slots')} <strong>{page.slots}</strong> · {t('gaps')} <strong className={page.gaps > 0 ? 'care-strong' : ''}>{page.gaps}</strong>
              </span>
            )}
            <Checkbox checked={gapsOnly} onChange={(event) => setGapsOnly(event.target.checked)}>
              {t('onlyGaps')}
            </Checkbox>
          </div>
          {may('answerability.assign') && (
            <Button icon={<PlusOutlined />} onClick={() => setGiving(true)}>
              {t('give')}
            </Button>
          )}
        </div>
        {error !== null && <Problem error={error} onRetry={again} />}
        <List page={page} gapsOnly={gapsOnly} onDone={again} />
        {page?.next != null && (
          <Button block onClick={() => void load(page.next)}>
            {t('more')}
          </Button>
        )}
      </section>
      {isGiving && (
        <GiveDialog
          areaId={areaId}
          onClose={() => {
            setGiving(false)
            again()
          }}
        />
      )}
    </div>
  )
}

function List({ page, gapsOnly, onDone }: { page: Page | null; gapsOnly: boolean; onDone: () => void }) {
  const t = useText(answerabilityText)
  const { may } = useSession()
  const { modal } = App.useApp()
  const [handing, setHanding] = useState<{ row: Row; carer: Carer; hand: Hand } | null>(null)
  const release = useDo('answerability.releaseCarers')
  const askRelease = (row: Row) =>
    modal.confirm({
      title: `${t('release')}: ${row.door ?? '—'}`,
      content: t('releaseAsk'),
      okText: t('release'),
      onOk: async () => {
        await release.run({ homeId: row.homeId })
        onDone()
      },
    })
  return (
    <>
      <Table<Row>
        size="small"
        rowKey={(row) => `${row.subjectKind} ${row.subjectId}`}
        loading={page === null}
        dataSource={page?.rows ?? []}
        scroll={{ x: 640 }}
        pagination={false}
        locale={{ emptyText: <Nothing says={t(gapsOnly ? 'noGaps' : 'noCared')} /> }}
        columns={[
          {
            title: t('home'),
            key: 'home',
            width: 130,
            render: (_, row) => (
              <>
                <strong>{row.door ?? '—'}</strong>
                <div className="desk-quiet">{t(KINDS[row.subjectKind])}</div>
              </>
            ),
          },
          {
            title: t('carers'),
            key: 'carers',
            render: (_, row) => (
              <ul className="care-plain">
                {row.carers.map((carer) => (
                  <li key={carer.slotId}>
                    <CarerLine carer={carer} onHandOver={(hand) => setHanding({ row, carer, hand })} />
                  </li>
                ))}
              </ul>
            ),
          },
          {
            title: '',
            key: 'act',
            width: 100,
            render: (_, row) =>
              row.subjectKind === 'home' && may('answerability.assign') ? (
                <Button size="small" aria-label={`${t('release')}: ${row.door ?? '—'}`} onClick={() => askRelease(row)}>
                  {t('release')}
                </Button>
              ) : null,
          },
        ]}
      />
      {handing !== null && (
        <HandOverDialog
          {...handing}
          onClose={() => {
            setHanding(null)
            onDone()
          }}
        />
      )}
    </>
  )
}

function CarerLine({ carer, onHandOver }: { carer: Carer; onHandOver: (hand: Hand) => void }) {
  const t = useText(answerabilityText)
  const word = useWord()
  const { may } = useSession()
  const { hand, cover, gap, handoverId, slot } = carer
  return (
    <>
      <span className="desk-quiet">{word(slotWords[slot])}</span>{' '}
      {hand === null ? <span className="care-strong">◌ {t('nobody')}</span> : <HandName hand={hand} />}
      {cover !== null && ` · ${t('standsIn', { name: cover.name })}`}
      {gap !== null && <span className="desk-quiet"> · {word(slotGapWords[gap])}</span>}
      {handoverId !== null && <span className="desk-quiet"> · {t('waits')}</span>}
      {hand !== null && handoverId === null && may('answerability.assign') && (
        <Button size="small" type="link" aria-label={`${t('handOver')}: ${word(slotWords[slot])} ${hand.name}`} onClick={() => onHandOver(hand)}>
          {t('handOver')}
        </Button>
      )}
    </>
  )
}

function HandOverDialog({ carer, hand, onClose }: { row: Row; carer: Carer; hand: Hand; onClose: () => void }) {
  const t = useText(answerabilityText)
  const d = useText(deskText)
  const [form] = Form.useForm<WhoValues & { all?: boolean }>()
  const [kind, setKind] = useWhoKind()
  const [id] = useState(uuidv7)
  const offer = useDo('answerability.offerHandOver', { said: t('handOverDone') })
  const { current } = useAreas()
  const save = async ({ all, ...values }: WhoValues & { all?: boolean }) => {
    const done = await offer.run({ id, fromHandId: hand.id, slotIds: all === true ? null : [carer.slotId], to: whoOf(kind, values) })
    if (done !== null) onClose()
  }
  return (
    <Modal
      open
      title={t('handOverTitle', { name: hand.name })}
      okText={t('handOver')}
      cancelText={d('cancel')}
      confirmLoading={offer.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t('handOverHelp')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void save(values)}>
        <WhoFields areaId={current?.id ?? ''} kind={kind} onKind={setKind} />
        <Form.Item name="all" valuePropName="checked">
          <Checkbox>{t('handOverAll')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}

function GiveDialog({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const t = useText(answerabilityText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const [form] = Form.useForm<{ homes: PickedHome[]; set: string }>()
  const lists = useQuery('answerability.listDuties', { areaId })
  const give = useDo('answerability.giveCarers')
  const required = [{ required: true, message: d('required') }]
  const save = async ({ homes, set }: { homes: PickedHome[]; set: string }) => {
    const answer = await give.run({ homeId: homes[0]!.id, set })
    if (answer === null) return
    const gaps = answer.carers.filter((carer) => carer.gap !== null).length
    notify.done(t('giveDone', { n: answer.carers.length - gaps, gaps }))
    onClose()
  }
  return (
    <Modal open title={t('giveTitle')} okText={d('save')} cancelText={d('cancel')} confirmLoading={give.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Loaded of={lists} rows={1}>
        {({ sets }) => (
          <Form form={form} layout="vertical" requiredMark={false} initialValues={{ set: sets[0]?.key }} onFinish={(values) => void save(values)}>
            <Form.Item name="homes" label={t('home')} rules={required}>
              <HomePicker most={1} placeholder={t('giveHome')} />
            </Form.Item>
            <Form.Item name="set" label={t('giveSet')} rules={required}>
              <Select
                options={sets.map((set) => ({ value: set.key, label: `${word(set.name)}：${set.slots.map((slot) => word(slotWords[slot])).join('、')}` }))}
              />
            </Form.Item>
          </Form>
        )}
      </Loaded>
    </Modal>
  )
}

/** Hand-overs that wait: accepted for those who have no account, or taken back. */
function Offers({ areaId, onDone }: { areaId: string; onDone: () => void }) {
  const t = useText(answerabilityText)
  const { may } = useSession()
  const offers = useQuery('answerability.listHandovers', { areaId }, { refetchIntervalMs: 30_000 })
  const answer = useDo('answerability.answerHandOver', { alsoRefresh: ['care'] })
  const send = async (handoverId: string, said: 'accepted' | 'withdrawn') => {
    await answer.run({ handoverId, answer: said, reason: null })
    onDone()
  }
  if (offers.data === undefined || offers.data.length === 0) return null
  return (
    <section className="desk-panel" aria-label={t('offers')}>
      <h2>
        {t('offers')} <span className="desk-quiet">{offers.data.length}</span>
      </h2>
      <ul className="care-plain">
        {offers.data.map((one) => (
          <li key={one.id}>
            {t('offer', { from: one.from.name, to: one.to.name, n: one.slots.length })}{' '}
            <span className="desk-quiet">{one.slots.map((slot) => slot.door ?? '—').join('、')}</span>{' '}
            {may('answerability.care') && one.mayAnswer && (
              <Button size="small" loading={answer.isBusy} aria-label={`${t('accept')}: ${one.to.name}`} onClick={() => void send(one.id, 'accepted')}>
                {t('accept')}
              </Button>
            )}{' '}
            {may('answerability.care') && one.mayWithdraw && (
              <Button size="small" loading={answer.isBusy} aria-label={`${t('withdraw')}: ${one.to.name}`} onClick={() => void send(one.id, 'withdrawn')}>
                {t('withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
