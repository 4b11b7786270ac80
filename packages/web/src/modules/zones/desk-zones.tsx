// 三区与静默: what is drawn, what waits, what is missing before it is lowered.
import { Button } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import '../posture/desk-orders.css'
import './zones.css'
import { ChangeZone, DrawStandstill, DrawZone } from './desk-draw.tsx'
import { StateEvidence } from './desk-evidence.tsx'
import { deskZonesText } from './desk-text.ts'
import { type Doing, useLowers, type Zone, ZoneCard } from './desk-zone-card.tsx'

type Open = { is: 'draw' | 'standstill' } | { is: 'change' | 'lower' | 'state'; zone: Zone }

export function ZonesPage() {
  const t = useText(deskZonesText)
  const { may } = useSession()
  const { current, communityOf } = useAreas()
  const place = communityOf(current) ?? current
  const [open, setOpen] = useState<Open | null>(null)
  const list = useQuery('zones.listZones', {})
  const kinds = useQuery('zones.listKinds', { areaId: place?.id ?? '' }, { enabled: place !== null && may('zones.draw') })
  const sign = useDo('zones.signZone', { said: t('signed') })
  const takeBack = useDo('zones.takeBack')
  const lower = useDo('zones.lowerZone', { said: t('asked') })
  const close = () => setOpen(null)
  const lowers = useLowers()
  const act = (doing: Doing, zone: Zone) => {
    if (doing === 'sign' || doing === 'takeBack') void (doing === 'sign' ? sign : takeBack).run({ zoneId: zone.id, actId: zone.waiting!.id })
    else setOpen({ is: doing, zone })
  }
  const known = kinds.data
  const mayDraw = may('zones.draw', place?.path) && known !== undefined
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {mayDraw && known.standstill !== null && <Button onClick={() => setOpen({ is: 'standstill' })}>{t('drawStandstill')}</Button>}
        {mayDraw && known.kinds.length > 0 && (
          <Button type="primary" onClick={() => setOpen({ is: 'draw' })}>
            {t('draw')}
          </Button>
        )}
      </PageHead>
      {mayDraw && known.kinds.length === 0 && <p className="desk-note">{t('noOrder')}</p>}
      <section className="desk-panel" aria-label={t('title')}>
        <Loaded of={list}>
          {(zones) => (zones.length === 0 ? <Nothing says={t('none')} /> : zones.map((zone) => <ZoneCard key={zone.id} zone={zone} onDo={act} />))}
        </Loaded>
      </section>
      {open?.is === 'draw' && known !== undefined && <DrawZone kinds={known.kinds} onClose={close} />}
      {open?.is === 'standstill' && known !== undefined && known.standstill !== null && <DrawStandstill standstill={known.standstill} onClose={close} />}
      {open?.is === 'change' && <ChangeZone zone={open.zone} onClose={close} />}
      {open?.is === 'state' && <StateEvidence zone={open.zone} onClose={close} />}
      <ReasonDialog
        isOpen={open?.is === 'lower'}
        title={open?.is === 'lower' ? lowers(open.zone) : ''}
        confirm={t('submit')}
        isBusy={lower.isBusy}
        onClose={close}
        onReason={(reason) => {
          if (open?.is === 'lower') void lower.run({ zoneId: open.zone.id, reason }).then((done) => done !== null && close())
        }}
      />
    </>
  )
}
