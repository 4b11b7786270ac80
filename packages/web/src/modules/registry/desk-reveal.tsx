import { EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import type { Out } from '../../platform/ops.ts'
import { showTime, useText } from '../../platform/text.ts'
import type { Person } from './desk-home.tsx'
import { homeText } from './desk-text.ts'

/** A masked field that opens for five minutes when a reason is given, and closes by itself. */
export function Revealable({ person, dataClass, mayReveal }: { person: Person; dataClass: 'phone' | 'document'; mayReveal: boolean }) {
  const t = useText(homeText)
  const [isAsking, setAsking] = useState(false)
  const [shown, setShown] = useState<Out<'registry.revealPerson'> | null>(null)
  const reveal = useDo('registry.revealPerson')
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), Math.max(0, Date.parse(shown.until) - Date.now()))
    return () => clearTimeout(timer)
  }, [shown])
  const value = person[dataClass]
  const label = t(dataClass === 'phone' ? 'phone' : 'document')
  if (shown !== null)
    return (
      <span className="desk-row">
        <strong className="desk-mono">{shown.value ?? t('revealNothing')}</strong>
        <span className="desk-quiet">{t('revealUntil', { time: showTime(shown.until) })}</span>
      </span>
    )
  return (
    <span className="desk-row">
      <span className={value === null ? 'desk-quiet' : 'desk-mono'}>{value ?? t('none')}</span>
      {mayReveal && value?.includes('*') === true && (
        <Button type="link" size="small" icon={<EyeOutlined />} aria-label={`${t('reveal')}: ${label}`} onClick={() => setAsking(true)}>
          {t('reveal')}
        </Button>
      )}
      <ReasonDialog
        isOpen={isAsking}
        isBusy={reveal.isBusy}
        title={`${t('revealTitle')}: ${label}`}
        says={t('revealWhy')}
        confirm={t('show')}
        onClose={() => setAsking(false)}
        onReason={(reason) =>
          void reveal.run({ personId: person.id, dataClass, reason }).then((answer) => {
            if (answer === null) return
            setShown(answer)
            setAsking(false)
          })
        }
      />
    </span>
  )
}
