// 逐日图: the days of a track drawn as a strip, one column a day: bands of phases above, what is tested and done on each day beneath.
import { useWord, type Word } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { workWords } from '../control/work-words.ts'
import { methodWords } from '../control/words.ts'
import type { Files } from './pack-parts.tsx'
import { packsText } from './packs-text.ts'

type Track = Files['control']['tracks'][number]
type Measures = Files['control']['measures']

export function PackStrip({ track, measures }: { track: Track; measures: Measures }) {
  const t = useText(packsText)
  const word = useWord()
  const days = track.phases.flatMap((phase, band) => Array.from({ length: phase.days }, (_, index) => ({ phase, band, inPhase: index + 1 })))
  const works = [...new Set(track.phases.flatMap((phase) => phase.works.map(({ work }) => work)))]
  const isTested = track.phases.some(({ tests }) => tests.length > 0)
  const nameOf = (measure: keyof Measures): Word => measures[measure] ?? { zh: measure, en: measure }
  return (
    <div className="pack-strip-scroll" role="group" aria-label={t('strip', { track: word(track) })}>
      <table className="pack-strip">
        <thead>
          <tr>
            <th scope="row">{t('measure')}</th>
            {track.phases.map((phase, band) => (
              <th key={phase.key} colSpan={phase.days} scope="colgroup" className={`pack-band pack-band-${band % 3}`}>
                {word(nameOf(phase.measure))}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('day')}</th>
            {days.map(({ band }, index) => (
              <th key={index} scope="col" className={`pack-band-${band % 3}`}>
                {index + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {isTested && (
            <tr>
              <th scope="row">{t('tests')}</th>
              {days.map(({ phase, inPhase }, index) => (
                <td key={index}>
                  {phase.tests
                    .filter(({ day }) => day === inPhase)
                    .map(({ method }, at) => (
                      <abbr key={at} title={word(methodWords[method])}>
                        {t(method === 'pcr' ? 'pcrSign' : 'antigenSign')}
                      </abbr>
                    ))}
                </td>
              ))}
            </tr>
          )}
          {works.map((work) => (
            <tr key={work}>
              <th scope="row">{word(workWords[work])}</th>
              {days.map(({ phase, inPhase }, index) => (
                <td key={index}>
                  {phase.works.some((rule) => rule.work === work && inPhase >= rule.from && (inPhase - rule.from) % rule.everyDays === 0) ? '●' : ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
