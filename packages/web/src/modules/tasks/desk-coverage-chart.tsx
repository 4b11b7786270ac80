// 楼栋图 of one obligation: sign and word a home. Blue and grey, for red, yellow and green are kept for health.
import type { Standing } from '@xiaomen/rules/tasks'
import { Loaded } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { tasksText } from './desk-text.ts'
import { standingWords } from './words.ts'
import '../../desk/building-chart.css'

const LOOKS: Record<Standing, { sign: string; tone: string }> = {
  notYet: { sign: '·', tone: 'c0' },
  done: { sign: '✓', tone: 'c3' },
  excused: { sign: '–', tone: 'c1' },
  missing: { sign: '○', tone: 'p2' },
}

export function CoverageChart({ obligationId, area }: { obligationId: string; area: { areaId: string; name: string } }) {
  const t = useText(tasksText)
  const word = useWord()
  const homes = useQuery('registry.getBuildingChart', { areaId: area.areaId, asks: 'use' })
  const standings = useQuery('tasks.getCoverageChart', { obligationId, areaId: area.areaId }, { refetchIntervalMs: 30_000 })
  const byHome = new Map((standings.data ?? []).map((one) => [one.homeId, one]))
  return (
    <section className="desk-panel" aria-label={`${t('chart')}: ${area.name}`}>
      <h2>
        {t('chart')} <span className="desk-quiet">{area.name}</span>
      </h2>
      <Loaded of={homes}>
        {({ units }) => (
          <div className="desk-scroll">
            {units.map((unit) => (
              <table key={unit.areaId} className="desk-chart">
                <caption>{unit.name}</caption>
                <tbody>
                  {unit.floors.map(({ floor, cells }) => (
                    <tr key={floor ?? 'other'}>
                      <th scope="row">{floor === null ? t('noFloor') : t('floor', { n: floor })}</th>
                      {cells.map((cell) => {
                        const standing = byHome.get(cell.homeId)?.standing
                        const look = standing === undefined ? { sign: '', tone: 'c0' } : LOOKS[standing]
                        return (
                          <td key={cell.homeId} aria-label={`${cell.door}: ${standing === undefined ? '—' : word(standingWords[standing])}`}>
                            <span className={`desk-coverage-cell desk-tone-${look.tone}`}>
                              <strong>{cell.door}</strong>
                              <span>
                                <span aria-hidden="true">{look.sign}</span> {standing === undefined ? '—' : word(standingWords[standing])}
                              </span>
                            </span>
                          </td>
                        )
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </div>
        )}
      </Loaded>
    </section>
  )
}
