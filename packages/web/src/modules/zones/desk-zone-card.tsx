// One zone: what it is made of, whom it keeps in, how long it has been quiet, what is missing, what waits, and its life with who signed.
import { Button, Tag } from 'antd'
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useLang, useText } from '../../platform/text.ts'
import { actWords, deskZonesText, stateWords, stepWords } from './desk-text.ts'
import { asksOf, lackSays, signOf, zoneWords } from './words.ts'

export type Zone = Out<'zones.listZones'>[number]
export type Doing = 'sign' | 'takeBack' | 'change' | 'lower' | 'state'
type Props = { zone: Zone; onDo: (doing: Doing, zone: Zone) => void }

function Waiting({ zone, onDo }: Props) {
  const t = useText(deskZonesText)
  const word = useWord()
  const lang = useLang()
  const act = zone.waiting
  if (act === null) return null
  return (
    <div className="desk-waits" role="group" aria-label={word(actWords[act.kind])}>
      <div>
        <strong>{word(actWords[act.kind])}</strong> · {t('waiting', { have: act.signatures.length, needed: act.needed })}
        <div className="desk-quiet">{t('askedBy', { name: act.author.name, unit: act.author.unit, at: showMoment(act.expiresAt, lang) })}</div>
        {act.kind === 'zones.change' && <div>{act.areas.map((area) => area.name).join('、')}</div>}
        {act.reason !== null && <q>{act.reason}</q>}
      </div>
      <div className="desk-row">
        {act.maySign && (
          <Button type="primary" onClick={() => onDo('sign', zone)}>
            {t('sign')}
          </Button>
        )}
        {act.isOwn && <Button onClick={() => onDo('takeBack', zone)}>{t('takeBack')}</Button>}
        {!act.maySign && <span className="desk-quiet">{t('otherUnit')}</span>}
        {act.needed > 1 && <span className="desk-quiet">{t('manyPeople', { n: act.people })}</span>}
      </div>
    </div>
  )
}

function Life({ steps }: { steps: Zone['steps'] }) {
  const t = useText(deskZonesText)
  const word = useWord()
  const lang = useLang()
  return (
    <details>
      <summary>
        {t('life')} · {steps.length}
      </summary>
      <ol className="desk-life">
        {steps.map((step, at) => (
          <li key={`${step.kind} ${step.at} ${at}`}>
            <strong>{word(stepWords[step.kind])}</strong>
            <span className="desk-quiet">{[step.name, step.unit].filter((one) => one !== null && one !== '').join(' · ')}</span>
            <time className="desk-quiet" dateTime={step.at}>
              {showMoment(step.at, lang)}
            </time>
            {step.reason !== null && <q>{step.reason}</q>}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Standing({ zone }: { zone: Zone }) {
  const t = useText(deskZonesText)
  const z = useText(zoneWords)
  const lang = useLang()
  if (zone.state !== 'inForce') return null
  const at = showMoment(zone.until!, lang)
  return (
    <>
      <p>
        {zone.quietDays !== null && <strong>{t('quiet', { n: zone.quietDays })} · </strong>}
        {zone.kind === 'standstill' ? z('endsItself', { at }) : z('until', { at })}
      </p>
      {zone.lacks.length > 0 && (
        <>
          <span className="desk-quiet">{t('lacks')}</span>
          <ul className="zone-lacks">
            {zone.lacks.map((lack) => (
              <li key={lack.kind}>{lackSays(z, lack)}</li>
            ))}
          </ul>
        </>
      )}
      {zone.kind !== 'standstill' && zone.lacks.length === 0 && <p>✓ {z('nothingLacks')}</p>}
      {zone.evidence.length > 0 && (
        <p className="desk-quiet">
          {t('evidence')}
          {': '}
          {zone.evidence.map((one) => `${one.on} ${t(one.kind)}${one.value === null ? '' : ` ${one.value}`} ${one.reference}`).join('; ')}
        </p>
      )}
    </>
  )
}

/** What lowering does to it, in words. */
export function useLowers(): (zone: Pick<Zone, 'kind' | 'next'>) => string {
  const t = useText(deskZonesText)
  const lang = useLang()
  return ({ kind, next }) => (kind === 'standstill' ? t('endEarly') : next === null ? t('lift') : t('lower', { next: next[lang] }))
}

export function ZoneCard({ zone, onDo }: Props) {
  const t = useText(deskZonesText)
  const z = useText(zoneWords)
  const word = useWord()
  const lang = useLang()
  const lowers = useLowers()(zone)
  return (
    <article className="desk-order" aria-label={`${zone[lang]} ${zone.areas.map((area) => area.name).join('、')}`}>
      <header className="desk-row">
        <h3 className={`zone-mark zone-${zone.kind}`}>
          <span aria-hidden="true">{signOf(zone.kind)}</span> {zone[lang]}
        </h3>
        <strong>{zone.areas.map((area) => area.name).join('、')}</strong>
        <span>{t('reaches', { homes: zone.homes, people: zone.people })}</span>
        <span className="desk-quiet">{zone.areaName}</span>
        <Tag color={zone.state === 'inForce' ? 'blue' : 'default'}>{word(stateWords[zone.state])}</Tag>
      </header>
      <p>
        {asksOf(z, zone.rule).join(' · ')}
        {zone.metres !== null && (
          <>
            <br />
            <span className="desk-quiet">{t('radius', { n: zone.metres })}</span>
          </>
        )}
        <br />
        <span className="desk-quiet">
          {zone.ground} · {zone.legalBasis}
          {zone.rule.isDraft && ` · ${z('draft')}`}
        </span>
      </p>
      <Standing zone={zone} />
      <Waiting zone={zone} onDo={onDo} />
      <Life steps={zone.steps} />
      <div className="desk-row">
        {zone.may.change && <Button onClick={() => onDo('change', zone)}>{t('change')}</Button>}
        {zone.may.state && <Button onClick={() => onDo('state', zone)}>{t('state')}</Button>}
        {zone.may.lower && <Button onClick={() => onDo('lower', zone)}>{lowers}</Button>}
      </div>
    </article>
  )
}
