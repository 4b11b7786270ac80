// 签名接口: a laboratory's own system.
import { SignedChannels } from '../../desk/channels-panel.tsx'
import { useDo } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { channelText } from './channel-text.ts'

export function ChannelsPanel() {
  const t = useText(channelText)
  const channels = useQuery('lab.listChannels', {}, { keepPrevious: true })
  const agree = useDo('lab.agreeChannel', { said: t('agreed') })
  const take = useDo('lab.takeSecret')
  const end = useDo('lab.endChannel', { said: t('ended') })
  const add = useDo('lab.addChannel', { said: t('added') })
  return <SignedChannels words={channelText} channels={channels} agree={agree} take={take} end={end} add={add} />
}
