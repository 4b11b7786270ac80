import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { walkText } from './worker-text.ts'
import './patrols.css'

/** From the first page: a breach is reported by three touches, this is the first. */
export function PerimeterLinks() {
  const t = useText(walkText)
  const { may } = useSession()
  const mayWalk = may('patrols.walk')
  const mayReport = may('patrols.report')
  const mayCheck = may('checklists.check')
  if (!mayWalk && !mayReport && !mayCheck) return null
  return (
    <nav className="perimeter" aria-label={t('title')}>
      {mayReport && (
        <a className="button" href="#/breach">
          ! {t('breach')}
        </a>
      )}
      {mayWalk && (
        <a className="button" href="#/patrols">
          ▸ {t('title')}
        </a>
      )}
      {mayCheck && (
        <a className="button" href="#/checks">
          ☑ {t('checks')}
        </a>
      )}
    </nav>
  )
}
