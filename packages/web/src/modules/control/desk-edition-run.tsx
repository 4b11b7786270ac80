// One change of edition: how far it is, four figures, each case before and after, and what may be done about it now.
import { EDITION_EFFECTS, type EditionEffect } from '@xiaomen/rules/control'
import { Alert, App, Button, Progress, Segmented, Table } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, today, useLang, useText } from '../../platform/text.ts'
import { EFFECT_SIGNS, effectWords, runStateWords, runsText } from './runs-text.ts'
import { controlStateWords } from './words.ts'
import './desk-runs.css'

type Run = Out<'control.getEditionRun'>
type Line = Run['lines'][number]
const PAGE = 50
const LOOK_AGAIN_MS = 1_000
const UNDO_MS = 24 * 3_600_000
const isMoving = (state: Run['state'] | undefined) => state === 'counting' || state === 'applying' || state === 'undoing'
const affected = ({ counts }: Run) => counts.released + counts.shortened + counts.changed

function Lines({ of, onOpen }: { of: readonly Line[]; onOpen: (caseId: string) => void }) {
  const t = useText(runsText)
  const word = useWord()
  return (
    <Table<Line>
      size="small"
      rowKey="caseId"
      dataSource={[...of]}
      scroll={{ x: 760 }}
      pagination={false}
      locale={{ emptyText: <Nothing says={t('none')} /> }}
      columns={[
        {
          title: t('who'),
          key: 'who',
          width: 110,
          render: (_, one) => (
            <button type="button" className="desk-link" onClick={() => onOpen(one.caseId)}>
              {one.about === 'place' ? one.areaName : (one.name ?? t('notForYou'))}
            </button>
          ),
        },
        { title: t('where'), key: 'where', width: 150, render: (_, one) => (one.about === 'place' ? '—' : `${one.areaName} ${one.door ?? ''}`) },
        {
          title: t('effect'),
          key: 'effect',
          width: 150,
          render: (_, one) => (
            <span className="desk-sign">
              <span aria-hidden="true">{EFFECT_SIGNS[one.effect]}</span> {word(effectWords[one.effect])}
            </span>
          ),
        },
        {
          title: t('lastDay'),
          key: 'lastDay',
          width: 200,
          render: (_, one) => (
            <span className="control-last-day">
              {one.lastDayBefore === one.lastDayAfter ? one.lastDayBefore : `${one.lastDayBefore} → ${one.lastDayAfter}`}
            </span>
          ),
        },
        {
          title: t('state'),
          key: 'state',
          width: 170,
          render: (_, one) =>
            one.stateBefore === one.stateAfter
              ? word(controlStateWords[one.stateBefore])
              : `${word(controlStateWords[one.stateBefore])} → ${word(controlStateWords[one.stateAfter])}`,
        },
        { title: t('written'), key: 'written', width: 80, render: (_, one) => t(one.isApplied ? 'yes' : 'no') },
      ]}
    />
  )
}

function Waiting({ of }: { of: Run }) {
  const t = useText(runsText)
  const lang = useLang()
  const { may } = useSession()
  const sign = useDo('control.signEdition', { said: t('signed'), alsoRefresh: ['approvals', 'gate', 'tasks'] })
  const act = of.waiting
  if (act === null) return null
  const maySign = act.maySign && may('control.confirm')
  const title = t(act.kind === 'control.undoEdition' ? 'waitsUndo' : 'waitsApply')
  return (
    <div className="control-waits" role="group" aria-label={title}>
      <div>
        <strong>{title}</strong> · {t('signatures', { have: act.signatures.length, needed: act.needed })}
        {act.signatures.map((one) => ` · ${one.name} ${one.unit}`).join('')}
        <div className="desk-quiet">{t('askedBy', { name: act.author.name, unit: act.author.unit, at: showMoment(act.expiresAt, lang) })}</div>
        {act.people > 20 && <div>{t('many', { n: act.people })}</div>}
        {of.undoReason !== null && act.kind === 'control.undoEdition' && <q>{of.undoReason}</q>}
      </div>
      {maySign ? (
        <Button type="primary" loading={sign.isBusy} onClick={() => void sign.run({ runId: of.id, actId: act.id })}>
          {t('sign')}
        </Button>
      ) : (
        <span className="desk-quiet">{t('otherUnit')}</span>
      )}
    </div>
  )
}

function Actions({ of }: { of: Run }) {
  const t = useText(runsText)
  const { modal } = App.useApp()
  const [isUndoing, setUndoing] = useState(false)
  const now = useQuery('posture.current', { areaId: of.areaId })
  const propose = useDo('control.proposeEdition', { said: t('proposed'), alsoRefresh: ['approvals'] })
  const undo = useDo('control.undoEdition', { said: t('undoAsked'), alsoRefresh: ['approvals'] })
  const withdraw = useDo('control.withdrawRun', { said: t('withdrawn'), alsoRefresh: ['approvals'] })
  const isInForce = now.data === undefined || (now.data.packId === of.packId && now.data.edition === of.edition)
  const isOfToday = of.previewedFor === today()
  const isOpen = of.state === 'previewed' || of.state === 'proposed'
  const ask = () =>
    modal.confirm({ title: t('propose'), content: t('proposeAsk', { n: affected(of) }), okText: t('propose'), onOk: () => propose.run({ runId: of.id }) })
  return (
    <>
      {isOpen && !isInForce && <Alert type="info" showIcon title={t('notInForce')} />}
      {isOpen && !isOfToday && <Alert type="info" showIcon title={t('yesterday', { day: of.previewedFor })} />}
      <div className="desk-row">
        {of.may.propose && isInForce && isOfToday && (
          <Button type="primary" loading={propose.isBusy} onClick={ask}>
            {t('propose')}
          </Button>
        )}
        {of.may.undo && <Button onClick={() => setUndoing(true)}>{t('undo')}</Button>}
        {of.may.withdraw && (
          <Button loading={withdraw.isBusy} onClick={() => void withdraw.run({ runId: of.id })}>
            {t('withdraw')}
          </Button>
        )}
      </div>
      <ReasonDialog
        title={t('undo')}
        says={t('undoSays')}
        confirm={t('undo')}
        isOpen={isUndoing}
        isBusy={undo.isBusy}
        onClose={() => setUndoing(false)}
        onReason={(reason) => void undo.run({ runId: of.id, reason }).then((done) => done !== null && setUndoing(false))}
      />
    </>
  )
}

