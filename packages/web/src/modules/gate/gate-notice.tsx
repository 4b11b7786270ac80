// 只开主大门: which gate is open, and until when, on the resident's first page.
import { useAnswer } from '../../platform/answer.ts'
import { showMoment, text, useText } from '../../platform/text.ts'

const words = text({
  zh: { only: '现在只开：{gates}', until: '到 {time}。其他门关闭；就医、急救从任何门都能走。', label: '大门通知' },
  en: { only: 'Only open now: {gates}', until: 'Until {time}. Other gates are closed; medical ways are open at every gate.', label: 'Gates' },
})
const RENEW_MS = 60_000

export function GateNotice() {
  const t = useText(words)
  const { data } = useAnswer('gate.listMyGates', {}, { renewEveryMs: RENEW_MS })
  const only = (data ?? []).filter(({ onlyUntil }) => onlyUntil !== null && new Date(onlyUntil) > new Date())
  if (only.length === 0) return null
  return (
    <aside className="notice warn" role="status" aria-label={t('label')}>
      <div>
        <strong>{t('only', { gates: only.map(({ name }) => name).join('、') })}</strong>
        <p>{t('until', { time: showMoment(only[0]!.onlyUntil!) })}</p>
      </div>
    </aside>
  )
}
