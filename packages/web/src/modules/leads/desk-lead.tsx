// One lead whole: what came, where it may belong, its clocks, what was done, told and rung, and what to do with it now.
import { LEAD_KINDS, LEAD_OUTCOMES, type LeadKind, type LeadOutcome } from '@xiaomen/rules/leads'
import { Alert, Button, Descriptions, Drawer, Input, Radio, Select, Timeline } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useWord } from '../../desk/words.ts'
import { call, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { BulkStanding, useBulk } from './bulk.tsx'
import { Dial } from './dial.tsx'
import { leadsText } from './desk-text.ts'
import { Due, Who } from './lead-table.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { callWords, doubtWords, kindWords, outcomeWords, reasonWords, stateWords, stepWords, suggestWords, wayWords } from './words.ts'

type Whole = Out<'leads.get'>

export function LeadDrawer({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const t = useText(leadsText)
  const seen = useQuery('leads.get', { leadId })
  return (
    <Drawer open size="large" title={seen.data?.name ?? t('title')} onClose={onClose}>
      <Loaded of={seen}>
        {(of) => (
          <div className="desk-stack">
            <Facts of={of} />
            {of.mayDispatch && <Dispatch of={of} />}
            {of.mayAccept && <Answer of={of} />}
            {of.mayWork && <Work of={of} />}
            {of.mayReopen && <Reopen leadId={of.id} />}
            <Told of={of} />
            <Steps of={of} />
          </div>
        )}
      </Loaded>
    </Drawer>
  )
}

function Facts({ of }: { of: Whole }) {
  const t = useText(leadsText)
  const word = useWord()
  const clock = (until: string | null, at: string | null) =>
    until === null ? '—' : at === null ? showMoment(new Date(until)) : t('met', { at: showMoment(new Date(at)) })
  return (
    <>
      <div>
        <Who of={of} />
      </div>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'state', label: t('state'), children: `${word(stateWords[of.state])}${of.outcome === null ? '' : ` · ${word(outcomeWords[of.outcome])}`}` },
          { key: 'desk', label: t('desk'), children: of.offeredTo === null ? of.desk.name : `${of.desk.name} → ${of.offeredTo.name}` },
          { key: 'due', label: t('due'), children: <Due of={of} /> },
          { key: 'acceptBy', label: t('acceptBy'), children: clock(of.clocks.acceptBy, of.acceptedAt) },
          { key: 'tellBy', label: t('tellBy'), children: clock(of.clocks.tellBy, of.toldAt) },
          { key: 'closeBy', label: t('closeBy'), children: clock(of.clocks.closeBy, of.closedAt) },
          { key: 'address', label: t('said'), children: [of.address, of.said].filter((text) => text !== null).join(' · ') || '—' },
        ]}
      />
      {of.mayWork && of.hasPhone && <Dial leadId={of.id} />}
    </>
  )
}

