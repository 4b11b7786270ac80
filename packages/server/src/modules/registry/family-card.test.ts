// 家庭卡: how a household joins, on paper or by text message, and who may not.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReason } from '../../platform/audit.ts'
import { openTown } from '../../platform/testing.ts'
import { accessModule, resolveActor } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { registryModule } from './index.ts'
import { useSms } from './send-card.ts'
import { idOf, type LedgerTown, openLedgerTown, person } from './ledger-town.fixture.ts'

let admins: LedgerTown['admins']
let town: LedgerTown['town']
let bringIn: LedgerTown['bringIn']
let homesOf: LedgerTown['homesOf']
beforeAll(async () => {
  ;({ admins, town, bringIn, homesOf } = await openLedgerTown(1))
}, 120_000)
afterAll(() => town?.close())

test('a household joins by the code on its card and sees its own home, and nobody else’s', async () => {
  await bringIn(0, [person('101', '褚一', { phone: '10077770001' }), person('101', '褚二'), person('102', '卫一', { document: idOf(81) })])
  const [{ home } = { home: { id: '' } }] = await homesOf(0, '101')
  const card = (await admins[0]!.call('registry.issueFamilyCard', { homeId: home.id })).body
  expect(card).toMatchObject({
    areaName: '第1社区',
    door: '3-2-101',
    residents: ['褚一', '褚二'],
    code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
  })
  expect(card.link.split('#')).toHaveLength(2)

  const opened = (await town.anonymous.call('registry.openInvitation', { code: card.code.toLowerCase() })).body
  expect(opened).toMatchObject({
    communityName: '第1社区',
    people: [
      { name: '褚*', proof: 'phone' },
      { name: '褚*', proof: 'none' },
    ],
  })
  const personId = opened.people[0].personId
  expect((await town.anonymous.call('registry.acceptInvitation', { code: card.code, personId, proof: '9999' })).body).toEqual({
    code: 'registry.card_proof_wrong',
  })
  const accepted = await town.anonymous.call('registry.acceptInvitation', { code: card.code, personId, proof: '0001' })
  expect(accepted.status).toBe(200)
  const token = /xiaomen=([^;]+)/.exec(String(accepted.headers['set-cookie']))![1]!
  const household = (await town.withCookie(token).call('registry.myHousehold')).body
  expect(household).toMatchObject({ communityName: '第1社区', home: { door: '101' }, members: [{ name: '褚一', phone: '10077770001' }, { name: '褚二' }] })
  const [{ home: neighbour } = { home: { id: '' } }] = await homesOf(0, '102')
  expect((await town.withCookie(token).call('registry.getHome', { homeId: neighbour.id })).status).toBe(404)
})

