import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { streamXlsx } from '../../platform/workbook/write-workbook.ts'
import { areasModule, findArea, insertAreas } from './index.ts'

let town: Town
let ids: Record<'district' | 'street' | 'east' | 'west' | 'garden', string>
let commander: Caller
let round = 0
beforeAll(async () => {
  town = await openTown({ modules: [areasModule] })
})
afterAll(() => town.close())
/** Codes are unique in the whole house: each story has a county of its own. */
let county = ''
beforeEach(async () => {
  round += 1
  county = `3301${String(round).padStart(2, '0')}`
  await town.system(async (ctx) => {
    const add = async (parentId: string | null, level: 'district' | 'street' | 'community' | 'compound', name: string) =>
      (await insertAreas(ctx, [{ parentId, level, name }]))[0]!
    const district = await add(null, 'district', `第${round}区`)
    const street = await add(district.id, 'street', '文新街道')
    const east = await add(street.id, 'community', '东社区')
    const west = await add(street.id, 'community', '㙍头社区')
    const garden = await add(east.id, 'compound', '中海御道四区')
    ids = { district: district.id, street: street.id, east: east.id, west: west.id, garden: garden.id }
    commander = town.as('streetCommander', street.path)
  })
})

const csv = (...lines: string[]) => ({ name: 'codes.csv', bytes: Buffer.from(`\uFEFF${lines.join('\n')}\n`) })
const list = (...more: string[]) =>
  csv(
    '2022年统计用区划代码和城乡划分代码',
    '统计用区划代码,城乡分类代码,名称',
    `${county}000000,,第${round}区`,
    `${county}009000,,文新街道办事处`,
    `${county}009001,111,东社区居委会`,
    `${county}009002,112,㙍头社区居委会`,
    ...more,
  )
const preview = async (file = list(), more: object = {}) =>
  (await commander.upload('areas.previewCodes', { areaId: ids.street, year: 2022, ...more }, file)).body
const commit = (digest: string, file = list(), more: object = {}) =>
  commander.upload('areas.commitCodes', { areaId: ids.street, year: 2022, digest, addMissing: false, ...more }, file)
const codeOf = (name: keyof typeof ids) =>
  town.system(async (ctx) => (await findArea(ctx, ids[name]))!).then(({ code, codeYear, classCode }) => [code, codeYear, classCode])

test('REG-13 the national list is laid beside the tree, looked at, and then written whole', async () => {
  const file = list(`${county}009007,111,新社区居委会`, `${county}010000,,别的街道`)
  const plan = await preview(file)
  expect(plan).toMatchObject({ root: 'found', counts: { rows: 6, set: 3, missing: 1, elsewhere: 2, wrong: 0, conflict: 0 }, unlisted: [] })
  expect(plan.rows[0]).toMatchObject({ code: `${county}009007`, state: 'missing', areaId: null, level: 'community', row: 7 })
  expect(await codeOf('east')).toEqual([null, null, null])
  expect((await commit(plan.digest, file)).body).toEqual({ set: 3, added: 0 })
  expect([await codeOf('street'), await codeOf('east'), await codeOf('west')]).toEqual([
    [`${county}009000`, 2022, null],
    [`${county}009001`, 2022, '111'],
    [`${county}009002`, 2022, '112'],
  ])
  // Looked at again: nothing to do.
  expect((await preview(file)).counts).toMatchObject({ same: 3, set: 0, missing: 1 })
})

test('REG-13 missing streets and communities are added only when that is ticked, beneath the chosen area', async () => {
  const file = list(`${county}009007,111,新社区居委会`)
  const plan = await preview(file)
  expect((await commit(plan.digest, file, { addMissing: true })).body).toEqual({ set: 3, added: 1 })
  const { areas } = (await commander.call('areas.listTree', { rootId: ids.street })).body
  expect(areas.find((area: { code: string | null }) => area.code === `${county}009007`)).toMatchObject({
    name: '新社区居委会',
    level: 'community',
    parentId: ids.street,
    codeYear: 2022,
  })
})

