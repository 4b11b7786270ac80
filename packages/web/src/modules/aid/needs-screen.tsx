// 住户需求 on the worker's phone: overdue first.
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { controlNeedWords } from '../control/words.ts'
import '../tasks/tasks.css'
import './aid.css'
import { needWorkerWords } from './need-text.ts'
import { NEED_SIGNS, needStateWords } from './need-words.ts'
import { doorOf } from './transport-view.ts'

const RENEW_MS = 60_000

export function NeedsScreen() {
  const t = useText(needWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const { data, error } = useQuery('aid.listNeeds', {}, { refetchIntervalMs: RENEW_MS })
  return (
    <section className="stack">
      <a href="#/today">‹ {t('today')}</a>
      <h1>{t('title')}</h1>
      {data === undefined && error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data?.needs.length === 0 && <p>{t('none')}</p>}
      <ul className="list">
        {data?.needs.map((one) => (
          <li key={one.id} className="card">
            <a className="task-line" href={`#/need/${one.id}`}>
              <span>
                <strong>{doorOf(one)}</strong> {one.name} <span className="tag">{word(controlNeedWords[one.kind])}</span>
              </span>
              <span className={one.isLate || one.heard === 'missing' ? 'aid-late' : 'quiet'}>
                <span aria-hidden="true">{NEED_SIGNS[one.state]}</span>{' '}
                {one.takenBy === null ? word(needStateWords[one.state]) : t('takenBy', { name: one.takenBy })}
                {' · '}
                {t('due', { at: showMoment(new Date(one.dueAt)) })}
                {one.heard === 'missing' && ` · ${t('missing')}`}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
