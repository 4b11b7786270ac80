// One round: progress by building, enterprises, who is missing, who is positive, what nobody signed for.
import { Alert, Button, Drawer, Form, Input, Modal, Popconfirm, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useIsThere } from '../../platform/functions.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { PhotoView } from '../photos/photo-view.tsx'
import { CountDialog } from './desk-count.tsx'
import { antigenText } from './desk-text.ts'
import { helpWords } from './words.ts'

type Round = Out<'antigen.getRound'>
type Enterprise = Round['enterprises'][number]
type Handed = Enterprise['handed'][number]
const LOOK_AGAIN_MS = 30_000
const WIDE = 860
const at = (instant: string) => showMoment(new Date(instant))
const where = ({ place, door }: { place: string[]; door: string | null }) => [...place, door].filter((part) => part !== null).join(' ') || '—'
const SMALL = { size: 'small', pagination: { pageSize: 20, hideOnSinglePage: true, showSizeChanger: false } } as const

export function RoundDrawer({ roundId, onClose }: { roundId: string; onClose: () => void }) {
  const t = useText(antigenText)
  const round = useQuery('antigen.getRound', { roundId }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })
  return (
    <Drawer open size={WIDE} title={round.data?.title ?? t('round')} onClose={onClose}>
      <Loaded of={round}>{(of) => <Opened of={of} onClosed={onClose} />}</Loaded>
    </Drawer>
  )
}

