// One person under control: the days drawn, what the release takes, what happened, and only those buttons that may be pressed.
import { PrinterOutlined } from '@ant-design/icons'
import { Alert, App, Button, Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useWord } from '../../desk/words.ts'
import { download, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { DaysStrip } from './days-strip.tsx'
import { ChangeDialog, PaperDialog, RecordDialog, TestDialog } from './desk-control-forms.tsx'
import { controlText } from './desk-control-text.ts'
import { evidenceWords } from './desk-text.ts'
import { TransferDialog } from './desk-transfer-dialogs.tsx'
import { PhotoView } from '../photos/photo-view.tsx'
import { NamedCarers } from './named-carers.tsx'
import { placeStateWords, placeText } from './place-text.ts'
import { transferText } from './transfer-text.ts'
import { workWords } from './work-words.ts'
import { WorksStrip } from './works-strip.tsx'
import {
  changeGroundWords,
  changeKindWords,
  controlNeedWords,
  controlStateWords,
  factWords,
  halfWords,
  methodWords,
  recordWayWords,
  releaseWords,
  STATE_SIGNS,
  symptomWords,
  testResultWords,
  triggerWords,
} from './words.ts'

type Case = Out<'control.getControl'>
type Fact = Case['facts'][number]

export function ControlDrawer({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const t = useText(controlText)
  const word = useWord()
  const found = useQuery('control.getControl', { caseId })
  const title =
    found.data === undefined
      ? t('title')
      : `${found.data.about === 'place' ? found.data.areaName : (found.data.name ?? t('notForYou'))} · ${word(found.data.track)}`
  return (
    <Drawer open size={720} title={title} onClose={onClose}>
      <Loaded of={found}>{(data) => <Case of={data} />}</Loaded>
    </Drawer>
  )
}

function Case({ of }: { of: Case }) {
  const t = useText(controlText)
  const p = useText(placeText)
  const isPlace = of.about === 'place'
  const word = useWord()
  return (
    <div className="desk-stack">
      <p>
        <span className="desk-sign">
          <span aria-hidden="true">{STATE_SIGNS[of.state]}</span> {word((isPlace ? placeStateWords : controlStateWords)[of.state])}
        </span>{' '}
        <strong>{of.measureName === null ? '' : word(of.measureName)}</strong> {of.areaName} {of.door ?? ''}
        {of.dayNumber !== null && ` · ${t('day', { n: of.dayNumber })}`}
      </p>
      {of.from !== null && of.lastDay !== null && of.releasableOn !== null && (
        <p>
          {of.from > of.lastDay
            ? t('noLonger', { day: of.from })
            : t(of.isForeseen ? 'wouldBe' : 'from', { from: of.from, until: of.lastDay, on: of.releasableOn })}
        </p>
      )}
      {of.isForeseen && <Spans measures={of.measures} />}
      {of.isOutdated && <Alert type="warning" showIcon title={t('outdated')} />}
      {of.signatures !== null && of.signatures.needed > 1 && <Alert type="info" showIcon title={t('signatures', of.signatures)} />}
      <Actions of={of} />
      <Waiting of={of} />
      {of.days.length > 0 && <DaysStrip days={of.days} today={of.today} />}
      {isPlace && <WorksStrip works={of.works} today={of.today} />}
      {of.release.length > 0 && (
        <>
          <h3>{isPlace ? p('endTakes') : t('lacks')}</h3>
          <ul className="control-plain">
            <li>{of.lastDay !== null && of.today > of.lastDay ? `✓ ${t('served')}` : `○ ${t('notOver')}`}</li>
            {of.release.map((one) => (
              <li key={one.kind}>
                {one.isMet ? '✓' : '○'}{' '}
                {(releaseWords[one.kind] === undefined ? one.kind : word(releaseWords[one.kind]!)).replace('{days}', String(one.days ?? ''))}
              </li>
            ))}
          </ul>
        </>
      )}
      <NamedCarers carers={of.carers} />
      <Grounds of={of} />
      <h3>{t('facts')}</h3>
      {of.facts.length === 0 ? (
        <Nothing says={t('noFacts')} />
      ) : (
        <ol className="control-plain">
          {of.facts.map((fact) => (
            <li key={fact.id}>
              <FactLine fact={fact} isPlace={isPlace} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** Which measure on which days. */
export function Spans({ measures }: Pick<Case, 'measures'>) {
  const word = useWord()
  return (
    <ul className="control-plain">
      {measures.map((one) => (
        <li key={one.from}>
          <strong>{word(one.name)}</strong> {one.from} – {one.to}
        </li>
      ))}
    </ul>
  )
}

function Grounds({ of }: { of: Case }) {
  const t = useText(controlText)
  const word = useWord()
  return (
    <>
      <p className="desk-note">
        {t('anchor', { day: of.anchorDay, trigger: word(triggerWords[of.trigger]) })}
        <br />
        {t('evidence')}: {word(evidenceWords[of.evidence.kind])} {of.evidence.reference} · {of.evidence.issuedBy}
        <br />
        {t('openedBy', { by: of.openedBy, unit: of.openedUnit })}
        {of.confirmedBy !== null && ` · ${t('confirmedBy', { by: of.confirmedBy, unit: of.confirmedUnit ?? '' })}`}
        <br />
        {t('rule', { pack: of.packId, edition: of.edition, source: word(of.source) })}
        {of.isDraft && ` · ${t('draft')}`}
        {of.guardian !== null && (
          <>
            <br />
            {t('hasGuardian', { name: of.guardian })}
          </>
        )}
      </p>
      {of.refusal !== null && <Alert type="info" showIcon title={t('refusal', { reason: of.refusal })} />}
      {of.alongside.length > 0 && (
        <p>
          {t('alongside')}:{' '}
          {of.alongside.map((one, at) => (
            <span key={one.caseId}>
              {at > 0 && ' · '}
              <a href={`#/control/${one.caseId}`}>{one.name ?? t('notForYou')}</a> {word(controlStateWords[one.state])}
            </span>
          ))}
        </p>
      )}
    </>
  )
}

/** What one proposed and a second one has to agree to. */
function Waiting({ of }: { of: Case }) {
  const { change } = of
  const t = useText(controlText)
  const word = useWord()
  const decide = useDo('control.decideChange', { said: t('decided'), alsoRefresh: ['gate', 'tasks'] })
  if (change === null) return null
  const says = `${t('changeProposed', { by: change.by, unit: change.unit })}${word(changeKindWords[change.kind])} ${change.day ?? ''} · ${word(changeGroundWords[change.ground])} · ${change.evidence.reference} · ${change.evidence.issuedBy}`
  return (
    <Alert
      type="warning"
      showIcon
      title={says}
      description={
        <>
          {t(change.comesTo === null ? 'comesToEnd' : 'comesTo', {
            until: of.lastDay ?? '',
            next: change.comesTo?.lastDay ?? '',
            on: change.comesTo?.releasableOn ?? '',
          })}
          {change.signatures !== null && change.signatures.needed > 1 && (
            <>
              <br />
              {t('signatures', change.signatures)}
            </>
          )}
        </>
      }
      action={
        change.mayAgree ? (
          <span className="desk-row">
            <Button size="small" type="primary" loading={decide.isBusy} onClick={() => void decide.run({ changeId: change.id, agrees: true })}>
              {t('agree')}
            </Button>
            <Button size="small" onClick={() => void decide.run({ changeId: change.id, agrees: false })}>
              {t('disagree')}
            </Button>
          </span>
        ) : undefined
      }
    />
  )
}

/** What is said otherwise of a place. */
const SAID = ['confirm', 'confirmAsk', 'release', 'releaseAsk', 'released', 'print'] as const

function Actions({ of }: { of: Case }) {
  const t = useText(controlText)
  const tr = useText(transferText)
  const p = useText(placeText)
  const isPlace = of.about === 'place'
  const says = Object.fromEntries(SAID.map((key) => [key, isPlace ? p(key) : t(key)])) as Record<(typeof SAID)[number], string>
  const notify = useNotify()
  const { modal } = App.useApp()
  const [opened, setOpened] = useState<'record' | 'test' | 'paper' | 'change' | 'transfer' | 'decline' | null>(null)
  const confirm = useDo('control.confirmOpening', { said: t('confirmed'), alsoRefresh: ['gate', 'tasks'] })
  const decline = useDo('control.declineOpening', { said: t('declined') })
  const release = useDo('control.releaseCase', { said: says.released, alsoRefresh: ['gate', 'tasks'] })
  const close = () => setOpened(null)
  const button = (may: boolean, key: 'record' | 'test' | 'paper' | 'change' | 'transfer', is: ReactNode) =>
    may && <Button onClick={() => setOpened(key)}>{is}</Button>
  const { may } = of
  return (
    <div className="desk-row">
      {may.confirm && (
        <Button
          type="primary"
          onClick={() =>
            modal.confirm({
              title: says.confirm,
              content: says.confirmAsk,
              okText: says.confirm,
              onOk: () => confirm.run({ caseId: of.id }),
            })
          }
        >
          {says.confirm}
        </Button>
      )}
      {may.decline && <Button onClick={() => setOpened('decline')}>{t('decline')}</Button>}
      {may.release && (
        <Button
          type="primary"
          onClick={() =>
            modal.confirm({
              title: says.release,
              content: says.releaseAsk,
              okText: says.release,
              onOk: () => release.run({ caseId: of.id }),
            })
          }
        >
          {says.release}
        </Button>
      )}
      {may.work && (
        <Button href={`/work/#/place/${of.id}`} target="_blank">
          {p('toRecord')}
        </Button>
      )}
      {button(may.record, 'record', t('record'))}
      {button(may.record, 'test', t('test'))}
      {button(may.paper, 'paper', t('paper'))}
      {button(may.change, 'change', t('change'))}
      {button(may.transfer, 'transfer', tr('start'))}
      {may.print && (
        <Button icon={<PrinterOutlined />} onClick={() => void download('control.printRelease', { caseId: of.id }).catch(notify.failed)}>
          {says.print}
        </Button>
      )}
      {opened === 'record' && <RecordDialog of={of} onClose={close} />}
      {opened === 'test' && <TestDialog of={of} onClose={close} />}
      {opened === 'paper' && <PaperDialog of={of} onClose={close} />}
      {opened === 'change' && <ChangeDialog of={of} onClose={close} />}
      {opened === 'transfer' && <TransferDialog caseId={of.id} onClose={close} />}
      <ReasonDialog
        title={t('decline')}
        says={t('declineSays')}
        confirm={t('decline')}
        isOpen={opened === 'decline'}
        isBusy={decline.isBusy}
        onClose={close}
        onReason={(reason) => void decline.run({ caseId: of.id, reason }).then((done) => done !== null && close())}
      />
    </div>
  )
}

function FactLine({ fact, isPlace }: { fact: Fact; isPlace: boolean }) {
  const p = useText(placeText)
  const word = useWord()
  const says = [
    fact.half === null ? null : word(halfWords[fact.half]),
    fact.temperatureC === null ? null : `${fact.temperatureC.toFixed(1)} °C`,
    ...fact.symptoms.map((one) => word(symptomWords[one])),
    ...fact.needs.map((one) => word(controlNeedWords[one])),
    fact.note,
    fact.method === null ? null : word(methodWords[fact.method]),
    fact.result === null ? null : word(testResultWords[fact.result]),
    fact.ct === null ? null : `Ct ${fact.ct}`,
    fact.reference,
    fact.until === null ? null : `→ ${fact.until}`,
    fact.ground === null ? null : word(changeGroundWords[fact.ground]),
    fact.edition,
    fact.work === null ? null : word(workWords[fact.work]),
    fact.index === null ? null : `${word(fact.index.name)} ${fact.index.value} (${fact.index.counted}/${fact.index.among})`,
  ].filter((one) => one !== null)
  return (
    <>
      <strong>
        {fact.day} {isPlace && fact.kind === 'opened' ? p('opened') : word(factWords[fact.kind])}
      </strong>{' '}
      {says.join(' · ')}
      <br />
      <span className="desk-quiet">
        {showMoment(fact.at)} · {fact.by === null ? '' : `${fact.by} · `}
        {fact.unit === null ? '' : `${fact.unit} · `}
        {word(recordWayWords[fact.way])}
      </span>
      <PhotoView photoIds={fact.photoIds} />
    </>
  )
}
