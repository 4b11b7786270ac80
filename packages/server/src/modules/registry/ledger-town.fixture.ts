// A street whose communities each bring in a ledger of their own, as their offices do: a workbook up, read, looked at, committed.
import { checkCharacter } from '@xiaomen/rules/registry'
import { writeXlsx } from 'hucre/xlsx'
import { expect } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, resolveActor } from '../access/index.ts'
import { type Area, areasModule, areasUnder, insertAreas } from '../areas/index.ts'
import { registryModule } from './index.ts'

export const idOf = (serial: number, birthday = '19900101') => {
  const body = `990101${birthday}${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
export const HEADERS = ['小区', '楼栋', '单元', '网格', '房号', '房屋用途', '姓名', '居住身份', '联系电话', '证件号码', '关爱类别']
export type Row = (string | number | Date | null)[]
export const xlsx = async (
  rows: Row[],
  options: { headers?: string[]; merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[]; formulas?: Record<string, string> } = {},
) =>
  Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: '台账',
          rows: [options.headers ?? HEADERS, ...rows],
          ...(options.merges ? { merges: options.merges } : {}),
          ...(options.formulas
            ? { cells: new Map(Object.entries(options.formulas).map(([at, formula]) => [at, { value: 'x', type: 'formula' as const, formula }])) }
            : {}),
        },
      ],
    }),
  )
export const csv = (rows: Row[], headers = HEADERS) => Buffer.from([headers, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n'))
export const person = (
  door: string,
  name: string,
  more: Partial<Record<'phone' | 'document' | 'use' | 'building' | 'care' | 'residency', string | number | Date>> = {},
): Row => [
  '梧桐里',
  more.building ?? '3幢',
  '2单元',
  '第一网格',
  door,
  more.use ?? '',
  name,
  more.residency ?? '',
  more.phone ?? '',
  more.document ?? '',
  more.care ?? '',
]

type Found = { home: { id: string; path: string; door: string; version: number }; names: string[] }
export type LedgerTown = Awaited<ReturnType<typeof openLedgerTown>>
/** `at`: which community, each with an administrator of its own, so that no test finds another's homes. */
export async function openLedgerTown(count: number) {
  const town: Town = await openTown({ modules: [areasModule, accessModule, registryModule], resolveActor })
  const [street, communities] = await town.system(async (ctx) => {
    const [top] = (await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])) as [Area]
    const made = await insertAreas(
      ctx,
      Array.from({ length: count }, (_, at) => ({ parentId: top.id, level: 'community' as const, name: `第${at + 1}社区` })),
    )
    return [top, made] as const
  })
  const admins: Caller[] = communities.map((community) => town.as('communityAdmin', community.path))

  /** Uploads and waits until it is read. */
  const read = async (at: number, bytes: Buffer, name = 'ledger.xlsx') => {
    const begun = await admins[at]!.upload('registry.startImport', { communityId: communities[at]!.id }, { name, bytes })
    expect([begun.status, begun.body]).toEqual([200, { importId: expect.any(String) }])
    await town.drain()
    return (await admins[at]!.call('registry.getImport', { importId: begun.body.importId })).body
  }
  const commit = async (at: number, importId: string, choice: object = {}) => {
    const asked = await admins[at]!.call('registry.commitImport', { importId, leaveOutWrongRows: false, duplicates: 'update', ...choice })
    expect([asked.status, asked.body.code]).toEqual([200, undefined])
    await town.drain()
    return (await admins[at]!.call('registry.getImport', { importId })).body
  }
  const bringIn = async (at: number, rows: Row[]): Promise<string> => {
    const { id, problems } = await read(at, await xlsx(rows))
    expect(problems).toEqual([])
    expect(await commit(at, id)).toMatchObject({ state: 'committed', failure: null })
    return id
  }
  const areasOf = (at: number) => town.system((ctx) => areasUnder(ctx, communities[at]!.path))
  const homesOf = async (at: number, text: string): Promise<Found[]> => (await admins[at]!.call('registry.findHomes', { text })).body
  return { town, street, communities, admins, read, commit, bringIn, areasOf, homesOf }
}
