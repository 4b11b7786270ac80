// 重复: who may be known already is asked at the door and in a queue; a person decides, once.
import { type registry, registryErrors, registryEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { normaliseName } from '@xiaomen/rules/text'
import { AppError, fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { setResidentHome } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { knownPeople } from '../known-people.ts'
import { doorsOf } from '../offers.ts'
import { openFields, openName } from '../person-fields.ts'
import * as repo from '../repo/duplicate.ts'
import { lockPeople } from '../repo/lock-person.ts'
import * as people from '../repo/person.ts'
import type { DuplicatePairRow } from '../tables.ts'
import { keepHistory } from './history.ts'
import { knownViews } from './known-views.ts'
import { fullerFields, mergeRows } from './merge.ts'
import { readDocument, readPhone } from './typed.ts'
import { homeFor, notFound, personFor } from './views.ts'

type Registry = Handlers<typeof registry>

export const findKnown: Registry['findKnown'] = async (ctx, { homeId, name, phone, document, exceptPersonId }) => {
  const home = await homeFor(ctx, 'registry.edit', homeId)
  const record = exceptPersonId === undefined ? null : openFields(ctx.crypto, await personFor(ctx, 'registry.edit', exceptPersonId))
  if (name === undefined && record === null) throw new AppError('request.invalid', 400)
  const fields = {
    name: name === undefined ? record!.name : normaliseName(name),
    phone: readPhone(phone) ?? record?.phone ?? null,
    document: readDocument(document) ?? record?.document ?? null,
  }
  const known = await knownPeople(ctx, home.community_id, fields, exceptPersonId ?? null)
  const views = await knownViews(
    ctx,
    known.map(({ row }) => row),
  )
  return known.map(({ row, matches }) => ({ person: views.get(row.id)!, matches }))
}

export const linkResident: Registry['linkResident'] = async (ctx, { personId, homeId, kind, from, endsOthers }) => {
  const home = await homeFor(ctx, 'registry.edit', homeId)
  await personFor(ctx, 'registry.edit', personId)
  const person = (await lockPeople(ctx, [personId]))[0]
  if (!person) throw notFound()
  if (person.community_id !== home.community_id) throw fail(registryErrors, 'registry.other_community')
  const living = (await people.listResidencies(ctx, personId)).filter((one) => one.until_day === null)
  if (living.some((one) => one.home_id === homeId)) throw fail(registryErrors, 'registry.known_already')
  const ending = endsOthers ? living : []
  // Where somebody lived before is a fact of other homes: whoever ends it must be allowed there too.
  for (const one of ending) {
    ctx.must('registry.edit', { path: one.area_path })
    if (from < one.from_day) throw fail(registryErrors, 'registry.changed_meanwhile')
  }
  for (const one of ending) await people.updateResidencyEnd(ctx, one.id, from)
  const residencyId = uuidv7()
  await people.insertResidency(ctx, {
    community_id: home.community_id,
    id: residencyId,
    person_id: personId,
    home_id: home.id,
    area_path: home.area_path,
    kind,
    from_day: from,
    until_day: null,
    import_id: null,
  })
  const isMain = endsOthers || person.home_id === null
  const main = isMain ? { home_id: home.id, area_path: home.area_path } : {}
  if (!(await people.updatePerson(ctx, personId, person.version, main))) throw fail(registryErrors, 'registry.changed_meanwhile')
  await keepHistory(ctx, person, endsOthers && ending.length > 0 ? 'moved' : 'linked', null, { other_id: home.id })
  if (isMain) await setResidentHome(ctx, { personId, homePath: home.area_path })
  for (const one of ending) await ctx.emit(registryEvents.personMoved, { communityId: person.community_id, personId, fromHomeId: one.home_id })
  return { residencyId }
}

const MOST_TOLD = 50
export const listDuplicates: Registry['listDuplicates'] = async (ctx, { areaId, after, limit }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.duplicates', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  const pairs = await repo.listOpenPairs(ctx, area.path, after ?? null, limit)
  const rows = new Map(
    (
      await people.listPeople(
        ctx,
        pairs.flatMap((pair) => [pair.person_a, pair.person_b]),
      )
    ).map((row) => [row.id, row]),
  )
  const views = await knownViews(ctx, [...rows.values()])
  // One that is gone or was merged meanwhile is no question any more; the night takes it out of the table.
  const standing = pairs.filter(({ person_a, person_b }) => [person_a, person_b].every((id) => rows.has(id) && rows.get(id)!.merged_into === null))
  const told =
    after === undefined
      ? await people.listPeople(
          ctx,
          (await repo.listToldStreet(ctx, area.path, MOST_TOLD)).map((one) => one.person_id),
        )
      : []
  const doors = await doorsOf(
    ctx,
    told.flatMap((row) => row.home_id ?? []),
  )
  ctx.audit.subjects(told.map((row) => row.id))
  return {
    pairs: standing.map((pair) => ({
      id: pair.id,
      matches: pair.matches as ('document' | 'phoneAndName' | 'nameAndBirthday')[],
      isAcross: pair.is_across,
      foundAt: pair.found_at.toISOString(),
      one: views.get(pair.person_a)!,
      other: views.get(pair.person_b)!,
    })),
    next: pairs.length === limit ? pairs.at(-1)!.id : null,
    toldStreet: told.map((row) => {
      const sight = ctx.sight(row.area_path)
      return {
        personId: row.id,
        name: sight.name === 'none' ? null : masked('name', openName(ctx.crypto, row), sight.name),
        homeId: row.home_id,
        door: masked('door', (row.home_id === null ? null : doors.get(row.home_id)) ?? null, sight.door) ?? '*',
      }
    }),
  }
}

export const decideDuplicate: Registry['decideDuplicate'] = async (ctx, { pairId, decision }) => {
  const pair: DuplicatePairRow | undefined = await repo.lockPair(ctx, pairId)
  if (!pair) throw notFound()
  ctx.must('registry.duplicates', { path: pair.area_path })
  ctx.audit.communityId(pair.community_id)
  ctx.audit.subjects([pair.person_a, pair.person_b])
  if (pair.decision !== null) throw fail(registryErrors, 'registry.changed_meanwhile')
  if (decision === 'different' || pair.is_across) {
    await repo.updateDecision(ctx, pair, decision)
    if (pair.is_across) await ctx.enqueue('registry.settleAcross', {})
    return { mergeId: null }
  }
  // Whoever was written down first is the one that papers and cards already name.
  const [kept, other] = await lockPeople(ctx, [pair.person_a, pair.person_b])
  if (!kept || !other) throw notFound()
  for (const row of [kept, other]) ctx.must('registry.merge', { path: row.area_path })
  return { mergeId: await mergeRows(ctx, kept, other, fullerFields(kept, other)) }
}