test('an invitation goes by text message where there is a gateway, with a code that works, and nowhere stands in clear', async () => {
  const sent: { to: string; text: string }[] = []
  const gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      sent.push(JSON.parse(body) as { to: string; text: string })
      response.end()
    })
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  const other = await openTown({
    modules: [areasModule, accessModule, registryModule],
    resolveActor,
    env: { XIAOMEN_SMS_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`, XIAOMEN_PUBLIC_URL: 'https://gate.example' },
  })
  const [community, building] = await other.system(async (ctx) => {
    const [made] = await insertAreas(ctx, [{ parentId: null, level: 'community', name: '短信社区' }])
    return [made!, (await insertAreas(ctx, [{ parentId: made!.id, level: 'compound', name: '信苑' }]))[0]!]
  })
  const admin = other.as('communityAdmin', community.path)
  const home = (await admin.call('registry.addHome', { areaId: building.id, door: '7', floor: null, use: 'yard' })).body
  const add = async (name: string, phone?: string) =>
    (
      await admin.call('registry.addResident', {
        homeId: home.id,
        name,
        ...(phone ? { phone } : {}),
        care: [],
        kind: 'owner',
        from: '2022-01-01',
        evenIfKnown: false,
      })
    ).body.id
  const [withPhone, without] = [await add('信一', '10015550001'), await add('信二')]
  expect((await admin.call('registry.sendFamilyCard', { personId: without })).body).toEqual({ state: 'noPhone' })
  expect((await admin.call('registry.sendFamilyCard', { personId: withPhone })).body).toEqual({ state: 'queued' })
  await other.drain()
  expect(sent).toMatchObject([{ to: '10015550001', text: expect.stringContaining('短信社区') }])
  expect(sent[0]!.text).toContain('https://gate.example/join')
  const code = /家庭卡号 ([0-9A-Z -]+)/.exec(sent[0]!.text)![1]!.trim()
  expect((await other.anonymous.call('registry.openInvitation', { code })).body).toMatchObject({ communityName: '短信社区' })
  const waiting = await other.db.queryAsOwner<{ all: string }>("select string_agg(payload::text, ' ') as all from platform.outbox")
  expect(waiting[0]!.all).not.toContain(code.replaceAll(/[ -]/g, ''))
  await other.close()
  gateway.close()
  // And where there is none the office is told so, and nothing is queued.
  useSms(null)
}, 120_000)

test('a new card ends the old one; made-up and expired codes are unknown; guessing is stopped', async () => {
  const [{ home } = { home: { id: '' } }] = await homesOf(0, '102')
  const old = (await admins[0]!.call('registry.issueFamilyCard', { homeId: home.id })).body.code
  const code = (await admins[0]!.call('registry.issueFamilyCard', { homeId: home.id })).body.code
  const open = async (typed: string) => (await town.anonymous.call('registry.openInvitation', { code: typed })).body
  expect(await open(old)).toEqual({ code: 'registry.card_unknown' })
  expect(await open('AAAA-AAAA-AAAA')).toEqual({ code: 'registry.card_unknown' })
  const { people } = await open(code)
  const accept = async (proof: string) => (await town.anonymous.call('registry.acceptInvitation', { code, personId: people[0].personId, proof })).body
  for (let guess = 0; guess < 5; guess += 1) expect(await accept(`${guess}x`)).toEqual({ code: 'registry.card_proof_wrong' })
  expect(await accept(idOf(81).slice(-4))).toEqual({ code: 'registry.card_proof_wrong' })
  town.clock.now = new Date(town.clock.now.getTime() + 61 * 60_000)
  expect(await accept(idOf(81).slice(-4))).toEqual({})
  town.clock.now = new Date(town.clock.now.getTime() + 31 * 86_400_000)
  expect(await open(code)).toEqual({ code: 'registry.card_unknown' })
})

test('a right answer for one of the household does not let somebody guess on for another, and each wrong one waits longer', async () => {
  const [{ home } = { home: { id: '' } }] = await homesOf(0, '101')
  const { code } = (await admins[0]!.call('registry.issueFamilyCard', { homeId: home.id })).body
  const { people } = (await town.anonymous.call('registry.openInvitation', { code })).body
  const accept = async (at: number, proof: string) =>
    (await town.anonymous.call('registry.acceptInvitation', { code, personId: people[at].personId, proof })).body
  for (let guess = 0; guess < 4; guess += 1) expect(await accept(0, `${guess}x`)).toEqual({ code: 'registry.card_proof_wrong' })
  expect(await accept(1, '')).toEqual({})
  expect(await accept(0, '5x')).toEqual({ code: 'registry.card_proof_wrong' })
  expect(await accept(0, '0001')).toEqual({ code: 'registry.card_proof_wrong' })
  const past = (minutes: number) => (town.clock.now = new Date(town.clock.now.getTime() + minutes * 60_000))
  past(61)
  expect(await accept(0, '6x')).toEqual({ code: 'registry.card_proof_wrong' })
  past(61)
  expect(await accept(0, '0001')).toEqual({ code: 'registry.card_proof_wrong' })
  past(61)
  expect(await accept(0, '0001')).toEqual({})
})

test('TRUST-02 whoever has a password or a duty signs in with it, never with a card; the card leaves its tracks in the log of the home', async () => {
  const [{ home } = { home: { id: '', path: '' } }] = await homesOf(0, '101')
  const { code } = (await admins[0]!.call('registry.issueFamilyCard', { homeId: home.id })).body
  const { people } = (await town.anonymous.call('registry.openInvitation', { code })).body
  const accept = () => town.anonymous.call('registry.acceptInvitation', { code, personId: people[0].personId, proof: '0001' })
  const joined = await accept()
  const resident = town.withCookie(/xiaomen=([^;]+)/.exec(String(joined.headers['set-cookie']))![1]!)
  expect((await resident.call('access.changePassword', { current: 'none yet', next: 'the-river-is-behind-us' })).status).toBe(200)
  const again = await accept()
  expect([again.status, again.body.code, again.headers['set-cookie']]).toEqual([409, 'registry.card_has_account', undefined])
  const rows = await town.db.queryAsOwner<{ id: string; operation: string; area_path: string; reason: Buffer | null }>(
    "select id, operation, area_path, reason from platform.audit where operation in ('registry.openInvitation', 'registry.acceptInvitation') order by id desc limit 3",
  )
  const opened = rows.map((row) => ({ operation: row.operation, area_path: row.area_path, reason: openReason(town.app.services.crypto, row) }))
  expect(opened).toEqual([
    { operation: 'registry.acceptInvitation', area_path: home.path, reason: 'registry.card_has_account' },
    { operation: 'registry.acceptInvitation', area_path: home.path, reason: null },
    { operation: 'registry.openInvitation', area_path: home.path, reason: null },
  ])
})
