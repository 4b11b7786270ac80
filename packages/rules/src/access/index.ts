// 账号权限: who sees how much. A grant is role × area × data classes × dates.
import { contains } from '../areas/index.ts'

export const ROLES = [
  'resident',
  'visitor',
  'guard',
  'gridWorker',
  'stairHead',
  'communityAdmin',
  'streetCommander',
  'district',
  'supervisor',
  'volunteer',
  'laboratory',
  'tracer',
  'tracingHead',
  'merchant',
  'auditor',
  'operations',
] as const
export type Role = (typeof ROLES)[number]

/** Kinds of personal data that are shown, sealed, revealed and destroyed apart. */
export const DATA_CLASSES = ['name', 'phone', 'document', 'door', 'care', 'health', 'whereabouts'] as const
export type DataClass = (typeof DATA_CLASSES)[number]

/** How much of a field a role sees: all of it, a mask, all of it for a stated reason, or nothing. */
export const SIGHTS = ['none', 'masked', 'onReason', 'full'] as const
export type Sight = (typeof SIGHTS)[number]

/** What a masked field may be shown in full for. There is no "other": whoever finds no word here has no reason the resident would accept. */
export const REVEAL_PURPOSES = ['callOnDuty', 'verifyIdentity', 'emergencyHelp', 'contactFamily', 'correctRecord'] as const
export type RevealPurpose = (typeof REVEAL_PURPOSES)[number]
/** So long it stays on the screen. */
export const REVEAL_MINUTES = 5
/**
 * Fields one account may open in that time: whoever telephones through a building dials four a minute at most, and the largest homes have sixteen
 * fields. More is copying the ledger.
 */
export const MOST_REVEALS = 20

export type Grant = {
  role: Role
  /** Area path, or the path of a home for a resident. */
  path: string
  /** Null: every class the role may see. A list narrows it, it never widens it. */
  dataClasses: readonly DataClass[] | null
  from: Date
  until: Date | null
}

const NOTHING = { name: 'none', phone: 'none', document: 'none', door: 'none', care: 'none', health: 'none', whereabouts: 'none' } as const

/** 代班 for longer than a quarter is a change of duty: it is granted, not covered. */
export const MOST_COVER_DAYS = 92

/** What each role sees of a person, by class. `onReason` shows the mask until a reason is given. */
export const SIGHT_BY_ROLE: Record<Role, Record<DataClass, Sight>> = {
  resident: { name: 'full', phone: 'full', document: 'masked', door: 'full', care: 'full', health: 'full', whereabouts: 'full' },
  visitor: NOTHING,
  guard: { ...NOTHING, name: 'masked', document: 'none', door: 'masked', health: 'none' },
  gridWorker: { name: 'full', phone: 'onReason', document: 'onReason', door: 'full', care: 'full', health: 'masked', whereabouts: 'none' },
  stairHead: { ...NOTHING, name: 'masked', door: 'full' },
  communityAdmin: { name: 'full', phone: 'onReason', document: 'onReason', door: 'full', care: 'full', health: 'masked', whereabouts: 'none' },
  streetCommander: { ...NOTHING, name: 'masked', phone: 'masked', document: 'masked', door: 'masked' },
  district: NOTHING,
  supervisor: NOTHING,
  volunteer: { ...NOTHING, name: 'masked', door: 'full' },
  // Tubes and boxes by their codes, and nobody in them.
  laboratory: NOTHING,
  // 流调专班: they ring whom a lead names, and are told where somebody was. What a home holds is asked for by name and reason like everywhere.
  tracer: { ...NOTHING, name: 'full', phone: 'onReason', door: 'full', health: 'masked' },
  tracingHead: { ...NOTHING, name: 'full', phone: 'onReason', document: 'masked', door: 'full', health: 'masked' },
  // Of a place: the own staff, whom the merchant hired and wrote down.
  merchant: { ...NOTHING, name: 'full', phone: 'masked' },
  auditor: { ...NOTHING, name: 'masked', phone: 'masked', document: 'masked', door: 'masked' },
  operations: NOTHING,
}

export const isInForce = (grant: Grant, now: Date): boolean => grant.from <= now && (grant.until === null || now < grant.until)

/** The most that any grant in force shows of each class at this place. */
export function sightAt(grants: readonly Grant[], path: string, now: Date): Record<DataClass, Sight> {
  const sight: Record<DataClass, Sight> = { ...NOTHING }
  for (const grant of grants) {
    if (!isInForce(grant, now) || !contains(grant.path, path)) continue
    for (const dataClass of DATA_CLASSES) {
      if (grant.dataClasses !== null && !grant.dataClasses.includes(dataClass)) continue
      const offered = SIGHT_BY_ROLE[grant.role][dataClass]
      if (SIGHTS.indexOf(offered) > SIGHTS.indexOf(sight[dataClass])) sight[dataClass] = offered
    }
  }
  return sight
}

/** Of two sights the lesser, class by class: nobody is shown by way of a preview what they may not see themselves. */
export const lesserSight = (one: Record<DataClass, Sight>, other: Record<DataClass, Sight>): Record<DataClass, Sight> =>
  Object.fromEntries(
    DATA_CLASSES.map((dataClass) => [dataClass, SIGHTS[Math.min(SIGHTS.indexOf(one[dataClass]), SIGHTS.indexOf(other[dataClass]))]]),
  ) as Record<DataClass, Sight>

const stars = (count: number) => '*'.repeat(Math.max(1, count))

const MASKS: Record<'name' | 'phone' | 'document' | 'door', (value: string) => string> = {
  // 张三丰 → 张*丰, 张三 → 张*; a name with a dot keeps its first part's first character: 买买提·江 → 买*·*
  name: (value) => {
    const dotted = value.split('·')
    if (dotted.length > 1) return dotted.map((part, index) => (index === 0 ? `${[...part][0] ?? ''}*` : '*')).join('·')
    const letters = [...value]
    if (letters.length <= 2) return `${letters[0] ?? ''}*`
    return `${letters[0]}${stars(letters.length - 2)}${letters.at(-1)}`
  },
  phone: (value) => (value.length < 8 ? stars(value.length) : `${value.slice(0, 3)}****${value.slice(-4)}`),
  document: (value) => (value.length < 8 ? stars(value.length) : `${value.slice(0, 2)}${stars(value.length - 4)}${value.slice(-2)}`),
  // The building stays, the door goes: 3-2-501 → 3-*
  door: (value) => `${value.split('-')[0] ?? ''}-*`,
}

/** The value as this sight allows it, or null for nothing. `onReason` shows the mask. */
export function masked(dataClass: keyof typeof MASKS, value: string | null, sight: Sight): string | null {
  if (value === null || sight === 'none') return null
  return sight === 'full' ? value : MASKS[dataClass](value)
}
