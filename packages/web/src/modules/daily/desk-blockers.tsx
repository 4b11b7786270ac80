import { ExclamationCircleOutlined } from '@ant-design/icons'
import { Link } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Nothing } from '../../desk/parts.tsx'
import { checkWords, useWord } from '../../desk/words.ts'
import { showMoment, useText } from '../../platform/text.ts'
import type { Status } from './desk-daily.tsx'
import { dailyText } from './desk-text.ts'

type Blocker = Status['blockers'][number]

/** Where a blocker is dealt with, or null when it is this very page. */
function wayOf(blocker: Blocker, subjectId: string): { href: string; says: 'goCase' | 'goHold' | 'goConfirm' | 'goThere' } | null {
  if (blocker.check === 'infection_case') return { href: '/cases', says: 'goCase' }
  if (blocker.check === 'fever_unresolved') return { href: '/gates/holds', says: 'goHold' }
  if (blocker.areaId === subjectId) return null
  return { href: `/daily/${blocker.areaId}`, says: blocker.check === 'report_unconfirmed' ? 'goConfirm' : 'goThere' }
}

export function Blockers({ list, subjectId }: { list: Blocker[]; subjectId: string }) {
  const t = useText(dailyText)
  const word = useWord()
  const { find, fullName } = useAreas()
  return (
    <section className="desk-panel" aria-label={t('blockers')}>
      <h2>
        {t('blockers')} <span className="desk-quiet">{list.length === 0 ? '' : list.length}</span>
      </h2>
      {list.length === 0 ? (
        <Nothing says={t('noBlockers')} />
      ) : (
        <ul className="desk-list desk-scroll">
          {list.map((blocker) => {
            const way = wayOf(blocker, subjectId)
            const area = find(blocker.areaId)
            return (
              <li key={`${blocker.check} ${blocker.areaId} ${blocker.subjectId ?? ''} ${blocker.since}`}>
                <div>
                  <strong>
                    <ExclamationCircleOutlined aria-hidden="true" /> {word(checkWords[blocker.check])}
                  </strong>
                  <div>{area === null ? blocker.areaName : fullName(area)}</div>
                  <div className="desk-quiet">
                    {t('since', { time: showMoment(blocker.since) })} ·{' '}
                    {blocker.answers === null ? t('nobodyAnswers') : t('answers', { name: blocker.answers })}
                  </div>
                </div>
                {way !== null && (
                  <Link href={way.href} aria-label={`${t(way.says)}: ${blocker.areaName}`}>
                    {t(way.says)}
                  </Link>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
