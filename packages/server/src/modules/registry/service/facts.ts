// 待补: what is recorded of a home, and what is still owed at its door.
import type { HOME_DUES } from '@xiaomen/contract'
import type { HomeFacts } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { listInvited } from '../repo/invitation.ts'
import { listLettingsNow } from '../repo/landlord.ts'
import { countHomes } from '../repo/lists.ts'
import type { HomeRow, PersonRow } from '../tables.ts'

type HomeDue = (typeof HOME_DUES)[number]
type Due = { kind: HomeDue; personId: string | null }

/** What is owed at a door: nobody known, numbers missing, not yet invited, somebody in need whom nobody can call. */
export function duesOf(ctx: Ctx, home: HomeRow, residents: readonly PersonRow[], isInvited: boolean): Due[] {
  if (residents.length === 0) return home.use === 'vacant' ? [] : [{ kind: 'nobodyRecorded', personId: null }]
  const hasPhone = residents.some((person) => person.phone !== null)
  const seesCare = ctx.sight(home.area_path).care === 'full'
  return [
    ...(hasPhone ? [] : [{ kind: 'phoneMissing' as const, personId: null }]),
    ...residents.filter((person) => person.document === null).map((person) => ({ kind: 'documentMissing' as const, personId: person.id })),
    ...(isInvited ? [] : [{ kind: 'notInvited' as const, personId: null }]),
    ...(seesCare && !hasPhone
      ? residents.filter((person) => person.care !== null).map((person) => ({ kind: 'careWithoutContact' as const, personId: person.id }))
      : []),
  ]
}

export async function factsOf(ctx: Ctx, homes: readonly HomeRow[]): Promise<Map<string, HomeFacts>> {
  const ids = homes.map((home) => home.id)
  const counts = await countHomes(ctx, ids)
  const invited = await listInvited(ctx, ids)
  const isLet = new Set((await listLettingsNow(ctx, ids)).map((row) => row.home_id))
  return new Map(
    homes.map((home) => {
      const found = counts.get(home.id)
      return [
        home.id,
        {
          use: home.use,
          people: found?.people ?? 0,
          tenants: found?.tenants ?? 0,
          hasLandlord: isLet.has(home.id),
          hasPhone: found?.has_phone ?? false,
          withoutDocument: found?.without_document ?? 0,
          inCare: found?.in_care ?? 0,
          isInvited: invited.has(home.id),
        },
      ]
    }),
  )
}

/** What is owed at a door, each as often as it is owed. */
export function duesOfFacts(home: HomeFacts, seesCare: boolean): { kind: HomeDue; times: number }[] {
  if (home.people === 0) return home.use === 'vacant' ? [] : [{ kind: 'nobodyRecorded', times: 1 }]
  return [
    { kind: 'phoneMissing' as const, times: home.hasPhone ? 0 : 1 },
    { kind: 'documentMissing' as const, times: home.withoutDocument },
    { kind: 'notInvited' as const, times: home.isInvited ? 0 : 1 },
    { kind: 'careWithoutContact' as const, times: seesCare && !home.hasPhone ? home.inCare : 0 },
  ].filter(({ times }) => times > 0)
}
