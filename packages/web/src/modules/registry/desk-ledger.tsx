// 底册: find a home, or go to it by its building.
import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Segmented, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { ExportMenu } from '../../desk/export-menu.tsx'
import { Loaded, Nothing, PageHead } from '../../desk/parts.tsx'
import { homeUseWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import './desk-registry.css'
import { BuildingChart } from './desk-chart.tsx'
import { Elsewhere } from './desk-elsewhere.tsx'
import { HomeDrawer } from './desk-home.tsx'
import { HomeList, PeopleList, readFilter, writeFilter } from './desk-lists.tsx'
import { listsText } from './desk-lists-text.ts'
import { Occupancy } from './desk-occupancy.tsx'
import { ledgerText } from './desk-text.ts'
import '../../desk/building-chart.css'
import './desk-lists.css'

/** What a chart is drawn of: a building, or the unit or compound that stands without one. */
function chartable(areas: Area[], { find, childrenOf }: Pick<ReturnType<typeof useAreas>, 'find' | 'childrenOf'>): Area[] {
  return areas.filter(
    (area) =>
      area.level === 'building' ||
      (area.level === 'compound' && area.homes > 0 && childrenOf(area.id).length === 0) ||
      (area.level === 'unit' && (area.parentId === null || find(area.parentId)?.level !== 'building')),
  )
}

function Found({ text, areaId, onHome, onClear }: { text: string; areaId: string | undefined; onHome: (homeId: string) => void; onClear: () => void }) {
  const t = useText(ledgerText)
  const word = useWord()
  const found = useQuery('registry.findHomes', { text, ...(areaId === undefined ? {} : { areaId }) })
  const { placeOf } = useAreas()
  return (
    <section className="desk-panel" aria-label={t('search')}>
      <Loaded of={found} rows={2}>
        {(list) =>
          list.length === 0 ? (
            <Nothing says={t('noResult')}>
              <Button onClick={onClear}>{t('closeResults')}</Button>
            </Nothing>
          ) : (
            <>
              <div className="desk-panel-head">
                <h2 role="status">{t('results', { n: list.length })}</h2>
                <Button size="small" onClick={onClear}>
                  {t('closeResults')}
                </Button>
              </div>
              <ul className="desk-found">
                {list.map(({ home, names }) => (
                  <li key={home.id}>
                    <button type="button" onClick={() => onHome(home.id)}>
                      <strong>
                        {placeOf(home)} {home.door}
                      </strong>{' '}
                      <Tag>{word(homeUseWords[home.use])}</Tag>
                      <span className="desk-quiet">{names.join('、')}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </section>
  )
}

function Buildings({ within, onOpen }: { within: Area; onOpen: (areaId: string) => void }) {
  const t = useText(ledgerText)
  const { may } = useSession()
  const { under, childrenOf, chainOf, find } = useAreas()
  const groups = useMemo(() => {
    const byCompound = new Map<string, Area[]>()
    for (const area of chartable(under(within.path), { find, childrenOf })) {
      const compound = [...chainOf(area)].reverse().find((step) => step.level === 'compound' || step.level === 'community') ?? area
      byCompound.set(compound.id, [...(byCompound.get(compound.id) ?? []), area])
    }
    return [...byCompound]
  }, [within, find, under, childrenOf, chainOf])
  if (groups.length === 0) {
    return (
      <div className="desk-panel">
        <Nothing says={t('noBuildings')}>
          <span className="desk-row desk-centre">
            {may('registry.import') && (
              <Link href="/import">
                <Button type="primary">{t('toImport')}</Button>
              </Link>
            )}
            {may('areas.edit') && (
              <Link href="/areas">
                <Button>{t('toAreas')}</Button>
              </Link>
            )}
          </span>
        </Nothing>
      </div>
    )
  }
  return groups.map(([compoundId, list]) => {
    const compound = find(compoundId)
    const name = compound === null ? '' : compound.name
    return (
      <section key={compoundId} className="desk-panel" aria-label={name}>
        <h2>
          {name} <span className="desk-quiet">{t('homes', { n: list.reduce((sum, area) => sum + area.homes, 0) })}</span>
        </h2>
        <ul className="desk-buildings">
          {list.map((area) => (
            <li key={area.id}>
              <button type="button" onClick={() => onOpen(area.id)}>
                <strong>{area.name}</strong>
                <span>{t('homes', { n: area.homes })}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    )
  })
}

const EXPORTED = ['residents', 'homes', 'careList', 'headCount'] as const

const VIEWS = ['charts', 'homes', 'people', 'occupancy', 'elsewhere'] as const
type View = (typeof VIEWS)[number]
const isView = (value: string): value is View => (VIEWS as readonly string[]).includes(value)

export function LedgerPage() {
  const t = useText(ledgerText)
  const { may } = useSession()
  const { current, find } = useAreas()
  const [, go] = useLocation()
  const l = useText(listsText)
  const [first = '', second = '', third] = (useParams<{ '*': string }>()['*'] ?? '').split('/')
  const view = isView(first) ? first : 'charts'
  const [typed, setTyped] = useState('')
  const [sought, setSought] = useState('')
  const [homeId, setHomeId] = useState<string | null>(null)
  const [isAdding, setAdding] = useState(false)
  const building = view === 'charts' && first !== '' ? find(first) : null
  /** A list may be opened of a part of what is chosen above. */
  const listed = (second === '' ? null : find(second)) ?? current
  const mayOpen = may('registry.read')
  const clear = () => {
    setTyped('')
    setSought('')
  }
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {building !== null && may('registry.edit', building.path) && (
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('addHome')}
          </Button>
        )}
        {current !== null && <ExportMenu area={building ?? current} sources={EXPORTED} />}
      </PageHead>
      {mayOpen && (
        <Input.Search
          className="desk-search desk-no-print"
          allowClear
          size="large"
          enterButton={t('search')}
          placeholder={t('searchHint')}
          aria-label={t('search')}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => setSought(text.trim())}
        />
      )}
      {mayOpen && (
        <Segmented
          className="desk-views desk-no-print"
          aria-label={l('views')}
          value={view}
          onChange={(chosen) => go(chosen === 'charts' ? '/ledger' : `/ledger/${chosen}`)}
          options={[
            { value: 'charts' as const, label: l('viewChart') },
            { value: 'homes' as const, label: l('viewHomes') },
            { value: 'people' as const, label: l('viewPeople') },
            { value: 'occupancy' as const, label: l('viewOccupancy') },
            ...(may('registry.edit') ? [{ value: 'elsewhere' as const, label: l('viewElsewhere') }] : []),
          ]}
        />
      )}
      {sought !== '' && <Found text={sought} areaId={current?.id} onHome={setHomeId} onClear={clear} />}
      {mayOpen && listed !== null && view === 'homes' && (
        <HomeList area={listed} filter={readFilter(third)} onFilter={(filter) => go(`/ledger/homes/${listed.id}/${writeFilter(filter)}`)} onHome={setHomeId} />
      )}
      {mayOpen && listed !== null && view === 'people' && <PeopleList key={listed.id} area={listed} onHome={setHomeId} />}
      {mayOpen && current !== null && view === 'occupancy' && (
        <Occupancy area={current} onList={(id, filter) => go(`/ledger/homes/${id}/${writeFilter(filter)}`)} />
      )}
      {current !== null && view === 'elsewhere' && may('registry.edit', current.path) && <Elsewhere key={current.id} area={current} onHome={setHomeId} />}
      {view !== 'charts' ? null : building === null ? (
        current !== null && sought === '' && may('registry.chart') && <Buildings within={current} onOpen={(id) => go(`/ledger/${id}`)} />
      ) : (
        <BuildingChart area={building} onHome={mayOpen ? setHomeId : null} onBack={() => go('/ledger')} isAdding={isAdding} onAdded={() => setAdding(false)} />
      )}
      <HomeDrawer homeId={homeId} onClose={() => setHomeId(null)} onGo={setHomeId} />
    </>
  )
}
