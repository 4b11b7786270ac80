import { useErrorText } from '../../platform/errors-text.ts'
import { RevealCall } from '../../platform/reveal-call.tsx'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { careWorkerWords } from './worker-text.ts'

/** For this purpose and a few minutes. The resident sees who looked. */
export function CallButton({ personId }: { personId: string }) {
  const t = useText(careWorkerWords)
  const sayError = useErrorText()
  const { may } = useSession()
  if (!may('registry.reveal')) return null
  const ask = () => call('registry.revealPerson', { personId, dataClass: 'phone', purpose: 'callOnDuty', note: t('callReason') })
  return <RevealCall ask={ask} sayError={sayError} noPhone={t('noPhone')} />
}
