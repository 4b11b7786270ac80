// What every file of a plan pack is made of.
import { z } from 'zod'

export const bilingual = z.strictObject({ zh: z.string().min(1).max(400), en: z.string().min(1).max(400) })
/** A figure with the place it was read in. `isDraft`: chosen by us until somebody entitled to it confirms or changes it. */
export const sourced = <T extends z.ZodType>(value: T) => z.strictObject({ value, isDraft: z.boolean(), source: bilingual })
export const itemKey = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/)
export const named = { zh: z.string().min(1).max(80), en: z.string().min(1).max(100) }
