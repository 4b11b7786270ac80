import { checkCharacter } from '@xiaomen/rules/registry'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, resolveActor } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { findLandlord, findTenantReport, registryModule } from './index.ts'
import { useSms } from './send-card.ts'
import { tellSilentLandlords } from './silent-landlords.ts'

let town: Town
let community: Area, other: Area, houses: Area[]
let office: Caller, worker: Caller
const NOBODY = { accountId: null, name: null, phone: null }

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule], resolveActor })
  await town.system(async (ctx) => {
    const [street] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])
    ;[community, other] = (await insertAreas(ctx, [
      { parentId: street!.id, level: 'community', name: '文澜社区' },
      { parentId: street!.id, level: 'community', name: '清波社区' },
    ])) as [Area, Area]
    const [compound] = await insertAreas(ctx, [{ parentId: community.id, level: 'compound', name: '桂花村' }])
    houses = await insertAreas(
      ctx,
      ['1幢', '2幢'].map((name) => ({ parentId: compound!.id, level: 'building' as const, name })),
    )
  })
  office = town.as('communityAdmin', community.path)
  worker = town.as('gridWorker', houses[0]!.path)
}, 120_000)
afterAll(() => town?.close())

let doors = 100
const ok = async (reply: Promise<{ status: number; body: any }>): Promise<any> => {
  const { status, body } = await reply
  expect([status, status === 200 ? null : body]).toEqual([200, null])
  return body
}
const home = async (house = 0): Promise<{ id: string; path: string; door: string }> =>
  ok(office.call('registry.addHome', { areaId: houses[house]!.id, door: String((doors += 1)), floor: 1, use: 'rented' }))
const tenant = async (homeId: string, name: string, more: object = {}) =>
  ok(office.call('registry.addResident', { homeId, name, care: [], kind: 'tenant', from: '2022-01-01', evenIfKnown: false, ...more }))
const landlord = async (homeIds: string[], more: object = {}) =>
  ok(office.call('registry.addLandlord', { name: '房大同', phone: null, homeIds, contact: NOBODY, ...more }))
const linkOf = async (landlordId: string): Promise<string> => (await ok(office.call('registry.issueLandlordLink', { landlordId }))).link.split('/landlord/')[1]
const open = (code: string) => ok(town.anonymous.call('registry.openLandlordLink', { code }))
const came = (name: string, more: object = {}) => ({ name, phone: null, documentKind: null, documentNumber: null, origin: null, since: '2022-05-03', ...more })
const report = (code: string, more: object) =>
  town.anonymous.call('registry.reportTenants', { code, id: uuidv7(), kind: 'arrival', homeId: null, on: '2022-05-04', people: [], leaving: [], ...more })
const queue = async (who = office, more: object = {}) => ok(who.call('registry.listTenantReports', { onlyWaiting: true, limit: 100, ...more }))
const residents = async (homeId: string): Promise<{ name: string; residency: { id: string; kind: string; from: string } }[]> =>
  (await ok(office.call('registry.getHome', { homeId }))).residents
