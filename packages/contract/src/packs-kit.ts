// What every file of a plan pack is made of.
import { z } from 'zod'

export const bilingual = z.strictObject({ zh: z.string().min(1).max(400), en: z.string().min(1).max(400) })
/** A figure with the place it was read in. `isDraft`: chosen by us until somebody entitled to it confirms or changes it. */
export const sourced = <T extends z.ZodType>(value: T) => z.strictObject({ value, isDraft: z.boolean(), source: bilingual })
export const itemKey = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/)
export const named = { zh: z.string().min(1).max(80), en: z.string().min(1).max(100) }

/** What a pack says of itself beyond the form of its fields; whoever types one reads a sentence for each. */
export type PackFault =
  | 'pack.track_twice'
  | 'pack.trigger_twice'
  | 'pack.phase_twice'
  | 'pack.day_after_phase'
  | 'pack.track_missing'
  | 'pack.cycle'
  | 'pack.measure_undescribed'
  | 'pack.hides_a_draft'
  | 'pack.zone_twice'
  | 'pack.zone_missing'
  | 'pack.item_twice'
  | 'pack.level_twice'
  | 'pack.other_subject'
  | 'pack.line_missing'
