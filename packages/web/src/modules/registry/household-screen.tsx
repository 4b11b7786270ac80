import { careWords, documentWords, residencyWords, homeUseWords, useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { CarersCard } from '../answerability/carers-card.tsx'
import { VisitorsCard } from '../visitors/visitors-card.tsx'
import { residentWords } from './resident-text.ts'

/** What the ledger holds of one's own home. */
export function HouseholdScreen() {
  const t = useText(residentWords)
  const word = useWord()
  const sayError = useCommonErrorText()
  const { data, error } = useAnswer('registry.myHousehold', {})
  return (
    <section className="stack">
      <h1>{t('home')}</h1>
      {error !== null && data === null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data !== null && data.home === null && <p>{t('noHome')}</p>}
      {data?.home != null && (
        <>
          <div className="card">
            <p className="big">{data.home.door}</p>
            <p>
              {data.communityName} · {data.home.areaName} · {word(homeUseWords[data.home.use])}
            </p>
          </div>
          <h2>{t('members')}</h2>
          <ul className="list">
            {data.members.map((member) => (
              <li key={member.residency.id} className="card">
                <div className="row spread">
                  <strong className="big">{member.name ?? '—'}</strong>
                  <span>{word(residencyWords[member.residency.kind])}</span>
                </div>
                <dl className="facts">
                  <dt>{t('phone')}</dt>
                  <dd>{member.phone ?? t('none')}</dd>
                  <dt>{member.documentKind === null ? t('document') : word(documentWords[member.documentKind])}</dt>
                  <dd>{member.document ?? t('none')}</dd>
                  {member.care !== null && member.care.length > 0 && (
                    <>
                      <dt>{t('care')}</dt>
                      <dd>{member.care.map((care) => word(careWords[care])).join(' · ')}</dd>
                    </>
                  )}
                  <dt className="quiet">{t('since', { day: member.residency.from })}</dt>
                  <dd />
                </dl>
              </li>
            ))}
          </ul>
          <VisitorsCard />
          <CarersCard />
          <p className="quiet">{t('wrong')}</p>
        </>
      )}
    </section>
  )
}
