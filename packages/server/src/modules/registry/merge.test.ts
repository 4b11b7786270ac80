// One person written twice: found, decided, merged, and given back to the last byte.
import { checkCharacter } from '@xiaomen/rules/registry'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, createResidentAccount, resolveActor } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { currentPeople, findPerson, namesOf, registryModule, residentsOf } from './index.ts'

let town: Town
let street: Area
let communities: Area[]
let unit: Area
let admin: Caller
let commander: Caller

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule], resolveActor })
  await town.system(async (ctx) => {
    ;[street] = (await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])) as [Area]
    communities = await insertAreas(
      ctx,
      ['第一社区', '第二社区'].map((name) => ({ parentId: street.id, level: 'community' as const, name })),
    )
    const [building] = await insertAreas(ctx, [{ parentId: communities[0]!.id, level: 'building', name: '3幢' }])
    ;[unit] = (await insertAreas(ctx, [{ parentId: building!.id, level: 'unit', name: '2单元' }])) as [Area]
  })
  admin = town.as('communityAdmin', communities[0]!.path)
  commander = town.as('streetCommander', street.path)
}, 120_000)
afterAll(() => town?.close())

let serial = 0
const documentOf = (birthday = '19900101') => {
  serial += 1
  const body = `990101${birthday}${String(serial).padStart(3, '0')}`
  return { kind: 'residentId', number: body + checkCharacter(body) }
}
const phoneOf = () => `100${String((serial += 1)).padStart(8, '0')}`
let doors = 100
const ok = async (who: Caller, name: string, input: object) => {
  const reply = await who.call(name, input)
  expect([name, reply.status, reply.body.code]).toEqual([name, 200, undefined])
  return reply.body
}
const homeIn = (areaId = unit.id, who = admin) =>
  ok(who, 'registry.addHome', { areaId, door: String((doors += 1)), floor: 1, use: 'permanent' }) as Promise<{ id: string; path: string; door: string }>
type Added = { id: string; version: number; residency: { id: string } }
const add = (homeId: string, name: string, more: object = {}, who = admin): Promise<Added> =>
  ok(who, 'registry.addResident', { homeId, name, care: [], kind: 'owner', from: '2021-03-01', evenIfKnown: true, ...more })
