import { ANTIGEN_RESULTS, ANTIGEN_WAYS, HELP_GROUNDS, KIT_MOVES } from '@xiaomen/rules/antigen'
import { CARE_CATEGORIES } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'
import { sourced } from './packs-kit.ts'

const age = z.int().min(0).max(120)
/** packs/antigen.json: what a round proposes, and whose care marks say that they cannot test themselves. */
export const AntigenFile = z.strictObject({
  isDraft: z.boolean(),
  ageFrom: sourced(age),
  ageUntil: sourced(age),
  perHead: sourced(z.int().min(1).max(20)),
  helpFor: sourced(z.array(z.enum(CARE_CATEGORIES)).min(1)),
})

const count = z.int().min(1).max(100_000)
const note = text(60).nullable()
const result = z.enum(ANTIGEN_RESULTS)
const help = z.enum(HELP_GROUNDS).nullable()
/** Base64 of a little more than the largest photo, as for photos.add. */
const MOST_CHARACTERS = 1_000_000

const RoundView = z.object({
  id,
  title: z.string(),
  areaId: id,
  areaName: z.string(),
  path: z.string(),
  ageFrom: z.int(),
  ageUntil: z.int(),
  perHead: z.int(),
  withStaff: z.boolean(),
  fromDay: day,
  dueOn: day,
  isClosed: z.boolean(),
  expected: z.int(),
  done: z.int(),
  missing: z.int(),
  /** Whose birthday nobody knows: neither meant nor left out. */
  ageUnknown: z.int(),
  /** Positive, and no nucleic acid test noted. */
  positives: z.int(),
})
const Door = { place: z.array(z.string()), door: z.string().nullable() }
const HandedView = z.object({ id, count: z.int(), returned: z.int(), at: instant, confirmedAt: instant.nullable(), contact: z.string().nullable() })
const moved = z.object({ id, onHand: z.int() })

