// 关爱联系: one person, one touch to call, one to say how they are; without the network too.
import { useEffect, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { isAway } from '../../platform/transport.ts'
import { CallButton } from './call-button.tsx'
import { CareCategories, CareStandingLine } from './care-line.tsx'
import { ContactForm } from './contact-form.tsx'
import { fromKeptList, type InCare, useCarePerson } from './my-care.ts'
import { careWorkerWords } from './worker-text.ts'
import { needWords, resultWords, wayWords } from './words.ts'
import '../tasks/tasks.css'

export function CarePersonScreen({ personId }: { personId: string }) {
  const t = useText(careWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const { may } = useSession()
  const { data, keptAt, noted, error, renew } = useCarePerson(personId)
  const [listed, setListed] = useState<InCare | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    void fromKeptList(personId).then(setListed)
  }, [personId])
  const person = data?.person ?? listed
  const isGone = error !== null && !isAway(error)
  const own = noted[personId]
  return (
    <section className="stack">
      <a href="#/care">‹ {t('back')}</a>
      {isGone && (
        <Notice tone="warn">
          {t('notHere')} {sayError(error)}
        </Notice>
      )}
      {keptAt !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {!isGone && person === null && error !== null && <Notice tone="warn">{t('unknown')}</Notice>}
      {person !== null && (
        <>
          <div className="row spread">
            <h1>{person.name ?? '—'}</h1>
            <span className="tag">{person.door ?? '—'}</span>
          </div>
          <div className="card stack-tight">
            <CareStandingLine person={person} />
            <CareCategories care={person.care} />
            <span className="quiet">
              {person.lastContact === null ? t('never') : t('last', { day: person.lastContact })}
              {person.lastResult === null ? '' : ` ${word(resultWords[person.lastResult])}`} · {t('next', { day: person.nextDue })} ·{' '}
              {t('interval', { count: person.intervalDays })}
            </span>
            <Pair person={person} />
          </div>
        </>
      )}
      {!isGone && <CallButton personId={personId} />}
      {said !== null && <Notice tone="done">{said}</Notice>}
      {own !== undefined && (
        <p className="quiet">
          {word(resultWords[own.result])} · {t('unsent')}
        </p>
      )}
      {!isGone &&
        (said === null ? (
          <div className="card stack">
            <h2>{t('result')}</h2>
            <ContactForm
              personId={personId}
              onNoted={() => {
                setSaid(t(navigator.onLine ? 'saved' : 'savedOffline'))
                setTimeout(renew, 1_500)
              }}
            />
          </div>
        ) : (
          <button onClick={() => setSaid(null)}>{t('again')}</button>
        ))}
      {data !== null && (
        <>
          <h2>
            {t('before')} · {data.contacts.length}
          </h2>
          {data.contacts.length === 0 && <p className="quiet">{t('noContacts')}</p>}
          <ul className="dues">
            {data.contacts.map((one) => (
              <li key={one.id}>
                {showMoment(one.at)} {one.by} {word(wayWords[one.way])} <strong>{word(resultWords[one.result])}</strong>
                {one.needs.length > 0 && ` · ${one.needs.map((need) => word(needWords[need])).join(' · ')}`}
                {one.note !== null && ` · ${one.note}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {person !== null && may('registry.read') && (
        <a className="button" href={`#/home/${person.homeId}`}>
          {t('home')} ›
        </a>
      )}
    </section>
  )
}

/** 二对一: both by name, who stands in, and whose turn it is. Either may make the contact. */
function Pair({ person }: { person: InCare }) {
  const t = useText(careWorkerWords)
  const { carer, second, turn } = person
  const next = turn === null ? null : turn === 'first' ? (carer?.coverName ?? carer?.name) : (second?.coverName ?? second?.name)
  const line = (who: { name: string; coverName: string | null } | null) =>
    who === null ? t('nobody') : who.coverName === null ? who.name : `${who.name}（${t('standsIn', { name: who.coverName })}）`
  return (
    <>
      <span className="quiet">
        {t('carers')} · {line(carer)}
        <br />
        {t('second')} · {line(second)}
      </span>
      {next != null && <strong>▸ {t('turnYours', { name: next })}</strong>}
    </>
  )
}
