// 名单: homes and people in the order one reads a building, with what is missing beside each.
import {
  CARE_CATEGORIES,
  type CareCategory,
  HOME_QUESTIONS,
  HOME_USES,
  type HomeQuestion,
  type HomeUse,
  RESIDENCY_KINDS,
  type ResidencyKind,
} from '@xiaomen/rules/registry'
import { Button, Checkbox, Select, Spin, Tag } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Nothing, Problem } from '../../desk/parts.tsx'
import { careWords, documentWords, homeUseWords, residencyWords, useWord, type Word } from '../../desk/words.ts'
import { usePages } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { useLanguageName } from './desk-languages.ts'
import { listsText, questionWords } from './desk-lists-text.ts'
import { dueWords } from './desk-text.ts'
import './desk-lists.css'

const LIMIT = 50
export type HomeFilter = { use?: HomeUse; has?: HomeQuestion; care?: CareCategory }
const isOf = <T extends string>(options: readonly T[], value: string | undefined): value is T => (options as readonly string[]).includes(value ?? '')
/** A filter as it stands in the address: '-', or 'vacant.nobody.dialysis' with '-' for what is not asked. */
export const writeFilter = ({ use, has, care }: HomeFilter): string => [use ?? '-', has ?? '-', care ?? '-'].join('.')
export function readFilter(written: string | undefined): HomeFilter {
  const [use, has, care] = (written ?? '').split('.')
  return {
    ...(isOf(HOME_USES, use) ? { use } : {}),
    ...(isOf(HOME_QUESTIONS, has) ? { has } : {}),
    ...(isOf(CARE_CATEGORIES, care) ? { care } : {}),
  }
}
type Homes = Out<'registry.listHomes'>['homes']
type People = Out<'registry.listPeople'>['people']

type Choice<T extends string> = {
  label: string
  value: T | undefined
  all: string
  options: readonly T[]
  words: Record<T, Word>
  onChange: (value: T | undefined) => void
}
function Choose<T extends string>({ label, value, all, options, words, onChange }: Choice<T>) {
  const word = useWord()
  return (
    <Select<string>
      aria-label={label}
      className="desk-filter"
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen === '' ? undefined : (chosen as T))}
      options={[{ value: '', label: all }, ...options.map((one) => ({ value: one, label: word(words[one]) }))]}
    />
  )
}

