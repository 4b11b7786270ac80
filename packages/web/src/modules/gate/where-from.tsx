// 一问: where somebody comes from, picked from the list on the phone; one tap, with or without network.
import { suggestPlaces } from '@xiaomen/rules/risk'
import { useState } from 'react'
import { useText } from '../../platform/text.ts'
import { heededHere } from './decide-here.ts'
import type { WhereFrom } from './decide-here.ts'
import { guardWords } from './guard-text.ts'
import type { GateList } from './offline-list.ts'

/** As many as fit above the buttons of a small phone without much scrolling. */
const MOST_SHOWN = 12

export function WhereFromScreen({ list, onDone, onCancel }: { list: GateList; onDone: (whereFrom: WhereFrom | undefined) => void; onCancel: () => void }) {
  const t = useText(guardWords)
  const [typed, setTyped] = useState('')
  const listed = heededHere(list, Date.now())
  const found = suggestPlaces(listed, typed)
  const said = typed.trim()
  const title = t('whereFromTitle', { days: list.list.policy.whereFrom.lookBackDays })
  return (
    <div className="overlay picking" role="dialog" aria-modal="true" aria-label={title}>
      <h2>{title}</h2>
      <input
        type="search"
        aria-label={t('whereFromFind')}
        placeholder={t('whereFromFind')}
        autoComplete="off"
        maxLength={60}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="list">
        {found.slice(0, MOST_SHOWN).map((area) => (
          <li key={area.id}>
            <button className="wide" onClick={() => onDone({ riskAreaIds: [area.id] })}>
              {area.name} <small>{t(area.level)}</small>
            </button>
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN && <p className="quiet">{t('whereFromMore', { count: found.length - MOST_SHOWN })}</p>}
      {found.length === 0 && (
        <p className="quiet" role="status">
          {t(listed.length === 0 ? 'whereFromEmpty' : 'whereFromNoMatch')}
        </p>
      )}
      {/* What was typed goes along: the server's list may know a place that this phone's does not yet. */}
      <button className="primary" onClick={() => onDone({ riskAreaIds: [], ...(said === '' ? {} : { place: said }) })}>
        {t('whereFromNone')}
      </button>
      <button onClick={() => onDone(undefined)}>{t('whereFromUnsaid')}</button>
      <button className="plain" onClick={onCancel}>
        {t('cancel')}
      </button>
    </div>
  )
}
