// What somebody else would see of a real home. Part of `registry`.
import { DATA_CLASSES, ROLES } from '@xiaomen/rules/access'
import { CARE_CATEGORIES } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { id, query } from './kit.ts'

export const previewOps = {
  /** The first lived-in home of the place, as a person with this grant would see it, and never more than the one who asks sees. */
  previewHome: query({
    can: 'registry.read',
    input: z
      .object({
        role: z.enum(ROLES),
        areaId: id.optional(),
        overlayId: id.optional(),
        dataClasses: z.array(z.enum(DATA_CLASSES)).max(DATA_CLASSES.length).nullable(),
      })
      .refine((value) => (value.areaId === undefined) !== (value.overlayId === undefined), 'access.area_or_overlay'),
    output: z.object({
      home: z.object({ door: z.string(), areaName: z.string() }).nullable(),
      residents: z.array(
        z.object({
          name: z.string().nullable(),
          phone: z.string().nullable(),
          document: z.string().nullable(),
          care: z.array(z.enum(CARE_CATEGORIES)).nullable(),
        }),
      ),
      /** The one who asks sees less of some class, so that it is shown lesser here than that person would see it. */
      isLimited: z.boolean(),
    }),
    reads: ['name', 'phone', 'document', 'door', 'care'],
  }),
}
