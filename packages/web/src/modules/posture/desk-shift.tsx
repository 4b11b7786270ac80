// What an act on an order does at once to people under control and to zones: at the head of what changes, and again beside the signature.
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { measureWords } from '../control/words.ts'
import { shiftText } from './shift-text.ts'

type Shifts = Out<'posture.previewOrder'>['shifts']
type Zones = NonNullable<Shifts['zones']>['kept']

/** In sentences; empty where nothing is touched. */
function useSentences(): (shifts: Shifts) => string[] {
  const t = useText(shiftText)
  const word = useWord()
  const lang = useLang()
  const zones = (key: 'zonesLifted' | 'zonesKept' | 'zonesTakenUp', of: Zones) =>
    of.zones + of.standstills === 0 ? [] : [t(key, { zones: of.zones, standstills: of.standstills, homes: of.homes })]
  return ({ control, zones: drawn }) => [
    ...(control === null || control.measures.length === 0
      ? []
      : [
          t('underControl', {
            n: control.measures.reduce((sum, { count }) => sum + count, 0),
            list: control.measures
              .map(({ measure, count }) => t('ofMeasure', { measure: measure === null ? t('notBegun') : word(measureWords[measure]), n: count }))
              .join(lang === 'zh' ? '、' : ', '),
          }),
        ]),
    ...(['lifted', 'restored', 'due', 'trackless', 'otherPack'] as const).flatMap((key) =>
      control !== null && control[key] > 0 ? [t(key, { n: control[key] })] : [],
    ),
    ...(control === null
      ? []
      : (['open', 'lifted', 'restored'] as const).flatMap((key) => (control.places[key] > 0 ? [t(`places_${key}`, { n: control.places[key] })] : []))),
    ...(drawn === null ? [] : [...zones('zonesLifted', drawn.lifted), ...zones('zonesTakenUp', drawn.takenUp), ...zones('zonesKept', drawn.kept)]),
  ]
}

export function ShiftList({ shifts }: { shifts: Shifts }) {
  const t = useText(shiftText)
  const lines = useSentences()(shifts)
  if (lines.length === 0) return null
  return (
    <section className="desk-note" aria-label={t('title')}>
      <strong>{t('title')}</strong>
      <ul className="desk-plain">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

/** For whoever asks for the end, or that an order hold again, before anybody signs. */
export function ShiftOf({ of }: { of: In<'posture.previewOrder'> }) {
  const preview = useQuery('posture.previewOrder', of)
  return preview.data === undefined ? null : <ShiftList shifts={preview.data.shifts} />
}
