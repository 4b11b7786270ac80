// 更正申请: what residents say is wrong, with a clock; answered with a reason they read.
import { Button, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { EvidenceDialog } from './desk-evidence.tsx'
import { statusText } from './desk-text.ts'
import { VerdictSign } from './verdict-sign.tsx'
import { correctionStateWords, kindWords, signalStateWords } from './words.ts'

type Correction = Out<'status.listCorrections'>[number]
type Answer = In<'status.decideCorrection'>['answer']
const LOOK_AGAIN_MS = 30_000
const isWaiting = (one: Correction) => one.state === 'open' || one.state === 'proposed'
const useCorrections = (areaId: string) => useQuery('status.listCorrections', { areaId }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })

export function CorrectionsLabel({ areaId }: { areaId: string }) {
  const t = useText(statusText)
  const waiting = useCorrections(areaId).data?.filter(isWaiting).length ?? 0
  return <>{waiting === 0 ? t('corrections') : `${t('corrections')} (${waiting})`}</>
}

/** How much of the four hours is left, or over. */
function Clock({ of }: { of: Correction }) {
  const t = useText(statusText)
  if (!isWaiting(of)) return <span className="desk-quiet">{of.answeredAt === null ? '' : showMoment(of.answeredAt)}</span>
  const minutes = Math.floor(Math.abs(new Date(of.dueAt).getTime() - Date.now()) / 60_000)
  const time = t('hoursMinutes', { h: Math.floor(minutes / 60), m: minutes % 60 })
  return of.isLate ? <strong className="desk-sign desk-sign-notFree">! {t('lateBy', { time })}</strong> : <>{t('leftOf', { time })}</>
}

function Said({ of }: { of: Correction }) {
  const t = useText(statusText)
  return (
    <>
      <p>{of.text === null ? <span className="desk-quiet">{t(of.hasText ? 'saidNotForYou' : 'saidNothing')}</span> : `“${of.text}”`}</p>
      {of.proposal !== null && <p className="desk-quiet">{t('proposedBy', of.proposal)}</p>}
      {of.answer !== null && (
        <p className="desk-quiet">
          {t('answered')}: {of.answer}
        </p>
      )}
    </>
  )
}

export function CorrectionsTab({ areaId }: { areaId: string }) {
  const t = useText(statusText)
  const word = useWord()
  const corrections = useCorrections(areaId)
  const decide = useDo('status.decideCorrection', { said: t('answered'), alsoRefresh: ['gate'] })
  const [deciding, setDeciding] = useState<{ of: Correction; answer: Answer } | null>(null)
  const [opened, setOpened] = useState<Correction | null>(null)
  return (
    <section className="desk-panel" aria-label={t('corrections')}>
      <p className="desk-note">{t('correctionsHelp')}</p>
      <Loaded of={corrections}>
        {(list) => (
          <Table<Correction>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 640 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('noCorrections')} /> }}
            columns={[
              {
                title: t('due'),
                key: 'due',
                width: 160,
                render: (_, one) => (
                  <>
                    <Clock of={one} />
                    <br />
                    <span className="desk-quiet">{word(correctionStateWords[one.state])}</span>
                  </>
                ),
              },
              {
                title: t('who'),
                key: 'who',
                width: 90,
                render: (_, one) => (
                  <>
                    {one.name ?? <span className="desk-quiet">{t('notForYou')}</span>}
                    <br />
                    <span className="desk-quiet">{one.door ?? '—'}</span>
                  </>
                ),
              },
              {
                title: t('saidWhat'),
                key: 'said',
                render: (_, one) => (
                  <>
                    {word(kindWords[one.kind])} <VerdictSign verdict={one.verdict} />{' '}
                    <span className="desk-quiet">
                      {one.source} · {one.signalState === 'inForce' ? t(one.isAutomatic ? 'automatic' : 'looked') : word(signalStateWords[one.signalState])}
                    </span>
                    <Said of={one} />
                  </>
                ),
              },
              {
                title: t('actions'),
                key: 'actions',
                width: 190,
                render: (_, one) => (
                  <span className="desk-row">
                    {one.mayReveal && isWaiting(one) && (
                      <Button size="small" onClick={() => setOpened(one)}>
                        {t('reveal')}
                      </Button>
                    )}
                    {one.mayUphold && (
                      <Button size="small" onClick={() => setDeciding({ of: one, answer: 'upheld' })}>
                        {t('uphold')}
                      </Button>
                    )}
                    {one.mayCorrect && (
                      <Button size="small" type="primary" onClick={() => setDeciding({ of: one, answer: 'corrected' })}>
                        {t(one.state === 'proposed' ? 'agree' : 'correct')}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {opened !== null && <EvidenceDialog signalId={opened.signalId} onClose={() => setOpened(null)} />}
      <ReasonDialog
        title={t(deciding?.answer === 'upheld' ? 'upholdTitle' : 'correctTitle')}
        says={t(deciding?.answer === 'upheld' ? 'upholdSays' : deciding?.of.state === 'proposed' ? 'agreeSays' : 'correctSays')}
        confirm={t(deciding?.answer === 'upheld' ? 'uphold' : deciding?.of.state === 'proposed' ? 'agree' : 'correct')}
        isOpen={deciding !== null}
        isBusy={decide.isBusy}
        onClose={() => setDeciding(null)}
        onReason={(reason) => {
          if (deciding !== null)
            void decide.run({ correctionId: deciding.of.id, answer: deciding.answer, reason }).then((done) => done !== null && setDeciding(null))
        }}
      />
    </section>
  )
}
