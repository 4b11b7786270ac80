import type { HomeUse } from '@xiaomen/rules/registry'
import { useState } from 'react'
import { careWords, documentWords, homeUseWords, residencyWords, useWord } from '../../desk/words.ts'
import { refresh, useCommand, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { DoorTasks } from '../tasks/door-screen.tsx'
import { AddResident } from './add-resident.tsx'
import { useLanguageName } from './desk-languages.ts'
import { HomeTrade } from './home-trade.tsx'
import { EditResident } from './edit-resident.tsx'
import { FamilyCard } from './family-card.tsx'
import { Revealable } from './worker-reveal.tsx'
import { HistoryList } from './history-list.tsx'
import { workerWords } from './worker-text.ts'

type Home = Out<'registry.getHome'>
type Person = Home['residents'][number]

/** One door: who lives there, what is owed, what can be done at it. */
export function HomeScreen({ homeId }: { homeId: string }) {
  const t = useText(workerWords)
  const word = useWord()
  const sayError = useErrorText()
  const { may } = useSession()
  const home = useQuery('registry.getHome', { homeId })
  const [open, setOpen] = useState<'card' | 'add' | null>(null)
  if (home.data === undefined)
    return (
      <section className="stack">
        <a href="#/buildings">‹ {t('back')}</a>
        {home.error !== null && <Notice tone="warn">{sayError(home.error)}</Notice>}
      </section>
    )
  const { home: place, residents, past, dues } = home.data
  const mayEdit = may('registry.edit', place.path)
  const nameOf = (personId: string | null) => residents.find((one) => one.id === personId)?.name ?? ''
  return (
    <section className="stack">
      <a href={`#/building/${place.areaId}`}>‹ {place.areaName}</a>
      <div className="row spread">
        <h1>{place.door}</h1>
        <span className="tag">{word(homeUseWords[place.use])}</span>
      </div>
      <HomeTrade home={place} />
      {dues.length > 0 && (
        <div className="card stack">
          <h2>
            {t('dues')} · {dues.length}
          </h2>
          <ul className="dues">
            {dues.map((due, index) => (
              <li key={`${due.kind}${due.personId ?? index}`}>
                ! {t(due.kind)}
                {due.personId === null ? '' : `：${nameOf(due.personId)}`}
              </li>
            ))}
          </ul>
        </div>
      )}
      <DoorTasks homeId={homeId} />
      <h2>
        {t('residents')} · {residents.length}
      </h2>
      <ul className="list">
        {residents.map((person) => (
          <PersonCard key={person.residency.id} person={person} homeId={place.id} path={place.path} mayEdit={mayEdit} />
        ))}
      </ul>
      {open === 'card' && <FamilyCard homeId={homeId} onClose={() => setOpen(null)} />}
      {open === 'add' && <AddResident homeId={homeId} onClose={() => setOpen(null)} />}
      {open === null && (
        <div className="row">
          {may('registry.invite', place.path) && (
            <button className="primary" onClick={() => setOpen('card')}>
              {t('card')}
            </button>
          )}
          {mayEdit && <button onClick={() => setOpen('add')}>{t('add')}</button>}
        </div>
      )}
      {mayEdit && <UseChooser home={home.data} />}
      {past.length > 0 && (
        <details className="card">
          <summary>
            {t('past')} · {past.length}
          </summary>
          <ul className="dues">
            {past.map((one) => (
              <li key={one.residency.id}>
                {one.name ?? '—'} {one.residency.from} – {one.residency.until ?? ''}
                {one.movedTo !== null && (
                  <>
                    {' · '}
                    <a href={`#/home/${one.movedTo.homeId}`}>{t('movedTo', { door: `${one.movedTo.areaName} ${one.movedTo.door}` })}</a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      <History homeId={place.id} />
    </section>
  )
}

/** Asked for when somebody opens it, not with every door. */
function History({ homeId }: { homeId: string }) {
  const t = useText(workerWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('history')}</summary>
      {isOpen && <HistoryList of={{ homeId }} />}
    </details>
  )
}

function UseChooser({ home: { home } }: { home: Home }) {
  const t = useText(workerWords)
  const word = useWord()
  const sayError = useErrorText()
  const set = useCommand('registry.setHomeUse')
  const wanted = set.error?.code === 'registry.changed_meanwhile' ? set.variables?.use : undefined
  const change = (use: HomeUse) =>
    // Refused because somebody else was first: what stands there now is asked for, so that both can be seen.
    set.mutate({ homeId: home.id, use, version: home.version }, { onError: () => void refresh('registry') })
  return (
    <>
      {set.error !== null && wanted === undefined && <Notice tone="error">{sayError(set.error)}</Notice>}
      {wanted !== undefined && (
        <div className="card stack" role="alert">
          <p>{t('useNow', { use: word(homeUseWords[home.use]) })}</p>
          <div className="row">
            <button onClick={() => set.reset()}>{t('useTheirs', { use: word(homeUseWords[home.use]) })}</button>
            <button onClick={() => change(wanted)}>{t('useMine', { use: word(homeUseWords[wanted]) })}</button>
          </div>
        </div>
      )}
      <Field label={t('setUse')}>
        <select value={home.use} disabled={set.isPending} onChange={(event) => change(event.target.value as HomeUse)}>
          {(Object.keys(homeUseWords) as HomeUse[]).map((use) => (
            <option key={use} value={use}>
              {word(homeUseWords[use])}
            </option>
          ))}
        </select>
      </Field>
    </>
  )
}

function PersonCard({ person, homeId, path, mayEdit }: { person: Person; homeId: string; path: string; mayEdit: boolean }) {
  const t = useText(workerWords)
  const word = useWord()
  const sayError = useErrorText()
  const { may } = useSession()
  const languageName = useLanguageName()
  const [asks, setAsks] = useState<'move' | 'edit' | null>(null)
  const move = useCommand('registry.moveResident')
  const mayReveal = may('registry.reveal', path)
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <strong className="big">{person.name ?? t('notShown')}</strong>
        <span className="tag">{word(residencyWords[person.residency.kind])}</span>
      </div>
      <dl className="facts">
        <dt>{t('phone')}</dt>
        <dd>
          <Revealable personId={person.id} dataClass="phone" value={person.phone} mayReveal={mayReveal} />
        </dd>
        {person.documentKind !== null && (
          <>
            <dt>{word(documentWords[person.documentKind])}</dt>
            <dd>
              <Revealable personId={person.id} dataClass="document" value={person.document} mayReveal={mayReveal} />
            </dd>
          </>
        )}
        {person.care !== null && person.care.length > 0 && (
          <>
            <dt>♥ {t('care')}</dt>
            <dd>{person.care.map((care) => word(careWords[care])).join(' · ')}</dd>
          </>
        )}
        {person.lang !== null && !person.lang.startsWith('zh') && (
          <>
            <dt>{t('speaks')}</dt>
            <dd>{languageName(person.lang)}</dd>
          </>
        )}
      </dl>
      {asks === 'move' && (
        <div className="stack">
          {move.error !== null && <Notice tone="error">{sayError(move.error)}</Notice>}
          <p>{t('moveOutSure', { name: person.name ?? '' })}</p>
          <div className="row">
            <button
              className="primary"
              disabled={move.isPending}
              onClick={() => move.mutate({ residencyId: person.residency.id, on: today(), toHomeId: null })}
            >
              {t('yes')}
            </button>
            <button onClick={() => setAsks(null)}>{t('cancel')}</button>
          </div>
        </div>
      )}
      {asks === 'edit' && <EditResident homeId={homeId} person={person} onClose={() => setAsks(null)} />}
      {mayEdit && asks === null && (
        <div className="row">
          <button className="plain" onClick={() => setAsks('edit')}>
            {t('edit')}
          </button>
          <button className="plain" onClick={() => setAsks('move')}>
            {t('moveOut')}
          </button>
        </div>
      )}
    </li>
  )
}
