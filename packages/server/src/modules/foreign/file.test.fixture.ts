// Files as other systems write them.
import { Buffer } from 'node:buffer'

export type Line = Partial<Record<'document' | 'name' | 'birthday' | 'phone' | 'at' | 'method' | 'result' | 'lab', string>>
const HEADERS = ['证件号码', '姓名', '出生日期', '手机号', '采样时间', '检测方法', '检测结果', '检测机构']
const cellsOf = ({ document = '', name = '', birthday = '', phone = '', at = '', method = '核酸', result = '阴性', lab = '某检测机构' }: Line) => [
  document,
  name,
  birthday,
  phone,
  at,
  method,
  result,
  lab,
]
const textOf = (lines: readonly Line[], headers: readonly string[]) => [headers, ...lines.map(cellsOf)].map((cells) => cells.join(',')).join('\r\n')
export const csvFile = (lines: readonly Line[], headers: readonly string[] = HEADERS) => ({ name: 'results.csv', bytes: Buffer.from(textOf(lines, headers)) })

/** Node writes no GB18030; every letter of two bytes is read once and turned round. */
export function gbFile(lines: readonly Line[]) {
  const known = new Map<string, number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) known.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  const bytes = [...textOf(lines, HEADERS)].flatMap((letter) => (letter.codePointAt(0)! < 0x80 ? [letter.codePointAt(0)!] : known.get(letter)!))
  return { name: 'results.csv', bytes: Buffer.from(bytes) }
}
