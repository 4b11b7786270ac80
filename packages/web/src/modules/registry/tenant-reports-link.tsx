import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { landlordText } from './desk-landlord-text.ts'

/** On the way to the houses: what waits of landlords, where somebody may decide it. */
export function ReportsLink() {
  const t = useText(landlordText)
  const reports = useQuery('registry.listTenantReports', { onlyWaiting: true, limit: 1 })
  const waiting = reports.data?.waiting ?? 0
  if (waiting === 0) return null
  return (
    <a className="button wide" href="#/reports">
      … {t('tabReports')} · {t('waiting', { n: waiting })}
    </a>
  )
}
