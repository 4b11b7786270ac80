// Mean wait by the time people come, as planned and with one table more: two lines in one picture.
import { minutesText } from '@xiaomen/rules/screening'
import { useText } from '../../platform/text.ts'
import { screeningText } from './desk-text.ts'
import type { Run } from './plan-view.ts'

const WIDTH = 520
const HEIGHT = 260
const LEFT = 46
const BOTTOM = 50
const TOP = 36
const STEPS = [1, 2, 5, 10, 20, 30, 60]
/** Minutes above which the picture is in hours. */
const LONG = 240

export function WaitPicture({ run: { curve, windowHours } }: { run: Run }) {
  const t = useText(screeningText)
  const most = Math.max(...curve.nowS, ...curve.oneMoreS)
  const isLong = most / 60 > LONG
  const unitS = isLong ? 3600 : 60
  // Minutes, or hours, between two lines of the grid, of which there are at most four.
  const step = STEPS.find((one) => most / unitS <= one * 4) ?? STEPS.at(-1)!
  const top = Math.max(1, Math.ceil(most / unitS / step)) * step
  const x = (part: number) => LEFT + ((part + 0.5) / curve.people.length) * (WIDTH - LEFT - 8)
  const y = (seconds: number) => TOP + (1 - seconds / unitS / top) * (HEIGHT - TOP - BOTTOM)
  const line = (waits: readonly number[]) => waits.map((seconds, part) => `${part === 0 ? 'M' : 'L'}${x(part).toFixed(1)} ${y(seconds).toFixed(1)}`).join('')
  const levels = Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step)
  const hours = Array.from({ length: 5 }, (_, at) => (windowHours * at) / 4)
  return (
    <figure style={{ margin: 0 }}>
      <svg
        className="screening-picture"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('picture', { now: minutesText(Math.max(...curve.nowS)), more: minutesText(Math.max(...curve.oneMoreS)) })}
      >
        {levels.map((level) => (
          <g key={level}>
            <path className="axis" d={`M${LEFT} ${y(level * unitS)}H${WIDTH - 8}`} />
            <text x={LEFT - 6} y={y(level * unitS) + 5} textAnchor="end">
              {level}
            </text>
          </g>
        ))}
        {hours.map((hour, at) => (
          <text key={hour} x={LEFT + (at / 4) * (WIDTH - LEFT - 8)} y={HEIGHT - BOTTOM + 20} textAnchor={at === 0 ? 'start' : at === 4 ? 'end' : 'middle'}>
            {Math.round(hour * 10) / 10}
          </text>
        ))}
        <text x={4} y={16}>
          {t(isLong ? 'axisWaitHours' : 'axisMinutes')}
        </text>
        <text x={WIDTH - 8} y={HEIGHT - 5} textAnchor="end">
          {t('axisHours')}
        </text>
        <path className="more" d={line(curve.oneMoreS)} />
        <path className="now" d={line(curve.nowS)} />
      </svg>
      <figcaption className="screening-key">
        <span>
          <svg width="28" height="8" aria-hidden="true">
            <path d="M0 4H28" stroke="#0b4f7d" strokeWidth="2.5" />
          </svg>
          {t('now')}
        </span>
        <span>
          <svg width="28" height="8" aria-hidden="true">
            <path d="M0 4H28" stroke="#5c6b77" strokeWidth="2" strokeDasharray="5 4" />
          </svg>
          {t('oneMore')}
        </span>
      </figcaption>
    </figure>
  )
}
