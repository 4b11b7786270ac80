// The demonstration as a newcomer gets it: every room that its third day fills has something in it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playDemo } from '../packages/server/src/demo.ts'
import { resolveActor } from '../packages/server/src/modules/access/index.ts'
import { MODULES } from '../packages/server/src/modules.ts'
import { SESSION_COOKIE } from '../packages/server/src/platform/http.ts'
import { type Caller, openTown, type Town } from '../packages/server/src/platform/testing.ts'

let town: Town
let admin: Caller, commander: Caller
beforeAll(async () => {
  town = await openTown({ modules: MODULES, resolveActor, env: { XIAOMEN_MQTT_PORT: '0' } })
  town.clock.now = new Date('2022-07-10T15:00:00+08:00')
  const logins = await playDemo(town.app.services)
  const signIn = async (role: string): Promise<Caller> => {
    const { login, password } = logins.find((one) => one.role === role)!
    const { headers } = await town.anonymous.call('access.signIn', { login, password })
    return town.withCookie(new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(String(headers['set-cookie']))![1]!)
  }
  admin = await signIn('communityAdmin')
  commander = await signIn('streetCommander')
}, 240_000)
afterAll(() => town.close())

test('two are kept in and a third waits for the street; each room beside them has work', async () => {
  const ask = async (name: string, input: object = {}, who = admin) => (await who.call(name, input)).body
  expect((await ask('control.listControl', { list: 'open' })).counts).toMatchObject({ waiting: 1, open: 2 })
  expect((await ask('approvals.listWaiting', {}, commander)).map(({ kind }: { kind: string }) => kind)).toContain('control.opening')
  expect((await ask('aid.listNeeds')).counts).toEqual({ open: 2, taken: 1, late: 0 })
  expect((await ask('aid.listTransports')).counts).toMatchObject({ requested: 1 })
  expect((await ask('arrivals.listArrivals', { list: 'arrived' })).counts).toMatchObject({ reported: 3, arrived: 1 })
  expect((await ask('seals.listSeals')).seals).toMatchObject([{ number: '演-0001' }])
  expect(await ask('zones.listZones')).toMatchObject([{ kind: 'precaution', state: 'inForce' }])
  const [round] = await ask('testing.listCampaigns')
  expect(round).toMatchObject({ state: 'running', coverage: { done: 17 } })
  expect(await ask('testing.getCampaign', { campaignId: round.id })).toMatchObject({ tubes: { open: 1, sealed: 1, differing: 0 }, doubts: 1 })
  const [row] = await town.db.queryAsOwner<{ id: string }>('select community_id as id from control.control_case limit 1')
  expect(await ask('registry.listStayPlaces', { areaId: row!.id })).toMatchObject([{ place: '东侧临时停车场' }])
})
