// 更多: what is needed now and then, so that nobody's code waits for it.
import { LangSwitch } from '../platform/lang-switch.tsx'
import { SizeSwitch } from '../platform/parts.tsx'
import { useSession } from '../platform/session.tsx'
import { useText } from '../platform/text.ts'
import { moreWords } from './more-text.ts'
import { faceWords } from './text.ts'

/** Each says its own name. */
const PAGES = ['status', 'control', 'arrivals', 'antigen', 'tests', 'tell', 'more/visits', 'cards', 'looked'] as const

export function MoreScreen() {
  const t = useText(moreWords)
  const face = useText(faceWords)
  const { signOut } = useSession()
  return (
    <section className="stack">
      <h1>{t('moreTitle')}</h1>
      <div className="card stack">
        <h2>{t('size')}</h2>
        <p className="quiet">{t('sizeLead')}</p>
        <SizeSwitch />
      </div>
      <div className="card row spread">
        <h2>{t('language')}</h2>
        <LangSwitch isSignedIn />
      </div>
      {PAGES.map((page) => (
        <a key={page} className="button wide" href={`#/${page}`}>
          {t(page)}
        </a>
      ))}
      <div className="card stack">
        <button onClick={() => void signOut()}>{t('signOut')}</button>
        <p className="quiet">{t('signOutWhy')}</p>
      </div>
      <p className="row center-row quiet">
        {face('staff')}：<a href="/work/">{face('staffWork')}</a>
        <a href="/desk/">{face('staffDesk')}</a>
      </p>
    </section>
  )
}
