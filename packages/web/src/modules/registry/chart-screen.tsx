// 楼栋图 on a phone: one unit at a time, floors from the top, one cell a home.
import { useState } from 'react'
import { careWords, homeUseWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { type DueHome, DueLegend, DueMark, useDueHomes, useDueWord } from '../care/care-due.tsx'
import { workerWords } from './worker-text.ts'

const ASKS = ['people', 'due', 'care', 'use'] as const
type Asks = (typeof ASKS)[number]
type Unit = Out<'registry.getBuildingChart'>['units'][number]
type Cell = Unit['floors'][number]['cells'][number]
const USE_SIGNS = { permanent: '●', rented: '◐', vacant: '○', shop: '▣', dormitory: '▦', yard: '△' } as const

export function ChartScreen({ areaId }: { areaId: string }) {
  const t = useText(workerWords)
  const sayError = useErrorText()
  const [asks, setAsks] = useState<Asks>('people')
  const [chosen, setChosen] = useState(0)
  const chart = useQuery('registry.getBuildingChart', { areaId, asks }, { keepPrevious: true })
  const due = useDueHomes(areaId, undefined, asks === 'care')
  const units = chart.data?.units ?? []
  const unit = units[Math.min(chosen, units.length - 1)]
  return (
    <section className="stack">
      <a href="#/buildings">‹ {t('back')}</a>
      <h1>{chart.data?.name ?? ''}</h1>
      {chart.error !== null && <Notice tone="warn">{sayError(chart.error)}</Notice>}
      <div className="segments" role="group" aria-label={t('asks')}>
        {ASKS.map((one) => (
          <button key={one} aria-pressed={one === asks} onClick={() => setAsks(one)}>
            {t(one)}
          </button>
        ))}
      </div>
      {units.length > 1 && (
        <div className="scroll-row" role="group" aria-label={t('unit')}>
          {units.map((one, index) => (
            <button key={one.areaId} aria-pressed={one === unit} onClick={() => setChosen(index)}>
              {one.name}
            </button>
          ))}
        </div>
      )}
      {due.size > 0 && (
        <ul className="row quiet chart-legend" aria-label={t('legend')}>
          <DueLegend due={due} sampleClass="chart-sample" />
        </ul>
      )}
      {unit !== undefined && <UnitChart unit={unit} asks={asks} due={due} />}
    </section>
  )
}

type Due = ReadonlyMap<string, DueHome>
function UnitChart({ unit, asks, due }: { unit: Unit; asks: Asks; due: Due }) {
  const t = useText(workerWords)
  const floors = [...unit.floors].sort((one, other) => (other.floor ?? -99) - (one.floor ?? -99))
  return (
    <div className="chart" role="list" aria-label={unit.name}>
      {floors.map(({ floor, cells }) => (
        <div key={floor ?? 'other'} className="chart-floor" role="listitem">
          <span className="chart-label" aria-label={floor === null ? t('noFloor') : t('floor', { floor })}>
            {floor ?? '–'}
          </span>
          <div className="chart-cells">
            {cells.map((cell) => (
              <HomeCell key={cell.homeId} cell={cell} asks={asks} owed={due.get(cell.homeId)} />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

function HomeCell({ cell, asks, owed }: { cell: Cell; asks: Asks; owed: DueHome | undefined }) {
  const t = useText(workerWords)
  const word = useWord()
  const dueWord = useDueWord()
  const [sign, what, strength] = tell(cell, asks)
  return (
    <a className={`cell ${strength}`} href={`#/home/${cell.homeId}`} aria-label={t('cellLabel', { door: cell.door, what: `${what}${dueWord(owed)}` })}>
      <span className="cell-door">{cell.door}</span>
      <span className="cell-what">
        <span aria-hidden="true">{sign}</span> {what}
      </span>
      {owed !== undefined && (
        <span className="cell-what">
          <DueMark standing={owed.standing} />
        </span>
      )}
    </a>
  )
  function tell(home: Cell, question: Asks): [string, string, 'strong' | 'soft' | 'empty'] {
    if (question === 'use') return [USE_SIGNS[home.use], word(homeUseWords[home.use]), home.use === 'vacant' ? 'empty' : 'soft']
    if (question === 'people')
      return home.people === null || home.people === 0 ? ['○', t('nobody'), 'empty'] : ['●', t('peopleCell', { count: home.people }), 'soft']
    if (question === 'due') return home.dues === null || home.dues === 0 ? ['✓', t('dueNone'), 'soft'] : ['!', t('dueCell', { count: home.dues }), 'strong']
    const care = home.care ?? []
    return care.length === 0 ? ['', t('careNone'), 'empty'] : ['♥', care.map((one) => word(careWords[one])).join(' '), 'strong']
  }
}
