// People by name and day of birth, of a list, in a few questions. Telephones come whole: the caller compares them and shows none.
import { birthdayOf, plainName } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { birthIndexOf, openDocument, openName, openPhone, phoneIndex } from './person-fields.ts'
import { listByBirths, listByPhones } from './repo/search.ts'

export type Born = { name: string; birthday: string }
const keyOf = ({ name, birthday }: Born) => `${plainName(name)} ${birthday}`

/** Asked name and birthday → those beneath a path who are called so and whose document says so. */
export async function peopleByBirths(
  ctx: Ctx,
  path: string,
  asked: readonly Born[],
): Promise<(one: Born) => { id: string; communityId: string; homeId: string | null; path: string; phone: string | null }[]> {
  const indexes = new Map(asked.map(({ name, birthday }) => [keyOf({ name, birthday }), birthIndexOf(ctx.crypto, name, birthday)]))
  const rows = await listByBirths(ctx, path, [...indexes.values()])
  const found = Map.groupBy(rows, (row) => {
    const number = openDocument(ctx.crypto, row)
    const birthday = number === null || row.document_kind === null ? null : birthdayOf({ kind: row.document_kind, number })
    // The index has eight bytes: the fields themselves say it.
    return birthday === null ? '' : keyOf({ name: openName(ctx.crypto, row), birthday })
  })
  return (one) =>
    (found.get(keyOf(one)) ?? []).map((row) => ({
      id: row.id,
      communityId: row.community_id,
      homeId: row.home_id,
      path: row.area_path,
      phone: openPhone(ctx.crypto, row),
    }))
}

/** Asked telephone → those beneath a path who gave it as theirs, with their names: of a list, in a few questions. */
export async function peopleByPhones(
  ctx: Ctx,
  path: string,
  phones: readonly string[],
): Promise<Map<string, { id: string; communityId: string; homeId: string | null; path: string; name: string }[]>> {
  const asked = [...new Set(phones)]
  const rows = await listByPhones(
    ctx,
    path,
    asked.map((phone) => phoneIndex(ctx.crypto, phone)),
  )
  const found = Map.groupBy(rows, (row) => openPhone(ctx.crypto, row) ?? '')
  return new Map(
    asked.map((phone) => [
      phone,
      (found.get(phone) ?? []).map((row) => ({
        id: row.id,
        communityId: row.community_id,
        homeId: row.home_id,
        path: row.area_path,
        name: openName(ctx.crypto, row),
      })),
    ]),
  )
}
