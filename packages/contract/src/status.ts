import { REVEAL_PURPOSES } from '@xiaomen/rules/access'
import {
  IMPORT_STATES,
  REASON_CLASSES,
  SIGNAL_KINDS,
  SIGNAL_STATES,
  SIGNAL_WAYS,
  SOURCE_TRUSTS,
  STATUS_FIELDS,
  STATUS_VERDICTS,
  UNMATCHED_REASONS,
} from '@xiaomen/rules/status'
import { isStorable } from '@xiaomen/rules/text'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text, upload } from './kit.ts'
import { correctionErrors, correctionEvents, correctionOps } from './status-correction.ts'

const kind = z.enum(SIGNAL_KINDS)
const verdict = z.enum(STATUS_VERDICTS)
const reason = z.enum(REASON_CLASSES)
const source = z.object({ id, name: z.string() })
const Hand = z.object({ name: z.string(), unit: z.string(), at: instant })
const sourceWaitsFor = z.enum(['source', 'secret'])

export const StatusSourceView = z.object({
  id,
  areaId: id,
  name: z.string(),
  kinds: z.array(kind),
  trust: z.enum(SOURCE_TRUSTS),
  isActive: z.boolean(),
  /** Null: it has no interface. */
  secretMadeAt: instant.nullable(),
  heardAt: instant.nullable(),
  mayManage: z.boolean(),
  /** While the source itself waits for a second person. */
  adding: z.object({ by: Hand, maySign: z.boolean() }).nullable(),
  /** While somebody asks for a secret, and until it is made. */
  secret: z.object({ by: Hand, isAgreed: z.boolean(), maySign: z.boolean(), isOwn: z.boolean() }).nullable(),
})
/** A list that somebody carried in: what would hurt waits until people of other units have signed. */
const ImportView = z.object({
  id,
  source,
  state: z.enum(IMPORT_STATES),
  carriedBy: Hand,
  expiresAt: instant,
  /** Whom it would hurt; above twenty in a day, over all lists of the same offices, one more signs. */
  people: z.int(),
  reds: z.int(),
  yellows: z.int(),
  /** Nothing under the plan of today; under another it might be. */
  greens: z.int(),
  signatures: z.object({ have: z.int(), needed: z.int(), units: z.array(z.string()) }),
  decided: z.object({ name: z.string().nullable(), unit: z.string().nullable(), at: instant }).nullable(),
  reason: z.string().nullable(),
  /** The first ten, while it waits. */
  lines: z.array(z.object({ name: z.string().nullable(), door: z.string().nullable(), kind, verdict, from: day })),
  maySign: z.boolean(),
  mayDecline: z.boolean(),
})
const SignalView = z.object({
  id,
  communityId: id,
  personId: id,
  name: z.string().nullable(),
  door: z.string().nullable(),
  kind,
  way: z.enum(SIGNAL_WAYS),
  state: z.enum(SIGNAL_STATES),
  source,
  from: day,
  until: day,
  receivedAt: instant,
  reportedBy: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  /** What it means at this door under the pack in force; the strictest of somebody's is the verdict. */
  verdict,
  reason,
  hasEvidence: z.boolean(),
  /** While it waits: how many have signed beside whoever entered it, and how many it takes today; more than twenty people in a day take one more. */
  signatures: z.object({ have: z.int(), needed: z.int() }).nullable(),
  mayConfirm: z.boolean(),
  mayWithdraw: z.boolean(),
  mayReveal: z.boolean(),
})
const StandingView = z.object({
  communityId: id,
  personId: id,
  homeId: id,
  name: z.string().nullable(),
  door: z.string().nullable(),
  verdict,
  reason: reason.nullable(),
  since: instant,
  until: instant.nullable(),
  source: z.string().nullable(),
  isAutomatic: z.boolean(),
})

const digestKind = z.enum(['morning', 'red'])
const HookView = z.object({
  id,
  communityId: id,
  kind: z.enum(['wecom', 'dingtalk']),
  name: z.string(),
  isActive: z.boolean(),
  lastSentAt: instant.nullable(),
  /** Null while it works; otherwise since when it has not, and the last answer, without the address. */
  failingSince: instant.nullable(),
  lastError: z.string().nullable(),
  waiting: z.int(),
})

