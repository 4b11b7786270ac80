// One sweep: how far, where, what contradicts, what differs from the ledger; a second round, paper, the end.
import { ArrowLeftOutlined } from '@ant-design/icons'
import { App, Badge, Button, Form, Modal, Tabs } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, PageHead, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { ApiError, useCommand, useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { Share } from '../tasks/desk-share.tsx'
import { Buildings } from './desk-buildings.tsx'
import { Differences } from './desk-differences.tsx'
import { Disputes } from './desk-disputes.tsx'
import { PaperEntry } from './desk-paper.tsx'
import { PrintButton } from './desk-print.tsx'
import { sweepText } from './desk-text.ts'
import { stateSigns, stateWords, sweepStateWords, wayWords } from './words.ts'
import '../../desk/building-chart.css'

export function SweepPage({ sweepId, onBack }: { sweepId: string; onBack: () => void }) {
  const t = useText(sweepText)
  const word = useWord()
  const { may } = useSession()
  const sweep = useQuery('sweeps.getSweep', { sweepId }, { keepPrevious: true, refetchIntervalMs: 20_000 })
  const [isAgain, setAgain] = useState(false)
  return (
    <Loaded of={sweep}>
      {(data) => (
        <>
          <PageHead
            title={data.name}
            lead={`${data.areaName} · ${word(sweepStateWords[data.state])} · ${t('round', { n: data.round })} · ${data.fromDay} – ${data.dueOn}`}
          >
            <Button icon={<ArrowLeftOutlined />} onClick={onBack}>
              {t('back')}
            </Button>
            {may('sweeps.paper') && <PrintButton sweepId={sweepId} areaId={data.areaId} />}
            {may('sweeps.plan') && data.state !== 'closed' && (
              <>
                <Button onClick={() => setAgain(true)}>{t('secondRound')}</Button>
                <CloseButton sweepId={sweepId} />
              </>
            )}
          </PageHead>
          <section className="desk-panel" aria-label={t('progress')}>
            <dl className="desk-figures">
              {(['expected', 'done', 'excused', 'missing'] as const).map((key) => (
                <div key={key}>
                  <dt>{t(key === 'done' ? 'doneCount' : key)}</dt>
                  <dd>{data.coverage[key]}</dd>
                </div>
              ))}
            </dl>
            <Share of={data.coverage} />
            <p className="desk-quiet">
              {(Object.keys(stateWords) as (keyof typeof stateWords)[])
                .filter((state) => data.states[state] > 0)
                .map((state) => `${stateSigns[state]} ${word(stateWords[state])} ${data.states[state]}`)
                .join(' · ')}
              {' — '}
              {t('ways')}：{(['visit', 'phone', 'ownReport', 'paper'] as const).map((way) => `${word(wayWords[way])} ${data.ways[way]}`).join(' · ')}
            </p>
          </section>
          <Tabs
            destroyOnHidden
            items={[
              { key: 'buildings', label: t('buildings'), children: <Buildings sweep={data} /> },
              ...(may('sweeps.decide')
                ? [
                    {
                      key: 'disputes',
                      label: <Counted label={t('disputes')} count={data.disputes} />,
                      children: <Disputes sweepId={sweepId} version={data.disputes} />,
                    },
                    {
                      key: 'differences',
                      label: <Counted label={t('differences')} count={data.undecided} />,
                      children: <Differences sweepId={sweepId} version={data.undecided} />,
                    },
                  ]
                : []),
              ...(may('sweeps.paper') ? [{ key: 'paper', label: t('paper'), children: <PaperEntry sweepId={sweepId} /> }] : []),
            ]}
          />
          {isAgain && <AgainDialog sweepId={sweepId} onClose={() => setAgain(false)} />}
        </>
      )}
    </Loaded>
  )
}

const Counted = ({ label, count }: { label: string; count: number }) => (
  <>
    {label} <Badge count={count} color="#0b4f7d" overflowCount={999} />
  </>
)

function CloseButton({ sweepId }: { sweepId: string }) {
  const t = useText(sweepText)
  const d = useText(deskText)
  const notify = useNotify()
  const { modal } = App.useApp()
  const close = useCommand('sweeps.closeSweep', { alsoRefresh: ['tasks'] })
  const say = (error: unknown) => {
    if (!(error instanceof ApiError)) return notify.failed(error)
    const { unexplained = 0, disputes = 0, differences = 0 } = error.details as Record<string, number>
    if (error.code === 'sweeps.still_unexplained') return notify.warn(t('closeNot', { unexplained }))
    if (error.code === 'sweeps.still_undecided') return notify.warn(t('closeUndecided', { disputes, differences }))
    return notify.failed(error)
  }
  const ask = () =>
    modal.confirm({
      title: t('close'),
      content: t('closeSure'),
      okText: t('close'),
      cancelText: d('cancel'),
      onOk: () => close.mutateAsync({ sweepId }).then(() => notify.done(t('closedNow')), say),
    })
  return <Button onClick={ask}>{t('close')}</Button>
}

function AgainDialog({ sweepId, onClose }: { sweepId: string; onClose: () => void }) {
  const t = useText(sweepText)
  const d = useText(deskText)
  const notify = useNotify()
  const [form] = Form.useForm<{ onDay: string; dueOn: string }>()
  const start = useDo('sweeps.startRound', { alsoRefresh: ['tasks'] })
  const save = async (values: { onDay: string; dueOn: string }) => {
    const answer = await start.run({ sweepId, ...values })
    if (answer === null) return
    notify.done(t('roundStarted', { round: answer.round, n: answer.homes }))
    onClose()
  }
  return (
    <Modal
      open
      title={t('secondRound')}
      okText={t('secondRound')}
      cancelText={d('cancel')}
      confirmLoading={start.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t('secondHelp')}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ onDay: today(), dueOn: today() }} onFinish={(values) => void save(values)}>
        <div className="desk-pair">
          <Form.Item name="onDay" label={t('onDay')}>
            <DayInput earliest={today()} />
          </Form.Item>
          <Form.Item name="dueOn" label={t('dueOn')}>
            <DayInput earliest={today()} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}
