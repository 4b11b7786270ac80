// What changes, before it does: for whoever drafts an order, and for each who signs it.
import { Loaded } from '../../desk/parts.tsx'
import { checkWords, levelWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { useOperationName } from '../privacy/desk-operations.ts'
import { RuleChanges } from './desk-rules.tsx'
import { ShiftList } from './desk-shift.tsx'
import { nameOfPack, PostureSign } from './posture-sign.tsx'
import { countWords, previewText, ruleWords } from './preview-text.ts'
import { useGateValue } from './use-gate-value.ts'
import './desk-orders.css'

type Preview = Out<'posture.previewOrder'>

function Gate({ gate }: { gate: Preview['gate'] }) {
  const t = useText(previewText)
  const word = useWord()
  const say = useGateValue()
  if (gate.length === 0) return <p className="desk-quiet">{t('gateSame')}</p>
  return (
    <>
      <h3>{t('gate')}</h3>
      <ul className="desk-changes">
        {gate.map(({ rule, before, after }) => (
          <li key={rule}>
            <span>{word(ruleWords[rule])}</span>
            <span>
              <span className="desk-quiet">{say(rule, before)}</span> → <strong>{say(rule, after)}</strong>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Daily({ daily }: { daily: Preview['daily'] }) {
  const t = useText(previewText)
  const word = useWord()
  const lang = useLang()
  const join = (words: readonly string[]) => words.join(lang === 'zh' ? '、' : ', ')
  const list = (checks: Preview['daily'][number]['begins']) => join(checks.map((check) => word(checkWords[check])))
  if (daily.length === 0) return <p className="desk-quiet">{t('dailySame')}</p>
  // Levels that change alike stand in one line.
  const key = ({ begins, ceases }: Preview['daily'][number]) => `${begins.join()} ${ceases.join()}`
  const alike = [...new Set(daily.map(key))].map((one) => daily.filter((change) => key(change) === one))
  return (
    <>
      <h3>{t('daily')}</h3>
      <ul className="desk-changes">
        {alike.map((group) => {
          const { level: first, begins, ceases } = group[0]!
          return (
            <li key={first}>
              <span>{join(group.map(({ level }) => word(levelWords[level])))}</span>
              <span>
                {begins.length > 0 && <div>{t('begins', { list: list(begins) })}</div>}
                {ceases.length > 0 && <div>{t('ceases', { list: list(ceases) })}</div>}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Functions({ title, names }: { title: string; names: readonly string[] }) {
  const operation = useOperationName()
  if (names.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="desk-plain">
        {names.map((name) => (
          <li key={name}>{operation(name)}</li>
        ))}
      </ul>
    </>
  )
}

function Body({ of }: { of: Preview }) {
  const t = useText(previewText)
  const word = useWord()
  const lang = useLang()
  const packs = useQuery('posture.listPacks', {})
  const plan = (one: Preview['before']) => (
    <span>
      <PostureSign posture={one.posture} /> <span className="desk-quiet">{nameOfPack(packs.data, one)[lang]}</span>
    </span>
  )
  const gates = of.counts.find(({ what }) => what === 'gates')
  const open = of.counts.filter(({ what, count }) => what !== 'gates' && count > 0)
  const count = (one: Preview['counts'][number]) => word(countWords[one.what]).replace('{n}', String(one.count))
  return (
    <div className="desk-order-preview">
      <p className="desk-row">
        {plan(of.before)} <span aria-hidden="true">→</span> {plan(of.after)}
      </p>
      <ShiftList shifts={of.shifts} />
      <h3>{t('covers')}</h3>
      <p>
        {t('coversSays', of.covers)}
        {gates !== undefined && ` · ${count(gates)}`}
      </p>
      {of.covers.ownOrders > 0 && <p className="desk-quiet">{t('ownOrders', { n: of.covers.ownOrders })}</p>}
      <Gate gate={of.gate} />
      <Daily daily={of.daily} />
      <RuleChanges rules={of.rules} />
      <Functions title={t('functionsBegin')} names={of.begin} />
      <Functions title={t('functionsCease')} names={of.cease} />
      <p className="desk-quiet">{of.begin.length + of.cease.length === 0 ? t('functionsSame') : t('stays')}</p>
      {open.length > 0 && (
        <>
          <h3>{t('open')}</h3>
          <ul className="desk-plain">
            {open.map((one) => (
              <li key={one.what}>{count(one)}</li>
            ))}
          </ul>
          <p className="desk-quiet">{t('openSays')}</p>
        </>
      )}
    </div>
  )
}

export function Preview({ of }: { of: In<'posture.previewOrder'> }) {
  const t = useText(previewText)
  const preview = useQuery('posture.previewOrder', of)
  return (
    <section aria-label={t('changes')}>
      <Loaded of={preview} rows={6}>
        {(answer) => <Body of={answer} />}
      </Loaded>
    </section>
  )
}
