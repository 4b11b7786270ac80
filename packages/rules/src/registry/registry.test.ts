import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  areaKey,
  type Cell,
  cardCode,
  checkCharacter,
  communityNamed,
  documentFault,
  isSameDocument,
  doorKey,
  doorQueryKey,
  findHeader,
  floorOfDoor,
  fullDoor,
  guessDocumentKind,
  type ImportField,
  isPossibleDocument,
  nameBigrams,
  normaliseDocument,
  normaliseDoor,
  normalisePhone,
  queryBigrams,
  readCardCode,
  readCare,
  readDay,
  recogniseColumns,
  rowReader,
  splitDoor,
  startLedger,
} from './index.ts'

describe('documents', () => {
  test.each(['11010519491231002X', '440524188001010014', '34052419800101001X'])('the published number %s passes', (number) => {
    expect(isPossibleDocument('residentId', number)).toBe(true)
    expect(guessDocumentKind(number)).toBe('residentId')
  })
  test('a small x, full width and spaces are how people type', () => {
    expect(normaliseDocument(' １１０１０５ 1949-1231 002x')).toBe('11010519491231002X')
  })
  test('every single wrong digit is caught', () => {
    const number = '34052419800101001X'
    for (let at = 0; at < 17; at += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        if (String(digit) === number[at]) continue
        expect(isPossibleDocument('residentId', number.slice(0, at) + digit + number.slice(at + 1))).toBe(false)
      }
    }
  })
  test('a day that does not exist is no birthday', () => {
    const body = '99010119900230001'
    expect(isPossibleDocument('residentId', body + checkCharacter(body))).toBe(false)
  })
  test('REG-12 residents from Hong Kong, Macao, Taiwan and abroad have documents of their own', () => {
    const permit = '81000019850615001',
      residence = '91152620010101001'
    expect(guessDocumentKind(permit + checkCharacter(permit))).toBe('hkMoTwPermit')
    expect(guessDocumentKind('USA110081010101')).toBe('foreignPermanentResidence')
    expect(isPossibleDocument('foreignPermanentResidence', residence + checkCharacter(residence))).toBe(true)
    expect(guessDocumentKind('E12345678')).toBe('passport')
    expect(isPossibleDocument('passport', 'AB1')).toBe(false)
  })
  test.each([
    ['residentId', '99010119900101001', { fault: 'length', has: 17, expected: '18' }],
    ['residentId', '9901O119900101001X', { fault: 'character', at: 5, expected: 'digit' }],
    ['residentId', '99010119900101001Y', { fault: 'character', at: 18, expected: 'digitOrX' }],
    ['residentId', '99010119900230001X', { fault: 'birthday', at: 7 }],
    ['residentId', '110105194912310021', { fault: 'check', at: 18 }],
    ['hkMoTwPermit', 'H1234567', { fault: 'length', has: 8, expected: '9, 11' }],
    ['hkMoTwPermit', 'M12345678', null],
    ['hkMoTwPermit', '12345678', null],
    ['hkMoTwPermit', '990101199001010019', { fault: 'beginning', expected: '810000, 820000, 830000, H, M' }],
    ['foreignPermanentResidence', 'USA110081010101', null],
    ['foreignPermanentResidence', 'US1110081010101', { fault: 'character', at: 3, expected: 'letter' }],
    ['foreignPermanentResidence', 'USA11008101010', { fault: 'length', has: 14, expected: '15' }],
    ['foreignPermanentResidence', '12345', { fault: 'beginning', expected: '9, ABC' }],
    ['passport', 'AB1', { fault: 'length', has: 3, expected: '5–20' }],
    ['passport', 'AB(12345', { fault: 'character', at: 3, expected: 'letterOrDigit' }],
    ['other', 'A(1)/2.3', null],
  ] as const)('REG-12 what is wrong with the %s %s is named by its place', (kind, number, fault) => {
    expect(documentFault(kind, number)).toEqual(fault)
  })
  test('one number may be a document of two kinds or two countries, and is then two documents', () => {
    const passport = { kind: 'passport', number: 'AB123456', country: 'IT' } as const
    expect(isSameDocument(passport, { ...passport })).toBe(true)
    expect(isSameDocument(passport, { ...passport, country: null })).toBe(true)
    expect(isSameDocument(passport, { ...passport, country: 'FR' })).toBe(false)
    expect(isSameDocument(passport, { ...passport, kind: 'other' })).toBe(false)
  })
  test('REG-08 a community is meant by its name where there is one of that name, else by street and name', () => {
    const all = [
      ['甲街道', '荷风社区'],
      ['乙街道', '荷风社区'],
      ['乙街道', '竹韵社区'],
    ].map((chain) => ({ chain }))
    expect(communityNamed('竹韵社区', all)?.chain).toEqual(['乙街道', '竹韵社区'])
    expect(communityNamed('荷风社区', all)).toBe(null)
    expect(communityNamed('甲街道 荷风社区', all)?.chain).toEqual(['甲街道', '荷风社区'])
    expect(communityNamed('没有社区', all)).toBe(null)
  })
  test('eighteen characters with a slip are no passport', () => {
    expect(guessDocumentKind('110105194912310021')).toBe(null)
  })
})