test('REG-13 a whole street that is missing comes with its communities', async () => {
  const district = town.as('district', (await town.system((ctx) => findArea(ctx, ids.district)))!.path)
  const file = list(`${county}010000,,桃源镇`, `${county}010201,220,桃源村委会`)
  const ask = (op: string, more: object) => district.upload(`areas.${op}`, { areaId: ids.district, year: 2022, ...more }, file)
  const plan = (await ask('previewCodes', {})).body
  expect(plan.counts).toMatchObject({ set: 4, missing: 2 })
  expect((await ask('commitCodes', { digest: plan.digest, addMissing: true })).body).toEqual({ set: 4, added: 2 })
  const { areas } = (await district.call('areas.listTree', { rootId: ids.district })).body
  const town2 = areas.find((area: { name: string }) => area.name === '桃源镇')
  expect(areas.find((area: { name: string }) => area.name === '桃源村委会')).toMatchObject({ parentId: town2.id, code: `${county}010201`, classCode: '220' })
})

test('REG-13 codes change every year: the new year replaces, the earlier one stays in the history, an older list changes nothing', async () => {
  await commit((await preview()).digest)
  const next = csv('代码,名称', `${county}009000,文新街道办事处`, `${county}009101,东社区居委会`, `${county}009002,㙍头社区居委会`)
  const plan = await preview(next, { year: 2023 })
  expect(plan.rows.find((row: { areaId: string }) => row.areaId === ids.east)).toMatchObject({ state: 'changed', oldCode: `${county}009001`, oldYear: 2022 })
  expect((await commit(plan.digest, next, { year: 2023 })).body.set).toBe(3)
  expect(await codeOf('east')).toEqual([`${county}009101`, 2023, null])
  const { changes } = (await commander.call('areas.listHistory', { areaId: ids.east })).body
  expect(changes[0]).toMatchObject({ what: 'codeSet', before: { code: `${county}009001`, codeYear: 2022 }, after: { code: `${county}009101`, codeYear: 2023 } })
  expect((await preview(list())).counts).toMatchObject({ older: 3, set: 0, changed: 0 })
})

test('two communities that exchange their codes from one year to the next do so in one go', async () => {
  await commit((await preview()).digest)
  const swapped = csv('代码,名称', `${county}009000,文新街道办事处`, `${county}009002,东社区居委会`, `${county}009001,㙍头社区居委会`)
  expect((await preview(swapped)).counts).toMatchObject({ same: 1, conflict: 2, changed: 0 })
  const next = await preview(swapped, { year: 2023 })
  expect(next.counts).toMatchObject({ changed: 3 })
  expect((await commit(next.digest, swapped, { year: 2023 })).body.set).toBe(3)
  expect([(await codeOf('east'))[0], (await codeOf('west'))[0]]).toEqual([`${county}009002`, `${county}009001`])
})

test('a different code of the same year is shown and left as it is', async () => {
  await commit((await preview()).digest)
  const other = csv('代码,名称', `${county}009000,文新街道办事处`, `${county}009055,东社区居委会`)
  const plan = await preview(other)
  expect(plan.counts).toMatchObject({ conflict: 1, same: 1 })
  expect(plan.unlisted).toEqual([ids.west])
  await commit(plan.digest, other)
  expect(await codeOf('east')).toEqual([`${county}009001`, 2022, '111'])
})

test('rows that cannot be right are told with their row and reason, the good ones are taken all the same', async () => {
  const file = list(
    '33010600901,111,少一位',
    `${county}009001,111,又一个`,
    `${county}0090010101,111,楼栋`,
    '990106009012,111,没有的省',
    `${county}000012,111,没有街道`,
    `${county}009008,999,分类不对`,
    `${county}009009,111,`,
  )
  const plan = await preview(file)
  expect(plan.problems.map(({ row, problem, other }: { row: number; problem: string; other: number | null }) => [row, problem, other])).toEqual([
    [7, 'not_twelve_digits', null],
    [8, 'twice', 5],
    [9, 'below_community', null],
    [10, 'unknown_province', null],
    [11, 'hole', null],
    [12, 'bad_class', null],
    [13, 'no_name', null],
  ])
  expect(plan.counts).toMatchObject({ wrong: 7, set: 3 })
})

