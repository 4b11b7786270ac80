import { Drawer } from 'antd'
import { lazy, Suspense } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Waiting } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { homeText } from './desk-text.ts'

// A home carries a dozen dialogs: it comes when the first one is opened, not with every list that has homes in it.
const HomeBody = lazy(async () => ({ default: (await import('./desk-home-body.tsx')).HomeBody }))

export function HomeDrawer({ homeId, onClose, onGo }: { homeId: string | null; onClose: () => void; onGo: (homeId: string) => void }) {
  const t = useText(homeText)
  const { placeOf } = useAreas()
  const home = useQuery('registry.getHome', { homeId: homeId ?? '' }, { enabled: homeId !== null })
  const title = home.data === undefined ? t('title') : `${placeOf(home.data.home)} ${home.data.home.door}`
  return (
    <Drawer open={homeId !== null} onClose={onClose} size={Math.min(520, window.innerWidth)} title={title} destroyOnHidden>
      {homeId !== null && (
        <Loaded of={home} rows={8}>
          {(data) => (
            <Suspense fallback={<Waiting rows={8} />}>
              <HomeBody key={data.home.id} data={data} onGo={onGo} />
            </Suspense>
          )}
        </Loaded>
      )}
    </Drawer>
  )
}
