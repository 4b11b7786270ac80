// Who of the ledger a typed or a written person may be: by keyed index, then by the opened name.
import { type DuplicateMatch, isSameDocument, isSimilarName, plainName } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { soundOf } from './name-sound.ts'
import { openFields, type PersonFields, personSealer } from './person-fields.ts'
import * as repo from './repo/search.ts'
import type { PersonRow } from './tables.ts'

export type Known = { row: PersonRow; matches: DuplicateMatch[] }
const MOST_LOOKED_AT = 60

/** Candidates among the people the actor sees in this community, strongest match first. */
export async function knownPeople(
  ctx: Ctx,
  communityId: string,
  fields: Pick<PersonFields, 'name' | 'phone' | 'document'>,
  exceptId: string | null,
): Promise<Known[]> {
  const sealed = personSealer(ctx.crypto).seal(uuidv7(), { ...fields, care: [], lang: null })
  const sought = { paths: ['/'], communityId, limit: MOST_LOOKED_AT }
  const found = new Map<string, Known>()
  const take = (rows: readonly PersonRow[], match: DuplicateMatch, isMatch: (known: PersonFields) => boolean) => {
    for (const row of rows) {
      if (row.id === exceptId || !isMatch(openFields(ctx.crypto, row))) continue
      const known = found.get(row.id) ?? { row, matches: [] }
      known.matches.push(match)
      found.set(row.id, known)
    }
  }
  const { document, phone, name } = fields
  if (sealed.document_index !== null)
    take(
      await repo.searchByDocument(ctx, sought, sealed.document_index),
      'document',
      (known) => known.document !== null && document !== null && isSameDocument(known.document, document),
    )
  const sound = soundOf(name)
  if (sealed.phone_index !== null)
    take(
      await repo.searchByPhone(ctx, sought, sealed.phone_index),
      'phoneAndName',
      (known) =>
        known.phone === phone &&
        (known.document === null || document === null || known.document.number === document.number) &&
        isSimilarName({ name, sound }, { name: known.name, sound: soundOf(known.name) }),
    )
  if (sealed.birth_index !== null)
    take(
      await repo.searchByBirth(ctx, sought, sealed.birth_index),
      'nameAndBirthday',
      (known) => plainName(known.name) === plainName(name) && known.document?.number !== document?.number,
    )
  return [...found.values()]
}