function Opened({ of, onClosed }: { of: Round; onClosed: () => void }) {
  const t = useText(antigenText)
  const d = useText(deskText)
  const close = useDo('antigen.closeRound', { said: t('closed'), alsoRefresh: ['tasks'] })
  const again = useDo('antigen.openRound', { said: t('saved'), alsoRefresh: ['tasks'] })
  const isThere = useIsThere()
  const { id, areaId, title, ageFrom, ageUntil, perHead, withStaff, dueOn } = of
  return (
    <div className="desk-stack">
      <div className="desk-panel-head">
        <span>
          {of.areaName} · {t('ages', { from: ageFrom, until: ageUntil })}
          {withStaff && ` · ${t('withStaff')}`} · {t('each', { n: perHead })} · {of.isClosed ? t('closed') : `${t('dueOn')} ${dueOn}`}
        </span>
        {of.mayPlan && !of.isClosed && (
          <div className="desk-row">
            {isThere('antigen.openRound', of.path) && (
              <Button loading={again.isBusy} onClick={() => void again.run({ id, areaId, title, ageFrom, ageUntil, perHead, withStaff, dueOn })}>
                {t('refresh')}
              </Button>
            )}
            <Popconfirm
              title={t('close')}
              description={t('closeAsk')}
              okText={t('close')}
              cancelText={d('cancel')}
              onConfirm={async () => {
                if ((await close.run({ roundId: id })) !== null) onClosed()
              }}
            >
              <Button danger>{t('close')}</Button>
            </Popconfirm>
          </div>
        )}
      </div>
      <dl className="desk-figures">
        {(
          [
            ['progress', `${of.done}/${of.expected}`],
            ['missingN', of.missing],
            ['positives', of.positives],
            ['unsigned', of.unsigned.length],
          ] as const
        ).map(([key, value]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {of.ageUnknown > 0 && <Alert type="info" showIcon title={t('unknownAge', { n: of.ageUnknown })} />}
      <Positives of={of} />
      <section aria-label={t('building')}>
        <Table<Round['buildings'][number]>
          {...SMALL}
          rowKey={(one) => one.place.join(' ')}
          dataSource={of.buildings}
          scroll={{ x: 520 }}
          locale={{ emptyText: <Nothing says={t('nobody')} /> }}
          columns={[
            { title: t('building'), key: 'place', render: (_, one) => one.place.join(' ') },
            { title: t('progress'), key: 'done', width: 90, align: 'right', render: (_, one) => `${one.done}/${one.expected}` },
            { title: t('kits'), key: 'kits', width: 90, align: 'right', render: (_, one) => one.kits },
            { title: t('unsigned'), key: 'unsigned', width: 120, align: 'right', render: (_, one) => one.unsigned },
          ]}
        />
      </section>
      {of.enterprises.length > 0 && <Enterprises of={of} />}
      <section aria-label={t('missing')}>
        <h3>{t('missing')}</h3>
        {of.isCut && <Alert type="info" showIcon title={t('cut')} />}
        <Table<Round['missingPeople'][number]>
          {...SMALL}
          rowKey="personId"
          dataSource={of.missingPeople}
          scroll={{ x: 480 }}
          locale={{ emptyText: <Nothing says={t('nobody')} /> }}
          columns={[
            { title: t('who'), key: 'name', width: 130, render: (_, one) => one.name ?? '—' },
            { title: t('where'), key: 'where', render: (_, one) => where(one) },
            { title: t('help'), key: 'help', width: 150, render: (_, one) => <Help of={one.help} /> },
          ]}
        />
      </section>
      {of.unsigned.length > 0 && (
        <section aria-label={t('unsigned')}>
          <h3>{t('unsigned')}</h3>
          <ul className="desk-plain-list">
            {of.unsigned.map((one) => (
              <li key={one.handOutId}>
                {where(one)} · {t('givenNotSigned', { n: one.count })} · {at(one.at)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
function Help({ of }: { of: Round['missingPeople'][number]['help'] }) {
  const word = useWord()
  return of === null ? null : <strong>{word(helpWords[of])}</strong>
}

function Positives({ of }: { of: Round }) {
  const t = useText(antigenText)
  const note = useDo('antigen.notePcr', { said: t('saved'), alsoRefresh: ['tasks'] })
  if (of.reports.length === 0) return null
  return (
    <section aria-label={t('reports')}>
      <h3>{t('reports')}</h3>
      <Table<Round['reports'][number]>
        {...SMALL}
        rowKey="id"
        dataSource={of.reports}
        scroll={{ x: 680 }}
        columns={[
          { title: t('who'), key: 'name', width: 110, render: (_, one) => one.name ?? '—' },
          { title: t('where'), key: 'where', width: 190, render: (_, one) => where(one) },
          { title: t('at'), key: 'at', width: 160, render: (_, one) => `${at(one.at)} · ${t(one.way)}` },
          { title: t('photo'), key: 'photo', width: 100, render: (_, one) => <PhotoView photoIds={one.photoId === null ? [] : [one.photoId]} /> },
          {
            title: t('pcr'),
            key: 'pcr',
            width: 130,
            render: (_, one) =>
              one.pcrAt !== null ? (
                t('pcrDone', { at: at(one.pcrAt) })
              ) : of.mayPlan ? (
                <Button size="small" type="primary" loading={note.isBusy} onClick={() => void note.run({ reportId: one.id })}>
                  {t('notePcr')}
                </Button>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </section>
  )
}

type Act = { what: 'give'; to: Enterprise } | { what: 'sign' | 'takeBack'; of: Handed } | null
function Enterprises({ of }: { of: Round }) {
  const t = useText(antigenText)
  const [act, setAct] = useState<Act>(null)
  const give = useDo('antigen.handToEnterprise', { said: t('saved') })
  const back = useDo('antigen.takeBack', { said: t('saved') })
  const says = (one: Handed) =>
    [
      one.contact === null ? t('givenNotSigned', { n: one.count }) : t('signedBy', { n: one.count, contact: one.contact }),
      ...(one.returned > 0 ? [t('gaveBack', { n: one.returned })] : []),
    ].join(' · ')
  return (
    <section aria-label={t('enterprises')}>
      <h3>{t('enterprises')}</h3>
      <Table<Enterprise>
        {...SMALL}
        rowKey="id"
        dataSource={of.enterprises}
        scroll={{ x: 680 }}
        columns={[
          { title: t('enterprise'), key: 'name', width: 170, render: (_, one) => one.name },
          { title: t('progress'), key: 'done', width: 90, align: 'right', render: (_, one) => `${one.done}/${one.staff}` },
          {
            title: t('kits'),
            key: 'handed',
            render: (_, one) =>
              one.handed.map((handed) => (
                <div key={handed.id} className="desk-row">
                  <span>{says(handed)}</span>
                  {of.mayPlan && handed.confirmedAt === null && (
                    <Button size="small" onClick={() => setAct({ what: 'sign', of: handed })}>
                      {t('sign')}
                    </Button>
                  )}
                  {of.mayPlan && handed.returned < handed.count && (
                    <Button size="small" onClick={() => setAct({ what: 'takeBack', of: handed })}>
                      {t('takeBack')}
                    </Button>
                  )}
                </div>
              )),
          },
          {
            title: '',
            key: 'give',
            width: 110,
            render: (_, one) =>
              of.mayPlan &&
              !of.isClosed && (
                <Button size="small" aria-label={t('giveTo', { name: one.name })} onClick={() => setAct({ what: 'give', to: one })}>
                  {t('give')}
                </Button>
              ),
          },
        ]}
      />
      {act?.what === 'give' && (
        <CountDialog
          title={t('giveTo', { name: act.to.name })}
          noteLabel={null}
          initial={Math.max(1, act.to.staff * of.perHead)}
          isBusy={give.isBusy}
          onClose={() => setAct(null)}
          onDone={async ({ id, count }) => (await give.run({ id, count, roundId: of.id, enterpriseId: act.to.id })) !== null}
        />
      )}
      {act?.what === 'takeBack' && (
        <CountDialog
          title={t('takeBack')}
          noteLabel={t('noteWhy')}
          initial={1}
          most={act.of.count - act.of.returned}
          isBusy={back.isBusy}
          onClose={() => setAct(null)}
          onDone={async (said) => (await back.run({ ...said, handOutId: act.of.id })) !== null}
        />
      )}
      {act?.what === 'sign' && <Sign handOutId={act.of.id} onClose={() => setAct(null)} />}
    </section>
  )
}

function Sign({ handOutId, onClose }: { handOutId: string; onClose: () => void }) {
  const t = useText(antigenText)
  const d = useText(deskText)
  const [form] = Form.useForm<{ contact: string }>()
  const sign = useDo('antigen.signForEnterprise', { said: t('saved') })
  return (
    <Modal open title={t('sign')} okText={t('sign')} cancelText={d('cancel')} confirmLoading={sign.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={async ({ contact }) => {
          if ((await sign.run({ handOutId, contact: contact.trim() })) !== null) onClose()
        }}
      >
        <Form.Item name="contact" label={t('contact')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
