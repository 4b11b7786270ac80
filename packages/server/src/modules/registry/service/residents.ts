// 住户变动: people are added, corrected and moved one by one; nothing that was is lost.
import { type registry, registryErrors, registryEvents } from '@xiaomen/contract'
import { normaliseName } from '@xiaomen/rules/text'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { refuseHeldStayer } from '../holds.ts'
import { knownPeople } from '../known-people.ts'
import { endResidency } from '../people-moves.ts'
import { openFields, type PersonFields, personSealer } from '../person-fields.ts'
import { listDifferent, putDifferent } from '../repo/duplicate.ts'
import { findHomeRow } from '../repo/home.ts'
import * as repo from '../repo/person.ts'
import type { PersonRow, ResidencyRow } from '../tables.ts'
import { keepHistory } from './history.ts'
import { readDocument, readPhone } from './typed.ts'
import { homeFor, notFound, personFor, personView } from './views.ts'

type Registry = Handlers<typeof registry>

export const addResident: Registry['addResident'] = async (ctx, input) => {
  const home = await homeFor(ctx, 'registry.edit', input.homeId)
  const fields: PersonFields = {
    name: normaliseName(input.name),
    phone: readPhone(input.phone),
    document: readDocument(input.document),
    care: input.care,
    lang: input.lang ?? null,
  }
  if (!input.evenIfKnown) await refuseKnown(ctx, home.community_id, fields)
  const id = uuidv7()
  const row: PersonRow = {
    community_id: home.community_id,
    id,
    area_path: home.area_path,
    home_id: home.id,
    ...personSealer(ctx.crypto).seal(id, fields),
    version: 1,
    import_id: null,
    leaned_on: false,
    created_at: ctx.now,
    merged_into: null,
  }
  await repo.insertPerson(ctx, row)
  const residency: ResidencyRow = {
    community_id: home.community_id,
    id: uuidv7(),
    person_id: id,
    home_id: home.id,
    area_path: home.area_path,
    kind: input.kind,
    from_day: input.from,
    until_day: null,
    import_id: null,
  }
  await repo.insertResidency(ctx, residency)
  await keepHistory(ctx, row, 'added', null)
  await rememberDifferent(ctx, id, input.differentFrom)
  await ctx.enqueue('registry.findDuplicates', { personId: id })
  if (fields.care.length > 0) await ctx.emit(registryEvents.careChanged, { communityId: home.community_id, personId: id })
  ctx.audit.subjects([id])
  return personView(ctx, linked(row, residency))
}

/** Somebody the ledger knows is not written down twice by accident. */
async function refuseKnown(ctx: Ctx, communityId: string, fields: PersonFields, personId: string | null = null): Promise<void> {
  const known = await knownPeople(ctx, communityId, fields, personId)
  const settled =
    personId === null
      ? new Set<string>()
      : await listDifferent(
          ctx,
          personId,
          known.map(({ row }) => row.id),
        )
  if (known.some(({ row }) => !settled.has(row.id))) throw fail(registryErrors, 'registry.known_already')
}
const rememberDifferent = (ctx: Ctx, personId: string, others: readonly string[] | undefined) =>
  putDifferent(
    ctx,
    personId,
    (others ?? []).filter((id) => id !== personId).map((id) => ({ id, pairId: uuidv7() })),
  )

export const editResident: Registry['editResident'] = async (ctx, { personId, version, evenIfKnown, differentFrom, ...change }) => {
  const person = await personFor(ctx, 'registry.edit', personId)
  const before = openFields(ctx.crypto, person)
  const after: PersonFields = {
    name: change.name === undefined ? before.name : normaliseName(change.name),
    phone: change.phone === undefined ? before.phone : readPhone(change.phone),
    document: change.document === undefined ? before.document : readDocument(change.document),
    care: change.care ?? before.care,
    lang: change.lang ?? before.lang,
  }
  const isNumberNew = after.document?.number !== before.document?.number || after.phone !== before.phone
  if (isNumberNew && evenIfKnown !== true) await refuseKnown(ctx, person.community_id, after, personId)
  const sealed = personSealer(ctx.crypto).seal(personId, after)
  if (!(await repo.updatePerson(ctx, personId, version, sealed))) throw fail(registryErrors, 'registry.changed_meanwhile')
  await keepHistory(ctx, person, 'edited', before)
  await rememberDifferent(ctx, personId, differentFrom)
  await ctx.enqueue('registry.findDuplicates', { personId })
  if (after.care.toSorted().join() !== before.care.toSorted().join()) await ctx.emit(registryEvents.careChanged, { communityId: person.community_id, personId })
  const residency = (await repo.listResidencies(ctx, personId)).toSorted((a, b) => Number(a.until_day !== null) - Number(b.until_day !== null))[0]
  if (!residency) throw notFound()
  return personView(ctx, linked({ ...person, ...sealed, version: version + 1 }, residency))
}

export const moveResident: Registry['moveResident'] = async (ctx, { residencyId, on, toHomeId }) => {
  const residency = await repo.findResidency(ctx, residencyId)
  if (!residency) throw notFound()
  ctx.must('registry.edit', { path: residency.area_path })
  const person = await personFor(ctx, 'registry.edit', residency.person_id)
  const target = toHomeId === null ? null : await findHomeRow(ctx, toHomeId)
  if (toHomeId !== null && !target) throw notFound()
  if (target) ctx.must('registry.edit', { path: target.area_path })
  if (target && target.community_id !== person.community_id) throw fail(registryErrors, 'registry.other_community')
  if (target === null) await refuseHeldStayer(ctx, residency)
  await endResidency(ctx, residency, on, target ? { home: target, kind: residency.kind } : null)
  return {}
}

const linked = (person: PersonRow, residency: ResidencyRow): repo.LinkedPerson => ({
  ...person,
  residency_id: residency.id,
  residency_kind: residency.kind,
  residency_home: residency.home_id,
  residency_path: residency.area_path,
  from_day: residency.from_day,
  until_day: residency.until_day,
})
