// 签名接口: another system that sends leads by itself.
import { LEAD_KINDS, type LeadKind } from '@xiaomen/rules/leads'
import { Form, Select } from 'antd'
import { SignedChannels } from '../../desk/channels-panel.tsx'
import { useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { channelText } from './channel-text.ts'
import { leadsText } from './desk-text.ts'
import { kindWords } from './words.ts'

export function LeadChannels({ areaId }: { areaId: string }) {
  const t = useText(channelText)
  const l = useText(leadsText)
  const word = useWord()
  const channels = useQuery('leads.listChannels', { areaId }, { keepPrevious: true })
  const agree = useDo('leads.agreeChannel', { said: t('agreed') })
  const take = useDo('leads.takeSecret')
  const end = useDo('leads.endChannel', { said: t('ended') })
  const add = useDo('leads.addChannel', { said: t('added') })
  const kind = (
    <Form.Item name="kind" label={l('giverKind')}>
      <Select options={LEAD_KINDS.map((one) => ({ value: one, label: word(kindWords[one]) }))} />
    </Form.Item>
  )
  return (
    <SignedChannels
      words={channelText}
      channels={channels}
      agree={agree}
      take={take}
      end={end}
      add={{ isBusy: add.isBusy, run: (input, more) => add.run({ ...input, kind: more['kind'] as LeadKind }) }}
      more={{ fields: kind, initial: { kind: 'contact' } }}
    />
  )
}