export const antigen = operations('antigen', {
  /** 试剂库存 of a community: books that agree, and the last moves. */
  getStock: query({
    can: 'antigen.read',
    input: z.object({ areaId: id }),
    output: z.object({
      communityId: id,
      onHand: z.int(),
      received: z.int(),
      out: z.int(),
      returned: z.int(),
      spoilt: z.int(),
      /** Out, and used or not yet. */
      used: z.int(),
      atHolders: z.int(),
      moves: z.array(z.object({ id, kind: z.enum(KIT_MOVES), count: z.int(), at: instant, by: z.string().nullable(), note: z.string().nullable() })),
      /** What a new round proposes. */
      proposal: z.object({ ageFrom: z.int(), ageUntil: z.int(), perHead: z.int(), isDraft: z.boolean() }),
      mayPlan: z.boolean(),
      /** In peace nobody is asked to test themselves. */
      mayOpen: z.boolean(),
    }),
  }),
  receiveKits: command({ can: 'antigen.plan', input: z.object({ id, communityId: id, count, note }), output: moved }),
  spoilKits: command({ can: 'antigen.plan', input: z.object({ id, communityId: id, count, note }), output: moved }),
  /** Who is meant is worked out today, by birthday; said again with the same words, whoever has come since is added. */
  openRound: command({
    can: 'antigen.plan',
    exists: ['watch', 'emergency'],
    input: z
      .object({ id, areaId: id, title: text(30), ageFrom: age, ageUntil: age, perHead: z.int().min(1).max(20), withStaff: z.boolean(), dueOn: day })
      .refine((said) => said.ageFrom <= said.ageUntil, { path: ['ageUntil'] }),
    output: z.object({ id, expected: z.int(), ageUnknown: z.int() }),
  }),
  closeRound: command({ can: 'antigen.plan', input: z.object({ roundId: id }), output: z.object({}) }),
  listRounds: query({ can: 'antigen.read', input: z.object({ areaId: id.optional() }), output: z.array(RoundView) }),
  /** Building by building, who is missing, who is positive, and what enterprises and homes have not signed for. */
  getRound: query({
    can: 'antigen.read',
    input: z.object({ roundId: id }),
    output: RoundView.extend({
      buildings: z.array(z.object({ place: z.array(z.string()), expected: z.int(), done: z.int(), kits: z.int(), unsigned: z.int() })),
      enterprises: z.array(z.object({ id, name: z.string(), staff: z.int(), done: z.int(), handed: z.array(HandedView) })),
      missingPeople: z.array(z.object({ personId: id, name: z.string().nullable(), ...Door, help })),
      isCut: z.boolean(),
      reports: z.array(
        z.object({
          id,
          personId: id,
          name: z.string().nullable(),
          ...Door,
          at: instant,
          way: z.enum(ANTIGEN_WAYS),
          photoId: id.nullable(),
          pcrAt: instant.nullable(),
        }),
      ),
      unsigned: z.array(z.object({ handOutId: id, ...Door, count: z.int(), at: instant })),
      mayPlan: z.boolean(),
    }),
    reads: ['name', 'door', 'health'],
  }),
  /** The doors of whoever hands out: whole on the phone, so that it works without a network. */
  listDoors: query({
    can: 'antigen.hand',
    input: z.object({}),
    output: z.array(
      z.object({
        roundId: id,
        title: z.string(),
        dueOn: day,
        perHead: z.int(),
        homes: z.array(
          z.object({
            homeId: id,
            ...Door,
            given: z.int(),
            isSigned: z.boolean(),
            people: z.array(z.object({ personId: id, name: z.string().nullable(), isDone: z.boolean(), help })),
          }),
        ),
      }),
    ),
    reads: ['name', 'door'],
  }),
  handOut: command({ can: 'antigen.hand', offline: true, input: z.object({ id, roundId: id, homeId: id, count, at: instant }), output: z.object({ id }) }),
  handToEnterprise: command({ can: 'antigen.plan', input: z.object({ id, roundId: id, enterpriseId: id, count }), output: z.object({ id }) }),
  /** The enterprise's contact has signed for them. */
  signForEnterprise: command({ can: 'antigen.plan', input: z.object({ handOutId: id, contact: text(40) }), output: z.object({}) }),
  /** Given back to the office unopened. */
  takeBack: command({ can: 'antigen.plan', input: z.object({ id, handOutId: id, count, note }), output: moved }),
  /** 上门协助: tested with somebody's help, at home. */
  reportHelped: command({
    can: 'antigen.hand',
    offline: true,
    input: z.object({ id, roundId: id, personId: id, result, at: instant }),
    output: z.object({ id }),
  }),
  /** The nucleic acid sample of a positive was taken. */
  notePcr: command({ can: 'antigen.plan', input: z.object({ reportId: id }), output: z.object({}) }),
  listOwn: query({
    can: 'self',
    input: z.object({}),
    output: z.array(
      z.object({
        roundId: id,
        title: z.string(),
        dueOn: day,
        handed: z.array(z.object({ id, count: z.int(), at: instant, confirmedAt: instant.nullable() })),
        people: z.array(
          z.object({
            personId: id,
            name: z.string(),
            isMe: z.boolean(),
            mayReport: z.boolean(),
            help,
            reports: z.array(z.object({ result, at: instant })),
          }),
        ),
      }),
    ),
  }),
  /** The household has got what was handed out. */
  signOwn: command({ can: 'self', input: z.object({ handOutId: id }), output: z.object({}) }),
  /** The own result, or that of somebody of the same home: a child, a parent. */
  reportOwn: command({
    can: 'self',
    input: z.object({ id, roundId: id, personId: id, result, photo: z.object({ id, bytes: z.base64().max(MOST_CHARACTERS) }).nullable() }),
    output: z.object({ id }),
  }),
  /** We cannot do it ourselves: somebody comes. */
  askOwnHelp: command({ can: 'self', input: z.object({ roundId: id, personId: id }), output: z.object({}) }),
})

export const antigenErrors = {
  /** The office has not that many. */
  'antigen.stock_short': 409,
  /** More than they have left of it. */
  'antigen.holding_short': 409,
  'antigen.not_one_community': 400,
  'antigen.nobody_expected': 409,
  'antigen.round_closed': 409,
  /** Not of those this round means. */
  'antigen.not_meant': 409,
  'antigen.reported_already': 409,
  'antigen.other_bytes': 409,
  'antigen.signed_already': 409,
} as const

export const antigenEvents = {
  /** For whoever follows up: the register of cases looks at it after the nucleic acid test. */
  positiveReported: event('antigen.positiveReported', z.object({ communityId: id, areaPath: z.string(), roundId: id, reportId: id })),
  changed: event('antigen.changed', z.object({ communityId: id, areaPath: z.string(), roundId: id })),
}
