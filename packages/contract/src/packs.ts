// 预案: the files of a plan pack that are not one module's own. An epidemiologist edits them; a word too many is refused.
import { ANSWER_LEVELS, ANSWER_PLACES, type AnswerPost, ANSWER_POSTS, CARER_SLOTS } from '@xiaomen/rules/answerability'
import { CARE_CATEGORIES, type CareCategory } from '@xiaomen/rules/registry'
import { MOST_INTERVAL_DAYS } from '@xiaomen/rules/care'
import { CHECKS, type Check, type DailyCriteria, POSTING_LEVELS, type PostingLevel } from '@xiaomen/rules/daily'
import { REASON_CLASSES, SIGNAL_KINDS, type SignalKind, STATUS_VERDICTS, type StatusPolicy, type StatusVerdict } from '@xiaomen/rules/status'
import { z } from 'zod'
import { day } from './kit.ts'
import { bilingual, itemKey, named, type PackFault, sourced } from './packs-kit.ts'

/** pack.json: which rules these are, from when, on what ground, and where they were read. */
export const PackFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** A local edition adds its number to that of the edition it changes: 2022-06-28.1 */
  edition: z.string().regex(/^[0-9-]{4,20}(\.[1-9]\d{0,2})?$/),
  zh: z.string().min(1).max(60),
  en: z.string().min(1).max(60),
  effectiveFrom: day,
  /** The edition whose files hold where this one brings none of its own. */
  builtOn: z.strictObject({ id: z.string().max(60), edition: z.string().max(20) }).optional(),
  legalBasis: bilingual,
  sources: z.array(bilingual).min(1),
  /** True while any figure in it still waits for an official's confirmation. */
  isDraft: z.boolean(),
})

/** daily.json: what must hold for "outbreak-free today". */
export const DailyCriteriaFile = z.strictObject({
  checks: z.strictObject(
    Object.fromEntries(POSTING_LEVELS.map((level) => [level, z.array(z.enum(CHECKS)).min(1)])) as Record<
      PostingLevel,
      z.ZodArray<z.ZodEnum<{ [K in Check]: K }>>
    >,
  ),
  quietDays: sourced(z.int().min(0).max(60)),
  unseenFeverDays: sourced(z.int().min(0).max(30)),
  smallestPosting: sourced(z.int().min(1).max(50)),
  cutOff: sourced(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
})

export const dailyCriteriaOf = (file: z.output<typeof DailyCriteriaFile>): DailyCriteria => ({
  checks: file.checks,
  quietDays: file.quietDays.value,
  unseenFeverDays: file.unseenFeverDays.value,
  smallestPosting: file.smallestPosting.value,
  cutOff: file.cutOff.value,
})

/** packs/care.json: how often somebody of each category is contacted where the community has not said otherwise. Holds in peace and in an emergency. */
export const CareFile = z.strictObject({
  isDraft: z.boolean(),
  intervals: z.strictObject(
    Object.fromEntries(CARE_CATEGORIES.map((one) => [one, sourced(z.int().min(1).max(MOST_INTERVAL_DAYS))])) as Record<
      CareCategory,
      ReturnType<typeof sourced<z.ZodInt>>
    >,
  ),
  emergencyMostDays: sourced(z.int().min(1).max(MOST_INTERVAL_DAYS)),
  urgentAfterDays: sourced(z.int().min(1).max(30)),
})

const post = z.strictObject({
  /** Of the level, and of whoever holds it. */
  name: bilingual,
  holder: bilingual,
  /** In the order they are preferred: one of a later kind is a place only where those before do not cover it. */
  places: z.array(z.enum(ANSWER_PLACES)).min(1),
  isDraft: z.boolean(),
  source: bilingual,
})
const carerSet = z.strictObject({ name: bilingual, slots: z.array(z.enum(CARER_SLOTS)).min(1), isDraft: z.boolean(), source: bilingual })
/** packs/answerability.json: the four levels with their places, what stands on a compound's board, and the sets of carers a pack or an office names. */
export const AnswerabilityFile = z
  .strictObject({
    isDraft: z.boolean(),
    posts: z.strictObject(Object.fromEntries(ANSWER_POSTS.map((one) => [one, post])) as Record<AnswerPost, typeof post>),
    /** Three of the posts, as they stand on the board of a compound. */
    board: z.array(z.strictObject({ title: bilingual, post: z.enum(ANSWER_POSTS) })).length(3),
    sets: z.record(z.string().regex(/^[a-z][A-Za-z]{2,39}$/), carerSet),
    /** The set a household is given by the office where it does not choose another. */
    householdSet: z.string(),
    /** The set of whoever is in special care. */
    careSet: z.string(),
  })
  .refine(({ sets, householdSet, careSet }) => householdSet in sets && careSet in sets, 'a set is named that is not there')
  .refine(({ sets }) => Object.values(sets).every(({ slots }) => new Set(slots).size === slots.length), 'a set names a slot twice')
  .refine(({ posts }) => ANSWER_LEVELS.every((level) => new Set(posts[level].places).size === posts[level].places.length), 'a level names a place twice')

const supplies = z.array(bilingual).max(10)
const kindRule = z.strictObject({
  verdict: z.enum(STATUS_VERDICTS),
  reason: z.enum(REASON_CLASSES),
  days: z.int().min(1).max(60),
  isDraft: z.boolean(),
  source: bilingual,
})
/** status.json: what each kind of signal means, how long it holds, and what to bring to the door. */
export const StatusPolicyFile = z.strictObject({
  isDraft: z.boolean(),
  names: z.strictObject(Object.fromEntries(STATUS_VERDICTS.map((one) => [one, bilingual])) as Record<StatusVerdict, typeof bilingual>),
  kinds: z.strictObject(Object.fromEntries(SIGNAL_KINDS.map((one) => [one, kindRule])) as Record<SignalKind, typeof kindRule>),
  supplies: z.strictObject({ yellow: supplies, red: supplies, byCare: z.partialRecord(z.enum(CARE_CATEGORIES), supplies) }),
})

export const statusPolicyOf = (file: z.output<typeof StatusPolicyFile>): StatusPolicy => ({ kinds: file.kinds })

const checkItem = z.strictObject({ key: itemKey, ...named, hint: bilingual, asksPhoto: z.boolean(), mendWithinHours: z.int().min(1).max(720) })
/** checklists.json: what a gate must have, in the order it is looked at. `isDraft`: the wording waits for an official's confirmation. */
export const ChecklistFile = z
  .strictObject({
    isDraft: z.boolean(),
    ...named,
    source: bilingual,
    goodForDays: sourced(z.int().min(1).max(365)),
    groups: z
      .array(z.strictObject({ key: itemKey, ...named, items: z.array(checkItem).min(1).max(12) }))
      .min(1)
      .max(10),
  })
  .refine(({ groups }) => {
    const keys = groups.flatMap(({ items }) => items.map(({ key }) => key))
    return new Set(keys).size === keys.length
  }, 'pack.item_twice' satisfies PackFault)