function Dispatch({ of }: { of: Whole }) {
  const t = useText(leadsText)
  const word = useWord()
  const { current, under } = useAreas()
  const bulk = useBulk()
  const [toId, setTo] = useState<string | undefined>()
  const [kind, setKind] = useState<LeadKind>(of.kind)
  const triage = useDo('leads.triage', { said: t('saved') })
  if (current === null) return null
  const areaId = current.id
  const communities = under(current.path).filter(({ level, id }) => level === 'community' && id !== of.desk.id)
  const send = (to: 'community' | 'here', id: string | null) =>
    bulk.run([of.id], (part) =>
      call('leads.send', { ...part, areaId, to, toId: id, isCorrection: of.state === 'offered' || of.state === 'accepted' || of.state === 'working' }),
    )
  return (
    <section className="desk-stack" aria-label={t('dispatch')}>
      <h3>{t('dispatch')}</h3>
      {of.candidates.length === 0 && <p className="desk-note">{of.doubt === null ? t('noCandidates') : word(doubtWords[of.doubt])}</p>}
      <Radio.Group
        className="desk-radios"
        aria-label={t('candidates')}
        value={toId}
        onChange={(event) => setTo(String(event.target.value))}
        options={of.candidates.map((one) => ({
          value: one.id,
          label: `${one.name} · ${word(suggestWords[one.way])}${one.says.length === 0 ? '' : ` ${one.says.join(' ')}`}`,
        }))}
      />
      <div className="desk-row">
        <Select
          aria-label={t('otherCommunity')}
          placeholder={t('otherCommunity')}
          style={{ width: 200 }}
          value={communities.some(({ id }) => id === toId) ? (toId ?? null) : null}
          onChange={setTo}
          options={communities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button type="primary" disabled={toId === undefined || bulk.isBusy} onClick={() => void send('community', toId!)}>
          {t('send')}
        </Button>
        <Button disabled={bulk.isBusy} onClick={() => void send('here', null)}>
          {t('keepHere')}
        </Button>
      </div>
      <div className="desk-row">
        <Select<LeadKind>
          aria-label={t('kind')}
          style={{ width: 200 }}
          value={kind}
          onChange={setKind}
          options={LEAD_KINDS.map((one) => ({ value: one, label: word(kindWords[one]) }))}
        />
        <Button loading={triage.isBusy} disabled={kind === of.kind} onClick={() => void triage.run({ leadId: of.id, kind, priority: of.priority })}>
          {t('saveTriage')}
        </Button>
      </div>
      <BulkStanding of={bulk} areaId={areaId} />
    </section>
  )
}

function Answer({ of }: { of: Whole }) {
  const t = useText(leadsText)
  const { current } = useAreas()
  const [isReturning, setReturning] = useState(false)
  const accept = useDo('leads.accept', { said: t('saved') })
  const giveBack = useDo('leads.giveBack', { said: t('saved') })
  if (current === null) return null
  const act = { areaId: current.id, leadIds: [of.id] }
  return (
    <div className="desk-row">
      <Button type="primary" loading={accept.isBusy} onClick={() => void accept.run({ ...act, batchId: uuidv7() })}>
        {t('acceptN')}
      </Button>
      <Button onClick={() => setReturning(true)}>{t('giveBackN')}</Button>
      {isReturning && (
        <ReturnDialog
          onClose={() => setReturning(false)}
          onReason={(reason, note) => {
            setReturning(false)
            void giveBack.run({ ...act, batchId: uuidv7(), reason, ...(note === '' ? {} : { note }) })
          }}
        />
      )}
    </div>
  )
}

function Work({ of }: { of: Whole }) {
  const t = useText(leadsText)
  const word = useWord()
  const [outcome, setOutcome] = useState<LeadOutcome>('reached')
  const [note, setNote] = useState('')
  const close = useDo('leads.close', { said: t('closed'), alsoRefresh: ['tasks'] })
  const task = useDo('leads.giveTask', { said: t('taskGiven'), alsoRefresh: ['tasks'] })
  if (of.state === 'offered') return null
  return (
    <section className="desk-stack" aria-label={t('close')}>
      <h3>{t('close')}</h3>
      <div className="desk-row">
        <Select<LeadOutcome>
          aria-label={t('outcome')}
          style={{ width: 200 }}
          value={outcome}
          onChange={setOutcome}
          options={LEAD_OUTCOMES.map((one) => ({ value: one, label: word(outcomeWords[one]) }))}
        />
        <Input
          aria-label={t('note')}
          placeholder={t('note')}
          style={{ width: 260, maxWidth: '100%' }}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button
          type="primary"
          loading={close.isBusy}
          onClick={() => void close.run({ leadId: of.id, outcome, ...(note.trim() === '' ? {} : { note: note.trim() }) })}
        >
          {t('close')}
        </Button>
        {of.hasHome && (
          <Button loading={task.isBusy} onClick={() => void task.run({ leadId: of.id })}>
            {t('giveTask')}
          </Button>
        )}
      </div>
    </section>
  )
}

function Reopen({ leadId }: { leadId: string }) {
  const t = useText(leadsText)
  const [isAsking, setAsking] = useState(false)
  const reopen = useDo('leads.reopen', { said: t('saved') })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('reopen')}</Button>
      <ReasonDialog
        title={t('reopen')}
        confirm={t('reopen')}
        isOpen={isAsking}
        isBusy={reopen.isBusy}
        onClose={() => setAsking(false)}
        onReason={(reason) => void reopen.run({ leadId, reason }).then((done) => done !== null && setAsking(false))}
      />
    </>
  )
}

function Told({ of }: { of: Whole }) {
  const t = useText(leadsText)
  const word = useWord()
  return (
    <>
      {of.statements.length > 0 && (
        <section aria-label={t('statements')}>
          <h3>{t('statements')}</h3>
          <ul className="desk-list">
            {of.statements.map((one) => (
              <li key={one.id}>
                <div>
                  <strong>{one.where}</strong> {showMoment(new Date(one.from))}
                  {one.until !== null && ` – ${showMoment(new Date(one.until))}`}
                  {one.with.length > 0 && (
                    <p className="desk-quiet">
                      {t('with', { who: one.with.map(({ name, phone }) => [name, phone].filter((part) => part !== null).join(' ')).join('、') })}
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={t('sources', { n: of.from.length })}>
        <h3>{t('sources', { n: of.from.length })}</h3>
        <ul className="desk-list">
          {of.from.map((one) => (
            <li key={one.id}>
              <div>
                {[one.giver, word(wayWords[one.way]), one.row === null ? null : t('rowN', { n: one.row }), showMoment(new Date(one.receivedAt))]
                  .filter((part) => part !== null)
                  .join(' · ')}
                {one.said !== null && <p className="desk-quiet">{one.said}</p>}
              </div>
            </li>
          ))}
        </ul>
      </section>
      {of.calls.length > 0 && (
        <section aria-label={t('calls')}>
          <h3>{t('calls')}</h3>
          <ul className="desk-list">
            {of.calls.map((one) => (
              <li key={one.id}>
                {[showMoment(new Date(one.at)), word(callWords[one.outcome as keyof typeof callWords]), one.by, one.note]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
function Steps({ of }: { of: Whole }) {
  const t = useText(leadsText)
  const word = useWord()
  return (
    <section aria-label={t('steps')}>
      <h3>{t('steps')}</h3>
      {of.steps.length === 0 && <Alert type="info" title="—" />}
      <Timeline
        items={of.steps.map((one) => ({
          key: one.id,
          content: [
            showMoment(new Date(one.at)),
            word(stepWords[one.kind]),
            one.reason === null ? null : word(reasonWords[one.reason]),
            one.note,
            one.desk,
            one.by,
          ]
            .filter((part) => part !== null)
            .join(' · '),
        }))}
      />
    </section>
  )
}