export const status = operations('status', {
  /** Of this area, those above it and those beneath. */
  listSources: query({ can: 'status.read', input: z.object({ areaId: id }), output: z.array(StatusSourceView) }),
  addSource: command({
    can: 'status.manage',
    input: z.object({ id, areaId: id, name: text(60), kinds: z.array(kind).min(1).max(SIGNAL_KINDS.length), trust: z.enum(SOURCE_TRUSTS) }),
    output: StatusSourceView,
  }),
  setSourceActive: command({ can: 'status.manage', input: z.object({ sourceId: id, isActive: z.boolean() }), output: StatusSourceView }),
  /** The secret of the source's interface: asked for first (null); once a second person has agreed, made for whoever asked and shown once. The one before ends then. */
  issueSecret: command({ can: 'status.manage', input: z.object({ sourceId: id }), output: z.object({ sourceId: id, secret: z.string().nullable() }) }),
  /** A second person, of another unit, agrees to an official source that may hurt somebody, or to a secret. */
  agreeSource: command({ can: 'status.manage', input: z.object({ sourceId: id, what: sourceWaitsFor }), output: StatusSourceView }),
  declineSource: command({ can: 'status.manage', input: z.object({ sourceId: id, what: sourceWaitsFor }), output: z.object({ sourceId: id }) }),
  /** 签名接口, docs/status-api.md: at most 500 events a call, each kept once by the source's own id. */
  receive: command({
    can: 'public',
    signed: true,
    input: z.object({
      events: z
        .array(
          z.object({
            id: z.string().min(1).max(100).refine(isStorable, 'text.unstorable'),
            document: z.string().min(1).max(40).refine(isStorable, 'text.unstorable'),
            kind,
            from: instant,
            until: instant.optional(),
            evidence: text(400).optional(),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({
      taken: z.int(),
      known: z.int(),
      /** Kept for the office to look at: the number fits nobody, or two. */
      aside: z.int(),
      refused: z.array(z.object({ id: z.string(), problem: z.literal('other_content') })),
    }),
  }),
  /** XLSX or CSV. `isPreview`: says what would happen and keeps nothing. `columns`: the meaning of each column, once somebody has looked; remembered. */
  importFile: upload({
    can: 'status.report',
    exists: ['watch', 'emergency'],
    input: z.object({ id, sourceId: id, areaId: id, columns: z.array(z.enum(STATUS_FIELDS).nullable()).max(100).optional(), isPreview: z.boolean() }),
    output: z.object({
      headers: z.array(z.string()),
      columns: z.array(z.enum(STATUS_FIELDS).nullable()),
      rows: z.int(),
      matched: z.int(),
      /** Of those, already known by the same number of the source. */
      known: z.int(),
      /** Under a number already known, with other content: not taken. */
      other: z.int(),
      unmatched: z.int(),
      /** Of those that are new, how many would hurt somebody and wait for people of other units; the others take effect at once. */
      hurting: z.int(),
      /** The list that waits now. */
      importId: id.nullable(),
      /** The first rows, as they were understood. Numbers are masked. */
      sample: z.array(
        z.object({
          row: z.int(),
          document: z.string().nullable(),
          name: z.string().nullable(),
          door: z.string().nullable(),
          kind: kind.nullable(),
          from: day.nullable(),
          problem: z.enum(UNMATCHED_REASONS).nullable(),
        }),
      ),
    }),
    reads: ['name', 'door', 'document'],
  }),
  /** 待签名单: lists carried in as files, those that wait first, at most 60. */
  listImports: query({ can: 'status.read', input: z.object({ areaId: id }), output: z.array(ImportView), reads: ['name', 'door', 'health'] }),
  /** A second person, of another unit; above twenty people in a day a third. With the last signature the whole list takes effect. */
  signImport: command({
    can: 'status.confirm',
    exists: ['watch', 'emergency'],
    input: z.object({ importId: id }),
    output: ImportView,
    reads: ['name', 'door', 'health'],
  }),
  /** Nothing of it ever weighs; the same may be carried in again. */
  declineImport: command({
    can: 'status.confirm',
    input: z.object({ importId: id, reason: text(200) }),
    output: ImportView,
    reads: ['name', 'door', 'health'],
  }),
  /** What could be laid at nobody's door, kept aside until somebody has looked. */
  listUnmatched: query({
    can: 'status.read',
    input: z.object({ areaId: id }),
    output: z.array(
      z.object({
        id,
        source,
        receivedAt: instant,
        way: z.enum(SIGNAL_WAYS),
        problem: z.enum(UNMATCHED_REASONS),
        document: z.string().nullable(),
        row: z.int().nullable(),
      }),
    ),
    reads: ['document'],
  }),
  /** Looks again, after the ledger was put right, or puts it away. */
  settleUnmatched: command({
    can: 'status.report',
    input: z.object({ unmatchedId: id, how: z.enum(['again', 'putAway']) }),
    output: z.object({ isSettled: z.boolean() }),
  }),
  /** 人工录入: with evidence; it weighs nothing until a second person of another unit has confirmed it. */
  proposeSignal: command({
    can: 'status.report',
    exists: ['watch', 'emergency'],
    input: z.object({ id, personId: id, sourceId: id, kind, from: day, until: day.nullable(), evidence: text(400) }),
    output: SignalView,
    reads: ['name', 'door'],
  }),
  confirmSignal: command({
    can: 'status.confirm',
    exists: ['watch', 'emergency'],
    input: z.object({ signalId: id }),
    output: SignalView,
    reads: ['name', 'door'],
  }),
  withdrawSignal: command({ can: 'status.confirm', input: z.object({ signalId: id, reason: text(200) }), output: SignalView, reads: ['name', 'door'] }),
  /** Latest first, at most 300. */
  listSignals: query({
    can: 'status.read',
    input: z.object({ areaId: id, state: z.enum(SIGNAL_STATES).optional() }),
    output: z.array(SignalView),
    reads: ['name', 'door', 'health'],
  }),
  /** Everybody against whom something stands, strictest and latest first, at most 500. */
  listStandings: query({
    can: 'status.alerts',
    input: z.object({ areaId: id }),
    output: z.array(StandingView),
    reads: ['name', 'door', 'health'],
  }),
  /** 早报与红码即报: of the area, or of all the caller's places, latest first, at most 60. */
  listDigests: query({
    can: 'status.alerts',
    input: z.object({ areaId: id.optional() }),
    output: z.array(z.object({ id, communityId: id, communityName: z.string(), kind: digestKind, day, madeAt: instant, people: z.int() })),
  }),
  getDigest: query({
    can: 'status.alerts',
    input: z.object({ communityId: id, digestId: id }),
    output: z.object({
      kind: digestKind,
      day,
      madeAt: instant,
      /** Of the whole community; `lines` are those of the reader's own places. */
      people: z.int(),
      lines: z.array(
        z.object({
          personId: id,
          homeId: id,
          name: z.string().nullable(),
          door: z.string().nullable(),
          was: verdict,
          verdict,
          reason: reason.nullable(),
          carer: z.string().nullable(),
          supplies: z.array(z.object({ zh: z.string(), en: z.string() })),
        }),
      ),
    }),
    reads: ['name', 'door', 'health'],
  }),
  listHooks: query({ can: 'status.manage', input: z.object({ areaId: id }), output: z.array(HookView) }),
  /** A WeCom or DingTalk group robot. The address goes only to hosts the server's configuration names, and is never shown again. */
  addHook: command({
    can: 'status.manage',
    input: z.object({
      id,
      communityId: id,
      kind: z.enum(['wecom', 'dingtalk']),
      name: text(40),
      address: z.url().max(500),
      secret: z.string().min(1).max(200).nullable(),
    }),
    output: HookView,
  }),
  setHookActive: command({ can: 'status.manage', input: z.object({ hookId: id, isActive: z.boolean() }), output: HookView }),
  /** What a source said, for a purpose; leaves a row with purpose and reason. */
  revealEvidence: command({
    can: 'status.evidence',
    input: z.object({ signalId: id, purpose: z.enum(REVEAL_PURPOSES), reason: text(200) }),
    output: z.object({ evidence: z.string().nullable(), until: instant }),
    reads: ['health'],
  }),
  ...correctionOps,
})

export const statusErrors = {
  /** The same id came with other content. */
  'status.other_bytes': 409,
  'status.same_unit': 409,
  'status.wrong_state': 409,
  /** It waits with the list it came in, and is signed with it. */
  'status.of_a_list': 409,
  'status.list_decided': 409,
  /** A second person has yet to agree to the source. */
  'status.source_waits': 409,
  /** The secret is made for whoever asked for it. */
  'status.not_who_asked': 409,
  'status.kind_not_of_source': 400,
  'status.source_inactive': 409,
  'status.file_unreadable': 400,
  'status.file_empty': 400,
  'status.file_too_long': 413,
  'status.no_document_column': 400,
  'status.too_many_reveals': 429,
  'status.hook_not_allowed': 400,
  'status.unsigned': 401,
  'status.stale': 401,
  'status.replayed': 409,
  'status.event_day_wrong': 400,
  'status.event_twice': 400,
  ...correctionErrors,
} as const

export const statusEvents = {
  /** Somebody's verdict, as far as the gate must know it. `version` grows: a later one wins, in whatever order they are heard. */
  changed: event(
    'status.changed',
    z.object({
      communityId: id,
      personId: id,
      homeId: id,
      areaPath: z.string(),
      verdict,
      reason: reason.nullable(),
      until: instant.nullable(),
      version: z.int(),
    }),
  ),
  digestMade: event('status.digestMade', z.object({ communityId: id, digestId: id, areaPath: z.string(), kind: digestKind })),
  /** A group's robot has not taken what it was sent, several times over. */
  hookFailed: event('status.hookFailed', z.object({ communityId: id, hookId: id, areaPath: z.string() })),
  ...correctionEvents,
}