/** What a list is cut into: pages that may be short because nothing fitted so far; then the next is asked for without being told. */
type Pages = { data: { pages: unknown[] } | undefined; hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
function More({ pages, count, says }: { pages: Pages; count: number; says: string }) {
  const t = useText(listsText)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  const asked = (pages.data?.pages.length ?? 0) * LIMIT
  const [wanted, setWanted] = useState(LIMIT)
  const isShort = hasNextPage && count < wanted && asked > 0
  useEffect(() => {
    if (isShort && !isFetchingNextPage) void fetchNextPage()
  }, [isShort, isFetchingNextPage, fetchNextPage])
  return (
    <div className="desk-row desk-more">
      <span role="status" className="desk-quiet">
        {says} {hasNextPage ? '' : t('allShown')}
      </span>
      {(isFetchingNextPage || isShort) && (
        <span className="desk-quiet">
          <Spin size="small" /> {t('searching')}
        </span>
      )}
      {hasNextPage && !isFetchingNextPage && !isShort && <Button onClick={() => setWanted(count + LIMIT)}>{t('more')}</Button>}
    </div>
  )
}

function Rows({ head, children }: { head: readonly string[]; children: ReactNode }) {
  return (
    <table className="desk-rows">
      <thead>
        <tr>
          {head.map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

function HomeRows({ homes, onHome }: { homes: Homes; onHome: (homeId: string) => void }) {
  const t = useText(listsText)
  const word = useWord()
  const { placeOf } = useAreas()
  const nameOf = useLanguageName()
  return (
    <Rows head={[t('home'), t('use'), t('who'), t('care'), t('lacks')]}>
      {homes.map(({ home, people, names, care, langs, lacks }) => (
        <tr key={home.id}>
          <th scope="row">
            <button type="button" className="desk-link" onClick={() => onHome(home.id)}>
              {placeOf(home)} <strong>{home.door}</strong>
            </button>
          </th>
          <td data-label={t('use')}>{word(homeUseWords[home.use])}</td>
          <td data-label={t('who')}>
            {people === 0 ? <span className="desk-quiet">{t('nobody')}</span> : names.length === 0 ? t('people', { n: people }) : names.join('、')}
            {langs.length > 0 && <Tag className="desk-tag-after">{langs.map(nameOf).join(' · ')}</Tag>}
          </td>
          <td data-label={t('care')}>
            {care === null ? <span className="desk-quiet">{t('notForYou')}</span> : care.map((one) => <Tag key={one}>♥ {word(careWords[one])}</Tag>)}
          </td>
          <td data-label={t('lacks')}>
            {lacks.length === 0 ? (
              <span className="desk-quiet">✓ {t('complete')}</span>
            ) : (
              lacks.map((one) => (
                <Tag key={one} className="desk-tag-due">
                  ! {word(dueWords[one])}
                </Tag>
              ))
            )}
          </td>
        </tr>
      ))}
    </Rows>
  )
}

type ListProps = { area: Area; onHome: (homeId: string) => void }
export function HomeList({ area, filter, onFilter, onHome }: ListProps & { filter: HomeFilter; onFilter: (filter: HomeFilter) => void }) {
  const t = useText(listsText)
  const { fullName } = useAreas()
  const pages = usePages('registry.listHomes', { areaId: area.id, limit: LIMIT, ...filter })
  const homes = (pages.data?.pages ?? []).flatMap((page) => page.homes)
  const set = (change: { [K in keyof HomeFilter]: HomeFilter[K] | undefined }) =>
    onFilter(Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined)))
  const isFiltered = Object.keys(filter).length > 0
  return (
    <section className="desk-panel" aria-label={`${t('viewHomes')}: ${area.name}`}>
      <h2>{fullName(area)}</h2>
      <div className="desk-filters">
        <Choose label={t('use')} value={filter.use} all={t('anyUse')} options={HOME_USES} words={homeUseWords} onChange={(use) => set({ use })} />
        <Choose label={t('lacks')} value={filter.has} all={t('anyQuestion')} options={QUESTIONS} words={questionWords} onChange={(has) => set({ has })} />
        <Choose label={t('care')} value={filter.care} all={t('anyCare')} options={CARE_CATEGORIES} words={careWords} onChange={(care) => set({ care })} />
        {isFiltered && <Button onClick={() => onFilter({})}>{t('clear')}</Button>}
      </div>
      {pages.error !== null && <Problem error={pages.error} onRetry={() => void pages.refetch()} />}
      {homes.length > 0 && <HomeRows homes={homes} onHome={onHome} />}
      {pages.data !== undefined && homes.length === 0 && !pages.hasNextPage && <Nothing says={t('none')} />}
      {pages.isPending ? <Spin /> : <More key={JSON.stringify(filter)} pages={pages} count={homes.length} says={t('shownHomes', { n: homes.length })} />}
    </section>
  )
}
/** 'vacant' and 'rented' are uses already. */
const QUESTIONS = HOME_QUESTIONS.filter((one) => one !== 'vacant' && one !== 'rented')

function PeopleRows({ people, onHome }: { people: People; onHome: (homeId: string) => void }) {
  const t = useText(listsText)
  const word = useWord()
  const { placeOf } = useAreas()
  const nameOf = useLanguageName()
  return (
    <Rows head={[t('person'), t('home'), t('kind'), t('phone'), t('document'), t('care')]}>
      {people.map(({ person, home }) => (
        <tr key={person.residency.id}>
          <th scope="row">
            {person.name ?? t('notForYou')}
            {person.lang !== null && !person.lang.startsWith('zh') && <Tag className="desk-tag-after">{nameOf(person.lang)}</Tag>}
          </th>
          <td data-label={t('home')}>
            <button type="button" className="desk-link" onClick={() => onHome(home.id)}>
              {placeOf(home)} <strong>{home.door}</strong>
            </button>
          </td>
          <td data-label={t('kind')}>
            {word(residencyWords[person.residency.kind])} <span className="desk-quiet">{person.residency.from}</span>
          </td>
          <td data-label={t('phone')}>{person.phone ?? '–'}</td>
          <td data-label={t('document')}>
            {person.document === null ? (
              <span className="desk-quiet">{t('missing')}</span>
            ) : (
              <>
                {person.documentKind === null || person.documentKind === 'residentId' ? '' : `${word(documentWords[person.documentKind])} `}
                {person.document}
              </>
            )}
          </td>
          <td data-label={t('care')}>
            {person.care === null ? (
              <span className="desk-quiet">{t('notForYou')}</span>
            ) : (
              person.care.map((one) => <Tag key={one}>♥ {word(careWords[one])}</Tag>)
            )}
          </td>
        </tr>
      ))}
    </Rows>
  )
}

type PeopleFilter = Pick<In<'registry.listPeople'>, 'kind' | 'care' | 'withoutDocument' | 'foreign'>
export function PeopleList({ area, onHome }: ListProps) {
  const t = useText(listsText)
  const { fullName } = useAreas()
  const [filter, setFilter] = useState<PeopleFilter>({})
  const pages = usePages('registry.listPeople', { areaId: area.id, limit: LIMIT, ...filter })
  const people = (pages.data?.pages ?? []).flatMap((page) => page.people)
  const set = (change: { [K in keyof PeopleFilter]: PeopleFilter[K] | undefined }) =>
    setFilter((before) => Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined && value !== false)))
  return (
    <section className="desk-panel" aria-label={`${t('viewPeople')}: ${area.name}`}>
      <h2>{fullName(area)}</h2>
      <div className="desk-filters">
        <Choose<ResidencyKind>
          label={t('kind')}
          value={filter.kind}
          all={t('anyKind')}
          options={RESIDENCY_KINDS}
          words={residencyWords}
          onChange={(kind) => set({ kind })}
        />
        <Choose<CareCategory>
          label={t('care')}
          value={filter.care}
          all={t('anyCare')}
          options={CARE_CATEGORIES}
          words={careWords}
          onChange={(care) => set({ care })}
        />
        <Checkbox checked={filter.withoutDocument === true} onChange={(event) => set({ withoutDocument: event.target.checked })}>
          {t('withoutDocument')}
        </Checkbox>
        <Checkbox checked={filter.foreign === true} onChange={(event) => set({ foreign: event.target.checked })}>
          {t('foreign')}
        </Checkbox>
      </div>
      {pages.error !== null && <Problem error={pages.error} onRetry={() => void pages.refetch()} />}
      {people.length > 0 && <PeopleRows people={people} onHome={onHome} />}
      {pages.data !== undefined && people.length === 0 && !pages.hasNextPage && <Nothing says={t('none')} />}
      {pages.isPending ? <Spin /> : <More key={JSON.stringify(filter)} pages={pages} count={people.length} says={t('shownPeople', { n: people.length })} />}
    </section>
  )
}
