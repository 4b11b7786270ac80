import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { planAt, postureModule } from './index.ts'
import { WHOLE_ORDER } from './whole-draft.test.fixture.ts'

let town: Town
let admin: Caller
let colleague: Caller
let commander: Caller
let district: Caller
let westAdmin: Caller
const ids = { street: uuidv7(), east: uuidv7(), west: uuidv7() }
const paths = {} as Record<keyof typeof ids, string>
const NINTH = { packId: 'covid-19', edition: '2022-06-28' }

const packs = new URL('../../../../../packs/covid-19/2022-06-28/', import.meta.url)
const json = (file: string) => JSON.parse(readFileSync(new URL(file, packs), 'utf8'))
type Plan = { tracks: { key: string; phases: { days: number; tests: { day: number }[] }[] }[] }
/** The ninth edition's plan with its contacts one day less in a facility. */
function shorter(change: (phase: Plan['tracks'][number]['phases'][number]) => void = () => {}): string {
  const plan = json('control.json') as Plan
  const phase = plan.tracks.find(({ key }) => key === 'contact')!.phases[0]!
  phase.days = 6
  phase.tests = [1, 2, 3, 5, 6].map((day) => ({ ...phase.tests[0]!, day }))
  change(phase)
  return JSON.stringify(plan)
}
type Unmet = { index: number; got: string }
/** The examples as they come out under the changed plan: what its author would write after having read each. */
async function agreed(control: string): Promise<string> {
  const { body } = await admin.call('posture.checkEdition', { ...NINTH, files: { control }, examples: {} })
  const lines = json('examples/control.json') as { expect: unknown }[]
  for (const { index, got } of body.unmet as Unmet[]) lines[index]!.expect = JSON.parse(got)
  return JSON.stringify(lines)
}

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, approvalsModule, postureModule] })
  const areas = await town.system((ctx) =>
    insertAreas(ctx, [
      { id: ids.street, parentId: null, level: 'street', name: '文新街道' },
      { id: ids.east, parentId: ids.street, level: 'community', name: '东社区' },
      { id: ids.west, parentId: ids.street, level: 'community', name: '西社区' },
    ]),
  )
  for (const area of areas) paths[(Object.keys(ids) as (keyof typeof ids)[]).find((key) => ids[key] === area.id)!] = area.path
  admin = town.as('communityAdmin', paths.east, { unit: '居委会' })
  colleague = town.as('communityAdmin', paths.east, { unit: '居委会' })
  westAdmin = town.as('communityAdmin', paths.west, { unit: '西居委会' })
  commander = town.as('streetCommander', paths.street, { unit: '街道办' })
  district = town.as('district', paths.street, { unit: '区指挥部' })
})
afterAll(() => town.close())

describe('COMMAND-03 a pack', () => {
  test('is read whole, with where its figures come from, and all of its examples come out', async () => {
    const { body } = await admin.call('posture.getPack', NINTH)
    expect(body.file.sources.length).toBeGreaterThan(0)
    expect(body.files.control.tracks.map(({ key }: { key: string }) => key)).toContain('contact')
    expect(body.examples.length).toBeGreaterThan(90)
    expect(body.examples.filter(({ isMet }: { isMet: boolean }) => !isMet)).toEqual([])
    const next = (await admin.call('posture.getPack', { packId: 'covid-19', edition: '2022-11-11' })).body
    expect(next.inherited).toContain('daily')
    expect(next.inherited).not.toContain('control')
    expect((await admin.call('posture.getPack', { packId: 'covid-19', edition: '1999-01-01' })).status).toBe(400)
  })
  test('that does not fit is answered with its place and what is wrong', async () => {
    const tried = async (control: string) => (await admin.call('posture.checkEdition', { ...NINTH, files: { control }, examples: {} })).body.problems
    expect(await tried('{"isDraft": true "tracks": []}')).toEqual([{ file: 'control', path: '', code: 'not_json', detail: 'line 1 column 18' }])
    expect(await tried('{"tracks": [')).toEqual([{ file: 'control', path: '', code: 'not_json', detail: null }])
    const at = (json('control.json') as Plan).tracks.findIndex(({ key }) => key === 'contact')
    expect(await tried(shorter((phase) => (phase.tests[0]!.day = 9)))).toEqual([
      { file: 'control', path: `tracks.${at}.phases.0.tests.0.day`, code: 'pack.day_after_phase', detail: null },
    ])
    expect(await tried(shorter((phase) => (phase.days = -1)))).toContainEqual({
      file: 'control',
      path: `tracks.${at}.phases.0.days`,
      code: 'too_small',
      detail: '1',
    })
    expect(await tried(shorter((phase) => Object.assign(phase, { lockDoor: true })))).toEqual([
      { file: 'control', path: `tracks.${at}.phases.0`, code: 'unknown_key', detail: 'lockDoor' },
    ])
  })
})

