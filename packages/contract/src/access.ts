import { DATA_CLASSES, ROLES, SIGHTS } from '@xiaomen/rules/access'
import { isStorable } from '@xiaomen/rules/text'
import { z } from 'zod'
import { command, day, id, instant, lang, operations, query, text } from './kit.ts'

const role = z.enum(ROLES)
const login = z
  .string()
  .min(2)
  .max(64)
  .refine((value) => isStorable(value) && value.trim().length >= 2, 'text.unstorable')
const password = z.string().min(1).max(200)
const newPassword = z.string().min(10).max(200)
const totp = z.string().regex(/^\d{6}$/)
const ok = z.object({})

export const GrantView = z.object({
  id,
  role,
  areaId: id.nullable(),
  /** The grid or cut-area it is given on; it opens the members that this has today. */
  overlayId: id.nullable(),
  /** Name of the area or of the overlay. */
  areaName: z.string(),
  /** The smallest area that contains all it opens. */
  path: z.string(),
  dataClasses: z.array(z.enum(DATA_CLASSES)).nullable(),
  from: day,
  until: day.nullable(),
  /** Held for an absent colleague, and ending with that cover. */
  coverId: id.nullable(),
})
/** A cover as one of the two sees it. */
const CoverOf = z.object({ id, side: z.enum(['absent', 'standIn']), otherName: z.string(), from: day, until: day })
export const CoverView = z.object({
  id,
  accountId: id,
  name: z.string(),
  byAccountId: id,
  byName: z.string(),
  from: day,
  until: day,
  reason: z.string().nullable(),
  state: z.enum(['planned', 'running', 'over']),
  /** What passed. */
  grants: z.array(z.object({ role, areaName: z.string() })),
})
export const Me = z.object({
  id,
  name: z.string(),
  login: z.string(),
  grants: z.array(GrantView),
  /** Per permission, the paths where it is held: buttons hide by the same law as the server. */
  permissions: z.record(z.string(), z.array(z.string())),
  personId: id.nullable(),
  covers: z.array(CoverOf),
  mustChangePassword: z.boolean(),
  hasTotp: z.boolean(),
  lang: lang.nullable(),
})
export const AccountView = z.object({
  id,
  login: z.string(),
  name: z.string(),
  unit: z.string(),
  state: z.enum(['active', 'disabled']),
  hasTotp: z.boolean(),
  lastSeenAt: instant.nullable(),
  grants: z.array(GrantView),
  covers: z.array(CoverOf),
})

/** Where a grant is given: an area, or a grid or cut-area as its members are from day to day. */
const at = { areaId: id.optional(), overlayId: id.optional() }
const isAtOne = (value: { areaId?: string | undefined; overlayId?: string | undefined }) => (value.areaId === undefined) !== (value.overlayId === undefined)
const AT_ONE = 'access.area_or_overlay'
const homePath = z
  .string()
  .max(80)
  .regex(/^\/(?:\d+\/)+h\d+\/$/)
const granted = { role, ...at, dataClasses: z.array(z.enum(DATA_CLASSES)).max(DATA_CLASSES.length).nullable(), from: day, until: day.nullable() }

