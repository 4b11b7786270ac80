// 转出转入: what comes from another community and what goes there, with who has to answer.
import { App, Button, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { AcceptDialog, type Transfer, TransferDialog } from './desk-transfer-dialogs.tsx'
import { transferStateWords, transferText } from './transfer-text.ts'

const LOOK_AGAIN_MS = 30_000
const useTransfers = (areaId: string) => useQuery('control.listTransfers', { areaId }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })
const isForUs = (one: Transfer) => one.mayAnswer || one.mayOffer || one.mayConfirm

export function TransfersLabel({ areaId }: { areaId: string }) {
  const t = useText(transferText)
  const waiting = useTransfers(areaId).data?.filter(isForUs).length ?? 0
  return <>{waiting === 0 ? t('tab') : `${t('tab')} (${waiting})`}</>
}

function Actions({ of, onOpen }: { of: Transfer; onOpen: (caseId: string) => void }) {
  const t = useText(transferText)
  const { modal } = App.useApp()
  const [opened, setOpened] = useState<'offer' | 'accept' | 'return' | null>(null)
  const giveBack = useDo('control.returnTransfer', { said: t('done'), alsoRefresh: ['tasks'] })
  const withdraw = useDo('control.withdrawTransfer', { said: t('done'), alsoRefresh: ['tasks'] })
  const agree = useDo('control.confirmSendOut', { said: t('done'), alsoRefresh: ['gate', 'tasks'] })
  const { id: transferId } = of
  return (
    <span className="desk-row">
      {of.mayAnswer && (
        <>
          <Button size="small" type="primary" onClick={() => setOpened('accept')}>
            {t('accept')}
          </Button>
          <Button size="small" onClick={() => setOpened('return')}>
            {t('giveBack')}
          </Button>
        </>
      )}
      {of.mayConfirm && (
        <Button
          size="small"
          type="primary"
          onClick={() => modal.confirm({ title: t('agree'), content: t('agreeSays'), okText: t('agree'), onOk: () => agree.run({ transferId }) })}
        >
          {t('agree')}
        </Button>
      )}
      {of.mayOffer && (
        <Button size="small" type="primary" onClick={() => setOpened('offer')}>
          {t('complete')}
        </Button>
      )}
      {of.mayWithdraw && (
        <Button size="small" loading={withdraw.isBusy} onClick={() => void withdraw.run({ transferId })}>
          {t(of.state === 'suggested' ? 'stays' : 'withdraw')}
        </Button>
      )}
      {opened === 'offer' && <TransferDialog caseId={of.caseId!} toName={of.toName} onClose={() => setOpened(null)} />}
      {opened === 'accept' && (
        <AcceptDialog
          of={of}
          onClose={(caseId) => {
            setOpened(null)
            if (caseId !== null) onOpen(caseId)
          }}
        />
      )}
      <ReasonDialog
        title={t('giveBack')}
        says={t('returnSays')}
        confirm={t('giveBack')}
        isOpen={opened === 'return'}
        isBusy={giveBack.isBusy}
        onClose={() => setOpened(null)}
        onReason={(reason) => void giveBack.run({ transferId, reason }).then((done) => done !== null && setOpened(null))}
      />
    </span>
  )
}

export function TransfersTab({ areaId, onOpen }: { areaId: string; onOpen: (caseId: string) => void }) {
  const t = useText(transferText)
  const word = useWord()
  const transfers = useTransfers(areaId)
  return (
    <section className="desk-panel" aria-label={t('tab')}>
      <p className="desk-note">{t('help')}</p>
      <Loaded of={transfers}>
        {(rows) => (
          <Table<Transfer>
            size="small"
            rowKey={(one) => `${one.box} ${one.id}`}
            dataSource={rows}
            scroll={{ x: 760 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('none')} /> }}
            columns={[
              {
                title: t('state'),
                key: 'state',
                width: 130,
                render: (_, one) => (
                  <>
                    <strong>{t(one.box === 'in' ? 'incoming' : 'outgoing')}</strong>
                    <br />
                    {word(transferStateWords[one.state])}
                  </>
                ),
              },
              {
                title: t('who'),
                key: 'who',
                width: 120,
                render: (_, one) => (
                  <>
                    {one.caseId === null ? (
                      (one.name ?? '—')
                    ) : (
                      <button type="button" className="desk-link" onClick={() => onOpen(one.caseId!)}>
                        {one.name ?? t('notForYou')}
                      </button>
                    )}
                    {one.phone !== null && (
                      <>
                        <br />
                        <span className="desk-quiet">{one.phone}</span>
                      </>
                    )}
                  </>
                ),
              },
              {
                title: t('measure'),
                key: 'measure',
                width: 160,
                render: (_, one) => (
                  <>
                    {one.measureName === null ? '—' : word(one.measureName)}
                    <br />
                    <span className="desk-quiet">
                      {word(one.track)}
                      {one.dayNumber !== null && ` · ${t('day', { n: one.dayNumber, until: one.lastDay ?? '' })}`}
                    </span>
                  </>
                ),
              },
              {
                title: t('fromTo'),
                key: 'place',
                width: 190,
                render: (_, one) => (
                  <>
                    {one.fromName} {one.door ?? ''} → {one.toName ?? '?'}
                    {one.home !== null && (
                      <>
                        <br />
                        <span className="desk-quiet">{t('homeThere', { home: one.home })}</span>
                      </>
                    )}
                  </>
                ),
              },
              {
                title: t('why'),
                key: 'why',
                width: 190,
                render: (_, one) => (
                  <>
                    {[one.reason, one.reference].filter((said) => said !== null).join(' · ')}
                    {one.answeredAt !== null && (
                      <>
                        <br />
                        <span className="desk-quiet">
                          {t('answered', {
                            unit: one.answeredUnit ?? '',
                            at: showMoment(one.answeredAt),
                            answer: one.answer ?? word(transferStateWords[one.state]),
                          })}
                        </span>
                      </>
                    )}
                  </>
                ),
              },
              { title: t('actions'), key: 'actions', width: 150, render: (_, one) => <Actions of={one} onOpen={onOpen} /> },
            ]}
          />
        )}
      </Loaded>
    </section>
  )
}