test('an Excel list with numbers as numbers, and one without headers, are read', async () => {
  const chunks: Uint8Array[] = []
  const rows = [
    [`${county}009000`, '文新街道'],
    [`${county}009001`, '东社区'],
  ]
  for await (const chunk of streamXlsx({ name: '代码', columns: [{ header: '区划代码' }, { header: '名称' }] as never, rows: rows as never }))
    chunks.push(chunk)
  expect((await preview({ name: 'codes.xlsx', bytes: Buffer.concat(chunks) })).counts).toMatchObject({ set: 2 })
  expect((await preview(csv(`${county}009000,文新街道`, `${county}009001,东社区`))).counts).toMatchObject({ set: 2 })
})

test('what is no list of codes is refused, and so is what changed since it was looked at', async () => {
  expect((await preview(csv('姓名,电话', '某人,10100000001'))).code).toBe('areas.no_code_columns')
  expect((await preview({ name: 'x.xls', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]) })).code).toBe('areas.not_a_workbook')
  expect((await preview({ name: 'x.xlsx', bytes: Buffer.from('PK\u0003\u0004nonsense') })).code).toBe('areas.unreadable_file')
  const elsewhere = csv('代码,名称', '110101001000,东华门街道办事处')
  const plan = await preview(elsewhere)
  expect([plan.root, plan.counts.elsewhere]).toEqual(['not_found', 1])
  expect((await commit(plan.digest, elsewhere)).body.code).toBe('areas.root_not_listed')
  const { digest } = await preview()
  await commander.call('areas.renameArea', { areaId: ids.east, name: '东苑社区', version: 1 })
  expect((await commit(digest)).body.code).toBe('areas.preview_outdated')
  expect(await codeOf('west')).toEqual([null, null, null])
})

test('REG-13 below the community there is no national code: refused by list and by hand', async () => {
  expect((await preview(list(), { areaId: ids.garden })).code).toBe('areas.no_code_below_community')
  const set = (areaId: string, code: string | null, more: object = {}) =>
    commander.call('areas.setCode', { areaId, code, year: 2022, classCode: null, version: 1, ...more })
  expect((await set(ids.garden, `${county}009001`)).body.code).toBe('areas.no_code_below_community')
  expect((await set(ids.east, '33010600')).body.code).toBe('areas.bad_code')
  expect((await set(ids.east, `${county}009001`, { classCode: '999' })).body.code).toBe('areas.bad_code')
  expect((await set(ids.east, `${county}009000`)).body.code).toBe('areas.code_of_another_level')
  expect((await set(ids.street, `${county}009000`)).body).toMatchObject({ code: `${county}009000`, version: 2 })
  expect((await set(ids.east, `${county}010001`)).body.code).toBe('areas.code_not_under_parent')
  expect((await set(ids.east, `${county}009001`, { classCode: '111' })).body).toMatchObject({ codeYear: 2022, classCode: '111' })
  expect((await set(ids.west, `${county}009001`)).body.code).toBe('areas.code_taken')
  expect((await set(ids.east, null, { version: 2 })).body).toMatchObject({ code: null, codeYear: null, classCode: null })
  await expect(
    town.db.tx({ paths: ['/'], as: 'app' }, (tx) =>
      tx
        .updateTable('areas.area' as never)
        .set({ code: '330106009001', code_year: 2022 } as never)
        .where('id' as never, '=', ids.garden as never)
        .execute(),
    ),
  ).rejects.toThrow(/no_code_below_community/)
})
