import { Button } from 'antd'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { tasksText } from './desk-text.ts'
import { outcomeWords, wayWords } from './words.ts'

export function Disputes() {
  const t = useText(tasksText)
  const word = useWord()
  const { current } = useAreas()
  const disputes = useQuery('tasks.listDisputes', current === null ? {} : { areaId: current.id })
  const settle = useDo('tasks.settleDispute', { said: t('settled') })
  return (
    <section className="desk-panel" aria-label={t('disputes')}>
      <p className="desk-note">{t('disputeHelp')}</p>
      <Loaded of={disputes}>
        {(list) =>
          list.length === 0 ? (
            <Nothing says={t('noDisputes')} />
          ) : (
            <ul className="desk-list">
              {list.map((task) => (
                <li key={task.id}>
                  <div>
                    <strong>
                      {task.place.join(' ')} {task.door ?? ''}
                    </strong>{' '}
                    {task.title}
                    <ul>
                      {task.outcomes.map((one) => (
                        <li key={one.id}>
                          {showMoment(one.at)} {one.by} · {word(wayWords[one.way])} · <strong>{word(outcomeWords[one.outcome])}</strong>
                          {one.note === null ? '' : `：${one.note}`}{' '}
                          <Button
                            size="small"
                            loading={settle.isBusy}
                            aria-label={`${t('takeThis')}: ${one.by} ${word(outcomeWords[one.outcome])}`}
                            onClick={() => void settle.run({ taskId: task.id, outcomeId: one.id })}
                          >
                            {t('takeThis')}
                          </Button>
                        </li>
                      ))}
                    </ul>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
