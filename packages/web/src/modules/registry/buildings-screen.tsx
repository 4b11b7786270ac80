import { useState } from 'react'
import type { FormEvent } from 'react'
import { useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { ReportsLink } from './tenant-reports-link.tsx'
import { workerWords } from './worker-text.ts'

/** Buildings of the worker's own area, by compound; and a search over its homes. */
export function BuildingsScreen() {
  const t = useText(workerWords)
  const sayError = useErrorText()
  const { may } = useSession()
  const [typed, setTyped] = useState('')
  const [sought, setSought] = useState('')
  const tree = useQuery('areas.listTree', {})
  const found = useQuery('registry.findHomes', { text: sought || '-' }, { enabled: sought !== '' })
  const areas = tree.data?.areas ?? []
  const byId = new Map(areas.map((area) => [area.id, area]))
  // A unit whose building is not in sight (a stair head's own) stands for itself.
  const charts = areas.filter((area) => area.level === 'building' || (area.level === 'unit' && byId.get(area.parentId ?? '')?.level !== 'building'))
  const parents = [...new Set(charts.map((area) => area.parentId))]
  const grouped = parents.map((parentId) => [byId.get(parentId ?? '')?.name ?? '', charts.filter((area) => area.parentId === parentId)] as const)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSought(typed.trim())
  }
  return (
    <section className="stack">
      <div className="row spread">
        <h1>{t('title')}</h1>
        {may('sweeps.walk') && (
          <a className="button" href="#/sweeps">
            {t('sweeps')}
          </a>
        )}
      </div>
      <form className="row" role="search" onSubmit={submit}>
        <input
          className="grow"
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          maxLength={60}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            if (event.target.value === '') setSought('')
          }}
        />
        <button>{t('find')}</button>
      </form>
      {may('registry.edit') && <ReportsLink />}
      {sought !== '' && found.error !== null && <Notice tone="warn">{sayError(found.error)}</Notice>}
      {sought !== '' && found.data?.length === 0 && <Notice>{t('nothing')}</Notice>}
      {sought !== '' && found.data !== undefined && found.data.length > 0 && (
        <ul className="list">
          {found.data.map(({ home, names }) => (
            <li key={home.id}>
              <a className="button wide" href={`#/home/${home.id}`}>
                <span className="grow">
                  <strong>{home.door}</strong> {home.areaName}
                  <br />
                  <span className="quiet">{names.join(' · ')}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {tree.error !== null && <Notice tone="warn">{sayError(tree.error)}</Notice>}
      {tree.data !== undefined && charts.length === 0 && <p>{t('noBuildings')}</p>}
      {grouped.map(([name, list]) => (
        <div key={name} className="stack">
          {name !== '' && <h2>{name}</h2>}
          <ul className="tiles">
            {list.map((area) => (
              <li key={area.id}>
                <a className="button" href={`#/building/${area.id}`}>
                  <strong>{area.name}</strong>
                  <span className="quiet">{t('homes', { count: area.homes })}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
