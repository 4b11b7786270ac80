// 出租空置总览: homes by use and what contradicts, area by area; every number opens its list.
import { HOME_USES } from '@xiaomen/rules/registry'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Loaded } from '../../desk/parts.tsx'
import { homeUseWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import './desk-registry.css'
import type { HomeFilter } from './desk-lists.tsx'
import { contradictionWords, listsText } from './desk-lists-text.ts'
import './desk-lists.css'

type Row = Out<'registry.getOccupancy'>['areas'][number]
type Contradiction = keyof Row['contradictions']
const FILTERS: Record<Contradiction, HomeFilter> = {
  vacantInhabited: { use: 'vacant', has: 'vacantInhabited' },
  rentedWithoutTenant: { use: 'rented', has: 'rentedWithoutTenant' },
  rentedWithoutLandlord: { use: 'rented', has: 'rentedWithoutLandlord' },
  permanentNobody: { use: 'permanent', has: 'nobody' },
  shopNobody: { use: 'shop', has: 'nobody' },
  dormitoryNobody: { use: 'dormitory', has: 'nobody' },
}
const CONTRADICTIONS = Object.keys(FILTERS) as Contradiction[]

type OnList = (areaId: string, filter: HomeFilter) => void

function Figure({ row, what, n, filter, onList }: { row: Row; what: string; n: number; filter: HomeFilter; onList: OnList }) {
  const t = useText(listsText)
  if (n === 0) return <span className="desk-quiet">0</span>
  return (
    <button type="button" className="desk-link desk-figure" aria-label={t('open', { area: row.name, what, n })} onClick={() => onList(row.areaId, filter)}>
      {n}
    </button>
  )
}

export function Occupancy({ area, onList }: { area: Area; onList: OnList }) {
  const t = useText(listsText)
  const word = useWord()
  const { fullName } = useAreas()
  const overview = useQuery('registry.getOccupancy', { areaId: area.id }, { keepPrevious: true })
  return (
    <section className="desk-panel" aria-label={t('viewOccupancy')}>
      <h2>{fullName(area)}</h2>
      <p className="desk-quiet">{t('occupancyLead')}</p>
      <Loaded of={overview} rows={6}>
        {({ areas }) => {
          const depth = new Map(areas.map((row) => [row.areaId, 0]))
          for (const row of areas) if (row.parentId !== null) depth.set(row.areaId, (depth.get(row.parentId) ?? 0) + 1)
          return (
            <table className="desk-rows desk-occupancy">
              <thead>
                <tr>
                  <th scope="col">{t('area')}</th>
                  <th scope="col">{t('homes')}</th>
                  {HOME_USES.map((use) => (
                    <th key={use} scope="col">
                      {word(homeUseWords[use])}
                    </th>
                  ))}
                  <th scope="col">{t('contradicts')}</th>
                </tr>
              </thead>
              <tbody>
                {areas.map((row) => (
                  <tr key={row.areaId} className={`desk-depth-${depth.get(row.areaId) ?? 0}`}>
                    <th scope="row">{row.name}</th>
                    <td data-label={t('homes')}>
                      <Figure row={row} what={t('homes')} n={row.homes} filter={{}} onList={onList} />
                    </td>
                    {HOME_USES.map((use) => (
                      <td key={use} data-label={word(homeUseWords[use])}>
                        <Figure row={row} what={word(homeUseWords[use])} n={row.uses[use]} filter={{ use }} onList={onList} />
                      </td>
                    ))}
                    <td data-label={t('contradicts')}>
                      <div className="desk-contradictions">
                        {CONTRADICTIONS.every((one) => row.contradictions[one] === 0) && <span className="desk-quiet">✓ {t('noContradiction')}</span>}
                        {CONTRADICTIONS.filter((one) => row.contradictions[one] > 0).map((one) => (
                          <span key={one}>
                            ! {word(contradictionWords[one])}{' '}
                            <Figure row={row} what={word(contradictionWords[one])} n={row.contradictions[one]} filter={FILTERS[one]} onList={onList} />
                          </span>
                        ))}
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </Loaded>
    </section>
  )
}
