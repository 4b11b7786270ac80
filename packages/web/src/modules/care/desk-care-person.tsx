// One person in care at the desk: the two carers, the interval, what was found and who looked after them before.
import type { SlotGap } from '@xiaomen/rules/answerability'
import { Button, Drawer, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { careWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { slotGapWords, slotWords } from '../answerability/words.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import { HomeDrawer } from '../registry/desk-home.tsx'
import { CarerSelect } from './desk-assign.tsx'
import { careText } from './desk-text.ts'
import { changeWords, needWords, resultWords, STANDING_SIGNS, standingWords, wayWords } from './words.ts'

type Care = Out<'care.getCare'>

export function CareDrawer({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useText(careText)
  const care = useQuery('care.getCare', { personId })
  return (
    <Drawer open size={560} title={care.data?.person.name ?? t('title')} onClose={onClose}>
      <Loaded of={care}>{(data) => <Person care={data} />}</Loaded>
    </Drawer>
  )
}

function Person({ care: { person, override, since, contacts, changes } }: { care: Care }) {
  const t = useText(careText)
  const word = useWord()
  const { may } = useSession()
  const [homeId, setHomeId] = useState<string | null>(null)
  return (
    <div className="desk-stack">
      <p>
        <strong>{person.door ?? '—'}</strong> · {person.care?.map((one) => word(careWords[one])).join(' · ') ?? '—'} ·{' '}
        <span className="desk-quiet">{t('since', { day: since })}</span>
      </p>
      <p>
        <span aria-hidden="true">{STANDING_SIGNS[person.standing]}</span>{' '}
        {person.standing === 'overdue' ? t('overdueDays', { n: person.overdueDays }) : word(standingWords[person.standing])} · {t('next')} {person.nextDue} ·{' '}
        {t('every', { n: person.intervalDays })}
        {override !== null && <span className="desk-quiet"> · {override.reason ?? ''}</span>}
      </p>
      <h3>{t('pair')}</h3>
      <Pair person={person} />
      {may('care.assign') && <Hands person={person} />}
      {may('care.assign') && <OwnInterval person={person} override={override} />}
      <h3>{t('contacts')}</h3>
      {contacts.length === 0 && <Nothing says={t('noContacts')} />}
      <ul className="care-plain">
        {contacts.map((one) => (
          <li key={one.id}>
            {showMoment(one.at)} {one.by} {word(wayWords[one.way])} <strong>{word(resultWords[one.result])}</strong>
            {one.needs.length > 0 && ` · ${one.needs.map((need) => word(needWords[need])).join(' · ')}`}
            {one.note !== null && ` · ${one.note}`}
          </li>
        ))}
      </ul>
      <h3>{t('changes')}</h3>
      <ul className="care-plain">
        {changes.map((one) => (
          <li key={`${one.at}${one.why}${one.slot ?? ''}`}>
            {showMoment(one.at)} {one.slot !== null && `${word(slotWords[one.slot])} · `}
            {word(changeWords[one.why])}
            {one.who !== null && ` · ${one.who}`}
            {one.by !== null && <span className="desk-quiet"> · {one.by}</span>}
          </li>
        ))}
      </ul>
      <Button onClick={() => setHomeId(person.homeId)}>{t('openHome')}</Button>
      <HomeDrawer homeId={homeId} onClose={() => setHomeId(null)} onGo={setHomeId} />
    </div>
  )
}

/** 二对一: each with who stands in or why nobody is there, and whose turn it is. */
function Pair({ person: { carer, second, gaps, turn } }: { person: Care['person'] }) {
  const t = useText(careText)
  const word = useWord()
  const line = (who: { name: string; coverName: string | null } | null, gap: SlotGap | null) => (
    <>
      {who?.name ?? `◌ ${t('nobody')}`}
      {who?.coverName != null && ` · ${t('standsIn', { name: who.coverName })}`}
      {gap !== null && <span className="care-strong"> · {word(slotGapWords[gap])}</span>}
    </>
  )
  const next = turn === null ? null : turn === 'first' ? (carer?.coverName ?? carer?.name) : (second?.coverName ?? second?.name)
  return (
    <p>
      {word(slotWords.gridWorker)} · {line(carer, gaps.first)}
      {carer !== null && carer.unit !== '' && <span className="desk-quiet"> · {carer.unit}</span>}
      <br />
      {word(slotWords.partyMemberHome)} · {line(second, gaps.second)}
      {next != null && (
        <>
          <br />
          <strong>▸ {t('turn', { name: next })}</strong>
        </>
      )}
    </p>
  )
}

function Hands({ person }: { person: Care['person'] }) {
  const t = useText(careText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [how, setHow] = useState<'carer' | 'account' | 'ledger' | null>(null)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const first = useDo('care.assignCarer', { alsoRefresh: ['tasks'], said: d('saved') })
  const second = useDo('care.setSecondCarer', { said: d('saved') })
  const areaId = current?.id ?? ''
  const done = (answer: unknown) => {
    if (answer !== null) setHow(null)
  }
  const save = async () => {
    if (chosen === undefined) return
    if (how === 'carer') return done(await first.run({ personIds: [person.personId], accountId: chosen }))
    done(await second.run({ personId: person.personId, version: person.version, ...(how === 'account' ? { accountId: chosen } : { secondPersonId: chosen }) }))
  }
  return (
    <div className="desk-stack">
      <p className="desk-note">{t('pairHelp')}</p>
      <Radio.Group
        className="desk-radios"
        aria-label={t('pair')}
        value={how}
        onChange={(event) => {
          setHow(event.target.value as typeof how)
          setChosen(undefined)
        }}
        options={[
          { value: 'carer', label: t('setFirst') },
          { value: 'account', label: t('setSecondAccount') },
          { value: 'ledger', label: t('setSecondLedger') },
        ]}
      />
      {how === 'ledger' && <PersonPicker {...(chosen === undefined ? {} : { value: chosen })} onChange={setChosen} />}
      {(how === 'carer' || how === 'account') && (
        <CarerSelect key={how} areaId={areaId} {...(chosen === undefined ? {} : { value: chosen })} onChange={setChosen} />
      )}
      <div className="desk-row">
        {how !== null && (
          <Button type="primary" disabled={chosen === undefined} loading={first.isBusy || second.isBusy} onClick={() => void save()}>
            {d('save')}
          </Button>
        )}
        {person.second !== null && (
          <Button loading={second.isBusy} onClick={() => void second.run({ personId: person.personId, version: person.version })}>
            {t('clear')}
          </Button>
        )}
      </div>
    </div>
  )
}

function OwnInterval({ person, override }: { person: Care['person']; override: Care['override'] }) {
  const t = useText(careText)
  const d = useText(deskText)
  const set = useDo('care.setPersonInterval', { alsoRefresh: ['tasks'], said: d('saved') })
  const required = [{ required: true, message: d('required') }]
  const save = ({ days, reason }: { days: number; reason: string }) => void set.run({ personId: person.personId, version: person.version, days, reason })
  return (
    <>
      <h3>{t('ownInterval')}</h3>
      <Form
        layout="inline"
        requiredMark={false}
        initialValues={{ days: person.intervalDays, reason: override?.reason ?? '' }}
        onFinish={(values: { days: number; reason: string }) => save(values)}
      >
        <Form.Item name="days" rules={required}>
          <InputNumber min={1} max={90} suffix={t('days')} aria-label={t('intervalDays')} />
        </Form.Item>
        <Form.Item name="reason" rules={required}>
          <Input maxLength={200} placeholder={t('reason')} aria-label={t('reason')} />
        </Form.Item>
        <Button htmlType="submit" loading={set.isBusy}>
          {d('save')}
        </Button>
        {override !== null && (
          <Button type="link" onClick={() => void set.run({ personId: person.personId, version: person.version, days: null, reason: null })}>
            {t('giveBack')}
          </Button>
        )}
      </Form>
    </>
  )
}
