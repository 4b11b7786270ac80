// The queue of duplicates is kept by work aside: after an import, after somebody was written down or corrected, and every night.
import type { DuplicateMatch } from '@xiaomen/rules/registry'
import { isSimilarName } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import type { FieldCrypto } from '../../platform/crypto.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { cron, type Services, worker } from '../../platform/module.ts'
import { soundOf } from './name-sound.ts'
import { birthIndex, openDocument, openName } from './person-fields.ts'
import * as repo from './repo/duplicate.ts'
import { findPersonRow } from './repo/person.ts'

const WORDS: Record<repo.FoundPair['matches'], DuplicateMatch> = { document: 'document', phone: 'phoneAndName', birthday: 'nameAndBirthday' }

/** What the indexes found, looked at once more by name, one row a pair. */
function judged(crypto: FieldCrypto, found: readonly repo.FoundPair[]): repo.NewPair[] {
  const pairs = new Map<string, { a: string; b: string; matches: DuplicateMatch[] }>()
  const names = new Map<string, { name: string; sound: string | null }>()
  const nameOf = (id: string, sealed: Buffer) => {
    const known = names.get(id)
    if (known) return known
    const name = openName(crypto, { id, name: sealed })
    const made = { name, sound: soundOf(name) }
    names.set(id, made)
    return made
  }
  for (const { a, b, matches, name_a, name_b } of found) {
    if (matches === 'phone' && !isSimilarName(nameOf(a, name_a), nameOf(b, name_b))) continue
    const pair = pairs.get(`${a} ${b}`) ?? { a, b, matches: [] }
    if (!pair.matches.includes(WORDS[matches])) pair.matches.push(WORDS[matches])
    pairs.set(`${a} ${b}`, pair)
  }
  return [...pairs.values()]
}
const PAIRS_AT_ONCE = 1_000

/** The pairs of one community, or of one person in it, as they stand now. */
async function findIn(ctx: Ctx, communityId: string, personId: string | null): Promise<void> {
  const pairs = judged(ctx.crypto, personId === null ? await repo.listFoundPairs(ctx, communityId) : await repo.listFoundPairsOf(ctx, communityId, personId))
  await repo.deleteOtherPairs(ctx, communityId, personId, pairs)
  for (let from = 0; from < pairs.length; from += PAIRS_AT_ONCE)
    await repo.putPairs(
      ctx,
      communityId,
      pairs.slice(from, from + PAIRS_AT_ONCE).map((pair) => ({ ...pair, id: uuidv7() })),
    )
}
async function findAcross(ctx: Ctx, personId: string | null): Promise<void> {
  const across = await repo.listAcross(ctx, personId)
  for (let from = 0; from < across.length; from += PAIRS_AT_ONCE)
    await repo.putPairs(
      ctx,
      null,
      across.slice(from, from + PAIRS_AT_ONCE).map(({ a, b }) => ({ a, b, matches: ['document'], id: uuidv7() })),
    )
  await repo.settleAcross(ctx)
}

/** `personId`: one person who was written down or corrected; `communityIds`: whole ledgers that came in. */
async function findDuplicates(services: Services, { personId, communityIds = '' }: Record<string, string>): Promise<void> {
  if (personId !== undefined)
    await services.asSystem('registry.findDuplicates', async (ctx) => {
      const person = await findPersonRow(ctx, personId)
      if (!person || person.merged_into !== null) return
      await findIn(ctx, person.community_id, personId)
      await findAcross(ctx, personId)
    })
  const communities = communityIds.split(' ').filter(Boolean)
  for (const id of communities) await services.asSystem('registry.findDuplicates', (ctx) => findIn(ctx, id, null))
  if (communities.length > 0) await services.asSystem('registry.findDuplicates', (ctx) => findAcross(ctx, null))
}

const FILLED_AT_ONCE = 2_000
/** Gives the index of name and birthday to people who were written before there was one. */
async function fillBirths(services: Services): Promise<void> {
  for (let after: string | null = null; ;) {
    const last: string | null = await services.asSystem('registry.fillBirths', async (ctx) => {
      const rows = await repo.listWithoutBirth(ctx, after, FILLED_AT_ONCE)
      const filled = rows.flatMap((row) => {
        const number = openDocument(ctx.crypto, row)
        const document = number === null || row.document_kind === null ? null : { kind: row.document_kind, number, country: row.document_country }
        const index = birthIndex(ctx.crypto, { name: openName(ctx.crypto, row), document })
        return index === null ? [] : [{ id: row.id, birth_index: index.toString('base64') }]
      })
      await repo.setBirthIndexes(ctx, filled)
      return rows.length < FILLED_AT_ONCE ? null : rows.at(-1)!.id
    })
    if (last === null) return
    after = last
  }
}
async function findAll(services: Services): Promise<void> {
  await fillBirths(services)
  const ids = await services.asSystem('registry.findDuplicates', (ctx) => repo.listCommunityIds(ctx))
  await findDuplicates(services, { communityIds: ids.join(' ') })
}

export const duplicateWorkers = [
  worker('registry.findDuplicates', findDuplicates),
  worker('registry.settleAcross', (services) => services.asSystem('registry.settleAcross', (ctx) => repo.settleAcross(ctx))),
]
export const duplicateJobs = [cron('5 4 * * *', 'registry.findAllDuplicates', findAll)]
