// 商铺与企业: the part of the ledger's operations that shops, enterprises and their staff use.
import { DOCUMENT_KINDS, ENTERPRISE_STATES, ENTERPRISE_TRADES, MOST_STAFF_ROWS, STAFF_FIELDS, STAFF_OCCUPATIONS, STAFF_PROBLEMS } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { command, day, id, operations, query, text, upload } from './kit.ts'

const trade = z.enum(ENTERPRISE_TRADES)
const occupation = z.enum(STAFF_OCCUPATIONS)
const cursor = z.object({ after: id.optional(), limit: z.int().min(1).max(100).optional() })

export const EnterpriseView = z.object({
  id,
  communityId: id,
  path: z.string(),
  areaId: id,
  areaName: z.string(),
  homeId: id.nullable(),
  door: z.string().nullable(),
  name: z.string(),
  trade,
  state: z.enum(ENTERPRISE_STATES),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  openedOn: day,
  closedOn: day.nullable(),
  /** People who work there now. */
  staff: z.int(),
  version: z.int(),
})
export const StaffView = z.object({
  id,
  personId: id,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  document: z.string().nullable(),
  documentKind: z.enum(DOCUMENT_KINDS).nullable(),
  occupation,
  note: z.string().nullable(),
  from: day,
  until: day.nullable(),
  /** A resident of this ledger too; where, the reader learns only from the home. Null: not for this reader. */
  livesHere: z.boolean().nullable(),
})
const document = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  number: text(30),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .nullable(),
})
const newStaff = z.object({ name: text(50), phone: text(20).nullable(), document: document.nullable(), occupation, note: text(60).nullable() })

export const registryEnterprises = operations('registry', {
  /** By area, by home, by the name of the enterprise or of somebody who works there. */
  listEnterprises: query({
    can: 'registry.enterprises',
    input: cursor.extend({
      areaId: id.optional(),
      homeId: id.optional(),
      enterpriseId: id.optional(),
      trade: trade.optional(),
      text: text(60).optional(),
      alsoClosed: z.boolean().optional(),
    }),
    output: z.object({ items: z.array(EnterpriseView), next: id.nullable() }),
    reads: ['name', 'phone', 'door'],
  }),
  /** In a home (a shop of the ledger), or at an area: a building site has no door. */
  addEnterprise: command({
    can: 'registry.enterprise',
    input: z.object({
      homeId: id.nullable(),
      areaId: id.nullable(),
      name: text(60),
      trade,
      contactName: text(50).nullable(),
      contactPhone: text(20).nullable(),
      openedOn: day,
    }),
    output: EnterpriseView,
    reads: ['name', 'phone', 'door'],
  }),
  editEnterprise: command({
    can: 'registry.enterprise',
    input: z.object({
      enterpriseId: id,
      version: z.int(),
      name: text(60).optional(),
      trade: trade.optional(),
      state: z.enum(['open', 'vacant']).optional(),
      contactName: text(50).nullable().optional(),
      contactPhone: text(20).nullable().optional(),
    }),
    output: EnterpriseView,
    reads: ['name', 'phone', 'door'],
  }),
  /** Whoever works there stops on that day too; nothing is deleted. */
  closeEnterprise: command({
    can: 'registry.enterprise',
    input: z.object({ enterpriseId: id, version: z.int(), on: day }),
    output: z.object({ ended: z.int() }),
  }),

  listStaff: query({
    can: 'registry.staff',
    input: cursor.extend({ enterpriseId: id, alsoPast: z.boolean().optional() }),
    output: z.object({ items: z.array(StaffView), next: id.nullable() }),
    reads: ['name', 'phone', 'document'],
  }),
  /** Somebody of the ledger with the same document, or the same phone and name, is that person: one may live here and work there. */
  addStaff: command({
    can: 'registry.staff',
    input: newStaff.extend({ enterpriseId: id, from: day }),
    output: StaffView,
    reads: ['name', 'phone', 'document'],
  }),
  endStaff: command({ can: 'registry.staff', input: z.object({ staffId: id, on: day }), output: z.object({}) }),
  moveStaff: command({
    can: 'registry.staff',
    input: z.object({ staffId: id, toEnterpriseId: id, on: day }),
    output: StaffView,
    reads: ['name', 'phone', 'document'],
  }),
  /** Reads a list (part `file`: Excel, CSV, or pasted text) and writes nothing. */
  readStaffList: upload({
    can: 'registry.staff',
    input: z.object({ enterpriseId: id }),
    output: z.object({
      rows: z.array(newStaff.extend({ row: z.int(), worksHere: z.boolean() })),
      problems: z.array(z.object({ row: z.int(), field: z.enum(STAFF_FIELDS).nullable(), problem: z.enum(STAFF_PROBLEMS) })),
    }),
    reads: ['name', 'phone', 'document'],
  }),
  /** What was read and looked at, in one transaction; who works there already is left as is. */
  addStaffList: command({
    can: 'registry.staff',
    input: z.object({ enterpriseId: id, from: day, rows: z.array(newStaff).min(1).max(MOST_STAFF_ROWS) }),
    output: z.object({ added: z.int(), already: z.int() }),
  }),
})

export const registryEnterpriseErrors = {
  'registry.enterprise_closed': 409,
  'registry.staff_already': 409,
  'registry.enterprise_day_wrong': 400,
} as const