function Course({ of }: { of: Run }) {
  const t = useText(runsText)
  const word = useWord()
  const lang = useLang()
  const { done, of: all } = of.progress
  const hours = of.appliedAt === null ? 0 : Math.floor((Date.parse(of.appliedAt) + UNDO_MS - Date.now()) / 3_600_000)
  return (
    <div role="status">
      <strong>{word(runStateWords[of.state])}</strong>
      {isMoving(of.state) && (
        <>
          {' '}
          · {t('progress', { done, of: all })} <Progress percent={all === 0 ? 100 : Math.round((100 * done) / all)} size="small" />
        </>
      )}
      {of.appliedAt !== null && ` · ${t('appliedAt', { at: showMoment(of.appliedAt, lang) })}`}
      {of.state === 'applied' && hours >= 0 && ` · ${t('undoWithin', { h: Math.max(1, hours) })}`}
      {of.undoneAt !== null && ` · ${t('undone', { at: showMoment(of.undoneAt, lang), reason: of.undoReason ?? '' })}`}
      {of.left > 0 && ` · ${t('left', { n: of.left })}`}
    </div>
  )
}

function Body({ of, effect, onEffect }: { of: Run; effect: EditionEffect | 'all'; onEffect: (effect: EditionEffect | 'all') => void }) {
  const t = useText(runsText)
  const word = useWord()
  const all = EDITION_EFFECTS.reduce((sum, one) => sum + of.counts[one], 0)
  return (
    <>
      <Course of={of} />
      <Waiting of={of} />
      <Actions of={of} />
      {of.state !== 'counting' && (
        <>
          <dl className="desk-figures" aria-label={t('counts')}>
            {EDITION_EFFECTS.map((one) => (
              <div key={one}>
                <dt>
                  <span aria-hidden="true">{EFFECT_SIGNS[one]}</span> {word(effectWords[one])}
                </dt>
                <dd>{of.counts[one]}</dd>
              </div>
            ))}
          </dl>
          {all === 0 ? (
            <p className="desk-quiet">{t('nobody')}</p>
          ) : (
            <Segmented<EditionEffect | 'all'>
              value={effect}
              onChange={onEffect}
              vertical={window.innerWidth < 576}
              options={[
                { value: 'all', label: `${t('all')} ${all}` },
                ...EDITION_EFFECTS.filter((one) => of.counts[one] > 0).map((one) => ({ value: one, label: `${word(effectWords[one])} ${of.counts[one]}` })),
              ]}
            />
          )}
        </>
      )}
    </>
  )
}

export function EditionRun({ runId, onOpen }: { runId: string; onOpen: (caseId: string) => void }) {
  const t = useText(runsText)
  const lang = useLang()
  const [effect, setEffect] = useState<EditionEffect | 'all'>('all')
  /** What each page comes after. */
  const [afters, setAfters] = useState<string[]>([])
  const [moves, setMoves] = useState(true)
  const after = afters.at(-1)
  const run = useQuery(
    'control.getEditionRun',
    { runId, limit: PAGE, ...(effect === 'all' ? {} : { effect }), ...(after === undefined ? {} : { after }) },
    { keepPrevious: true, ...(moves ? { refetchIntervalMs: LOOK_AGAIN_MS } : {}) },
  )
  const packs = useQuery('posture.listPacks', {})
  const isStillMoving = run.data === undefined ? run.error === null : isMoving(run.data.state)
  if (isStillMoving !== moves) setMoves(isStillMoving)
  const name = packs.data?.find((one) => one.packId === run.data?.packId && one.edition === run.data.edition)?.[lang]
  const title = run.data === undefined ? t('tab') : `${run.data.areaName} → ${name ?? run.data.packId} ${run.data.edition}`
  return (
    <section className="desk-panel desk-gap-below control-run" aria-label={title}>
      <h2>{title}</h2>
      <Loaded of={run}>
        {(of) => (
          <div className="desk-stack">
            <Body
              of={of}
              effect={effect}
              onEffect={(one) => {
                setEffect(one)
                setAfters([])
              }}
            />
            {of.lines.length > 0 && <Lines of={of.lines} onOpen={onOpen} />}
            {(afters.length > 0 || of.next !== null) && (
              <div className="desk-row">
                <Button disabled={afters.length === 0} onClick={() => setAfters(afters.slice(0, -1))}>
                  {t('before')}
                </Button>
                <span>{t('pageOf', { n: afters.length + 1 })}</span>
                <Button disabled={of.next === null} onClick={() => of.next !== null && setAfters([...afters, of.next])}>
                  {t('next')}
                </Button>
              </div>
            )}
          </div>
        )}
      </Loaded>
    </section>
  )
}