describe('phones, doors, names', () => {
  test.each([
    ['+86 100 1234 5678', '10012345678'],
    ['１００－１２３４－５６７８', '10012345678'],
    ['0571-8888 0000', '057188880000'],
    ['0044 20 7946 0000', '+442079460000'],
    ['86 10012345678', '10012345678'],
  ])('%s', (typed, kept) => {
    expect(normalisePhone(typed)).toBe(kept)
  })
  test('letters are no phone', () => expect(normalisePhone('12345ab')).toBe(null))
  test.each([
    ['３－２－５０１', '3-2-501'],
    ['501室', '501'],
    ['3 - 2 - 501', '3-2-501'],
    ['１００３室', '1003'],
    ['8号楼半边户', '8号楼半边户'],
    ['半边户', '半边户'],
  ])('door %s', (typed, kept) => {
    expect(normaliseDoor(typed)).toBe(kept)
  })
  test('one door in many hands is one door', () => {
    expect(new Set(['501', '０５０１', '501室', '五〇一', ' 501 '].map(doorKey)).size).toBe(1)
    expect(doorKey('b1-07')).toBe(doorKey('B1-7'))
    expect(new Set(['１号楼', '1 号楼', '一号楼'].map(areaKey)).size).toBe(1)
  })
  test('3-2-501 says its building and unit', () => {
    expect(splitDoor('３－２－５０１室')).toEqual({ building: '3幢', unit: '2单元', door: '501' })
    expect(splitDoor('C-1203')).toEqual({ building: 'C座', unit: null, door: '1203' })
    expect(splitDoor('半边户')).toBe(null)
  })
  test('a home is found by what is said of it at the gate', () => {
    expect(fullDoor('3幢', '2单元', '501')).toBe('3-2-501')
    expect(fullDoor('C座', '1单元', '1203')).toBe('C-1-1203')
    expect(fullDoor('8号楼半边户', null, '东')).toBe('8号楼半边户-东')
    for (const typed of ['3幢2单元501室', '３－２－５０１', '3-2-501', '3号楼-2单元-501']) expect(doorQueryKey(typed)).toBe('3-2-501')
  })
  test.each([
    ['501', 5],
    ['1203', 12],
    ['B1-07', -1],
    ['半边户', null],
    ['7', null],
  ])('the door %s stands on floor %s', (door, floor) => expect(floorOfDoor(door)).toBe(floor))
  test('part of a name finds the name, also with letters beyond the first plane', () => {
    expect(nameBigrams('欧阳建国')).toEqual(['^欧', '欧阳', '阳建', '建国'])
    const found = (typed: string, name: string) => queryBigrams(typed).every((piece) => nameBigrams(name).includes(piece))
    expect(found('𠮷田', '𠮷田太郎')).toBe(true)
    expect(found('建国', '欧阳建国')).toBe(true)
    expect(found('欧', '欧阳建国')).toBe(true)
    expect(found('smith', 'Anna Smith')).toBe(true)
    expect(found('张', '欧阳建国')).toBe(false)
  })
  test('any part of two or more letters of any name is found', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'王李张建国秀英𠮷𡈽阿·abc'), { minLength: 2, maxLength: 12 }),
        fc.nat(10),
        fc.nat(10),
        (letters, from, length) => {
          const name = letters.join(''),
            part = letters.slice(from, from + 2 + length).join('')
          if (queryBigrams(part).some((piece) => piece.startsWith('^'))) return
          expect(queryBigrams(part).every((piece) => nameBigrams(name).includes(piece))).toBe(true)
        },
      ),
    )
  })
})

