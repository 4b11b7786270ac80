import { useText } from '../../platform/text.ts'
import { Qr } from '../gate/qr.tsx'
import { walkWords } from './worker-text.ts'

/** 门卡 on the screen: the family scans it off the phone or copies the number. Works without a network. */
export function DoorCard({ code }: { code: string }) {
  const t = useText(walkWords)
  return (
    <div className="card stack family-card" role="region" aria-label={t('card')}>
      <p>{t('cardLead')}</p>
      <Qr value={`${location.origin}/#/report/${code}`} label={t('card')} />
      <p className="card-code" translate="no">
        {code.replace(/(.{4})(?=.)/g, '$1-')}
      </p>
      <p className="quiet">{t('cardPaper')}</p>
    </div>
  )
}