describe('COMMAND-03 an edition of one’s own', () => {
  test('is refused while an example says otherwise, and an example may be written anew but not left out', async () => {
    const control = shorter()
    const { body } = await admin.call('posture.checkEdition', { ...NINTH, files: { control }, examples: {} })
    expect(body.problems).toEqual([])
    expect(body.unmet.length).toBeGreaterThan(5)
    expect(body.differences).toContainEqual(expect.objectContaining({ file: 'control', before: '7', after: '6' }))
    const draft = { id: uuidv7(), areaId: ids.east, ...NINTH, note: '本地通告：密接集中六天' }
    expect((await admin.call('posture.draftEdition', { ...draft, files: { control }, examples: {} })).body.code).toBe('posture.edition_unfit')
    const fewer = JSON.stringify((json('examples/control.json') as unknown[]).slice(1))
    expect((await admin.call('posture.checkEdition', { ...NINTH, files: { control }, examples: { control: fewer } })).body.problems).toMatchObject([
      { file: 'examples/control', code: 'too_small' },
    ])
    expect((await admin.call('posture.draftEdition', { ...draft, files: {}, examples: {} })).body.code).toBe('posture.edition_unchanged')
    expect((await admin.call('posture.draftEdition', { ...draft, packId: 'peace', edition: '2022-01', files: {}, examples: {} })).status).toBe(400)
  })
  test('holds after two others of two other units have signed it, where it was made and nowhere else', async () => {
    const control = shorter()
    const draft = { id: uuidv7(), areaId: ids.east, ...NINTH, note: '本地通告', files: { control }, examples: { control: await agreed(control) } }
    const made = (await admin.call('posture.draftEdition', draft)).body
    expect(made).toMatchObject({ edition: '2022-06-28.1', state: 'drafted', waiting: { needed: 2, signatures: [] } })
    // Pressed twice, it is there once.
    expect((await admin.call('posture.draftEdition', draft)).body.id).toBe(made.id)
    const sign = (who: Caller) => who.call('posture.approveEdition', { editionId: made.id, actId: made.waiting.id })
    expect((await sign(admin)).body.code).toBe('posture.same_person')
    expect((await sign(colleague)).body).toMatchObject({ code: 'posture.same_person', details: { reason: 'same_unit' } })
    expect((await sign(westAdmin)).status).toBe(404)
    const order = { areaId: ids.east, ...WHOLE_ORDER, edition: made.edition }
    expect((await admin.call('posture.draftOrder', order)).body.code).toBe('posture.unknown_pack')
    expect((await sign(commander)).body).toMatchObject({ state: 'drafted', waiting: { signatures: [{ unit: '街道办' }] } })
    expect((await sign(commander)).body.code).toBe('approvals.signed_already')
    expect((await sign(district)).body).toMatchObject({ state: 'approved', waiting: null })
    expect((await sign(district)).body.code).toBe('posture.edition_settled')

    const read = (await district.call('posture.getEdition', { editionId: made.id })).body
    expect(read.checked).toMatchObject({ problems: [], unmet: [] })
    expect(read.checked.differences.length).toBeGreaterThan(3)
    expect((await westAdmin.call('posture.draftOrder', { ...order, areaId: ids.west })).body.code).toBe('posture.unknown_pack')
    const drafted = (await admin.call('posture.draftOrder', order)).body
    for (const who of [commander, district]) await who.call('posture.approveOrder', { orderId: drafted.id, actId: drafted.waiting.id })
    const plan = await town.system((ctx) => planAt(ctx, paths.east))
    expect(plan.edition).toBe('2022-06-28.1')
    expect(plan.control.tracks.find(({ key }) => key === 'contact')!.phases[0]!.days).toBe(6)
  })
  test('taken back, its number is not given again', async () => {
    const control = shorter()
    const draft = async () =>
      (
        await admin.call('posture.draftEdition', {
          id: uuidv7(),
          areaId: ids.east,
          ...NINTH,
          note: '再改',
          files: { control },
          examples: { control: await agreed(control) },
        })
      ).body
    const first = await draft()
    expect((await admin.call('posture.withdrawEdition', { editionId: first.id })).body.state).toBe('withdrawn')
    expect((await commander.call('posture.approveEdition', { editionId: first.id, actId: first.waiting.id })).body.code).toBe('posture.edition_settled')
    expect((await draft()).edition).not.toBe(first.edition)
  })
})
