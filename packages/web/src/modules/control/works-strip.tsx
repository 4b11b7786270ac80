// 处置安排: each work of a place with its days; on each whether it was done. Sign and word, never a colour alone.
import { WORKS } from '@xiaomen/rules/control'
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { placeText } from './place-text.ts'
import { workWords } from './work-words.ts'
import { TEST_SIGNS } from './words.ts'
import './control.css'

type Works = Out<'control.getControl'>['works']
const SAYS = { ahead: 'ahead', due: 'due', missed: 'late', done: 'done' } as const

export function WorksStrip({ works, today }: { works: Works; today: string }) {
  const t = useText(placeText)
  const word = useWord()
  if (works.length === 0) return null
  return (
    <div className="control-strip" role="group" aria-label={t('works')}>
      {WORKS.flatMap((work) => {
        const those = works.filter((one) => one.work === work)
        return those.length === 0
          ? []
          : [
              <section key={work}>
                <p>
                  <strong>{word(workWords[work])}</strong>{' '}
                  <small>
                    {those.filter(({ standing }) => standing === 'done').length} / {those.length}
                  </small>
                </p>
                <ol>
                  {those.map(({ on, doneOn, standing }) => (
                    <li key={on} className={on === today ? 'control-today' : on < today ? 'control-past' : ''} aria-current={on === today ? 'date' : undefined}>
                      <b>{on.slice(5)}</b>
                      <span className={`control-test control-test-${standing}`}>
                        <span aria-hidden="true">{TEST_SIGNS[standing]}</span>{' '}
                        {doneOn !== null && doneOn !== on ? t('doneLater', { day: doneOn.slice(5) }) : t(SAYS[standing])}
                      </span>
                    </li>
                  ))}
                </ol>
              </section>,
            ]
      })}
    </div>
  )
}
