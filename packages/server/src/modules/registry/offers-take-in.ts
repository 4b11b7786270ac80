// Somebody of another community who stays here from now on: the same person in two ledgers, each of which keeps its own.
import { registryEvents } from '@xiaomen/contract'
import type { ResidencyKind } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { seeingAll } from '../../platform/scope.ts'
import { knownPeople } from './known-people.ts'
import { beginResidency, placePerson } from './people-moves.ts'
import { openFields, type PersonFields } from './person-fields.ts'
import { listCurrentPeople, listResidencies } from './repo/person.ts'
import { addResident } from './service/residents.ts'
import { homeFor, notFound } from './service/views.ts'
import type { HomeRow } from './tables.ts'

/**
 * Into a home that the actor may edit. Whoever the ledger there has under the same document is that person, and lives in this home too.
 * @param otherId person of another community's ledger @returns who it is here
 */
export async function takeIn(ctx: Ctx, otherId: string, { homeId, kind, from }: { homeId: string; kind: ResidencyKind; from: string }): Promise<string> {
  const home = await homeFor(ctx, 'registry.edit', homeId)
  const fields = await seeingAll(ctx, async (): Promise<PersonFields | null> => {
    const row = (await listCurrentPeople(ctx, [otherId])).get(otherId)
    return row === undefined ? null : openFields(ctx.crypto, row)
  })
  if (fields === null) throw notFound()
  return (await settleIn(ctx, home, { ...fields, care: [] }, { kind, from })).personId
}

/** Somebody with these fields begins to live in a home, as a new person or as the one the ledger has under the same document. @returns no residency where they live there already */
export async function settleIn(
  ctx: Ctx,
  home: HomeRow,
  { name, phone, document, lang, care }: PersonFields,
  { kind, from }: { kind: ResidencyKind; from: string },
): Promise<{ personId: string; residencyId: string | null }> {
  const known = (await knownPeople(ctx, home.community_id, { name, phone, document }, null)).find(({ matches }) => matches.includes('document'))?.row
  if (known === undefined) {
    const added = await addResident(ctx, {
      homeId: home.id,
      name,
      care,
      kind,
      from,
      evenIfKnown: true,
      ...(phone === null ? {} : { phone }),
      ...(lang === null ? {} : { lang }),
      ...(document === null
        ? {}
        : { document: { kind: document.kind, number: document.number, ...(document.country === null ? {} : { country: document.country }) } }),
    })
    return { personId: added.id, residencyId: added.residency.id }
  }
  ctx.audit.subjects([known.id])
  const living = (await listResidencies(ctx, known.id)).filter((link) => link.until_day === null)
  if (living.some((link) => link.home_id === home.id)) return { personId: known.id, residencyId: null }
  const residency = await beginResidency(ctx, known.id, home, kind, from)
  await placePerson(ctx, known, home.id, 'moved', { home_id: known.home_id, other_id: home.id })
  await ctx.emit(registryEvents.personMoved, { communityId: home.community_id, personId: known.id, fromHomeId: known.home_id ?? home.id })
  return { personId: known.id, residencyId: residency.id }
}
