// 每天的安排: the days of a case side by side, measure by measure; on each what is tested and what was asked. Sign and word, never a colour alone.
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { stripWords } from './strip-text.ts'
import { measureWords, methodWords, TEST_SIGNS, testStandingWords } from './words.ts'
import './control.css'

type Day = Out<'control.getControl'>['days'][number]

/** Neighbours under the same measure. */
function spansOf(days: readonly Day[]): Day[][] {
  const spans: Day[][] = []
  for (const day of days) {
    const last = spans.at(-1)
    if (last !== undefined && last[0]!.measure === day.measure) last.push(day)
    else spans.push([day])
  }
  return spans
}

export function DaysStrip({ days, today }: { days: readonly Day[]; today: string }) {
  const t = useText(stripWords)
  const word = useWord()
  return (
    <div className="control-strip" role="group" aria-label={t('days')}>
      {spansOf(days).map((span) => (
        <section key={span[0]!.day}>
          <p>
            <strong>{span[0]!.measure === null ? '—' : word(measureWords[span[0]!.measure])}</strong>{' '}
            <small>{t('span', { from: span[0]!.day.slice(5), to: span.at(-1)!.day.slice(5) })}</small>
          </p>
          <ol>
            {span.map((day) => (
              <li
                key={day.day}
                className={day.day === today ? 'control-today' : day.day < today ? 'control-past' : ''}
                aria-current={day.day === today ? 'date' : undefined}
              >
                <b>{t('day', { n: day.number })}</b>
                <small>{day.day === today ? t('today') : day.day.slice(5)}</small>
                {day.tests.map((test, at) => (
                  <span
                    key={at}
                    className={`control-test control-test-${test.standing}`}
                    title={`${word(methodWords[test.method])} ${word(testStandingWords[test.standing])}`}
                  >
                    <span aria-hidden="true">{TEST_SIGNS[test.standing]}</span> {word(testStandingWords[test.standing])}
                  </span>
                ))}
                {day.recordsAsked > 0 && day.day <= today && <small>{t('asked', { done: day.records, all: day.recordsAsked })}</small>}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
