// A list from a station, an airport or a district, row by row. What cannot be read is named by its row.
import { normaliseDocument } from '../registry/index.ts'
import { isOfficialCode, readDay } from '../risk/index.ts'
import { halfWidth, isStorable, lengthOf, normaliseText } from '../text/index.ts'
import type { Transport } from './words.ts'

export type ListedArrival = {
  row: number
  name: string
  phone: string | null
  document: string | null
  from: string
  code: string | null
  on: string
  transport: Transport
  vehicle: string | null
  door: string
}
export const ARRIVAL_FAULTS = ['no_name', 'no_contact', 'bad_phone', 'bad_document', 'no_from', 'bad_code', 'bad_day', 'too_long', 'twice'] as const
export type ArrivalFault = (typeof ARRIVAL_FAULTS)[number]
export const MOST_LISTED = 1_000

const COLUMNS = {
  name: /^(?:姓名|name)$/i,
  phone: /^(?:电话|手机|手机号|联系电话|phone)$/i,
  document: /^(?:证件号|证件号码|身份证号|身份证|document)$/i,
  from: /^(?:来自|出发地|来源地|from)$/i,
  code: /^(?:代码|行政区代码|出发地代码|code)$/i,
  on: /^(?:到达日期|到达日|日期|arrives?|date)$/i,
  transport: /^(?:交通|交通工具|方式|by)$/i,
  vehicle: /^(?:车次|航班|班次|车牌|车次航班|train|flight|vehicle)$/i,
  door: /^(?:住址|门牌|地址|目的地|door|address)$/i,
} as const
type Column = keyof typeof COLUMNS
const TRANSPORT_WORDS: readonly (readonly [RegExp, Transport])[] = [
  [/火车|高铁|动车|列车|train/i, 'train'],
  [/飞机|航班|plane|flight/i, 'plane'],
  [/客车|大巴|coach|bus/i, 'coach'],
  [/自驾|汽车|轿车|car/i, 'car'],
  [/船|ship|boat/i, 'ship'],
]
const LONGEST = { name: 40, from: 60, vehicle: 20, door: 60 } as const

const clean = (cell: string | undefined): string => halfWidth(normaliseText(cell ?? '')).trim()

/** The columns of a head line; null where no name or no day is among them. */
function columnsOf(cells: readonly string[]): Map<Column, number> | null {
  const found = new Map<Column, number>()
  for (const [at, cell] of cells.entries())
    for (const [column, words] of Object.entries(COLUMNS) as [Column, RegExp][]) if (!found.has(column) && words.test(clean(cell))) found.set(column, at)
  return found.has('name') && found.has('on') && found.has('from') ? found : null
}

/** `null`: the first line names no columns of such a list. Rows past the limit are not read: whoever calls says so. */
export function readArrivalList(rows: readonly (readonly string[])[]): { found: ListedArrival[]; faults: { row: number; fault: ArrivalFault }[] } | null {
  const [head = [], ...body] = rows
  const columns = columnsOf(head)
  if (columns === null) return null
  const found: ListedArrival[] = []
  const faults: { row: number; fault: ArrivalFault }[] = []
  const seen = new Set<string>()
  for (const [at, cells] of body.slice(0, MOST_LISTED).entries()) {
    const row = at + 2
    const cell = (column: Column) => clean(columns.has(column) ? cells[columns.get(column)!] : undefined)
    if (cells.every((one) => clean(one) === '')) continue
    const phone = cell('phone').replace(/[\s()-]/g, '')
    const document = normaliseDocument(cell('document'))
    const on = readDay(cell('on'))
    const code = cell('code')
    const texts = Object.entries(LONGEST).map(([column, most]) => [cell(column as Column), most] as const)
    const key = `${document === '' ? phone : document}|${on}`
    const fault: ArrivalFault | null =
      cell('name') === ''
        ? 'no_name'
        : texts.some(([text, most]) => lengthOf(text) > most || !isStorable(text))
          ? 'too_long'
          : phone === '' && document === ''
            ? 'no_contact'
            : phone !== '' && !/^\+?\d{5,15}$/.test(phone)
              ? 'bad_phone'
              : document !== '' && !/^[A-Z0-9]{5,20}$/.test(document)
                ? 'bad_document'
                : cell('from') === ''
                  ? 'no_from'
                  : code !== '' && !isOfficialCode(code)
                    ? 'bad_code'
                    : on === null
                      ? 'bad_day'
                      : seen.has(key)
                        ? 'twice'
                        : null
    if (fault !== null) {
      faults.push({ row, fault })
      continue
    }
    seen.add(key)
    const by = `${cell('transport')} ${cell('vehicle')}`
    found.push({
      row,
      name: cell('name'),
      phone: phone === '' ? null : phone,
      document: document === '' ? null : document,
      from: cell('from'),
      code: code === '' ? null : code,
      on: on!,
      transport: TRANSPORT_WORDS.find(([words]) => words.test(by))?.[1] ?? 'other',
      vehicle: cell('vehicle') === '' ? null : cell('vehicle'),
      door: cell('door'),
    })
  }
  return { found, faults }
}
