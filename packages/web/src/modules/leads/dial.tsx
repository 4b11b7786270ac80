// The number, opened for a purpose and in the audit; then one touch rings.
import { PhoneOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useNotify } from '../../desk/parts.tsx'
import { call } from '../../platform/api.ts'
import { revealCallWords } from '../../platform/reveal-call-text.ts'
import { useText } from '../../platform/text.ts'
import { callText } from './call-text.ts'

export function Dial({ leadId }: { leadId: string }) {
  const t = useText(revealCallWords)
  const c = useText(callText)
  const notify = useNotify()
  const [told, setTold] = useState<{ value: string | null; until: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    if (told === null) return
    const timer = setTimeout(() => setTold(null), Math.max(0, Date.parse(told.until) - Date.now()))
    return () => clearTimeout(timer)
  }, [told])
  const show = async () => {
    setBusy(true)
    try {
      setTold(await call('leads.revealPhone', { leadId, purpose: 'callOnDuty' }))
    } catch (error) {
      notify.failed(error)
    }
    setBusy(false)
  }
  if (told === null)
    return (
      <Button className="lead-big" icon={<PhoneOutlined />} loading={isBusy} onClick={() => void show()}>
        {t('show')}
      </Button>
    )
  if (told.value === null) return <p>{c('noPhone')}</p>
  return (
    <a className="lead-dial" href={`tel:${told.value}`}>
      {t('call', { number: told.value })}
    </a>
  )
}
