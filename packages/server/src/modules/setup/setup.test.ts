import { afterAll, beforeAll, expect, test } from 'vitest'
import { MODULES } from '../../modules.ts'
import { openTown, type Town } from '../../platform/testing.ts'
import { resolveActor } from '../access/index.ts'
import { startSetup } from './index.ts'

let town: Town
const tokenOf = (link: string | null) => link!.split('#')[1]!
const begin = (token: string, password = 'a-river-behind-the-gate') =>
  town.anonymous.call('setup.begin', {
    token,
    login: 'first',
    name: '林若溪',
    password,
    start: { kind: 'empty', district: '测试区', street: '测试街道', community: '测试社区' },
  })

beforeAll(async () => {
  town = await openTown({ modules: MODULES, resolveActor })
})
afterAll(() => town.close())

test('before the first run nothing is there, and only the newest link from the console opens the wizard, for a day', async () => {
  const { services } = town.app
  expect((await town.anonymous.call('setup.state')).body).toMatchObject({ isDone: false, progress: null })
  expect((await begin('guessed')).body.code).toBe('setup.wrong_token')
  const old = await startSetup(services, 'http://town')
  const fresh = await startSetup(services, 'http://town')
  expect(fresh).toMatch(/^http:\/\/town\/setup\/#[\w-]{32}$/)
  expect((await begin(tokenOf(old))).body.code).toBe('setup.wrong_token')
  const noon = town.clock.now
  town.clock.now = new Date(noon.getTime() + 25 * 3_600_000)
  expect((await begin(tokenOf(fresh))).body.code).toBe('setup.wrong_token')
  town.clock.now = noon
})

test('the wizard makes the areas and the first account and signs it in; afterwards it is closed for ever', async () => {
  const token = tokenOf(await startSetup(town.app.services, 'http://town'))
  expect((await begin(token, '12345678901')).body.code).toBe('access.weak_password')
  const begun = await begin(token)
  expect([begun.status, begun.body]).toEqual([200, { isDone: true }])
  const cookie = /xiaomen=([^;]+)/.exec(String(begun.headers['set-cookie']))![1]!
  const { body: me } = await town.withCookie(cookie).call('access.me')
  expect(me.grants.map((grant: { role: string }) => grant.role)).toEqual(['communityAdmin', 'streetCommander', 'district', 'operations'])
  const tree = await town.withCookie(cookie).call('areas.listTree')
  expect(tree.body.areas.map((area: { level: string; name: string }) => [area.level, area.name])).toEqual([
    ['district', '测试区'],
    ['street', '测试街道'],
    ['community', '测试社区'],
  ])

  expect((await town.anonymous.call('setup.state')).body).toMatchObject({ isDone: true })
  for (const again of [token, 'guessed']) expect([(await begin(again)).status, (await begin(again)).body.code]).toEqual([409, 'setup.already_done'])
  expect(await startSetup(town.app.services, 'http://town')).toBeNull()
})

test('the token is nowhere in the database or the log of deeds', async () => {
  const { body } = await town.as('auditor', '/').call('privacy.listAudit', {})
  expect(JSON.stringify(body)).not.toMatch(/guessed/)
})
