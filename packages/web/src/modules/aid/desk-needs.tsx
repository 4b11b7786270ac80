// 需求清单 on the desk: overdue first; each opens with only those buttons that may be pressed.
import { howsFor, isCalledBack, type NeedHow } from '@xiaomen/rules/aid'
import { Alert, Button, Drawer, Form, Input, Radio, Segmented, Table } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { controlNeedWords } from '../control/words.ts'
import { PhotoView } from '../photos/photo-view.tsx'
import './aid.css'
import { needsText } from './desk-needs-text.ts'
import { NEED_SIGNS, needHowWords, needStateWords } from './need-words.ts'
import { doorOf, orNull } from './transport-view.ts'

type Line = Out<'aid.listNeeds'>['needs'][number]
type Detail = Out<'aid.getNeed'>
const LISTS = ['now', 'ended'] as const
const LOOK_AGAIN_MS = 60_000
const at = (instant: string) => showMoment(new Date(instant))

export function DeskNeeds({ areaId }: { areaId: string }) {
  const t = useText(needsText)
  const word = useWord()
  const [list, setList] = useState<(typeof LISTS)[number]>('now')
  const [opened, setOpened] = useState<string | null>(null)
  const listed = useQuery('aid.listNeeds', { areaId, list }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <section className="desk-panel" aria-label={t('title')}>
        <div className="desk-scroll desk-gap-below">
          <Segmented value={list} onChange={setList} options={LISTS.map((one) => ({ value: one, label: t(one) }))} />
        </div>
        <Loaded of={listed}>
          {({ needs, counts, isCut }) => (
            <>
              {list === 'now' && <p className="desk-quiet">{t('counts', counts)}</p>}
              {isCut && <Alert type="info" showIcon title={t('cut')} />}
              <Table<Line>
                size="small"
                rowKey="id"
                dataSource={needs}
                scroll={{ x: 880 }}
                pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
                locale={{ emptyText: <Nothing says={t('empty')} /> }}
                columns={[
                  {
                    title: t('kind'),
                    key: 'kind',
                    width: 130,
                    render: (_, one) => (
                      <button type="button" className="desk-link" onClick={() => setOpened(one.id)}>
                        {word(controlNeedWords[one.kind])}
                      </button>
                    ),
                  },
                  {
                    title: t('state'),
                    key: 'state',
                    width: 170,
                    render: (_, one) => (
                      <>
                        <span className="desk-sign">
                          <span aria-hidden="true">{NEED_SIGNS[one.state]}</span> {word(needStateWords[one.state])}
                        </span>
                        {one.isLate && <div className="aid-late">! {t('late')}</div>}
                        {one.heard !== null && <div className={one.heard === 'missing' ? 'aid-late' : 'desk-quiet'}>{t(one.heard)}</div>}
                      </>
                    ),
                  },
                  { title: t('who'), key: 'who', width: 110, render: (_, one) => one.name ?? '—' },
                  { title: t('where'), key: 'where', width: 170, render: (_, one) => doorOf(one) },
                  { title: t('said'), key: 'said', width: 110, render: (_, one) => at(one.saidAt) },
                  { title: t('due'), key: 'due', width: 110, render: (_, one) => (one.endedAt === null ? at(one.dueAt) : '—') },
                  { title: t('taker'), key: 'taker', width: 120, render: (_, one) => one.takenBy ?? '—' },
                ]}
              />
            </>
          )}
        </Loaded>
        {opened !== null && <NeedDrawer key={opened} needId={opened} onClose={() => setOpened(null)} />}
      </section>
    </>
  )
}

function NeedDrawer({ needId, onClose }: { needId: string; onClose: () => void }) {
  const t = useText(needsText)
  const found = useQuery('aid.getNeed', { needId })
  return (
    <Drawer open size={560} title={found.data === undefined ? t('title') : doorOf(found.data)} onClose={onClose}>
      <Loaded of={found}>{(one) => <Body one={one} />}</Loaded>
    </Drawer>
  )
}

function Body({ one }: { one: Detail }) {
  const t = useText(needsText)
  const word = useWord()
  const { may } = useSession()
  const take = useDo('aid.takeNeed', { said: t('saved'), alsoRefresh: ['tasks'] })
  return (
    <div className="desk-stack">
      <p>
        <strong>{one.name ?? '—'}</strong> · {word(controlNeedWords[one.kind])}
        {one.note !== null && ` · ${one.note}`}
        <br />
        <span className="desk-sign">
          <span aria-hidden="true">{NEED_SIGNS[one.state]}</span> {word(needStateWords[one.state])}
        </span>{' '}
        {one.endedAt === null ? `${t('due')} ${at(one.dueAt)}` : `${one.how === null ? '' : word(needHowWords[one.how])} ${at(one.endedAt)}`}
        {one.takenBy !== null && ` · ${one.takenBy}`}
        {one.outcome !== null && (
          <>
            <br />
            {one.outcome}
          </>
        )}
        {one.nextCallOn !== null && ` · ${t('next')} ${one.nextCallOn}`}
      </p>
      {one.heard !== null && <p className={one.heard === 'missing' ? 'aid-late' : 'desk-quiet'}>{t(one.heard)}</p>}
      {one.photoIds.length > 0 && may('photos.read', one.path) && <PhotoView photoIds={one.photoIds} />}
      {one.may.take && (
        <Button type="primary" loading={take.isBusy} onClick={() => void take.run({ needId: one.id, version: one.version })}>
          {t('take')}
        </Button>
      )}
      {one.may.close && <Close key={one.version} one={one} />}
    </div>
  )
}

function Close({ one }: { one: Detail }) {
  const t = useText(needsText)
  const d = useText(deskText)
  const word = useWord()
  const finish = useDo('aid.finishNeed', { said: t('saved'), alsoRefresh: ['tasks'] })
  const fail = useDo('aid.failNeed', { said: t('saved'), alsoRefresh: ['tasks'] })
  const of = { needId: one.id, version: one.version }
  const isCall = isCalledBack(one.kind)
  return (
    <>
      <Form<{ how: NeedHow; words?: string; nextCallOn?: string }>
        layout="vertical"
        requiredMark={false}
        initialValues={{ how: howsFor(one.kind)[0] }}
        onFinish={({ how, words, nextCallOn }) => void finish.run({ ...of, how, photoIds: [], words: orNull(words ?? ''), nextCallOn: nextCallOn ?? null })}
      >
        <Form.Item name="how" label={t('how')}>
          <Radio.Group options={howsFor(one.kind).map((how) => ({ value: how, label: word(needHowWords[how]) }))} />
        </Form.Item>
        {isCall && (
          <>
            <Form.Item name="words" label={t('advice')}>
              <Input.TextArea rows={2} maxLength={200} />
            </Form.Item>
            <Form.Item name="nextCallOn" label={t('next')}>
              <DayInput />
            </Form.Item>
          </>
        )}
        <Button type="primary" htmlType="submit" loading={finish.isBusy}>
          {t('finish')}
        </Button>
      </Form>
      <Form<{ reason: string }> layout="vertical" requiredMark={false} onFinish={({ reason }) => void fail.run({ ...of, reason: reason.trim() })}>
        <Form.Item name="reason" label={t('reason')} extra={t('reasonHint')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Button htmlType="submit" loading={fail.isBusy}>
          {t('fail')}
        </Button>
      </Form>
    </>
  )
}
