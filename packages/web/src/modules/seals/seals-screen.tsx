// 封条 on the worker's phone: alarms and what has to come off first, with or without network.
import { useErrorText } from '../../platform/errors-text.ts'
import { useWord } from '../../desk/words.ts'
import { Notice } from '../../platform/parts.tsx'
import { useOutbox } from '../../platform/queue.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { useKept } from '../../platform/use-kept.ts'
import { doorOf, useNext } from './seal-view.ts'
import { alarmWords, sealStateSigns, sealStateWords } from './words.ts'
import { sealWorkerWords } from './worker-text.ts'
import '../tasks/tasks.css'
import './seals.css'

export function SealsScreen() {
  const t = useText(sealWorkerWords)
  const word = useWord()
  const next = useNext()
  const sayError = useErrorText()
  const outbox = useOutbox()
  const { data, keptAt, isFresh, error } = useKept('seals.mine', 'seals.listSeals', {}, outbox.waiting)
  return (
    <section className="stack">
      <a href="#/today">‹ {t('today')}</a>
      <h1>{t('title')}</h1>
      {data === null && error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data !== null && !isFresh && error !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {data?.seals.length === 0 && <p>{t('none')}</p>}
      <ul className="list">
        {data?.seals.map((one) => (
          <li key={one.id} className="card">
            <a className="task-line" href={`#/seals/${one.id}`}>
              <span>
                <strong>{doorOf(one)}</strong> <span className="tag">{one.number}</span>
              </span>
              {one.alarms.map((alarm) => (
                <span key={alarm.id} className="seal-late">
                  ! {word(alarmWords[alarm.kind])}
                </span>
              ))}
              <span className={one.isCheckLate || one.isRemovalLate ? 'seal-late' : 'quiet'}>
                <span aria-hidden="true">{sealStateSigns[one.state]}</span> {word(sealStateWords[one.state])}
                {next(one).map((says) => ` · ${says}`)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