describe('cards', () => {
  test('a code reads back however it is typed, and a slip of the finger is seen', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 11, maxLength: 11 }), fc.nat(11), fc.nat(31), (random, at, letter) => {
        const code = cardCode(random)
        expect(readCardCode(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4, 8)} ${code.slice(8)}`)).toBe(code)
        expect(readCardCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
        const other = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[letter]!
        if (other !== code[at]) expect(readCardCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(null)
      }),
    )
  })
})

describe('columns', () => {
  test('REG-09 headers of strangers are recognised, in Chinese and English, under a title', () => {
    const rows = [
      ['文新社区住户台账'],
      [],
      ['序号', '小 区', '楼栋*', '单元', '房号(必填)', '住户姓名', '身份证号码', '联系电话'],
      ['说明:…', null, '如 3幢'],
      [1, 'A', 'B'],
    ]
    const header = findHeader(rows)!
    expect(header).toEqual({ headerAt: 2, firstAt: 4 })
    expect(recogniseColumns(rows[2]!)).toEqual([null, 'compound', 'building', 'unit', 'door', 'name', 'documentNumber', 'phone'])
    expect(recogniseColumns(['Compound name', 'Building', 'Room No.', 'Full Name', 'Passport number'])).toEqual([
      'compound',
      'building',
      'door',
      'name',
      'documentNumber',
    ])
    expect(
      findHeader([
        ['甲', '乙'],
        ['1', '2'],
      ]),
    ).toBe(null)
  })
  test('a remembered meaning goes before ours', () => {
    expect(recogniseColumns(['电话', '手机'], new Map([['电话', null]]))).toEqual([null, 'phone'])
  })
})

const FIELDS: ImportField[] = ['compound', 'building', 'unit', 'door', 'homeUse', 'name', 'residency', 'phone', 'documentNumber', 'care', 'since']
const readRow = rowReader(FIELDS)
const row = (...cells: Cell[]) => readRow(cells)
const idOf = (serial: number) => {
  const body = `99010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}

describe('rows', () => {
  test('REG-02 a row becomes a home and a person', () => {
    expect(row('德加公寓', '3幢', '2单元', '５０１室', '出租', '阿依古丽•买买提', '', '100 1234 5678', idOf(1), '孕妇、慢病', '2021年3月5日')).toEqual({
      problems: [],
      row: {
        areas: [
          { level: 'compound', name: '德加公寓' },
          { level: 'building', name: '3幢' },
          { level: 'unit', name: '2单元' },
        ],
        grid: null,
        door: '501',
        floor: 5,
        use: 'rented',
        person: {
          name: '阿依古丽·买买提',
          residency: 'tenant',
          phone: '10012345678',
          document: { kind: 'residentId', number: idOf(1), country: null },
          care: ['pregnant', 'chronicIllness'],
          lang: null,
          since: '2021-03-05',
        },
      },
    })
  })
  test('a vacant home is a row without a person, an empty row is nothing', () => {
    expect(row('A', '1幢', '', '101', '空置').row).toMatchObject({ door: '101', use: 'vacant', person: null })
    expect(row(null, '', '  ')).toEqual({ row: null, problems: [] })
  })
  test.each([
    ['a number that lost its last digits', [, , , , , , , , 990101199001010010], 'documentNumber', 'document_is_number'],
    ['the same from a CSV', [, , , , , , , , '9.90101E+17'], 'documentNumber', 'document_is_number'],
    ['a date for a document', [, , , , , , , , new Date('2020-01-01')], 'documentNumber', 'document_is_date'],
    ['3-2 that Excel made a date', [, , , new Date('2022-03-02')], 'door', 'document_is_date'],
    ['a wrong check digit', [, , , , , , , , idOf(1).slice(0, 17) + (idOf(1)[17] === '0' ? '1' : '0')], 'documentNumber', 'document_wrong'],
    ['letters for a phone', [, , , , , , , '手机没有'], 'phone', 'phone_wrong'],
    ['no name', [, , , , , ''], 'name', 'value_missing'],
    ['no door', [, , , ''], 'door', 'value_missing'],
    ['an unknown use', [, , , , '闹着玩'], 'homeUse', 'value_unknown'],
    ['a day that is none', [, , , , , , , , , , '2021-02-30'], 'since', 'value_unknown'],
    ['half a surrogate', [, , , , , '张\uD842'], 'name', 'text_unstorable'],
    ['a very long name', [, , , , , '长'.repeat(51)], 'name', 'text_too_long'],
  ] as const)('%s is told with its field', (_, change, field, problem) => {
    const good = ['A', '1幢', '1单元', '101', '常住', '张三', '业主', '10012345678', idOf(1), '', '2020-01-01']
    const cells = good.map((cell, at) => (at in change ? (change as readonly (string | number | Date)[])[at]! : cell))
    expect(row(...cells).problems).toContainEqual({ field, problem })
  })
  test('REG-09 no cell whatsoever throws', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.date(), fc.constant(null))
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 14 }), (cells) => {
        const { row: parsed, problems } = readRow(cells)
        for (const { field } of problems) expect(field === null || FIELDS.includes(field)).toBe(true)
        if (parsed && problems.length === 0) expect(parsed.door.length).toBeGreaterThan(0)
      }),
    )
  })
  test('care, days', () => {
    expect(readCare('无')).toEqual([])
    expect(readCare('空巢老人；透析')).toEqual(['emptyNest', 'dialysis'])
    expect(readCare('外星人')).toBe(null)
    expect(readDay('2020.3')).toBe('2020-03-01')
    expect(readDay('20200229')).toBe('2020-02-29')
  })
})

