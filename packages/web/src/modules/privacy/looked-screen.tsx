// 谁看过我: role, office, purpose and time, as the law of the house promises every resident.
import { classWords, purposeWords, roleWords, useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, text, useText } from '../../platform/text.ts'

const words = text({
  zh: {
    title: '谁看过我的资料',
    lead: '每一次查看都会留痕，不能删改。不显示查看人的姓名。',
    none: '还没有人看过。',
    saw: '看了：{what}',
    purpose: '用途：{purpose}',
    reason: '说明：{reason}',
    system: '系统',
  },
  en: {
    title: 'Who looked at my data',
    lead: 'Every look leaves a trace that nobody can remove. Names of those who looked are not shown.',
    none: 'Nobody so far.',
    saw: 'Saw: {what}',
    purpose: 'What for: {purpose}',
    reason: 'Note: {reason}',
    system: 'System',
  },
})

export function LookedScreen() {
  const t = useText(words)
  const word = useWord()
  const sayError = useCommonErrorText()
  const { data, error } = useAnswer('privacy.listWhoLooked', {})
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      <p className="quiet">{t('lead')}</p>
      {error !== null && data === null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data !== null && data.length === 0 && <p>{t('none')}</p>}
      <ul className="list">
        {data?.map((look, index) => (
          <li key={`${look.at}${index}`} className="card">
            <div className="row spread">
              <strong>{look.role === null ? t('system') : word(roleWords[look.role])}</strong>
              <time className="quiet" dateTime={look.at}>
                {showMoment(look.at)}
              </time>
            </div>
            {look.unit !== '' && <p>{look.unit}</p>}
            {look.classes.length > 0 && <p>{t('saw', { what: look.classes.map((one) => word(classWords[one])).join(' · ') })}</p>}
            {look.purpose !== null && <p>{t('purpose', { purpose: word(purposeWords[look.purpose]) })}</p>}
            {look.reason !== null && <p>{t('reason', { reason: look.reason })}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
