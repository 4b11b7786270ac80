// A home of the place itself, as the person would see it, through the same masks.
import type { DataClass, Role } from '@xiaomen/rules/access'
import { careWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { accountsText } from './desk-text.ts'
import { placeOf } from './desk-place-select.tsx'

export function RealHome({ role, place, dataClasses }: { role: Role; place: string; dataClasses: DataClass[] | null }) {
  const t = useText(accountsText)
  const word = useWord()
  const { may } = useSession()
  const seen = useQuery('registry.previewHome', { role, ...placeOf(place), dataClasses }, { enabled: may('registry.read'), keepPrevious: true })
  if (seen.data === undefined) return null
  const { home, residents, isLimited } = seen.data
  if (home === null) return <p className="desk-quiet">{t('previewNoHome')}</p>
  return (
    <>
      <table>
        <caption>{t('previewHome', { place: `${home.areaName} ${home.door}` })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('previewPhone')}</th>
            <th scope="col">{t('previewDocument')}</th>
            <th scope="col">{t('previewCare')}</th>
          </tr>
        </thead>
        <tbody>
          {residents.map((person, index) => (
            <tr key={index}>
              <td>{person.name ?? '—'}</td>
              <td className="desk-mono">{person.phone ?? '—'}</td>
              <td className="desk-mono">{person.document ?? '—'}</td>
              <td>{person.care === null ? '—' : person.care.map((one) => word(careWords[one])).join('、') || t('previewNoCare')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isLimited && <p className="desk-quiet">{t('previewLimited')}</p>}
    </>
  )
}