describe('the collected ledger', () => {
  const person = (name: string, document?: string) => ({
    name,
    residency: 'family' as const,
    phone: null,
    document: document ? { kind: 'residentId' as const, number: document, country: null } : null,
    care: [],
    lang: null,
    since: null,
  })
  const at = (building: string, door: string, who: ReturnType<typeof person> | null, use: 'rented' | 'permanent' | null = null) => ({
    areas: [
      { level: 'compound' as const, name: '德加' },
      { level: 'building' as const, name: building },
    ],
    grid: '第一网格',
    door,
    floor: null,
    use,
    person: who,
  })

  test('REG-01 areas are made once, homes belong to the lowest area named, grids gather buildings', () => {
    const ledger = startLedger([
      { level: 'street', name: '文新街道' },
      { level: 'community', name: '文新社区' },
    ])
    ledger.add(2, at('1幢', '101', person('甲')))
    ledger.add(3, at('１幢', '101', person('乙')))
    ledger.add(4, at('2幢', '101', null))
    expect(ledger.areas().map(({ level, name, parent }) => [level, name, parent])).toEqual([
      ['compound', '德加', -1],
      ['building', '1幢', 0],
      ['building', '2幢', 0],
    ])
    expect(ledger.homes().map(({ area, door, use, people }) => [area, door, use, people])).toEqual([
      [1, '101', 'permanent', 2],
      [2, '101', 'vacant', 0],
    ])
    expect(ledger.grids()).toEqual([{ name: '第一网格', community: -1, areas: [1, 2] }])
  })
  test('REG-14 one person twice is seen; two people with one number are refused', () => {
    const ledger = startLedger([{ level: 'community', name: '文新社区' }])
    ledger.add(2, at('1幢', '101', person('甲', idOf(1))))
    expect(ledger.add(3, at('2幢', '301', person('甲', idOf(1)))).sameAs).toBe(2)
    expect(ledger.add(4, at('2幢', '301', person('乙', idOf(1)))).problems).toEqual([{ field: 'documentNumber', problem: 'duplicate_in_file', otherRow: 2 }])
  })
  test('one home cannot be let and lived in by its owner', () => {
    const ledger = startLedger([{ level: 'community', name: '文新社区' }])
    ledger.add(2, at('1幢', '101', null, 'rented'))
    expect(ledger.add(3, at('1幢', '101', null, 'permanent')).problems).toEqual([{ field: 'homeUse', problem: 'home_conflict', otherRow: 2 }])
  })
  test('a row of another community is told; the short name is the same community', () => {
    const ledger = startLedger([{ level: 'community', name: '文新社区' }])
    const inCommunity = (name: string) => ({
      ...at('1幢', '101', null),
      areas: [
        { level: 'community' as const, name },
        { level: 'building' as const, name: '1幢' },
      ],
    })
    expect(ledger.add(2, inCommunity('德加社区')).problems).toMatchObject([{ field: 'community', problem: 'level_mixed' }])
    expect(ledger.add(3, inCommunity('文新')).problems).toEqual([])
  })
})
