import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { drawPicture } from '../../picture.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { photosModule, usePhotos } from './index.ts'
import { destroyPhotos } from './jobs.ts'

let town: Town
let guard: Caller
let office: Caller
let neighbour: Caller
let areaId: string
let communityId: string
const noon = new Date('2022-08-01T12:00:00+08:00')
const PLACE = 'GPS 30.2741 120.1551'
const picture = drawPicture({ colours: [[20, 90, 60]], note: PLACE })
const photo = (over: object = {}) => ({ id: uuidv7(), areaId, at: noon.toISOString(), bytes: picture.toString('base64'), ...over })
const count = () => town.system(async ({ tx }) => Number((await sql<{ n: string }>`select count(*) as n from photos.photo`.execute(tx)).rows[0]!.n))

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, postureModule, photosModule] })
  town.clock.now = noon
  const areas = await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '青石街道' }])
    const communities = await insertAreas(ctx, [
      { parentId: street!.id, level: 'community', name: '青石社区' },
      { parentId: street!.id, level: 'community', name: '白石社区' },
    ])
    return [...communities, ...(await insertAreas(ctx, [{ parentId: communities[0]!.id, level: 'compound', name: '南苑' }]))]
  })
  ;[communityId, areaId] = [areas[0]!.id, areas[2]!.id]
  guard = town.as('guard', areas[2]!.path)
  office = town.as('communityAdmin', areas[0]!.path)
  neighbour = town.as('communityAdmin', areas[1]!.path)
})
afterAll(() => town.close())

test('GATE-07 a photo is kept without what the camera wrote, sealed, and shown to the office and not to the guard or the neighbours', async () => {
  const asked = photo()
  expect((await guard.call('photos.add', asked)).body).toEqual({ id: asked.id, isNew: true })
  const shown = await office.call('photos.show', { photoId: asked.id })
  expect([shown.status, shown.headers['content-type'], shown.headers['cache-control']]).toEqual([200, 'image/png', 'no-store'])
  expect(shown.raw.includes(PLACE)).toBe(false)
  expect(shown.raw).toEqual(drawPicture({ colours: [[20, 90, 60]] }))
  expect((await guard.call('photos.show', { photoId: asked.id })).status).toBe(403)
  expect((await neighbour.call('photos.show', { photoId: asked.id })).status).toBe(404)
  const rows = await town.system(async ({ tx }) => (await sql<{ sealed_bytes: Buffer }>`select sealed_bytes from photos.photo`.execute(tx)).rows)
  expect(Buffer.from(rows[0]!.sealed_bytes).includes(picture.toString('base64').slice(0, 40))).toBe(false)
})

test('the same photo sent twice is one; another under its id is refused', async () => {
  const asked = photo()
  await guard.call('photos.add', asked)
  expect((await guard.call('photos.add', asked)).body).toEqual({ id: asked.id, isNew: false })
  const other = { ...asked, bytes: drawPicture({ colours: [[1, 1, 1]] }).toString('base64') }
  expect(await guard.call('photos.add', other)).toMatchObject({ status: 409, body: { code: 'photos.other_bytes' } })
})

test.each([
  ['a page that calls itself a picture', Buffer.from('<html><script>1</script></html>'), 400, 'photos.no_photo'],
  ['a program with the first bytes of a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('MZ and so on')]), 400, 'photos.no_photo'],
  ['half a picture', picture.subarray(0, 90), 400, 'photos.no_photo'],
  ['a little more than the largest', Buffer.alloc(720 * 1024, 1), 413, 'photos.too_large'],
  ['twenty megabytes', Buffer.alloc(20 * 1024 * 1024, 1), 413, 'request.too_large'],
])('%s is refused and nothing of it is kept', async (_, bytes, status, code) => {
  const before = await count()
  expect(await guard.call('photos.add', photo({ bytes: bytes.toString('base64') }))).toMatchObject({ status, body: { code } })
  expect(await count()).toBe(before)
})

test('what is no base64, and a place that is not the guard’s, are refused', async () => {
  expect((await guard.call('photos.add', photo({ bytes: 'not base64!' }))).status).toBe(400)
  expect((await neighbour.call('photos.add', photo())).status).toBe(404)
  expect((await guard.call('photos.add', photo({ areaId: uuidv7() }))).status).toBe(404)
})

test('a photo that nothing names is gone after a week, one that belongs to something after ninety days', async () => {
  town.clock.now = new Date('2023-08-01T12:00:00+08:00')
  await destroyPhotos(town.app.services)
  town.clock.now = noon
  const [loose, used] = [photo(), photo()]
  for (const one of [loose, used]) await guard.call('photos.add', one)
  const asGuard = (ids: string[]) => town.system((ctx) => usePhotos({ ...ctx, actor: { kind: 'account', id: guard.accountId } as never }, communityId, ids))
  await asGuard([used.id])
  // A photo belongs to one thing only.
  await expect(asGuard([used.id])).rejects.toMatchObject({ code: 'photos.missing' })
  await expect(town.system((ctx) => usePhotos(ctx, communityId, [loose.id]))).rejects.toMatchObject({ code: 'photos.missing' })
  const left = async (at: string) => {
    town.clock.now = new Date(at)
    await destroyPhotos(town.app.services)
    return count()
  }
  expect(await left('2022-08-07T23:59:00+08:00')).toBe(2)
  expect(await left('2022-08-08T00:20:00+08:00')).toBe(1)
  expect(await left('2022-10-29T23:59:00+08:00')).toBe(1)
  expect(await left('2022-10-30T00:20:00+08:00')).toBe(0)
  town.clock.now = noon
})