const idOf = (serial: number) => {
  const body = `99010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}

test('REG-07 a landlord with a link and no account tells who came and who left; the ledger changes only when the office accepts', async () => {
  const [one, two] = [await home(), await home(1)]
  const leaving = await tenant(one.id, '方去云', { phone: '10000000071' })
  const boss = await landlord([one.id, two.id], { phone: '10000000070', contact: { accountId: null, name: '党小员', phone: null } })
  expect(boss).toMatchObject({ name: '房大同', phone: '100****0070', isSilent: false, waiting: 0, contact: { name: '党小员' } })
  expect(boss.homes.map((one: { tenants: number }) => one.tenants)).toEqual([1, 0])
  const code = await linkOf(boss.id)

  const page = await open(code)
  expect(page).toMatchObject({ communityName: '文澜社区', landlordName: '房*同', contactName: '党小员', today: '2022-05-04', reports: [] })
  expect(page.homes.map((one: { door: string; tenants: { name: string }[] }) => [one.door, one.tenants.map(({ name }) => name)])).toEqual([
    [`1-${one.door}`, ['方*云']],
    [`2-${two.door}`, []],
  ])
  expect(JSON.stringify(page)).not.toContain('方去云')

  const arrival = { homeId: two.id, people: [came('新来明', { phone: '100 0000 0072', documentNumber: idOf(1), origin: '邻市' })] }
  expect(await ok(report(code, arrival))).toEqual({ state: 'reported' })
  expect(await ok(report(code, { kind: 'departure', homeId: one.id, leaving: [leaving.residency.id] }))).toEqual({ state: 'reported' })
  expect(await residents(two.id)).toEqual([])
  expect((await residents(one.id)).length).toBe(1)

  const { items, waiting } = await queue()
  expect([waiting, items.map((item: { kind: string }) => item.kind)]).toEqual([2, ['arrival', 'departure']])
  expect(items[0]).toMatchObject({
    landlordName: '房大同',
    door: `2-${two.door}`,
    people: [{ name: '新来明', phone: '100****0072', documentKind: 'residentId', origin: '邻市', known: [] }],
  })
  expect(items[0].people[0].document).not.toBe(idOf(1))
  expect(items[1].leaving).toEqual([{ residencyId: leaving.residency.id, name: '方去云', isGone: false }])

  expect(await ok(office.call('registry.acceptTenantReport', { reportId: items[0].id, people: [{ choice: 'add', personId: null }] }))).toEqual({
    added: 1,
    moved: 0,
    left: 0,
  })
  expect(await residents(two.id)).toMatchObject([{ name: '新来明', residency: { kind: 'tenant', from: '2022-05-03' } }])
  await ok(office.call('registry.refuseTenantReport', { reportId: items[1].id, reason: '网格员上门，人还住着' }))
  expect((await residents(one.id)).length).toBe(1)
  expect((await open(code)).reports).toMatchObject([
    { kind: 'departure', state: 'refused', reason: '网格员上门，人还住着', names: ['方*云'] },
    { kind: 'arrival', state: 'accepted', reason: null, names: ['新*明'] },
  ])
  // Decided once: the second hand is told.
  for (const [name, input] of [
    ['registry.refuseTenantReport', { reportId: items[0].id, reason: '再看' }],
    ['registry.acceptTenantReport', { reportId: items[1].id, people: [] }],
  ] as const)
    expect((await office.call(name, input)).body.code).toBe('registry.report_decided')
  expect(await town.system((ctx) => findTenantReport(ctx, items[0].id))).toMatchObject({ state: 'accepted', homeId: two.id, landlordId: boss.id })
})

test('REG-07 sent twice it counts once; other words under the same number are refused, kept and shown', async () => {
  const place = await home()
  const code = await linkOf((await landlord([place.id])).id)
  const id = uuidv7()
  const first = { id, homeId: place.id, people: [came('双击一')] }
  const both = await Promise.all([report(code, first), report(code, first)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect((await report(code, { ...first, people: [came('双击二')] })).body.code).toBe('registry.report_other_bytes')
  const items = (await queue()).items.filter((item: { homeId: string }) => item.homeId === place.id)
  expect(items).toMatchObject([{ id, others: 1, people: [{ name: '双击一' }] }])
  // The number of a report is no key to another landlord's.
  const stranger = await linkOf((await landlord([(await home()).id])).id)
  expect((await report(stranger, { ...first, homeId: null, kind: 'stillThere', people: [] })).body.code).toBe('registry.report_other_bytes')
})

test('REG-07 a landlord reports nothing of another’s home, of tomorrow, of nobody, and no number that cannot be one', async () => {
  const [own, foreign] = [await home(), await home()]
  const stranger = await tenant(foreign.id, '别家人')
  const code = await linkOf((await landlord([own.id])).id)
  const codeOf = async (more: object) => (await report(code, more)).body.code
  expect(await codeOf({ homeId: foreign.id, people: [came('某')] })).toBe('registry.report_not_own_home')
  expect(await codeOf({ homeId: own.id })).toBe('registry.report_nobody_named')
  expect(await codeOf({ kind: 'departure', homeId: own.id, leaving: [stranger.residency.id] })).toBe('registry.report_not_living_there')
  expect(await codeOf({ homeId: own.id, people: [came('某', { since: '2022-05-05' })] })).toBe('registry.report_day_wrong')
  expect(await codeOf({ homeId: own.id, people: [came('某', { phone: '12' })] })).toBe('registry.phone_wrong')
  expect(await codeOf({ homeId: own.id, people: [came('某', { documentNumber: '990101199001010001' })] })).toBe('registry.document_wrong')
  expect(await codeOf({ homeId: own.id, people: Array.from({ length: 11 }, () => came('某')) })).toBe('request.invalid')
  for (let at = 0; at < 40; at += 1) await ok(report(code, { homeId: own.id, people: [came(`某${at}`)] }))
  expect((await report(code, { homeId: own.id, people: [came('多')] })).status).toBe(429)
  // The queue goes on by its cursor.
  const landlordId = (await queue(office, { areaId: houses[0]!.id, limit: 1 })).items[0].landlordId as string
  expect(landlordId).toBeTruthy()
  const seen: string[] = []
  for (let after: string | undefined; ;) {
    const page = await queue(office, { limit: 17, ...(after === undefined ? {} : { after }) })
    seen.push(...page.items.map((item: { id: string }) => item.id))
    if (page.next === null) {
      expect(seen.length).toBe(page.waiting)
      break
    }
    after = page.next
  }
  expect(new Set(seen).size).toBe(seen.length)
})

test('REG-07 the grid worker decides for the own house and sees the landlord through it, but not his other house', async () => {
  const [mine, theirs] = [await home(), await home(1)]
  const gone = await tenant(mine.id, '走远方')
  const boss = await landlord([mine.id, theirs.id], { name: '房两幢' })
  const code = await linkOf(boss.id)
  await ok(report(code, { kind: 'departure', homeId: mine.id, leaving: [gone.residency.id] }))
  await ok(report(code, { homeId: theirs.id, people: [came('看不见')] }))
  const seen = await ok(worker.call('registry.listLandlords', { homeId: mine.id }))
  expect(seen.items).toMatchObject([{ name: '房两幢', homes: [{ homeId: mine.id }] }])
  expect(JSON.stringify(await queue(worker))).not.toContain(theirs.id)
  const own = (await queue(worker)).items.find((item: { homeId: string }) => item.homeId === mine.id)
  expect(await ok(worker.call('registry.acceptTenantReport', { reportId: own.id, people: [] }))).toMatchObject({ left: 1 })
  expect(await residents(mine.id)).toEqual([])
  // The link shows both houses: only who sees both may print it.
  for (const name of ['registry.issueLandlordLink', 'registry.revokeLandlordLink']) expect((await worker.call(name, { landlordId: boss.id })).status).toBe(404)
  const alone = await landlord([(await home()).id])
  await ok(worker.call('registry.issueLandlordLink', { landlordId: alone.id }))
  const neighbour = town.as('communityAdmin', other.path)
  expect((await ok(neighbour.call('registry.listLandlords', {}))).items).toEqual([])
  expect((await neighbour.call('registry.editLandlord', { landlordId: boss.id, version: 1, name: '某' })).status).toBe(404)
})

test('REG-07 somebody the ledger knows is shown beside the report, and moves, or has two homes, or is left out', async () => {
  const [before, now] = [await home(), await home()]
  const known = await tenant(before.id, '熟面孔', { phone: '10000000081' })
  const second = await tenant(before.id, '两头住', { document: { kind: 'residentId', number: idOf(82) } })
  const code = await linkOf((await landlord([now.id])).id)
  await ok(
    report(code, {
      homeId: now.id,
      people: [came('熟面孔', { phone: '10000000081' }), came('两头住', { documentNumber: idOf(82) }), came('不必记')],
    }),
  )
  const item = (await queue()).items.find((one: { homeId: string }) => one.homeId === now.id)
  expect(item.people.map((one: { known: { personId: string; door: string }[] }) => one.known.map(({ personId, door }) => [personId, door]))).toEqual([
    [[known.id, `1-${before.door}`]],
    [[second.id, `1-${before.door}`]],
    [],
  ])
  const accept = (people: object[]) => office.call('registry.acceptTenantReport', { reportId: item.id, people })
  expect((await accept([])).body.code).toBe('registry.report_choice_wrong')
  expect((await accept([{ choice: 'move', personId: null }, ...Array.from({ length: 2 }, () => ({ choice: 'skip', personId: null }))])).body.code).toBe(
    'registry.report_choice_wrong',
  )
  const done = await ok(
    accept([
      { choice: 'move', personId: known.id },
      { choice: 'alsoHere', personId: second.id },
      { choice: 'skip', personId: null },
    ]),
  )
  expect(done).toEqual({ added: 0, moved: 2, left: 0 })
  expect((await residents(now.id)).map(({ name }) => name)).toEqual(['熟面孔', '两头住'])
  expect((await residents(before.id)).map(({ name }) => name)).toEqual(['两头住'])
})

test('REG-07 the link dies by date, by hand and with a new one; made-up codes open nothing', async () => {
  const boss = await landlord([(await home()).id])
  const first = await linkOf(boss.id)
  const second = await linkOf(boss.id)
  const knock = async (code: string) => (await town.anonymous.call('registry.openLandlordLink', { code })).body.code
  expect([await knock(first), await knock(second)]).toEqual(['registry.link_unknown', undefined])
  await ok(office.call('registry.revokeLandlordLink', { landlordId: boss.id }))
  expect([await knock(second), await knock('ABCD-EFGH-JKMN'), await knock('')]).toEqual(Array(3).fill('registry.link_unknown'))
  const third = await linkOf(boss.id)
  const before = town.clock.now
  town.clock.now = new Date(before.getTime() + 181 * 86_400_000)
  expect(await knock(third)).toBe('registry.link_unknown')
  town.clock.now = before
  const [view] = (await ok(office.call('registry.listLandlords', {}))).items.filter((one: { id: string }) => one.id === boss.id)
  await ok(office.call('registry.closeLandlord', { landlordId: boss.id, version: view.version }))
  expect(await knock(third)).toBe('registry.link_unknown')
  expect(await town.system((ctx) => findLandlord(ctx, boss.id))).toBeNull()
})

test('REG-07 a home has one landlord; what is edited is edited from the version that was seen', async () => {
  const [one, two] = [await home(), await home()]
  const boss = await landlord([one.id])
  expect((await office.call('registry.addLandlord', { name: '另一位', phone: null, homeIds: [one.id], contact: NOBODY })).body.code).toBe(
    'registry.home_has_landlord',
  )
  const edited = await ok(
    office.call('registry.editLandlord', {
      landlordId: boss.id,
      version: 1,
      name: '房改名',
      homeIds: [two.id],
      contact: { ...NOBODY, name: '新联系', phone: '10000000099' },
    }),
  )
  expect(edited).toMatchObject({ name: '房改名', version: 2, homes: [{ homeId: two.id }], contact: { name: '新联系', phone: '100****0099' } })
  expect((await office.call('registry.editLandlord', { landlordId: boss.id, version: 1, name: '旧手' })).body.code).toBe('registry.changed_meanwhile')
  // The first home is free again for whoever lets it now.
  await landlord([one.id], { name: '接手人' })
})

test('REG-07 who says nothing for longer than the community allows is listed and told once; "no change" is a word too', async () => {
  const place = await home()
  const boss = await landlord([place.id], { name: '房不响' })
  const code = await linkOf(boss.id)
  const silent = async () => (await ok(office.call('registry.listLandlords', { onlySilent: true, limit: 100 }))).items.map((one: { id: string }) => one.id)
  const told = () => town.db.queryAsOwner<{ id: string }>("select payload ->> 'landlordId' as id from platform.outbox where name = 'registry.landlordSilent'")
  expect(await silent()).not.toContain(boss.id)
  await ok(office.call('registry.setSilentDays', { communityId: community.id, days: 7 }))
  const before = town.clock.now
  town.clock.now = new Date(before.getTime() + 8 * 86_400_000)
  expect(await silent()).toContain(boss.id)
  for (const _ of [1, 2]) await tellSilentLandlords(town.app.services)
  expect((await told()).filter(({ id }) => id === boss.id).length).toBe(1)
  expect(await ok(report(code, { kind: 'stillThere', on: '2022-05-12' }))).toEqual({ state: 'noted' })
  expect(await silent()).not.toContain(boss.id)
  const all = (await ok(office.call('registry.listTenantReports', { onlyWaiting: false, landlordId: boss.id }))).items
  expect(all).toMatchObject([{ kind: 'stillThere', state: 'noted', homeId: null }])
  expect((await office.call('registry.acceptTenantReport', { reportId: all[0].id, people: [] })).body.code).toBe('registry.report_decided')
  town.clock.now = before
})

test('REG-07 by text message the link goes where there is a gateway, with a code that works', async () => {
  const boss = await landlord([(await home()).id], { phone: '10000000061', name: '房收信' })
  const send = () => ok(office.call('registry.sendLandlordLink', { landlordId: boss.id }))
  expect(await send()).toEqual({ state: 'noGateway' })
  const sent: { to: string; text: string }[] = []
  const gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => (body += String(piece)))
    request.on('end', () => {
      sent.push(JSON.parse(body))
      response.end()
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`
  const ringing = await openTown({
    modules: [areasModule, accessModule, registryModule],
    resolveActor,
    env: { XIAOMEN_SMS_URL: url, XIAOMEN_PUBLIC_URL: 'https://gate.example' },
  })
  try {
    const [area] = await ringing.system(async (ctx) => {
      const [street] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: '某街道' }])
      const [place] = await insertAreas(ctx, [{ parentId: street!.id, level: 'community', name: '某社区' }])
      return insertAreas(ctx, [{ parentId: place!.id, level: 'compound', name: '某村' }])
    })
    const admin = ringing.as('communityAdmin', area!.path)
    const { id: homeId } = await ok(admin.call('registry.addHome', { areaId: area!.id, door: '1', floor: null, use: 'rented' }))
    const add = (phone: string | null, at: string) => ok(admin.call('registry.addLandlord', { name: '房某', phone, homeIds: [at], contact: NOBODY }))
    const { id: landlordId } = await add('10000000062', homeId)
    expect(await ok(admin.call('registry.sendLandlordLink', { landlordId }))).toEqual({ state: 'queued' })
    await ringing.drain()
    expect(sent).toMatchObject([{ to: '10000000062' }])
    const code = /landlord\/([0-9A-Z]{12})/.exec(sent[0]!.text)?.[1] ?? ''
    expect((await ringing.anonymous.call('registry.openLandlordLink', { code })).status).toBe(200)
    const { id: second } = await ok(admin.call('registry.addHome', { areaId: area!.id, door: '2', floor: null, use: 'rented' }))
    expect(await ok(admin.call('registry.sendLandlordLink', { landlordId: (await add(null, second)).id }))).toEqual({ state: 'noPhone' })
  } finally {
    await ringing.close()
    gateway.close()
    useSms(null)
  }
})

test('nothing a landlord wrote lies in the database in clear, and events carry ids only', async () => {
  const place = await home()
  const boss = await landlord([place.id], { name: '慕容封印', phone: '10000000055' })
  const code = await linkOf(boss.id)
  await ok(report(code, { homeId: place.id, people: [came('百里藏名', { phone: '10000000056', origin: '不可见的远方' })] }))
  const rows = await town.db.queryAsOwner<{ text: string }>(
    "select (select string_agg(l::text, ' ') from registry.landlord l) || (select string_agg(r::text, ' ') from registry.tenant_report r) || (select string_agg(o.payload::text, ' ') from platform.outbox o) as text",
  )
  for (const clear of ['慕容封印', '10000000055', '百里藏名', '10000000056', '不可见的远方', code])
    for (const form of [clear, Buffer.from(clear).toString('hex')]) expect(rows[0]!.text.includes(form)).toBe(false)
})
