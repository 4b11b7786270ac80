import { PhoneOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useDo } from '../../desk/parts.tsx'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { answerabilityText } from './desk-text.ts'

export type Hand = NonNullable<Out<'answerability.listDuties'>['duties'][number]['who']>

/** Somebody by name, with the number behind a touch that leaves a trace. */
export function HandName({ hand, path }: { hand: Hand; path?: string }) {
  const t = useText(answerabilityText)
  const { may } = useSession()
  const { modal } = App.useApp()
  const reveal = useDo('answerability.revealHand')
  const show = async () => {
    const told = await reveal.run({ handId: hand.id, purpose: 'callOnDuty' })
    if (told !== null) modal.info({ title: told.value === null ? t('callNone') : t('callShown', { name: hand.name, number: told.value }) })
  }
  return (
    <span>
      {hand.name}
      {hand.unit !== '' && <span className="desk-quiet"> · {hand.unit}</span>}
      {hand.hasPhone && may('answerability.reveal', path) && (
        <Button
          type="text"
          size="small"
          icon={<PhoneOutlined />}
          loading={reveal.isBusy}
          aria-label={`${t('callShow')}: ${hand.name}`}
          onClick={() => void show()}
        />
      )}
    </span>
  )
}