const KEEP = { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' }
const pairsOf = async (who = admin, areaId = communities[0]!.id) => ok(who, 'registry.listDuplicates', { areaId, limit: 50 })
const pairOf = async (one: string, other: string) =>
  (await pairsOf()).pairs.find(
    (pair: { one: { id: string }; other: { id: string } }) => [pair.one.id, pair.other.id].toSorted().join() === [one, other].toSorted().join(),
  )

describe('at the door', () => {
  test('REG-14 somebody known is shown with what matches, and is not written down twice by accident', async () => {
    const [here, there] = [await homeIn(), await homeIn()]
    const document = documentOf()
    const known = await add(there.id, '王建国', { phone: '10012345678', document })
    const typed = { homeId: here.id, name: '王建军', phone: '100 1234 5678' }
    const refused = await admin.call('registry.addResident', { ...typed, care: [], kind: 'owner', from: '2021-03-01', evenIfKnown: false })
    expect([refused.status, refused.body]).toEqual([409, { code: 'registry.known_already' }])
    const [candidate, ...more] = await ok(admin, 'registry.findKnown', typed)
    expect(more).toEqual([])
    expect(candidate).toMatchObject({
      matches: ['phoneAndName'],
      person: { id: known.id, name: '王建国', phone: '100****5678', homes: [{ homeId: there.id, door: `3-2-${there.door}`, kind: 'owner', isMain: true }] },
    })
    expect(JSON.stringify(candidate)).not.toContain(document.number)
    expect((await ok(admin, 'registry.findKnown', { homeId: here.id, name: '赵某', document }))[0].matches).toEqual(['document'])

    // Somebody else: written down, and the pair is never asked again.
    const other = await add(here.id, '王建军', { phone: '10012345678', evenIfKnown: true, differentFrom: [known.id] })
    await town.drain()
    expect(await pairOf(known.id, other.id)).toBe(undefined)
    const corrected = await admin.call('registry.editResident', { personId: other.id, version: other.version, phone: '10012345679' })
    expect(corrected.status).toBe(200)
    const back = await admin.call('registry.editResident', { personId: other.id, version: corrected.body.version, phone: '10012345678' })
    expect(back.status).toBe(200)
  })

  test('REG-14 the same person is linked to the home instead, with the earlier one ended or kept', async () => {
    const [first, second, third] = [await homeIn(), await homeIn(), await homeIn()]
    const person = await add(first.id, '欧阳晓')
    await ok(admin, 'registry.linkResident', { personId: person.id, homeId: second.id, kind: 'tenant', from: '2022-01-01', endsOthers: false })
    expect((await ok(admin, 'registry.getHome', { homeId: first.id })).residents.length).toBe(1)
    await ok(admin, 'registry.linkResident', { personId: person.id, homeId: third.id, kind: 'owner', from: '2022-02-01', endsOthers: true })
    const left = await ok(admin, 'registry.getHome', { homeId: first.id })
    expect([left.residents, left.past[0].residency.until]).toEqual([[], '2022-02-01'])
    expect((await town.system((ctx) => findPerson(ctx, person.id)))?.homeId).toBe(third.id)
    expect(
      (await admin.call('registry.linkResident', { personId: person.id, homeId: third.id, kind: 'owner', from: '2022-03-01', endsOthers: true })).body.code,
    ).toBe('registry.known_already')
  })

  test('REG-14 a corrected document that belongs to somebody is asked about too', async () => {
    const home = await homeIn()
    const document = documentOf()
    const one = await add(home.id, '钱多', { document })
    const other = await add(home.id, '钱少')
    const edit = (more: object) => admin.call('registry.editResident', { personId: other.id, version: 1, document, ...more })
    expect((await edit({})).body.code).toBe('registry.known_already')
    const [candidate] = await ok(admin, 'registry.findKnown', { homeId: home.id, document, exceptPersonId: other.id })
    expect([candidate.person.id, candidate.matches]).toEqual([one.id, ['document']])
    expect((await admin.call('registry.findKnown', { homeId: home.id })).status).toBe(400)
    expect((await edit({ evenIfKnown: true, differentFrom: [one.id] })).status).toBe(200)
    await town.drain()
    expect(await pairOf(one.id, other.id)).toBe(undefined)
  })
})

describe('the queue', () => {
  test('REG-14 pairs stand by document, by telephone and like name, by name and birthday; a decided one is gone', async () => {
    const home = await homeIn()
    const document = documentOf('19771103')
    const phone = phoneOf()
    const a = await add(home.id, '孙悟', { document, phone })
    const b = await add(home.id, '孙武', { phone })
    const c = await add(home.id, '孙悟', { document: documentOf('19771103') })
    const d = await add(home.id, '李四方', { document })
    const child = await add(home.id, '孙小小', { phone })
    await town.drain()
    const matches = async (one: Added, other: Added) => (await pairOf(one.id, other.id))?.matches
    expect([await matches(a, b), await matches(a, c), await matches(a, d), await matches(a, child), await matches(b, c)]).toEqual([
      ['phoneAndName'],
      ['nameAndBirthday'],
      ['document'],
      undefined,
      undefined,
    ])
    await ok(admin, 'registry.decideDuplicate', { pairId: (await pairOf(a.id, c.id)).id, decision: 'different' })
    expect(await pairOf(a.id, c.id)).toBe(undefined)
    // Corrected, so that nothing matches any more: the question goes by itself.
    await ok(admin, 'registry.editResident', { personId: b.id, version: 1, phone: phoneOf() })
    await town.drain()
    expect(await pairOf(a.id, b.id)).toBe(undefined)
    const { mergeId } = await ok(admin, 'registry.decideDuplicate', { pairId: (await pairOf(a.id, d.id)).id, decision: 'same' })
    expect(mergeId).toEqual(expect.any(String))
    expect(await pairOf(a.id, d.id)).toBe(undefined)
  })

  test('REG-14 the queue comes in pages, and whoever sees one side of a pair sees no pair', async () => {
    const [home, next] = [await homeIn(), await homeIn()]
    for (const at of [1, 2, 3]) {
      const document = documentOf()
      await add(home.id, `页数${at}`, { document })
      await add(next.id, `页数${at}`, { document })
    }
    await town.drain()
    const seen: string[] = []
    for (let after: string | undefined; ;) {
      const page = await ok(admin, 'registry.listDuplicates', { areaId: communities[0]!.id, limit: 2, ...(after ? { after } : {}) })
      seen.push(...page.pairs.map((pair: { id: string }) => pair.id))
      if (page.next === null) break
      after = page.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe((await pairsOf()).pairs.length)
    const caretaker = town.as('communityAdmin', home.path)
    expect((await caretaker.call('registry.listDuplicates', { areaId: communities[0]!.id, limit: 50 })).status).toBe(404)
    expect((await caretaker.call('registry.decideDuplicate', { pairId: seen[0]!, decision: 'different' })).status).toBe(404)
  })

  test('REG-14 one document in two communities: both sides learn only that the street has been told', async () => {
    const elsewhere = town.as('communityAdmin', communities[1]!.path)
    const [building] = await town.system((ctx) => insertAreas(ctx, [{ parentId: communities[1]!.id, level: 'building', name: '1幢' }]))
    const away = await homeIn(building!.id, elsewhere)
    const home = await homeIn()
    const document = documentOf()
    const one = await add(home.id, '周全', { document })
    const other = await add(away.id, '周全', { document }, elsewhere)
    await town.drain()
    const here = await pairsOf()
    expect(here.toldStreet.map((told: { personId: string }) => told.personId)).toContain(one.id)
    expect(JSON.stringify(here)).not.toContain(other.id)
    const there = await pairsOf(elsewhere, communities[1]!.id)
    expect([there.pairs, there.toldStreet.map((told: { personId: string }) => told.personId)]).toEqual([[], [other.id]])
    const above = await pairsOf(commander, street.id)
    const pair = above.pairs.find((one: { isAcross: boolean }) => one.isAcross)
    expect(pair).toMatchObject({ matches: ['document'], one: { id: one.id, communityName: '第一社区' }, other: { id: other.id, communityName: '第二社区' } })
    expect((await admin.call('registry.decideDuplicate', { pairId: pair.id, decision: 'different' })).status).toBe(404)
    expect(await ok(commander, 'registry.decideDuplicate', { pairId: pair.id, decision: 'different' })).toEqual({ mergeId: null })
    await town.drain()
    expect((await pairsOf(elsewhere, communities[1]!.id)).toldStreet).toEqual([])
    expect((await admin.call('registry.mergePeople', { keepId: one.id, otherId: other.id, versionKeep: 1, versionOther: 1, fields: KEEP })).status).toBe(404)
  })
})

/** Every row a merge may touch, as the database writes it. */
async function snapshot(): Promise<string[]> {
  const rows = await town.db.queryAsOwner<{ line: string }>(`
    select 'person ' || p::text as line from registry.person p union all select 'residency ' || r::text from registry.residency r
    union all select 'home ' || h::text from registry.home h union all select 'account ' || a.id || coalesce(a.person_id::text, '-') || a.area_path || a.state from access.account a
    union all select 'grant ' || g::text from access.role_grant g where g.revoked_at is null
    union all select 'area ' || a::text from areas.area a order by 1`)
  return rows.map(({ line }) => line)
}

describe('merging', () => {
  test('REG-14 REG-03 what hung on the other hangs on the kept one; the other stays as a row that points on and is found nowhere', async () => {
    const [first, second] = [await homeIn(), await homeIn()]
    const one = await add(first.id, '郑成功', { phone: phoneOf(), care: ['chronicIllness'] })
    const other = await add(second.id, '郑成工', { document: documentOf(), care: ['disabled'], from: '2020-01-01' })
    const same = await add(first.id, '郑成', { from: '2019-05-05' })
    const fields = { ...KEEP, document: 'other' }
    const { mergeId } = await ok(admin, 'registry.mergePeople', { keepId: one.id, otherId: other.id, versionKeep: 1, versionOther: 1, fields })
    const stale = await admin.call('registry.mergePeople', { keepId: one.id, otherId: same.id, versionKeep: 1, versionOther: 1, fields })
    expect([stale.status, stale.body.code]).toEqual([409, 'registry.changed_meanwhile'])
    const [kept] = (await ok(admin, 'registry.getHome', { homeId: second.id })).residents
    expect(kept).toMatchObject({
      id: one.id,
      name: '郑成功',
      phone: expect.stringContaining('*'),
      document: expect.stringContaining('*'),
      care: ['chronicIllness', 'disabled'],
    })
    await ok(admin, 'registry.mergePeople', { keepId: one.id, otherId: same.id, versionKeep: kept.version, versionOther: 1, fields: KEEP })
    const home = await ok(admin, 'registry.getHome', { homeId: first.id })
    expect(home.residents.map((row: { id: string; residency: { from: string } }) => [row.id, row.residency.from])).toEqual([[one.id, '2019-05-05']])
    expect(home.past).toEqual([])
    expect(await ok(admin, 'registry.findHomes', { text: '郑成工' })).toEqual([])
    expect((await admin.call('registry.editResident', { personId: other.id, version: 1, name: '某' })).body.code).toBe('registry.changed_meanwhile')
    await town.system(async (ctx) => {
      expect((await findPerson(ctx, other.id))?.id).toBe(one.id)
      expect([...(await namesOf(ctx, [other.id, same.id, one.id]))]).toEqual([
        [other.id, '郑成功'],
        [same.id, '郑成功'],
        [one.id, '郑成功'],
      ])
      expect((await currentPeople(ctx, [same.id])).get(same.id)).toBe(one.id)
      expect((await residentsOf(ctx, second.id)).map((row) => row.id)).toEqual([one.id])
    })
    const { entries } = await ok(admin, 'registry.listReshapings', { areaId: communities[0]!.id, limit: 2 })
    expect(entries.map((entry: { kept: string; other: string }) => [entry.kept, entry.other])).toEqual([
      ['郑成功', '郑成'],
      ['郑成功', '郑成工'],
    ])
    // Later merges first.
    const early = await admin.call('registry.unmergePeople', { mergeId })
    expect([early.status, early.body.code]).toEqual([409, 'registry.merge_changed_since'])
  })

  test('REG-14 a merge is not taken back over what somebody wrote since, and says what that was', async () => {
    const home = await homeIn()
    const [one, other] = [await add(home.id, '冯甲'), await add(home.id, '冯乙')]
    const { mergeId } = await ok(admin, 'registry.mergePeople', { keepId: one.id, otherId: other.id, versionKeep: 1, versionOther: 1, fields: KEEP })
    const [kept] = (await ok(admin, 'registry.getHome', { homeId: home.id })).residents
    await ok(admin, 'registry.editResident', { personId: one.id, version: kept.version, name: '冯丙' })
    const refused = await admin.call('registry.unmergePeople', { mergeId })
    expect([refused.status, refused.body.code, refused.body.details?.changed]).toEqual([409, 'registry.merge_changed_since', ['person']])
    expect((await ok(admin, 'registry.getHome', { homeId: home.id })).residents.map((row: { name: string }) => row.name)).toEqual(['冯丙'])
  })

  test('REG-14 of two accounts the kept one stays; a single one goes over; taken back, each has its own', async () => {
    const [home, next] = [await homeIn(), await homeIn()]
    const [one, other, third] = [await add(home.id, '卫甲'), await add(next.id, '卫乙'), await add(next.id, '卫丙')]
    const accountOf = (personId: string, homePath: string) => town.system((ctx) => createResidentAccount(ctx, { personId, homePath, name: '居民' }))
    await accountOf(one.id, home.path)
    await accountOf(other.id, next.path)
    const before = await snapshot()
    const first = await ok(admin, 'registry.mergePeople', {
      keepId: one.id,
      otherId: other.id,
      versionKeep: 1,
      versionOther: 1,
      fields: { ...KEEP, home: 'other' },
    })
    const held = (personId: string) =>
      town.db.queryAsOwner<{ path: string }>(
        `select g.area_path as path from access.role_grant g join access.account a on a.id = g.account_id where a.person_id = '${personId}' and g.revoked_at is null`,
      )
    expect([await held(one.id), await held(other.id)]).toEqual([[{ path: next.path }], []])
    const [row] = (await ok(admin, 'registry.getHome', { homeId: next.id })).residents.filter((resident: { id: string }) => resident.id === one.id)
    const second = await ok(admin, 'registry.mergePeople', { keepId: third.id, otherId: one.id, versionKeep: 1, versionOther: row.version, fields: KEEP })
    expect(await held(third.id)).toEqual([{ path: next.path }])
    await ok(admin, 'registry.unmergePeople', { mergeId: second.mergeId })
    await ok(admin, 'registry.unmergePeople', { mergeId: first.mergeId })
    expect(await snapshot()).toEqual(before)
    expect((await admin.call('registry.unmergePeople', { mergeId: first.mergeId })).body.code).toBe('registry.merge_undone')
  })

  test('REG-14 merge and un-merge are inverse, to the last byte, and along a chain in reverse order', async () => {
    const side = fc.constantFrom('keep', 'other')
    const fields = fc.record({ name: side, phone: side, document: side, lang: side, home: side, care: fc.constantFrom('keep', 'other', 'both') })
    const plan = fc.record({
      people: fc.array(
        fc.record({
          home: fc.nat(2),
          second: fc.option(fc.nat(2), { nil: null }),
          hasPhone: fc.boolean(),
          hasDocument: fc.boolean(),
          hasAccount: fc.boolean(),
          hasLeft: fc.boolean(),
          care: fc.uniqueArray(fc.constantFrom('disabled', 'dialysis', 'infant'), { maxLength: 2 }),
          from: fc.constantFrom('2019-01-01', '2020-06-30', '2021-12-31'),
        }),
        { minLength: 3, maxLength: 4 },
      ),
      // a ← b, then what stands for them with a third, and so on: which of the two stays is chance.
      choices: fc.array(fc.record({ fields, turned: fc.boolean() }), { minLength: 3, maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ people, choices }) => {
        const homes = [await homeIn(), await homeIn(), await homeIn()]
        const ids: string[] = []
        for (const [at, one] of people.entries()) {
          const home = homes[one.home]!
          const added = await add(home.id, `褚${'甲乙丙丁'[at]}`, {
            care: one.care.filter((care) => care !== 'infant'),
            from: one.from,
            ...(one.hasPhone ? { phone: phoneOf() } : {}),
            ...(one.hasDocument ? { document: documentOf() } : {}),
          })
          ids.push(added.id)
          if (one.hasAccount) await town.system((ctx) => createResidentAccount(ctx, { personId: added.id, homePath: home.path, name: '居民' }))
          if (one.second !== null && one.second !== one.home)
            await ok(admin, 'registry.linkResident', {
              personId: added.id,
              homeId: homes[one.second]!.id,
              kind: 'tenant',
              from: '2022-01-01',
              endsOthers: false,
            })
          if (one.hasLeft) await ok(admin, 'registry.moveResident', { residencyId: added.residency.id, on: '2022-04-01', toHomeId: null })
        }
        const versions = async () =>
          new Map((await town.db.queryAsOwner<{ id: string; version: number }>('select id, version from registry.person')).map((row) => [row.id, row.version]))
        const done: { mergeId: string; before: string[] }[] = []
        let standing = ids[0]!
        for (const [at, next] of ids.slice(1).entries()) {
          const { fields: chosen, turned } = choices[at]!
          const [keepId, otherId] = turned ? [next, standing] : [standing, next]
          const before = await snapshot()
          const now = await versions()
          const { mergeId } = await ok(admin, 'registry.mergePeople', {
            keepId,
            otherId,
            versionKeep: now.get(keepId),
            versionOther: now.get(otherId),
            fields: chosen,
          })
          expect(await snapshot()).not.toEqual(before)
          done.push({ mergeId, before })
          standing = keepId
        }
        for (const { mergeId, before } of done.toReversed()) {
          await ok(admin, 'registry.unmergePeople', { mergeId })
          expect(await snapshot()).toEqual(before)
        }
      }),
      { seed: 14, numRuns: 8 },
    )
  }, 600_000)
})

test('every table of the ledger that names a person is known to the merge', async () => {
  const columns = await town.db.queryAsOwner<{ name: string }>(`
    select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'registry' and column_name ~ '(^|_)person(_id|_a|_b)?$' order by 1`)
  // Pairs are decided, facts and flags stay with the row they were written of, a landlord's person is read through it; residencies, work and what is noted of elsewhere come over.
  expect(columns.map(({ name }) => name)).toEqual([
    'registry.duplicate_pair.person_a',
    'registry.duplicate_pair.person_b',
    'registry.elsewhere.person_id',
    'registry.elsewhere_report.person_id',
    'registry.history.person_id',
    'registry.known_elsewhere.person_id',
    'registry.landlord.person_id',
    'registry.residency.person_id',
    'registry.staff.person_id',
  ])
})
