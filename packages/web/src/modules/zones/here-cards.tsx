// What holds here, in large plain words: for the guard at the gate and for the family at home.
import { useAnswer } from '../../platform/answer.ts'
import { showMoment, useLang, useText } from '../../platform/text.ts'
import './here.css'
import { asksOf, type Here, lackSays, signOf, zoneWords } from './words.ts'

const RENEW_MS = 2 * 60_000

function Card({ zone, isFull }: { zone: Here; isFull: boolean }) {
  const t = useText(zoneWords)
  const lang = useLang()
  const at = showMoment(zone.until, lang)
  return (
    <article className="notice warn" aria-label={zone[lang]}>
      <div>
        <h2>
          <span aria-hidden="true">{signOf(zone.kind)}</span> {zone[lang]}
        </h2>
        <strong>{zone.areas.join('、')}</strong>
        <p>{asksOf(t, zone.rule).join(' · ')}</p>
        {zone.rule.leaving === 'medicalOnly' && (
          <p>
            <strong>✚ {t('medicalWay')}</strong>
          </p>
        )}
        <p>
          {t('since', { at: showMoment(zone.from, lang) })} · {zone.kind === 'standstill' ? t('endsItself', { at }) : t('until', { at })}
        </p>
        {isFull && zone.kind !== 'standstill' && (
          <>
            <ul>
              {zone.lacks.map((lack) => (
                <li key={lack.kind}>{lackSays(t, lack)}</li>
              ))}
              {zone.lacks.length === 0 && <li>{t('nothingLacks')}</li>}
            </ul>
            <p>{zone.next === null ? t('toNone') : t('toNext', { next: zone.next[lang] })}</p>
          </>
        )}
        {isFull && zone.rule.isDraft && <p className="quiet">{t('draft')}</p>}
      </div>
    </article>
  )
}

/** At a gate: what everybody who works there has to know, in one line that opens; scanning stays in sight. */
export function ZonesHere() {
  const t = useText(zoneWords)
  const lang = useLang()
  const { data } = useAnswer('zones.listHere', {}, { renewEveryMs: RENEW_MS })
  const kept = (data ?? []).filter((zone) => zone.rule.leaving !== 'free')
  const [first] = kept
  if (first === undefined) return null
  return (
    <details className="zones-here">
      <summary>
        <span aria-hidden="true">{signOf(first.kind)}</span> {first[lang]} · {t(first.rule.leaving)}
        {kept.length > 1 && ` · ${t('more', { n: kept.length - 1 })}`}
      </summary>
      {kept.map((zone) => (
        <Card key={zone.id} zone={zone} isFull={false} />
      ))}
    </details>
  )
}

/** At home: also what is missing before it is lifted. */
export function OwnZones() {
  const { data } = useAnswer('zones.listOwn', {}, { renewEveryMs: RENEW_MS })
  return (data ?? []).map((zone) => <Card key={zone.id} zone={zone} isFull />)
}
