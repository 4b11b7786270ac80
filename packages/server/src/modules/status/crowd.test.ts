// 郑州 2022: 1,317 people turned red by order of two. Here it is tried over HTTP, at once and in pieces, by two people and by three.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { openStreet, type Street } from './street.test.fixture.ts'

const CROWD = 1_317
/** Thirteen hundred people are registered and entered one by one. */
const LONG_MS = 300_000
let street: Street
let people: string[]
let third: Caller
beforeAll(async () => {
  street = await openStreet()
  third = street.town.as('streetCommander', street.community.path, { unit: '街道纪检' })
  const lines = Array.from({ length: CROWD }, (_, at) => `望溪里,5幢,1单元,${100 * (Math.floor(at / 40) + 1) + (at % 40)},储户${at + 1}号`)
  const file = { name: 'l.csv', bytes: Buffer.from(`\uFEFF小区,楼栋,单元,房号,姓名\n${lines.join('\n')}\n`) }
  const upload = (await street.office.upload('registry.startImport', { communityId: street.community.id }, file)).body
  await street.town.drain()
  expect((await street.office.call('registry.commitImport', { ...upload, leaveOutWrongRows: false, duplicates: 'addAnyway' })).status).toBe(200)
  await street.town.drain()
  const rows = await street.town.db.queryAsOwner<{ person_id: string }>(
    `select r.person_id from registry.residency r join registry.home h on h.id = r.home_id where h.area_path like '${street.community.path}%' and h.id <> '${street.homeId}'`,
  )
  people = [...new Set(rows.map((row) => row.person_id))]
  expect(people).toHaveLength(CROWD)
}, LONG_MS)
afterAll(() => street.town.close())

const enter = async (who: Caller, personId: string): Promise<string> => {
  const id = uuidv7()
  const signal = { id, personId, sourceId: street.sourceId, kind: 'codeRed', from: '2022-05-04', until: null, evidence: '领导电话通知' }
  expect((await who.call('status.proposeSignal', signal)).body.state).toBe('proposed')
  return id
}
const sign = async (who: Caller, signalId: string) => (await who.call('status.confirmSignal', { signalId })).body
const reds = async (): Promise<number> => {
  await street.town.drain()
  const [{ n }] = (await street.town.db.queryAsOwner<{ n: string }>("select count(*) as n from status.standing where verdict = 'red'")) as [{ n: string }]
  return Number(n)
}

test(
  'TRUST-01 in pieces of nineteen two offices get twenty people of a day, whoever of them enters and whoever signs, and not one more',
  async () => {
    let at = 0
    for (let piece = 0; piece < 4; piece += 1) {
      const [enters, signs] = piece % 2 === 0 ? [street.office, street.station] : [street.station, street.office]
      for (let one = 0; one < 19; one += 1) {
        const signed = await sign(signs, await enter(enters, people[at]!))
        expect([at, signed.state]).toEqual([at, at < 20 ? 'inForce' : 'proposed'])
        if (at >= 20) expect(signed.signatures).toEqual({ have: 1, needed: 2 })
        at += 1
      }
    }
    expect(await reds()).toBe(20)
    expect(await sign(third, (await street.office.call('status.listSignals', { areaId: street.community.id, state: 'proposed' })).body[0].id)).toMatchObject({
      state: 'inForce',
    })
    expect(await reds()).toBe(21)
  },
  LONG_MS,
)

test(
  'TRUST-01 thirteen hundred and seventeen at once are turned red by nobody alone, and by no two',
  async () => {
    // A week later, so that nothing of before counts.
    street.town.clock.now = new Date('2022-05-12T12:00:00+08:00')
    const before = await reds()
    const entered: string[] = []
    for (const personId of people) entered.push(await enter(street.office, personId))
    expect((await sign(street.office, entered[0]!)).code).toBe('status.same_unit')
    // The first, the last, and every tenth between: what holds for them holds for the rest, which the count beneath says.
    for (const id of entered.filter((_, at) => at % 10 === 0 || at < 25 || at >= CROWD - 25))
      expect(await sign(street.station, id)).toMatchObject({ state: 'proposed', signatures: { have: 1, needed: 2 } })
    expect((await sign(street.station, entered[0]!)).code).toBe('approvals.signed_already')
    expect(await reds()).toBe(before)
    // Not by waiting either: after three days what was entered is signed by nobody.
    street.town.clock.now = new Date('2022-05-15T12:00:00+08:00')
    expect((await sign(third, entered[0]!)).code).toBe('approvals.expired')
    expect((await street.town.as('communityAdmin', street.community.path, { unit: '派出所' }).call('approvals.listWaiting')).body).toEqual([])
    expect(await reds()).toBe(before)
  },
  LONG_MS,
)
