// What a row says, to which community it points, and which closed leads are drawn.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCharacter } from '../registry/index.ts'
import { areLeadColumnsEnough, drawSample, type LeadField, type NamedPlace, readLead, recogniseLeadColumns, samePersonKeys, suggestCommunity } from './index.ts'

const NOW = '2022-07-10T08:00'
const read = (cells: Partial<Record<LeadField, string>>) => readLead((field) => cells[field] ?? '', { now: NOW, kind: 'contact' })
const body = '99010119900101001'
const ID = `${body}${checkCharacter(body)}`

test('a row is read whole, or says which field keeps it', () => {
  expect(
    read({ name: ' 沈 一禾 ', phone: '109-0000-0001', documentNumber: ID, address: '桂花苑7幢', kind: '次密接', sentAt: '2022/7/10 7:05', reference: 'A1' }),
  ).toEqual({
    said: { reference: 'A1', name: '沈 一禾', phone: '10900000001', document: ID, address: '桂花苑7幢', said: null },
    kind: 'secondaryContact',
    sentAt: '2022-07-10T07:05',
  })
  // Without a name there is still somebody to ring.
  expect(read({ phone: '10900000001' })).toMatchObject({ said: { name: null, phone: '10900000001' }, kind: 'contact', sentAt: null })
  expect(read({ name: '沈一禾' })).toEqual({ fault: 'no_subject', field: 'phone' })
  expect(read({})).toEqual({ fault: 'no_subject', field: 'name' })
  expect(read({ name: Array.from({ length: 3_000 }, (_, at) => `某某${at}`).join('、'), phone: '10900000001' })).toEqual({ fault: 'many_names', field: 'name' })
  expect(read({ name: '长'.repeat(3_000), phone: '10900000001' })).toEqual({ fault: 'too_long', field: 'name' })
  // A name with dots and spaces is one.
  expect(read({ name: '买买提·江 阿不都', phone: '10900000001' })).toMatchObject({ said: { name: expect.stringContaining('买买提·江') } })
  expect(read({ phone: '123' })).toEqual({ fault: 'bad_phone', field: 'phone' })
  expect(read({ documentNumber: `${body}${ID.at(-1) === '0' ? '1' : '0'}` })).toEqual({ fault: 'bad_document', field: 'documentNumber' })
  expect(read({ phone: '10900000001', sentAt: '2022-07-11' })).toEqual({ fault: 'time_ahead', field: 'sentAt' })
  expect(read({ phone: '10900000001', sentAt: '2022-07-10 25:00' })).toEqual({ fault: 'bad_time', field: 'sentAt' })
  expect(read({ phone: '10900000001', kind: '不知道是啥' })).toEqual({ fault: 'bad_kind', field: 'kind' })
})

test('columns are known by their headers, and what somebody said of one stays', () => {
  expect(recogniseLeadColumns(['协查编号', '姓名', '联系电话', '现住址', '怪列'])).toEqual(['reference', 'name', 'phone', 'address', null])
  expect(recogniseLeadColumns(['姓名', '怪列'], new Map([['怪列', 'said']]))).toEqual(['name', 'said'])
  expect([areLeadColumnsEnough(['name', 'said']), areLeadColumnsEnough(['name', 'address'])]).toEqual([false, true])
})

test('who has the same document, or telephone and name, is one person', () => {
  const keys = samePersonKeys({ document: null, phone: '10900000001', name: 'Anna' })
  expect(keys).toEqual({ document: null, contact: '10900000001 anna' })
  expect(samePersonKeys({ document: ID, phone: '10900000001', name: null })).toEqual({ document: ID, contact: null })
})

const PLACES: NamedPlace[] = [
  { name: '示范区', level: 'district', communityId: null },
  { name: '青石街道', level: 'street', communityId: null },
  { name: '青石社区', level: 'community', communityId: 'stone' },
  { name: '白塔社区', level: 'community', communityId: 'tower' },
  { name: '南苑', level: 'compound', communityId: 'stone' },
  { name: '北苑', level: 'compound', communityId: 'tower' },
  { name: '双桥公寓', level: 'compound', communityId: 'stone' },
  { name: '双桥公寓', level: 'compound', communityId: 'tower' },
  { name: '南苑二村', level: 'compound', communityId: 'tower' },
]
const suggest = (address: string | null, ledger: { communityId: string; way: 'document' | 'phone' }[] = [], place: string | null = null) =>
  suggestCommunity({ address, ledger, place }, PLACES)

test('the ledger is believed first, then what the address names; two alike are both told', () => {
  expect(suggest('青石街道南苑3号楼')).toMatchObject({ found: [{ communityId: 'stone', way: 'address', says: ['南苑'] }], doubt: null })
  expect(suggest('示范区白塔社区北苑')).toMatchObject({ found: [{ communityId: 'tower', says: ['白塔社区', '北苑'] }], doubt: null })
  // A name within a longer one is not named.
  expect(suggest('南苑二村5幢').found.map(({ communityId }) => communityId)).toEqual(['tower'])
  const both = suggest('青石街道双桥公寓1幢')
  expect([both.doubt, both.found.map(({ communityId }) => communityId)]).toEqual(['several', ['stone', 'tower']])
  expect(suggest('双桥公寓，白塔社区')).toMatchObject({ doubt: null, found: [{ communityId: 'tower' }, { communityId: 'stone' }] })
  expect(suggest('白塔社区北苑', [{ communityId: 'stone', way: 'document' }])).toMatchObject({
    doubt: null,
    found: [{ communityId: 'stone', way: 'document' }, { communityId: 'tower' }],
  })
  expect(
    suggest(null, [
      { communityId: 'stone', way: 'phone' },
      { communityId: 'tower', way: 'phone' },
    ]).doubt,
  ).toBe('several')
  expect(suggest(null, [], 'stone')).toMatchObject({ found: [{ communityId: 'stone', way: 'place' }], doubt: null })
})

test('an address of another city suggests nothing, and says so', () => {
  expect(suggest('上海市浦东新区世纪大道1号南苑')).toEqual({ found: [], doubt: 'elsewhere' })
  expect(suggest('江宁区北苑')).toEqual({ found: [], doubt: 'elsewhere' })
  expect(suggest('杭州市示范区南苑').found.map(({ communityId }) => communityId)).toEqual(['stone'])
  expect(suggest('没有人知道的路')).toEqual({ found: [], doubt: 'nothing' })
  expect(suggest(null)).toEqual({ found: [], doubt: 'nothing' })
})

test('the same lots for whoever draws, two in a hundred, at least one, and nobody knows whose before', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 300 }), fc.string(), (ids, salt) => {
      const of = { day: '2022-07-10', share: 0.02, salt }
      const drawn = drawSample(ids, of)
      expect(drawn).toHaveLength(Math.ceil(ids.length / 50))
      expect(new Set(drawn).size).toBe(drawn.length)
      expect(drawSample(ids.toReversed(), of)).toEqual(drawn)
    }),
    { seed: 20220712 },
  )
  const many = Array.from({ length: 1_000 }, (_, at) => `0190-${String(at).padStart(6, '0')}`)
  const of = (day: string, salt = 'a') => drawSample(many, { day, share: 0.02, salt })
  expect(of('2022-07-10')).not.toEqual(of('2022-07-11'))
  expect(of('2022-07-10')).not.toEqual(of('2022-07-10', 'b'))
  // Neighbours of the list are not drawn together.
  expect(new Set(of('2022-07-10').map((id) => id.slice(-3, -1))).size).toBeGreaterThan(10)
})
