// 报送线索: a resident tells of oneself or of what was seen, and reads what became of it.
import { useState } from 'react'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { reportWords } from './report-text.ts'

const KINDS = ['symptom', 'contact', 'riskArea', 'other'] as const
const RENEW_MS = 60_000

export function TellScreen() {
  const t = useText(reportWords)
  const sayCommon = useCommonErrorText()
  const { data, error, ask } = useAnswer('leads.listOwn', {}, { renewEveryMs: RENEW_MS })
  const [id, setId] = useState(uuidv7)
  const [kind, setKind] = useState<(typeof KINDS)[number]>('symptom')
  const [isOwn, setOwn] = useState(true)
  const [said, setSaid] = useState('')
  const [notice, setNotice] = useState<{ tone: 'done' | 'error'; text: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    try {
      await call('leads.report', { id, kind, said: said.trim(), isOwn })
      setNotice({ tone: 'done', text: t('sent') })
      setSaid('')
      setId(uuidv7())
    } catch (failure) {
      setNotice({ tone: 'error', text: sayCommon(failure) })
    }
    setBusy(false)
    ask()
  }
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      {notice !== null && <Notice tone={notice.tone}>{notice.text}</Notice>}
      {error !== null && data === null && <Notice tone="warn">{sayCommon(error)}</Notice>}
      {data !== null && !data.mayReport && <p>{t('off')}</p>}
      {data?.mayReport === true && (
        <form
          className="card stack"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <p className="quiet">{t('lead')}</p>
          <Field label={t('kind')}>
            <select value={kind} onChange={(event) => setKind(event.target.value as (typeof KINDS)[number])}>
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(one)}
                </option>
              ))}
            </select>
          </Field>
          <label className="row">
            <input type="checkbox" checked={isOwn} onChange={(event) => setOwn(event.target.checked)} /> {t('isOwn')}
          </label>
          <Field label={t('said')}>
            <textarea rows={4} maxLength={1000} required value={said} onChange={(event) => setSaid(event.target.value)} />
          </Field>
          <button className="primary wide" disabled={isBusy || said.trim() === ''}>
            {t('send')}
          </button>
        </form>
      )}
      {data !== null && (
        <section className="stack" aria-label={t('mine')}>
          <h2>{t('mine')}</h2>
          {data.reports.length === 0 && <p className="quiet">{t('none')}</p>}
          <ul className="list">
            {data.reports.map((one) => (
              <li key={one.id} className="card row spread">
                <span>
                  {one.said} <span className="quiet">{showMoment(new Date(one.at))}</span>
                </span>
                <strong>{t(`is_${one.state}`)}</strong>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  )
}
