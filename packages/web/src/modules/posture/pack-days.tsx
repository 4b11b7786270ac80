// 小门、今日无疫、健康状态、自查 of a pack in sentences.
import { GATE_RULES, gateCodesOf, OUTCOMES, type Reason } from '@xiaomen/rules/gate'
import { checkWords, levelWords, reasonWords, useWord } from '../../desk/words.ts'
import { useLang, useText } from '../../platform/text.ts'
import { levelWords as riskWords } from '../risk/desk-text.ts'
import { kindWords, reasonClassWords } from '../status/words.ts'
import { Figure, type Files, listed, Part, Source } from './pack-parts.tsx'
import { outcomeWords, packFileWords, packsText } from './packs-text.ts'
import { ruleWords } from './preview-text.ts'
import { useGateValue } from './use-gate-value.ts'

type Props = { files: Files; note?: string | undefined }

export function GatePart({ files: { gate }, note }: Props) {
  const t = useText(packsText)
  const word = useWord()
  const lang = useLang()
  const say = useGateValue()
  const codes = gateCodesOf(gate)
  const reasons = Object.entries(gate.outcomeOf) as [Reason, (typeof OUTCOMES)[number]][]
  return (
    <Part name="gate" title={word(packFileWords.gate)} note={note}>
      <dl className="pack-pairs">
        {GATE_RULES.map((rule) => (
          <div key={rule}>
            <dt>{word(ruleWords[rule])}</dt>
            <dd>{say(rule, codes[rule])}</dd>
          </div>
        ))}
      </dl>
      <ul>
        {gate.whereFrom.asks !== 'nobody' && (
          <li>
            {t('lookBack', {
              n: gate.whereFrom.lookBackDays,
              levels: listed(
                gate.whereFrom.levels.map((one) => word(riskWords[one])),
                lang,
              ),
            })}
          </li>
        )}
        <li>{t('listAge', { n: gate.listMaxAgeHours })}</li>
      </ul>
      <h3>{t('whatLeads')}</h3>
      <ul>
        {OUTCOMES.filter((outcome) => reasons.some(([, leads]) => leads === outcome)).map((outcome) => (
          <li key={outcome}>
            <strong>{word(outcomeWords[outcome])}</strong>:{' '}
            {listed(
              reasons.filter(([, leads]) => leads === outcome).map(([reason]) => word(reasonWords[reason])),
              lang,
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

export function DailyPart({ files: { daily }, note }: Props) {
  const t = useText(packsText)
  const word = useWord()
  const lang = useLang()
  const levels = Object.entries(daily.checks) as [keyof typeof daily.checks, (typeof daily.checks)[keyof typeof daily.checks]][]
  return (
    <Part name="daily" title={word(packFileWords.daily)} note={note}>
      <ul>
        <Figure of={daily.quietDays}>{t('quietDays', { n: daily.quietDays.value })}</Figure>
        <Figure of={daily.unseenFeverDays}>{t('unseenFeverDays', { n: daily.unseenFeverDays.value })}</Figure>
        <Figure of={daily.smallestPosting}>{t('smallestPosting', { n: daily.smallestPosting.value })}</Figure>
        <Figure of={daily.cutOff}>{t('cutOff', { n: daily.cutOff.value })}</Figure>
      </ul>
      <h3>{t('dailyChecks')}</h3>
      <dl className="pack-pairs">
        {levels.map(([level, checks]) => (
          <div key={level}>
            <dt>{word(levelWords[level])}</dt>
            <dd>
              {listed(
                checks.map((check) => word(checkWords[check])),
                lang,
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

export function StatusPart({ files: { status }, note }: Props) {
  const t = useText(packsText)
  const word = useWord()
  const kinds = Object.entries(status.kinds) as [keyof typeof status.kinds, (typeof status.kinds)[keyof typeof status.kinds]][]
  return (
    <Part name="status" title={word(packFileWords.status)} note={note}>
      <ul>
        {kinds.map(([kind, rule]) => (
          <Figure key={kind} of={rule}>
            {word(kindWords[kind])}:{' '}
            <strong>{t('holds', { verdict: word(status.names[rule.verdict]), n: rule.days, reason: word(reasonClassWords[rule.reason]) })}</strong>
          </Figure>
        ))}
      </ul>
    </Part>
  )
}

export function ChecklistsPart({ files: { checklists }, note }: Props) {
  const t = useText(packsText)
  const word = useWord()
  return (
    <Part name="checklists" title={word(packFileWords.checklists)} note={note}>
      <p>
        {word(checklists)} <Source of={checklists} />
      </p>
      <ul>
        <Figure of={checklists.goodForDays}>{t('goodFor', { n: checklists.goodForDays.value })}</Figure>
      </ul>
      {checklists.groups.map((group) => (
        <article key={group.key} className="pack-item">
          <h3>{word(group)}</h3>
          <ul>
            {group.items.map((item) => (
              <li key={item.key}>
                {word(item)}{' '}
                <span className="desk-quiet">
                  {[word(item.hint), ...(item.asksPhoto ? [t('asksPhoto')] : []), t('mendWithin', { n: item.mendWithinHours })].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </Part>
  )
}
