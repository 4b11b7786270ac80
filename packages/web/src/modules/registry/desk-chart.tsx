// 楼栋图: floors × homes for each unit, one cell a home, colour + sign + word for what is asked.
import { ArrowLeftOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing } from '../../desk/parts.tsx'
import { careWords, homeUseWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { type DueHome, DueLegend, DueMark, useDueHomes, useDueWord } from '../care/care-due.tsx'
import './desk-registry.css'
import { AddHomeDialog } from './desk-add-home.tsx'
import { compoundOf, FamilyCards } from './desk-family-card.tsx'
import { askWords, ledgerText } from './desk-text.ts'
import '../../desk/building-chart.css'

type Chart = Out<'registry.getBuildingChart'>
type Unit = Chart['units'][number]
type Cell = Unit['floors'][number]['cells'][number]
type Asks = 'use' | 'people' | 'care' | 'due'
const ASKS: readonly Asks[] = ['use', 'people', 'care', 'due']

/** Sign and shade of a cell. Shades are blues and greys: red, yellow and green are kept for health. */
const USE_SIGNS: Record<Cell['use'], { sign: string; tone: string }> = {
  permanent: { sign: '●', tone: 'c3' },
  rented: { sign: '◐', tone: 'c2' },
  vacant: { sign: '○', tone: 'c0' },
  shop: { sign: '▣', tone: 'p2' },
  dormitory: { sign: '☰', tone: 'p1' },
  yard: { sign: '⌂', tone: 'c1' },
}
type Look = { sign: string; tone: string; says: string }

function useLook(): (cell: Cell, asks: Asks) => Look {
  const t = useText(ledgerText)
  const word = useWord()
  const hidden: Look = { sign: '–', tone: 'c0', says: t('hidden') }
  return (cell, asks) => {
    if (asks === 'use') return { ...USE_SIGNS[cell.use], says: word(homeUseWords[cell.use]) }
    if (asks === 'people') {
      if (cell.people === null) return hidden
      return cell.people === 0
        ? { sign: '○', tone: 'c0', says: t('nobody') }
        : { sign: cell.people > 4 ? '◉' : '●', tone: cell.people > 4 ? 'c3' : 'c1', says: t('people', { n: cell.people }) }
    }
    if (asks === 'care') {
      if (cell.care === null) return hidden
      const [first] = cell.care
      if (first === undefined) return { sign: '', tone: 'c0', says: t('noCare') }
      return {
        sign: '♥',
        tone: cell.care.length > 1 ? 'p2' : 'p1',
        says: cell.care.length === 1 ? word(careWords[first]) : t('careCount', { n: cell.care.length }),
      }
    }
    if (cell.dues === null) return hidden
    return cell.dues === 0
      ? { sign: '✓', tone: 'c0', says: t('complete') }
      : { sign: '!', tone: cell.dues > 2 ? 'p2' : 'p1', says: t('dueCount', { n: cell.dues }) }
  }
}

function Legend({ asks, looks, due }: { asks: Asks; looks: Look[]; due: ReadonlyMap<string, DueHome> }) {
  const t = useText(ledgerText)
  const unique = [...new Map(looks.map((look) => [asks === 'use' || asks === 'care' ? look.says : `${look.sign}${look.tone}`, look])).values()]
  const wordOf = (look: Look) =>
    asks === 'people' && look.sign === '◉'
      ? t('manyPeople')
      : asks === 'people' && look.sign === '●'
        ? t('somePeople')
        : asks === 'due' && look.sign === '!'
          ? look.tone === 'p2'
            ? '≥ 3'
            : '1–2'
          : look.says
  return (
    <ul className="desk-legend" aria-label={t('legend')}>
      {unique.map((look) => (
        <li key={`${look.sign}${look.tone}${look.says}`}>
          <span className={`desk-cell-sample desk-tone-${look.tone}`} aria-hidden="true">
            {look.sign}
          </span>
          {wordOf(look)}
        </li>
      ))}
      <DueLegend due={due} sampleClass="desk-cell-sample" />
    </ul>
  )
}

type GridProps = { unit: Unit; building: string; asks: Asks; due: ReadonlyMap<string, DueHome>; onHome: ((homeId: string) => void) | null }
function UnitGrid({ unit, building, asks, due, onHome }: GridProps) {
  const t = useText(ledgerText)
  const look = useLook()
  const dueWord = useDueWord()
  const grid = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<readonly [number, number]>([0, 0])
  const rows = [...unit.floors].sort((a, b) => (b.floor ?? -99) - (a.floor ?? -99))
  const widest = Math.max(...rows.map((row) => row.cells.length))
  const move = (event: KeyboardEvent) => {
    const steps: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      Home: [0, -999],
      End: [0, 999],
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const row = Math.min(rows.length - 1, Math.max(0, at[0] + step[0]))
    const column = Math.min((rows[row]?.cells.length ?? 1) - 1, Math.max(0, at[1] + step[1]))
    setAt([row, column])
    grid.current?.querySelector<HTMLElement>(`[data-at="${row},${column}"]`)?.focus()
  }
  return (
    <table className="desk-chart" role="grid" aria-label={`${building} ${unit.name}`} ref={grid} onKeyDown={move}>
      <caption>{unit.name}</caption>
      <tbody>
        {rows.map((row, rowIndex) => (
          <tr key={row.floor ?? 'none'}>
            <th scope="row">{row.floor === null ? t('floorUnknown') : t('floor', { n: row.floor })}</th>
            {row.cells.map((cell, columnIndex) => {
              const seen = look(cell, asks)
              const owed = due.get(cell.homeId)
              return (
                <td key={cell.homeId} role="gridcell">
                  <button
                    type="button"
                    className={`desk-cell desk-tone-${seen.tone}`}
                    data-at={`${rowIndex},${columnIndex}`}
                    tabIndex={at[0] === rowIndex && at[1] === columnIndex ? 0 : -1}
                    onFocus={() => setAt([rowIndex, columnIndex])}
                    onClick={() => onHome?.(cell.homeId)}
                    disabled={onHome === null}
                    aria-label={`${cell.door}: ${seen.says}${dueWord(owed)}`}
                  >
                    <strong>{cell.door}</strong>
                    <span>
                      <i aria-hidden="true">{seen.sign}</i>
                      {seen.says}
                    </span>
                    {owed !== undefined && <DueMark standing={owed.standing} />}
                  </button>
                </td>
              )
            })}
            {row.cells.length < widest && <td colSpan={widest - row.cells.length} aria-hidden="true" />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Props = { area: Area; onHome: ((homeId: string) => void) | null; onBack: () => void; isAdding: boolean; onAdded: () => void }
export function BuildingChart({ area, onHome, onBack, isAdding, onAdded }: Props) {
  const t = useText(ledgerText)
  const word = useWord()
  const look = useLook()
  const { may } = useSession()
  const { fullName, chainOf } = useAreas()
  const [asks, setAsks] = useState<Asks>('use')
  const [isPrintingCards, setPrintingCards] = useState(false)
  const chart = useQuery('registry.getBuildingChart', { areaId: area.id, asks }, { keepPrevious: true })
  const due = useDueHomes(area.id, area.path, asks === 'care')
  return (
    <section className="desk-panel" aria-label={`${t('chart')}: ${area.name}`}>
      <div className="desk-panel-head">
        <div className="desk-row">
          <Button className="desk-no-print" type="text" icon={<ArrowLeftOutlined />} aria-label={t('back')} onClick={onBack} />
          <h2>
            {fullName(area)} <span className="desk-quiet">{t('homes', { n: area.homes })}</span>
          </h2>
        </div>
        <div className="desk-row desk-no-print">
          <Segmented<Asks>
            aria-label={t('chartAsks')}
            value={asks}
            onChange={setAsks}
            options={ASKS.map((one) => ({ value: one, label: word(askWords[one]) }))}
          />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('print')}
          </Button>
          {may('registry.invite', area.path) && <Button onClick={() => setPrintingCards(true)}>{t('cardsForBuilding')}</Button>}
        </div>
      </div>
      <Loaded of={chart} rows={8}>
        {(shown) => {
          const cells = shown.units.flatMap((unit) => unit.floors.flatMap((floor) => floor.cells))
          if (cells.length === 0) return <Nothing says={t('chartEmpty')} />
          return (
            <>
              <div className="desk-row desk-spread">
                <Legend asks={asks} looks={cells.map((cell) => look(cell, asks))} due={due} />
                <span className="desk-quiet desk-no-print">{t('chartHelp')}</span>
              </div>
              <div className="desk-units">
                {shown.units
                  .filter((unit) => unit.floors.some((floor) => floor.cells.length > 0))
                  .map((unit) => (
                    <UnitGrid key={unit.areaId} unit={unit} building={shown.name} asks={asks} due={due} onHome={onHome} />
                  ))}
              </div>
              {isPrintingCards && (
                <FamilyCards homeIds={cells.map((cell) => cell.homeId)} place={compoundOf(chainOf(area))} onClose={() => setPrintingCards(false)} />
              )}
            </>
          )
        }}
      </Loaded>
      {isAdding && <AddHomeDialog building={area} onClose={onAdded} />}
    </section>
  )
}
