// One arrival: what was said, what the plan makes of it, what was done, and only those buttons that may be pressed.
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useIsThere } from '../../platform/functions.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, today, useText } from '../../platform/text.ts'
import { AcceptDialog } from './desk-arrival-match.tsx'
import { CallDialog, CancelDialog, ClearDialog, GiveBackDialog, HandOverDialog } from './desk-arrival-ends.tsx'
import { ProposeDialog } from './desk-arrival-propose.tsx'
import { arrivalsText } from './desk-text.ts'
import {
  ARRIVAL_SIGNS,
  arrivalLevelWords,
  arrivalNoteWords,
  arrivalStateWords,
  cancelWords,
  clearWords,
  comesWords,
  reporterWords,
  seenWords,
  transportWords,
} from './words.ts'
import './arrivals.css'

export type Arrival = Out<'arrivals.getArrival'>
export type DialogProps = { of: Arrival; onClose: () => void }
const DIALOGS = {
  accept: AcceptDialog,
  call: CallDialog,
  cancel: CancelDialog,
  elsewhere: HandOverDialog,
  giveBack: GiveBackDialog,
  clear: ClearDialog,
  propose: ProposeDialog,
} as const
type Dialog = keyof typeof DIALOGS

export function ArrivalDrawer({ arrivalId, onClose }: { arrivalId: string; onClose: () => void }) {
  const t = useText(arrivalsText)
  const found = useQuery('arrivals.getArrival', { arrivalId })
  return (
    <Drawer open size={640} title={found.data === undefined ? t('title') : (found.data.name ?? t('notForYou'))} onClose={onClose}>
      <Loaded of={found}>{(data) => <Body of={data} />}</Loaded>
    </Drawer>
  )
}

