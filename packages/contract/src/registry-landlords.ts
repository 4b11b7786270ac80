// 房东包管房客: the part of the ledger's operations that landlords, and those who answer them, use.
import { DOCUMENT_KINDS, TENANT_REPORT_KINDS, TENANT_REPORT_STATES } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'

const code = z.string().max(40)
const kind = z.enum(TENANT_REPORT_KINDS)
const state = z.enum(TENANT_REPORT_STATES)
const cursor = z.object({ after: id.optional(), limit: z.int().min(1).max(100).optional() })
/** Who keeps in touch: an account, or somebody by name. */
const contact = z.object({ accountId: id.nullable(), name: text(50).nullable(), phone: text(20).nullable() })

export const LandlordView = z.object({
  id,
  communityId: id,
  path: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  personId: id.nullable(),
  contact: z.object({ accountId: id.nullable(), name: z.string().nullable(), phone: z.string().nullable() }),
  /** Those that this reader may see. */
  homes: z.array(z.object({ homeId: id, door: z.string(), path: z.string(), tenants: z.int() })),
  linkUntil: instant.nullable(),
  heardAt: instant.nullable(),
  waiting: z.int(),
  isSilent: z.boolean(),
  silentDays: z.int(),
  version: z.int(),
})
const reported = z.object({
  name: text(50),
  phone: text(20).nullable(),
  documentKind: z.enum(DOCUMENT_KINDS).nullable(),
  documentNumber: text(30).nullable(),
  /** Where from, in the landlord's words. */
  origin: text(60).nullable(),
  since: day,
})
export const TenantReportView = z.object({
  id,
  kind,
  state,
  homeId: id.nullable(),
  door: z.string().nullable(),
  areaName: z.string(),
  path: z.string(),
  landlordId: id,
  landlordName: z.string().nullable(),
  reportedAt: instant,
  on: day,
  people: z.array(
    z.object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      document: z.string().nullable(),
      documentKind: z.enum(DOCUMENT_KINDS).nullable(),
      origin: z.string().nullable(),
      since: day,
      /** People of the ledger with the same document, or the same phone and name. */
      known: z.array(z.object({ personId: id, name: z.string().nullable(), door: z.string().nullable(), livesHere: z.boolean() })),
    }),
  ),
  leaving: z.array(z.object({ residencyId: id, name: z.string().nullable(), isGone: z.boolean() })),
  /** How often the phone sent something else under the same number. */
  others: z.int(),
  reason: z.string().nullable(),
  decidedAt: instant.nullable(),
})

