// What the pack of a zone says about it. A standstill keeps everybody in and has no next kind.
import type { ZoneRow } from './tables.ts'
import { type Pack, findPack } from '../posture/index.ts'

type ZonesOf = Pack['zones']
type ZoneFile = ZonesOf['zones'][number]

export const STANDSTILL = { kind: 'standstill' as const, zh: '临时静默', en: 'Standstill' }

export const ruleView = (file: ZoneFile) => ({
  leaving: file.leaving,
  admitsVisitors: file.admitsVisitors,
  deliveries: file.deliveries,
  testEveryDays: file.testEveryDays,
  disinfectEveryDays: file.disinfectEveryDays,
  rules: file.rules,
  isDraft: file.isDraft,
  source: file.source,
})
const standstillView = (standstill: ZonesOf['standstill']) => ({
  leaving: 'medicalOnly' as const,
  admitsVisitors: false,
  deliveries: 'free' as const,
  testEveryDays: null,
  disinfectEveryDays: null,
  rules: standstill?.rules ?? [],
  isDraft: standstill?.mostHours.isDraft ?? true,
  source: standstill?.mostHours.source ?? null,
})

export const kindIn = (zones: ZonesOf, kind: string): ZoneFile | undefined => zones.zones.find((one) => one.kind === kind)
export const nextIn = (zones: ZonesOf, file: ZoneFile) => {
  const next = file.downgrade.to === null ? undefined : kindIn(zones, file.downgrade.to)
  return next === undefined ? null : { kind: next.kind, zh: next.zh, en: next.en }
}

export type ZoneRule = {
  file: ZoneFile | null
  zh: string
  en: string
  view: ReturnType<typeof ruleView> | ReturnType<typeof standstillView>
  next: ReturnType<typeof nextIn>
}
/** By the edition it was drawn under. */
export function ruleOf(zone: Pick<ZoneRow, 'pack_id' | 'edition' | 'kind'>): ZoneRule {
  const pack = findPack(zone.pack_id, zone.edition)
  if (!pack) throw new Error(`The pack ${zone.pack_id}/${zone.edition}, under which a zone was drawn, is not among the packs.`)
  if (zone.kind === STANDSTILL.kind) return { file: null, zh: STANDSTILL.zh, en: STANDSTILL.en, view: standstillView(pack.zones.standstill), next: null }
  const file = kindIn(pack.zones, zone.kind)
  if (!file) throw new Error(`The pack ${zone.pack_id}/${zone.edition} knows no zone ${zone.kind}.`)
  return { file, zh: file.zh, en: file.en, view: ruleView(file), next: nextIn(pack.zones, file) }
}
