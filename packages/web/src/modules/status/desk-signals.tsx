// 信号: entered by hand, confirmed by a second person, withdrawn with a reason; the evidence opened for a purpose.
import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { EnterDialog } from './desk-enter.tsx'
import { EvidenceDialog } from './desk-evidence.tsx'
import { statusText } from './desk-text.ts'
import { VerdictSign } from './verdict-sign.tsx'
import { kindWords, signalStateWords, wayWords } from './words.ts'

type Signal = Out<'status.listSignals'>[number]

export function SignalsTab({ areaId, mayEnter }: { areaId: string; mayEnter: boolean }) {
  const t = useText(statusText)
  const word = useWord()
  const { modal } = App.useApp()
  const signals = useQuery('status.listSignals', { areaId }, { keepPrevious: true })
  const confirm = useDo('status.confirmSignal', { said: t('confirmed'), alsoRefresh: ['gate', 'approvals'] })
  const withdraw = useDo('status.withdrawSignal', { said: t('withdrawn'), alsoRefresh: ['gate'] })
  const [isEntering, setEntering] = useState(false)
  const [withdrawing, setWithdrawing] = useState<Signal | null>(null)
  const [opened, setOpened] = useState<Signal | null>(null)
  const askConfirm = (one: Signal) =>
    void modal.confirm({ title: t('confirm'), content: t('confirmAsk'), okText: t('confirm'), onOk: () => confirm.run({ signalId: one.id }) })
  return (
    <section className="desk-panel" aria-label={t('signals')}>
      {mayEnter && (
        <div className="desk-panel-head">
          <span className="desk-quiet">{t('enterHelp')}</span>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEntering(true)}>
            {t('enter')}
          </Button>
        </div>
      )}
      <Loaded of={signals}>
        {(list) => (
          <Table<Signal>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 680 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('noSignals')} /> }}
            columns={[
              {
                title: t('kind'),
                key: 'kind',
                width: 150,
                render: (_, one) => (
                  <>
                    {word(kindWords[one.kind])} <VerdictSign verdict={one.verdict} />
                    <br />
                    <span className="desk-quiet">{word(signalStateWords[one.state])}</span>
                    {one.signatures !== null && <div className="desk-quiet">{t('signatures', one.signatures)}</div>}
                  </>
                ),
              },
              {
                title: t('who'),
                key: 'who',
                width: 100,
                render: (_, one) => (
                  <>
                    {one.name ?? <span className="desk-quiet">{t('notForYou')}</span>}
                    <br />
                    <span className="desk-quiet">{one.door ?? '—'}</span>
                  </>
                ),
              },
              {
                title: t('source'),
                key: 'source',
                render: (_, one) => (
                  <>
                    {one.source.name}
                    <br />
                    <span className="desk-quiet">
                      {word(wayWords[one.way])} · {showMoment(new Date(one.receivedAt))}
                      {one.reportedBy !== null && ` · ${t('by')}: ${[one.reportedBy, one.confirmedBy].filter((by) => by !== null).join(' / ')}`}
                    </span>
                  </>
                ),
              },
              {
                title: `${t('since')} / ${t('until')}`,
                key: 'from',
                width: 110,
                render: (_, one) => (
                  <>
                    {one.from}
                    <br />
                    {one.until}
                  </>
                ),
              },
              {
                title: t('actions'),
                key: 'actions',
                width: 150,
                render: (_, one) => (
                  <span className="desk-row">
                    {one.mayConfirm && (
                      <Button size="small" type="primary" loading={confirm.isBusy} onClick={() => askConfirm(one)}>
                        {t('confirm')}
                      </Button>
                    )}
                    {one.mayReveal && (
                      <Button size="small" onClick={() => setOpened(one)}>
                        {t('reveal')}
                      </Button>
                    )}
                    {one.mayWithdraw && (
                      <Button size="small" danger onClick={() => setWithdrawing(one)}>
                        {t('withdraw')}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {isEntering && <EnterDialog areaId={areaId} onClose={() => setEntering(false)} />}
      {opened !== null && <EvidenceDialog signalId={opened.id} onClose={() => setOpened(null)} />}
      <ReasonDialog
        title={t('withdrawTitle')}
        confirm={t('withdraw')}
        isOpen={withdrawing !== null}
        isBusy={withdraw.isBusy}
        isDanger
        onClose={() => setWithdrawing(null)}
        onReason={(reason) => {
          if (withdrawing !== null) void withdraw.run({ signalId: withdrawing.id, reason }).then((done) => done !== null && setWithdrawing(null))
        }}
      />
    </section>
  )
}