export const access = operations('access', {
  signIn: command({
    can: 'public',
    input: z.object({ login, password, totp: totp.optional() }),
    output: z.discriminatedUnion('state', [z.object({ state: z.literal('signedIn'), me: Me }), z.object({ state: z.literal('totpNeeded') })]),
  }),
  signOut: command({ can: 'self', input: z.object({}), output: ok }),
  me: query({ can: 'self', input: z.object({}), output: Me }),
  setLang: command({ can: 'self', input: z.object({ lang }), output: ok }),
  changePassword: command({ can: 'self', input: z.object({ current: password, next: newPassword }), output: ok }),
  startTotp: command({ can: 'self', input: z.object({}), output: z.object({ uri: z.string(), secret: z.string() }) }),
  confirmTotp: command({ can: 'self', input: z.object({ totp }), output: ok }),
  removeTotp: command({ can: 'self', input: z.object({ password, totp }), output: ok }),
  listSessions: query({
    can: 'self',
    input: z.object({}),
    output: z.array(z.object({ id, device: z.string(), createdAt: instant, lastSeenAt: instant, isCurrent: z.boolean() })),
  }),
  endSession: command({ can: 'self', input: z.object({ sessionId: id }), output: ok }),

  listAccounts: query({
    can: 'access.manage',
    input: z.object({ areaId: id.optional(), text: z.string().max(60).optional() }),
    output: z.array(AccountView),
    reads: ['name'],
  }),
  /** The password is shown once; its owner must change it at the first sign-in. `unit` is the office the person belongs to, for dual control. */
  createAccount: command({
    can: 'access.manage',
    input: z.object({
      login,
      name: text(40),
      unit: text(60),
      grant: z.object(granted).refine(isAtOne, AT_ONE),
    }),
    output: z.object({ account: AccountView, password: z.string() }),
  }),
  setAccountState: command({ can: 'access.manage', input: z.object({ accountId: id, state: z.enum(['active', 'disabled']) }), output: AccountView }),
  /** Recovery by an administrator: a new one-time password, the second factor removed, every session ended. */
  recoverAccount: command({ can: 'access.manage', input: z.object({ accountId: id, reason: text(200) }), output: z.object({ password: z.string() }) }),
  grantRole: command({
    can: 'access.manage',
    input: z.object({ accountId: id, ...granted }).refine(isAtOne, AT_ONE),
    output: AccountView,
  }),
  /** Other classes or another end for a grant that stays otherwise as it is; stand-ins' copies are narrowed with it. */
  changeGrant: command({
    can: 'access.manage',
    input: z.object({ grantId: id, dataClasses: granted.dataClasses, until: day.nullable() }),
    output: AccountView,
  }),
  revokeGrant: command({ can: 'access.manage', input: z.object({ grantId: id }), output: AccountView }),
  /** Who sees this area whole, or this home, today, by which role, how much, until when. The people who live there are not listed. */
  listWhoSees: query({
    can: 'access.manage',
    input: z
      .object({ areaId: id.optional(), homePath: homePath.optional() })
      .refine((value) => (value.areaId === undefined) !== (value.homePath === undefined), 'access.area_or_home'),
    output: z.array(
      z.object({
        grantId: id,
        accountId: id,
        name: z.string(),
        unit: z.string(),
        role,
        areaName: z.string(),
        until: day.nullable(),
        coverId: id.nullable(),
        sight: z.record(z.enum(DATA_CLASSES), z.enum(SIGHTS)),
      }),
    ),
    reads: ['name'],
  }),
  /** 代班: while it lasts the stand-in holds what the absent one holds or is given meanwhile, as far as the manager may give it; it ends by itself. */
  coverFor: command({
    can: 'access.manage',
    input: z.object({ accountId: id, byAccountId: id, from: day, until: day, reason: text(200) }),
    output: CoverView,
  }),
  endCover: command({ can: 'access.manage', input: z.object({ coverId: id }), output: CoverView }),
  /** Those that run or will, and those that ended within the last month. */
  listCovers: query({ can: 'access.manage', input: z.object({ areaId: id.optional() }), output: z.array(CoverView), reads: ['name'] }),
  listAccountSessions: query({
    can: 'access.manage',
    input: z.object({ accountId: id }),
    output: z.array(z.object({ id, device: z.string(), createdAt: instant, lastSeenAt: instant })),
  }),
  endAccountSession: command({ can: 'access.manage', input: z.object({ accountId: id, sessionId: id }), output: ok }),
  /** What a person with this grant would see: permissions, how much of each class, and one invented resident drawn through the same mask. */
  previewView: query({
    can: 'access.manage',
    input: z.object({ role, ...at, dataClasses: granted.dataClasses }).refine(isAtOne, AT_ONE),
    output: z.object({
      areaName: z.string(),
      areas: z.int(),
      homes: z.int(),
      permissions: z.array(z.string()),
      sight: z.record(z.enum(DATA_CLASSES), z.enum(SIGHTS)),
      sample: z.object({ name: z.string().nullable(), phone: z.string().nullable(), document: z.string().nullable(), door: z.string().nullable() }),
    }),
  }),
})

export const accessErrors = {
  'access.wrong_credentials': 401,
  'access.wrong_totp': 401,
  'access.locked_out': 429,
  'access.login_taken': 409,
  'access.weak_password': 400,
  'access.role_above_own': 403,
  'access.not_oneself': 409,
  /** Grants are given on grids and cut-areas, whose members somebody keeps; not on zones and lists of answers. */
  'access.overlay_not_for_grants': 400,
  'access.overlay_over': 409,
  /** The absent one holds nothing on those days that the manager may give. */
  'access.nothing_to_cover': 409,
  'access.covered_already': 409,
  'access.cover_too_long': 400,
} as const
