// 房东包管房客: what a landlord may report by his link, and when his silence is noticed.
export const TENANT_REPORT_KINDS = ['arrival', 'departure', 'stillThere'] as const
export type TenantReportKind = (typeof TENANT_REPORT_KINDS)[number]
/** `noted`: said that nothing changed, so there is nothing to decide. */
export const TENANT_REPORT_STATES = ['reported', 'accepted', 'refused', 'noted'] as const
export type TenantReportState = (typeof TENANT_REPORT_STATES)[number]

/** A draft: no public text says after how long a landlord must be asked. Each community may choose another number. */
export const SILENT_DAYS_DRAFT = 30
export const LANDLORD_LINK_DAYS = 180
/** Waiting reports of one landlord at a time, and those of one day: a lost paper cannot bury a queue. */
export const MOST_REPORTS_WAITING = 40
export const MOST_REPORTS_PER_DAY = 60

export const reportState = (kind: TenantReportKind, outcome: 'accepted' | 'refused' | null): TenantReportState =>
  outcome ?? (kind === 'stillThere' ? 'noted' : 'reported')

const DAY_MS = 86_400_000
/** Nothing heard for more than `days`, counted from the last report or, before the first, from the day the landlord was entered. */
export const isSilent = (landlord: { heardAt: Date | null; createdAt: Date }, days: number, now: Date): boolean =>
  now.getTime() - (landlord.heardAt ?? landlord.createdAt).getTime() > days * DAY_MS

export type TenantReport = { kind: TenantReportKind; homeId: string | null; on: string; people: readonly { since: string }[]; leaving: readonly string[] }
export const TENANT_REPORT_FAULTS = ['not_own_home', 'nobody_named', 'not_living_there', 'day_wrong'] as const
export type TenantReportFault = (typeof TENANT_REPORT_FAULTS)[number]

/** `homes`: the landlord's own, each with the links of those who live there now. Null when the report can be taken. */
export function tenantReportFault(report: TenantReport, homes: ReadonlyMap<string, readonly string[]>, today: string): TenantReportFault | null {
  if (report.on > today || report.people.some(({ since }) => since > today)) return 'day_wrong'
  if (report.kind === 'stillThere') {
    if (report.homeId !== null && !homes.has(report.homeId)) return 'not_own_home'
    return report.people.length + report.leaving.length === 0 ? null : 'nobody_named'
  }
  const living = report.homeId === null ? undefined : homes.get(report.homeId)
  if (living === undefined) return 'not_own_home'
  const [named, others] = report.kind === 'arrival' ? [report.people, report.leaving] : [report.leaving, report.people]
  if (named.length === 0 || others.length > 0) return 'nobody_named'
  return report.leaving.every((link) => living.includes(link)) ? null : 'not_living_there'
}
