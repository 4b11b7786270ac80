// 线索·电话流调与督办: the call desk, its shifts and its growth, and what supervision finds and puts right. Part of `leads`.
import { REVEAL_PURPOSES } from '@xiaomen/rules/access'
import { CALL_OUTCOMES, FINDINGS_OF_LEADS, POST_PARTS, SCALES, STEP_KINDS } from '@xiaomen/rules/leads'
import { z } from 'zod'
import { command, day, id, instant, operations, query, text } from './kit.ts'
import { LEAD_READS, LeadView, leadKind, leadTyped } from './leads.ts'
import { bilingual } from './packs-kit.ts'

const count = z.int().min(0)
const person = z.object({ accountId: id, name: z.string(), unit: z.string() })
const Post = person.extend({ id, part: z.enum(POST_PARTS), line: z.int().nullable(), until: instant, isLent: z.boolean() })
const Channel = z.object({
  id,
  name: z.string(),
  areaName: z.string(),
  state: z.enum(['asked', 'agreed', 'open', 'ended']),
  askedBy: z.string(),
  askedUnit: z.string(),
  askedAt: instant,
  heardAt: instant.nullable(),
  mayAgree: z.boolean(),
  mayTake: z.boolean(),
})

export const leadsCalls = operations('leads', {
  /** The seats that are taken, the own one first; how many calls wait. */
  getCallDesk: query({
    can: 'leads.call',
    input: z.object({ areaId: id }),
    output: z.object({
      seats: z.array(person.extend({ id, takenAt: instant, isOwn: z.boolean(), held: count })),
      /** What whoever left before wrote for whoever comes. */
      notes: z.array(z.object({ id, by: z.string(), at: instant, note: z.string() })),
      waiting: count,
      later: count,
    }),
  }),
  takeSeat: command({ can: 'leads.call', exists: ['watch', 'emergency'], input: z.object({ id, areaId: id }), output: z.object({}) }),
  /** Leaves the seat; what one holds goes to somebody on a seat, or back to the queue. */
  leaveSeat: command({
    can: 'leads.call',
    input: z.object({ areaId: id, toAccountId: id.nullable(), note: text(500).optional() }),
    output: z.object({ handed: count }),
  }),
  /** The most urgent call that nobody holds: it is the asker's for some minutes. Null: none is due. */
  nextCall: command({
    can: 'leads.call',
    exists: ['watch', 'emergency'],
    input: z.object({ areaId: id }),
    output: z.object({
      call: z
        .object({
          lead: LeadView,
          heldUntil: instant,
          lang: z.string().nullable(),
          notes: z.array(z.object({ at: instant, outcome: z.enum(CALL_OUTCOMES), note: z.string().nullable() })),
          script: z.object({
            isDraft: z.boolean(),
            source: bilingual.nullable(),
            lines: z.array(bilingual.extend({ options: z.array(bilingual.extend({ next: z.int() })) })),
          }),
        })
        .nullable(),
    }),
    reads: [...LEAD_READS],
  }),
  /** The number, for a purpose of the closed list; in the audit, and so many in five minutes at most. */
  revealPhone: command({
    can: 'leads.call',
    input: z.object({ leadId: id, purpose: z.enum(REVEAL_PURPOSES) }),
    output: z.object({ value: z.string().nullable(), until: instant }),
    reads: ['phone'],
  }),
  /** What came of it. `reached` may tell where somebody was, when, and with whom; `callBack` needs `callAt`. */
  recordCall: command({
    can: 'leads.call',
    input: z.object({
      id,
      leadId: id,
      outcome: z.enum(CALL_OUTCOMES),
      callAt: instant.nullable(),
      lang: z.string().min(2).max(12).nullable(),
      note: text(500).optional(),
      statements: z
        .array(
          z.object({
            id,
            where: text(200),
            areaId: id.nullable(),
            from: instant,
            until: instant.nullable(),
            with: z.array(z.object({ name: text(40).nullable(), phone: text(20).nullable() })).max(50),
          }),
        )
        .max(30),
    }),
    output: z.object({}),
  }),

  /** How the centre is staffed now, by whom, until when, and what more there could be. */
  getStaff: query({
    can: 'leads.read',
    input: z.object({ areaId: id }),
    output: z.object({
      scale: z.enum(SCALES),
      since: instant.nullable(),
      until: instant.nullable(),
      posts: z.array(Post),
      figures: z.record(z.enum(SCALES), z.object({ chiefs: z.int(), lines: z.int(), isDraft: z.boolean(), source: bilingual })),
      /** Accounts of the area that could take a seat; empty for whoever may not change the staff. */
      candidates: z.array(person),
    }),
  }),
  /** 扩编: chiefs, lines and volunteers in one act; what they may do for it ends by itself at the hour named. */
  scaleUp: command({
    can: 'leads.scale',
    exists: ['watch', 'emergency'],
    input: z.object({
      id,
      areaId: id,
      until: instant,
      chiefs: z.array(id).min(1).max(20),
      lines: z.array(z.array(id).min(1).max(10)).min(1).max(40),
      volunteers: z.array(id).max(300),
    }),
    output: z.object({ posts: count, lent: count }),
  }),
  /** 缩编: all seats of the surge end now, and with them what was lent for it. */
  scaleDown: command({ can: 'leads.scale', input: z.object({ areaId: id }), output: z.object({ ended: count }) }),

  /** 即查即改: what is overdue, was given back twice, lies at a silent desk, or was drawn to be looked at again. */
  listFindings: query({
    can: 'leads.supervise',
    input: z.object({ areaId: id, of: z.enum(FINDINGS_OF_LEADS), day: day.optional() }),
    output: z.object({
      rows: z.array(LeadView.extend({ sampleId: id.nullable(), isGood: z.boolean().nullable(), reason: z.string().nullable() })),
      counts: z.record(z.enum(FINDINGS_OF_LEADS), count),
      isCut: z.boolean(),
    }),
    reads: [...LEAD_READS],
  }),
  /** The desk is told at once; how often it was stands in the lead. */
  remind: command({ can: 'leads.supervise', input: z.object({ areaId: id, leadIds: z.array(id).min(1).max(500) }), output: z.object({ done: count }) }),
  reopen: command({ can: 'leads.supervise', input: z.object({ leadId: id, reason: text(200) }), output: z.object({}) }),
  /** Of the leads closed on a day, by lot. Asked again it draws nobody new but what was closed since. */
  drawSamples: command({ can: 'leads.supervise', input: z.object({ areaId: id, day }), output: z.object({ drawn: count }) }),
  /** Not good: it is open again, with the reason. */
  checkSample: command({ can: 'leads.supervise', input: z.object({ sampleId: id, isGood: z.boolean(), reason: text(200).optional() }), output: z.object({}) }),
  /** Who put right what, and when; the latest first, at most 300. */
  listCorrections: query({
    can: 'leads.supervise',
    input: z.object({ areaId: id }),
    output: z.array(
      z.object({ id, leadId: id, kind: z.enum(STEP_KINDS), at: instant, by: z.string().nullable(), desk: z.string(), note: z.string().nullable() }),
    ),
  }),

  /** 签名接口: the systems that may send leads by themselves, docs/leads-api.md. */
  listChannels: query({ can: 'leads.channels', input: z.object({ areaId: id }), output: z.array(Channel) }),
  /** Asked for by one of the street; a second one of another unit agrees; whoever asked takes the secret, which is shown once. */
  addChannel: command({ can: 'leads.channels', input: z.object({ id, areaId: id, name: text(60), kind: leadKind }), output: Channel }),
  agreeChannel: command({ can: 'leads.channels', input: z.object({ channelId: id }), output: Channel }),
  takeSecret: command({ can: 'leads.channels', input: z.object({ channelId: id }), output: z.object({ channelId: id, secret: z.string() }) }),
  endChannel: command({ can: 'leads.channels', input: z.object({ channelId: id }), output: Channel }),
  /** At most 500 leads a call. What cannot be read waits in the queue of what is unreadable, and is told. */
  receive: command({
    can: 'public',
    signed: true,
    input: z.object({
      leads: z
        .array(z.object({ ...leadTyped, name: text(4000).optional(), kind: text(40).optional(), sentAt: text(40).optional() }))
        .min(1)
        .max(500),
    }),
    output: z.object({ fresh: count, merged: count, known: count, unread: z.array(z.object({ index: z.int(), fault: z.string(), field: z.string() })) }),
  }),
})
