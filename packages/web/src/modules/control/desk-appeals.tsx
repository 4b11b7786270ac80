// 申诉: what people under control say is wrong, with a clock; answered with a reason they read.
import { Button, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { controlText } from './desk-control-text.ts'
import { appealStateWords, controlStateWords } from './words.ts'

type Appeal = Out<'control.listAppeals'>[number]
type Answer = In<'control.decideAppeal'>['answer']
const LOOK_AGAIN_MS = 30_000
const isWaiting = (one: Appeal) => one.state === 'open' || one.state === 'proposed'
const useAppeals = (areaId: string) => useQuery('control.listAppeals', { areaId }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })

export function AppealsLabel({ areaId }: { areaId: string }) {
  const t = useText(controlText)
  const waiting = useAppeals(areaId).data?.filter(isWaiting).length ?? 0
  return <>{waiting === 0 ? t('appeals') : `${t('appeals')} (${waiting})`}</>
}

/** How much of the four hours is left, or over. */
function Clock({ of }: { of: Appeal }) {
  const t = useText(controlText)
  if (!isWaiting(of)) return <span className="desk-quiet">{of.answeredAt === null ? '' : showMoment(of.answeredAt)}</span>
  const minutes = Math.floor(Math.abs(new Date(of.dueAt).getTime() - Date.now()) / 60_000)
  const time = t('hoursMinutes', { h: Math.floor(minutes / 60), m: minutes % 60 })
  return of.isLate ? <strong className="desk-sign desk-sign-notFree">! {t('lateBy', { time })}</strong> : <>{t('leftOf', { time })}</>
}

export function AppealsTab({ areaId, onOpen }: { areaId: string; onOpen: (caseId: string) => void }) {
  const t = useText(controlText)
  const word = useWord()
  const appeals = useAppeals(areaId)
  const decide = useDo('control.decideAppeal', { said: t('answered'), alsoRefresh: ['gate', 'tasks'] })
  const [deciding, setDeciding] = useState<{ of: Appeal; answer: Answer } | null>(null)
  const isAgreeing = deciding?.of.state === 'proposed'
  return (
    <section className="desk-panel" aria-label={t('appeals')}>
      <p className="desk-note">{t('appealsHelp')}</p>
      <Loaded of={appeals}>
        {(list) => (
          <Table<Appeal>
            size="small"
            rowKey="id"
            dataSource={list}
            scroll={{ x: 640 }}
            pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: <Nothing says={t('noAppeals')} /> }}
            columns={[
              {
                title: t('due'),
                key: 'due',
                width: 160,
                render: (_, one) => (
                  <>
                    <Clock of={one} />
                    <br />
                    <span className="desk-quiet">{word(appealStateWords[one.state])}</span>
                  </>
                ),
              },
              {
                title: t('who'),
                key: 'who',
                width: 110,
                render: (_, one) => (
                  <>
                    <button type="button" className="desk-link" onClick={() => onOpen(one.caseId)}>
                      {one.name ?? t('notForYou')}
                    </button>
                    <br />
                    <span className="desk-quiet">{one.door ?? '—'}</span>
                  </>
                ),
              },
              {
                title: t('said'),
                key: 'said',
                render: (_, one) => (
                  <>
                    {word(one.track)} <span className="desk-quiet">{word(controlStateWords[one.caseState])}</span>
                    <p>{one.text === null ? <span className="desk-quiet">{t(one.hasText ? 'saidNotForYou' : 'saidNothing')}</span> : `“${one.text}”`}</p>
                    {one.proposal !== null && <p className="desk-quiet">{t('proposedBy', one.proposal)}</p>}
                    {one.answer !== null && (
                      <p className="desk-quiet">
                        {t('answered')}: {one.answer}
                      </p>
                    )}
                  </>
                ),
              },
              {
                title: t('actions'),
                key: 'actions',
                width: 170,
                render: (_, one) => (
                  <span className="desk-row">
                    {one.mayUphold && (
                      <Button size="small" onClick={() => setDeciding({ of: one, answer: 'upheld' })}>
                        {t('uphold')}
                      </Button>
                    )}
                    {one.mayCorrect && (
                      <Button size="small" type="primary" onClick={() => setDeciding({ of: one, answer: 'corrected' })}>
                        {t(one.state === 'proposed' ? 'agree' : 'lift')}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <ReasonDialog
        title={t(deciding?.answer === 'upheld' ? 'upholdTitle' : 'liftTitle')}
        says={t(deciding?.answer === 'upheld' ? 'upholdSays' : isAgreeing ? 'agreeSays' : 'liftSays')}
        confirm={t(deciding?.answer === 'upheld' ? 'uphold' : isAgreeing ? 'agree' : 'lift')}
        isOpen={deciding !== null}
        isBusy={decide.isBusy}
        onClose={() => setDeciding(null)}
        onReason={(reason) => {
          if (deciding !== null)
            void decide.run({ appealId: deciding.of.id, answer: deciding.answer, reason }).then((done) => done !== null && setDeciding(null))
        }}
      />
    </section>
  )
}