function Body({ of }: { of: Arrival }) {
  const t = useText(arrivalsText)
  const word = useWord()
  const grounds = { ...cancelWords, ...clearWords }
  return (
    <div className="desk-stack">
      <p>
        <span className="desk-sign">
          <span aria-hidden="true">{ARRIVAL_SIGNS[of.state]}</span> {word(arrivalStateWords[of.state])}
        </span>{' '}
        {of.waits && <strong>{t('waits')}</strong>} {of.areaName} {of.door ?? ''}
      </p>
      <Actions of={of} />
      <dl className="arrival-facts">
        <dt>{t('day')}</dt>
        <dd>
          {of.arrivedOn === null ? of.on : t('arrivedOn', { day: of.arrivedOn, how: of.seenBy === null ? '' : word(seenWords[of.seenBy]) })}
          {of.isLateReport && ` · ${t('late')}`}
          {of.arrivedOn === null && !of.isClosed && <div className="desk-quiet">{t('chase', { time: showMoment(of.chaseAt) })}</div>}
        </dd>
        {of.from !== null && (
          <>
            <dt>{t('from')}</dt>
            <dd>
              {of.from} {of.code ?? ''}
            </dd>
          </>
        )}
        <dt>{t('by')}</dt>
        <dd>
          {word(transportWords[of.transport])} {of.vehicle ?? ''}
        </dd>
        <dt>{t('rule')}</dt>
        <dd>
          <strong>{word(comesWords[of.comesTo])}</strong> · {of.level === null ? t('noPlace') : word(arrivalLevelWords[of.level])}
          {of.track !== null && <div>{t('measure', { track: word(of.track) })}</div>}
          <div className="desk-quiet">
            {t('source', { pack: of.rule.packId, edition: of.rule.edition, source: of.rule.source === null ? '—' : word(of.rule.source) })}
            {of.isDraft && ` · ${t('draft')}`}
          </div>
        </dd>
        <dt>{t('phone')}</dt>
        <dd>
          <Phone of={of} />
        </dd>
        {of.document !== null && (
          <>
            <dt>{t('document')}</dt>
            <dd>{of.document}</dd>
          </>
        )}
        {of.said !== null && (
          <>
            <dt>{t('saidDoor')}</dt>
            <dd>{of.said}</dd>
          </>
        )}
        <dt>{t('reporter')}</dt>
        <dd>
          {word(reporterWords[of.reporter])} · {t('number')} {of.number}
        </dd>
      </dl>
      {of.place !== null && <p>{t('place', { place: of.place })}</p>}
      {of.ground !== null && <p>{t('ground', { ground: word(grounds[of.ground]) })}</p>}
      {of.deleteOn !== null && <p className="desk-quiet">{t('deleteOn', { day: of.deleteOn })}</p>}
      <h3>{t('notes')}</h3>
      <ol className="desk-plain-list">
        {of.notes.map((one) => (
          <li key={one.id}>
            {showMoment(one.at)} {word(arrivalNoteWords[one.what])}
            {one.note !== null && ` ${one.note}`} <span className="desk-quiet">{one.by ?? ''}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Phone({ of }: { of: Arrival }) {
  const t = useText(arrivalsText)
  const [shown, setShown] = useState<string | null>(null)
  const reveal = useDo('arrivals.revealPhone')
  if (of.phone === null) return <>—</>
  return (
    <span className="desk-row">
      {shown ?? of.phone}
      {of.mayReveal && shown === null && (
        <Button
          size="small"
          loading={reveal.isBusy}
          onClick={async () => {
            const told = await reveal.run({ arrivalId: of.id, purpose: 'callOnDuty' })
            if (told === null || told.value === null) return
            setShown(told.value)
            setTimeout(() => setShown(null), Math.max(0, Date.parse(told.until) - Date.now()))
          }}
        >
          {t('reveal')}
        </Button>
      )}
    </span>
  )
}

function Actions({ of }: { of: Arrival }) {
  const t = useText(arrivalsText)
  const isThere = useIsThere()
  const [open, setOpen] = useState<Dialog | null>(null)
  const arrive = useDo('arrivals.markArrived', { said: t('done'), alsoRefresh: ['tasks'] })
  const isComing = of.state === 'reported' || of.state === 'expected' || of.state === 'notArrived'
  const isOurs = of.state !== 'elsewhere' && of.state !== 'controlCase' && !of.waits
  const isOfferedToUs = of.reporter === 'community' && of.state === 'reported'
  const Dialog = open === null ? null : DIALOGS[open]
  return (
    <div className="arrival-acts">
      {of.may.propose && isThere('arrivals.proposeCase', of.areaPath) && (
        <Button type="primary" onClick={() => setOpen('propose')}>
          {t('propose')}
        </Button>
      )}
      {of.may.decide && isOurs && (
        <Button type={of.homeId === null ? 'primary' : 'default'} onClick={() => setOpen('accept')}>
          {t(of.personId === null ? 'accept' : 'acceptAgain')}
        </Button>
      )}
      {of.may.mark && isComing && (
        <Button loading={arrive.isBusy} onClick={() => void arrive.run({ arrivalId: of.id, version: of.version, on: today() })}>
          {t('arrived')}
        </Button>
      )}
      {of.may.decide && of.state === 'arrived' && !of.waits && <Button onClick={() => setOpen('clear')}>{t('clear')}</Button>}
      {of.may.mark && of.state === 'notArrived' && <Button onClick={() => setOpen('call')}>{t('call')}</Button>}
      {of.may.mark && isComing && <Button onClick={() => setOpen('cancel')}>{t('cancel')}</Button>}
      {of.may.decide && isOfferedToUs && <Button onClick={() => setOpen('giveBack')}>{t('giveBack')}</Button>}
      {of.may.decide && isOurs && !isOfferedToUs && <Button onClick={() => setOpen('elsewhere')}>{t('elsewhere')}</Button>}
      {of.caseId !== null && <Button href={`#/control/${of.caseId}`}>{t('case')}</Button>}
      {Dialog !== null && <Dialog of={of} onClose={() => setOpen(null)} />}
    </div>
  )
}
