// What a home is to others than those who live in it: let by a landlord, or the place of a shop. One line each, the same words on desk and phone.
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { enterpriseText, tradeWords } from './desk-enterprise-text.ts'
import { landlordText } from './desk-landlord-text.ts'
import { useWord } from '../../desk/words.ts'

type Home = Out<'registry.getHome'>['home']

export function HomeTrade({ home, linkOf }: { home: Home; linkOf?: (enterpriseId: string) => string }) {
  const l = useText(landlordText)
  const e = useText(enterpriseText)
  const word = useWord()
  const { may } = useSession()
  const isLet = home.use !== 'shop' && may('registry.read', home.path)
  const landlords = useQuery('registry.listLandlords', { homeId: home.id, limit: 1 }, { enabled: isLet })
  const isTrade = may('registry.enterprises', home.path)
  const enterprises = useQuery('registry.listEnterprises', { homeId: home.id, limit: 20 }, { enabled: isTrade })
  const landlord = landlords.data?.items[0]
  const found = enterprises.data?.items ?? []
  if (landlord === undefined && found.length === 0) return null
  return (
    <div>
      {landlord !== undefined && (
        <p>
          {l('landlordOf')}: <strong>{landlord.name ?? '—'}</strong> {landlord.phone ?? ''}
          {landlord.contact.name === null ? '' : ` · ${l('contact')}: ${landlord.contact.name}`}
        </p>
      )}
      {found.map((one) => (
        <p key={one.id}>
          {word(tradeWords[one.trade])}: {linkOf === undefined ? <strong>{one.name}</strong> : <a href={linkOf(one.id)}>{one.name}</a>} ·{' '}
          {e('staffCount', { n: one.staff })}
        </p>
      ))}
    </div>
  )
}
