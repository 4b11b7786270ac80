// 小门自查 on a phone: which gate, and how each stands.
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import { Notice } from '../../platform/parts.tsx'
import { useOutbox } from '../../platform/queue.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { useKept } from '../../platform/use-kept.ts'
import { standingSigns, standingWords } from './words.ts'
import { checkText } from './worker-text.ts'
import './checklists.css'

export function ChecksScreen() {
  const t = useText(checkText)
  const word = useWord()
  const sayError = useErrorText()
  const { waiting } = useOutbox()
  useLive('checklists')
  const { data, keptAt, isFresh, error } = useKept('checklists.gates', 'checklists.listGates', {}, waiting)
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      <p className="quiet">{t('lead')}</p>
      {data === null && error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      {data !== null && !isFresh && error !== null && <Notice>{t('offline', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {data?.length === 0 && <p>{t('none')}</p>}
      <ul className="list">
        {data?.map((gate) => (
          <li key={gate.gateId}>
            <a className="button wide" href={`#/checks/${gate.gateId}`}>
              <span className="grow">
                <strong>{gate.name}</strong>
                <br />
                <span className="quiet">
                  {gate.areaName} · {gate.checkedAt === null ? t('neverYet') : t('last', { time: showMoment(gate.checkedAt) })}
                </span>
              </span>
              <span className={`tag check-${gate.standing}`}>
                <span aria-hidden="true">{standingSigns[gate.standing]}</span>{' '}
                {gate.faults.length > 0 ? t('faults', { count: gate.faults.length }) : word(standingWords[gate.standing])}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
