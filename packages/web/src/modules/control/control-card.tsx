// On the first page of the day: how many are under control here, and who is still to be asked.
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { controlWorkerWords } from './control-worker-text.ts'

export function ControlCard() {
  const t = useText(controlWorkerWords)
  const listed = useQuery('control.listControl', { list: 'open' }, { refetchIntervalMs: 120_000 })
  const cases = listed.data?.cases ?? []
  // Without a network the way to the list that is kept on this phone stays open.
  if (listed.data === undefined && listed.error === null) return null
  if (listed.data !== undefined && cases.length === 0) return null
  const toAsk = cases.filter((one) => one.recordsToday < one.recordsAsked).length
  return (
    <a className="card row spread" href="#/control">
      <strong>{listed.data === undefined ? t('cardNone') : `${toAsk > 0 ? '! ' : '✓ '}${t('card', { open: cases.length, toAsk })}`}</strong>
      <span aria-hidden="true">›</span>
    </a>
  )
}
