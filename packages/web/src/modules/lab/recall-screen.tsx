// 入户通知: whoever of a home is to stay in is told at the door, each by name; what was found is noted without network, too.
import { isTold, RECALL_ANSWERS, type RecallAnswer, type RecallState, stepRecall } from '@xiaomen/rules/lab'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { addToOutbox, useOutbox } from '../../platform/queue.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { useKept } from '../../platform/use-kept.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { noteElsewhere } from '../tasks/my-tasks.ts'
import { recallScreenWords } from './recall-text.ts'
import { RECALL_SIGNS, recallWords } from './words.ts'

export function RecallScreen({ homeId }: { homeId: string }) {
  const t = useText(recallScreenWords)
  const word = useWord()
  const sayError = useErrorText()
  const { waiting } = useOutbox()
  const { data, keptAt, isFresh, error } = useKept(`lab.home:${homeId}`, 'lab.listAtHome', { homeId }, waiting)
  const [noted, setNoted] = useState<Record<string, RecallState>>({})
  const [said, setSaid] = useState<string | null>(null)
  const stateOf = (one: { id: string; state: RecallState }) => (isTold(one.state) ? one.state : (noted[one.id] ?? one.state))
  const note = async (recallId: string, answer: RecallAnswer) => {
    const id = uuidv7()
    await addToOutbox('lab.recordRecall', { id, recallId, answer, at: new Date().toISOString() })
    const one = data!.find((row) => row.id === recallId)!
    const now = { ...noted, [recallId]: stepRecall(one.state, { kind: 'answer', answer }) }
    setNoted(now)
    setSaid(t(navigator.onLine ? 'saved' : 'waiting'))
    if (data!.every((row) => isTold(now[row.id] ?? row.state))) await noteElsewhere((task) => task.kind === 'recall' && task.homeId === homeId, id, 'done')
  }
  return (
    <section className="stack">
      <a href="#/today">‹ {t('today')}</a>
      <h1>{data?.[0]?.door ?? t('title')}</h1>
      {data !== null && !isFresh && error !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {data === null && error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {said !== null && <Notice tone="done">{said}</Notice>}
      {data?.length === 0 && <p>{t('none')}</p>}
      {data !== null && data.length > 0 && (
        <>
          <div className="card stack-tight">
            <strong>{t('say1')}</strong>
            <span>1. {t('say2')}</span>
            <span>2. {t('say3')}</span>
            <span>3. {t('say4')}</span>
          </div>
          <ul className="list">
            {data.map((one) => {
              const state = stateOf(one)
              return (
                <li key={one.id} className="card stack">
                  <div>
                    <strong className="big">{one.name ?? '***'}</strong>{' '}
                    <span>
                      <span aria-hidden="true">{RECALL_SIGNS[state]}</span> {word(recallWords[state])}
                    </span>{' '}
                    <span className="quiet">{t('since', { time: showMoment(new Date(one.openedAt)) })}</span>
                  </div>
                  {state !== 'resampled' && (
                    <div className="row" role="group" aria-label={one.name ?? ''}>
                      {RECALL_ANSWERS.map((answer) => (
                        <button
                          key={answer}
                          className={answer === 'atHome' && state === 'notified' ? 'primary' : ''}
                          aria-pressed={state === answer}
                          onClick={() => void note(one.id, answer)}
                        >
                          {t(answer)}
                        </button>
                      ))}
                    </div>
                  )}
                </li>
              )
            })}
          </ul>
          {data.some((one) => stateOf(one) === 'unreachable') && <Notice tone="warn">{t('again')}</Notice>}
        </>
      )}
    </section>
  )
}
