// Beside the code, and only while the home lies in a zone or a standstill: what it means, until when, and where to read the rest.
import { useAnswer } from '../../platform/answer.ts'
import { showMoment, useLang, useText } from '../../platform/text.ts'
import '../control/own-line.css'
import { signOf, zoneWords } from './words.ts'

const RENEW_MS = 2 * 60_000

export function OwnZoneLine() {
  const t = useText(zoneWords)
  const lang = useLang()
  const { data } = useAnswer('zones.listOwn', {}, { renewEveryMs: RENEW_MS })
  return (data ?? []).map((zone) => {
    const at = showMoment(zone.until, lang)
    return (
      <a key={zone.id} className="button wide control-line" href="#/control">
        <span>
          <strong>
            <span aria-hidden="true">{signOf(zone.kind)}</span> {zone[lang]} · {t(zone.rule.leaving)}
          </strong>
          <br />
          {zone.kind === 'standstill' ? t('endsItself', { at }) : t('until', { at })}
          {zone.rule.leaving === 'medicalOnly' && (
            <>
              <br />✚ {t('medicalWay')}
            </>
          )}{' '}
          ›
        </span>
      </a>
    )
  })
}