export const registryLandlords = operations('registry', {
  listLandlords: query({
    can: 'registry.read',
    input: cursor.extend({ areaId: id.optional(), homeId: id.optional(), onlySilent: z.boolean().optional() }),
    output: z.object({ items: z.array(LandlordView), next: id.nullable(), silentDaysDraft: z.int() }),
    reads: ['name', 'phone', 'door'],
  }),
  addLandlord: command({
    can: 'registry.edit',
    input: z.object({ name: text(50), phone: text(20).nullable(), homeIds: z.array(id).min(1).max(50), contact }),
    output: LandlordView,
    reads: ['name', 'phone', 'door'],
  }),
  /** Only what is given changes. Homes that are no longer named end today; nothing is deleted. */
  editLandlord: command({
    can: 'registry.edit',
    input: z.object({
      landlordId: id,
      version: z.int(),
      name: text(50).optional(),
      phone: text(20).nullable().optional(),
      homeIds: z.array(id).min(1).max(50).optional(),
      contact: contact.optional(),
    }),
    output: LandlordView,
    reads: ['name', 'phone', 'door'],
  }),
  /** Lets nothing any more: the homes end, the link dies, what was reported stays. */
  closeLandlord: command({ can: 'registry.edit', input: z.object({ landlordId: id, version: z.int() }), output: z.object({}) }),
  /** A fresh link for paper; the one before dies. */
  issueLandlordLink: command({
    can: 'registry.invite',
    input: z.object({ landlordId: id }),
    output: z.object({
      landlordId: id,
      communityName: z.string(),
      name: z.string().nullable(),
      doors: z.array(z.string()),
      contactName: z.string().nullable(),
      code: z.string(),
      link: z.string(),
      until: instant,
    }),
    reads: ['name', 'door'],
  }),
  sendLandlordLink: command({
    can: 'registry.invite',
    input: z.object({ landlordId: id }),
    output: z.object({ state: z.enum(['queued', 'noGateway', 'noPhone']) }),
  }),
  revokeLandlordLink: command({ can: 'registry.invite', input: z.object({ landlordId: id }), output: z.object({}) }),
  /** After how many days without a word a landlord of this community counts as silent. */
  setSilentDays: command({
    can: 'registry.settings',
    input: z.object({ communityId: id, days: z.int().min(1).max(365) }),
    output: z.object({ days: z.int() }),
  }),

  /** What the link opens: the landlord's own doors, masked names, and what became of the reports. `code` travels in the body, never in the address. */
  openLandlordLink: command({
    can: 'public',
    input: z.object({ code }),
    output: z.object({
      communityName: z.string(),
      landlordName: z.string(),
      contactName: z.string().nullable(),
      until: instant,
      today: day,
      homes: z.array(z.object({ homeId: id, door: z.string(), tenants: z.array(z.object({ residencyId: id, name: z.string(), since: day })) })),
      reports: z.array(
        z.object({ id, kind, state, door: z.string().nullable(), reportedAt: instant, on: day, names: z.array(z.string()), reason: z.string().nullable() }),
      ),
    }),
  }),
  /** `id` is made by the page: the same report sent twice counts once. It goes to an office and changes no record by itself. */
  reportTenants: command({
    can: 'public',
    input: z.object({
      code,
      id,
      kind,
      homeId: id.nullable(),
      on: day,
      people: z.array(reported).max(10),
      leaving: z.array(id).max(20),
    }),
    output: z.object({ state }),
  }),

  listTenantReports: query({
    can: 'registry.edit',
    input: cursor.extend({ areaId: id.optional(), landlordId: id.optional(), onlyWaiting: z.boolean() }),
    output: z.object({ items: z.array(TenantReportView), next: id.nullable(), waiting: z.int() }),
    reads: ['name', 'phone', 'document', 'door'],
  }),
  /**
   * Writes the report into the ledger. For each person who came, in the order of the report: a new person, somebody known who moves here
   * (`move` ends the other home, `alsoHere` keeps it), or left out.
   */
  acceptTenantReport: command({
    can: 'registry.edit',
    input: z.object({
      reportId: id,
      people: z.array(z.object({ choice: z.enum(['add', 'move', 'alsoHere', 'skip']), personId: id.nullable() })).max(10),
    }),
    output: z.object({ added: z.int(), moved: z.int(), left: z.int() }),
  }),
  /** `reason` is what the landlord reads. */
  refuseTenantReport: command({ can: 'registry.edit', input: z.object({ reportId: id, reason: text(200) }), output: z.object({}) }),
})

export const registryLandlordErrors = {
  'registry.home_has_landlord': 409,
  'registry.link_unknown': 404,
  'registry.report_other_bytes': 409,
  'registry.report_not_own_home': 400,
  'registry.report_nobody_named': 400,
  'registry.report_not_living_there': 409,
  'registry.report_day_wrong': 400,
  'registry.report_decided': 409,
  'registry.report_choice_wrong': 400,
} as const

export const registryLandlordEvents = {
  /** Something for an office to decide, or the word that nothing changed (`homeId` null: of all homes). */
  tenantReported: event('registry.tenantReported', z.object({ communityId: id, reportId: id, landlordId: id, homeId: id.nullable(), kind })),
  tenantReportDecided: event('registry.tenantReportDecided', z.object({ communityId: id, reportId: id, outcome: z.enum(['accepted', 'refused']) })),
  landlordSilent: event('registry.landlordSilent', z.object({ communityId: id, landlordId: id })),
}
