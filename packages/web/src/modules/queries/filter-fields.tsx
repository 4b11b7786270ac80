// The filters a source has, and the grids of the place.
import { CARE_STATES } from '@xiaomen/rules/care'
import { CARE_CATEGORIES, HOME_USES, RESIDENCY_KINDS } from '@xiaomen/rules/registry'
import { LEVELS } from '@xiaomen/rules/areas'
import { type SourceKey, SOURCES } from '@xiaomen/rules/queries'
import { STOP_STATES } from '@xiaomen/rules/sweeps'
import { Select } from 'antd'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { careWords, homeUseWords, levelWords, residencyWords, useWord, type Word } from '../../desk/words.ts'
import type { In } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { stateWords as careStateWords } from '../care/words.ts'
import { stateWords as stopStateWords } from '../sweeps/words.ts'
import { queriesText } from './desk-text.ts'
import { ObligationSelect, SweepSelect } from './work-filters.tsx'

export type Spec = In<'queries.preview'>['spec']
export type Filter = Spec['filter']

type Props = { areaId: string; source: SourceKey; value: Filter; onChange: (filter: Filter) => void }
export function FilterFields({ areaId, source, value, onChange }: Props) {
  const t = useText(queriesText)
  const word = useWord()
  const has = SOURCES[source].filters
  const choice = <K extends string>(
    key: 'use' | 'care' | 'residency' | 'level' | 'stopState' | 'careState',
    label: string,
    all: readonly K[],
    words: Record<K, Word>,
  ) =>
    has.includes(key) && (
      <label key={key} className="query-field">
        <span>{label}</span>
        <Select<K[]>
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          aria-label={label}
          placeholder={t('all')}
          value={(value[key] ?? []) as K[]}
          options={all.map((one) => ({ value: one, label: word(words[one]) }))}
          onChange={(chosen) => onChange({ ...value, [key]: chosen })}
        />
      </label>
    )
  const one = (key: 'obligation' | 'sweep') => (id: string | undefined) => {
    const { [key]: _before, ...rest } = value
    onChange(id === undefined ? rest : { ...rest, [key]: id })
  }
  return (
    <div className="query-fields">
      {has.includes('obligation') && <ObligationSelect areaId={areaId} value={value.obligation} onChange={one('obligation')} />}
      {has.includes('sweep') && <SweepSelect areaId={areaId} value={value.sweep} onChange={one('sweep')} />}
      {choice('use', t('filterUse'), HOME_USES, homeUseWords)}
      {choice('residency', t('filterResidency'), RESIDENCY_KINDS, residencyWords)}
      {choice('care', t('filterCare'), CARE_CATEGORIES, careWords)}
      {choice('stopState', t('filterState'), STOP_STATES, stopStateWords)}
      {choice('careState', t('filterState'), CARE_STATES, careStateWords)}
      {choice('level', t('filterLevel'), ['grid', ...LEVELS], levelWords)}
      {has.includes('day') && (
        <label className="query-field">
          <span>{t('filterDay')}</span>
          <DayInput
            allowClear
            value={value.day ?? null}
            onChange={(day) => {
              const { day: _before, ...rest } = value
              onChange(day === null ? rest : { ...rest, day })
            }}
          />
        </label>
      )}
    </div>
  )
}

/** Grids of the working area, or the whole of it. */
export function GridSelect({ areaId, value, onChange }: { areaId: string; value: string | undefined; onChange: (gridId: string | undefined) => void }) {
  const t = useText(queriesText)
  const { overlays, find } = useAreas()
  const area = find(areaId)
  const grids = overlays.filter(({ kind, areaIds }) => kind === 'grid' && area !== null && areaIds.some((id) => find(id)?.path.startsWith(area.path)))
  if (grids.length === 0) return null
  return (
    <label className="query-field">
      <span>{t('grid')}</span>
      <Select
        aria-label={t('grid')}
        value={value ?? ''}
        options={[{ value: '', label: t('wholeArea') }, ...grids.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(id) => onChange(id === '' ? undefined : id)}
      />
    </label>
  )
}
