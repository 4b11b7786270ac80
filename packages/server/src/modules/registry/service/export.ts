// 导出: the template to fill in, and the ledger as it stands, as far as its reader may see it.
import type { registry } from '@xiaomen/contract'
import { comparePaths, type Level } from '@xiaomen/rules/areas'
import { CARE_WORDS, DOCUMENT_WORDS, HEADERS, type ImportField, RESIDENCY_WORDS, USE_WORDS } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import type { FileReply, Handlers } from '../../../platform/module.ts'
import { CSV_TYPE, type SheetToWrite, streamCsv, streamXlsx, writeForm, XLSX_TYPE } from '../../../platform/workbook/write-workbook.ts'
import { type Area, areasUnder, chainOf, findArea, listOverlaysOf } from '../../areas/index.ts'
import { localDay } from '../../../platform/time.ts'
import { shownFields } from '../person-fields.ts'
import { listHomesBeneath } from '../repo/home.ts'
import { type LinkedPerson, listLinked } from '../repo/person.ts'
import type { HomeRow } from '../tables.ts'
import { doorFor, notFound } from './views.ts'

type Registry = Handlers<typeof registry>
type Lang = 'zh' | 'en'

const TEMPLATE: ImportField[] = [
  'compound',
  'building',
  'unit',
  'grid',
  'door',
  'floor',
  'homeUse',
  'name',
  'residency',
  'phone',
  'documentKind',
  'documentNumber',
  'documentCountry',
  'care',
  'lang',
  'since',
]
/** Care marks leave by a saved query only, which counts them and asks for a second person. */
const LEDGER: ImportField[] = ['community', ...TEMPLATE.filter((field) => field !== 'care')]

const EXPLANATIONS: Partial<Record<ImportField, Record<Lang, string>>> = {
  compound: { zh: '必填(小区或楼栋至少填一项)', en: 'Required (compound or building, at least one)' },
  building: { zh: '如 3幢、C座、8号楼半边户', en: 'e.g. 3幢, Block C' },
  unit: { zh: '选填,如 1单元', en: 'Optional, e.g. 1单元' },
  grid: { zh: '选填,同一网格写法一致', en: 'Optional; write one grid one way' },
  door: { zh: '必填,如 501', en: 'Required, e.g. 501' },
  floor: { zh: '选填,不填按房号推算', en: 'Optional; worked out from the door' },
  homeUse: { zh: '选填,从列表选择', en: 'Optional, from the list' },
  name: { zh: '必填;空置房留空', en: 'Required; empty for a vacant home' },
  residency: { zh: '选填,从列表选择', en: 'Optional, from the list' },
  phone: { zh: '选填', en: 'Optional' },
  documentKind: { zh: '选填,从列表选择', en: 'Optional, from the list' },
  documentNumber: { zh: '选填;没有证件可不填', en: 'Optional; may be empty' },
  documentCountry: { zh: '护照填写签发国家,如 美国或 US', en: 'Of a passport, e.g. US' },
  care: { zh: '选填,多项用顿号分开', en: 'Optional; several with a semicolon' },
  lang: { zh: '选填,如 英语或 en', en: 'Optional, e.g. en' },
  since: { zh: '选填,如 2021-03-05', en: 'Optional, e.g. 2021-03-05' },
}
const words = (list: Record<string, readonly string[]>, lang: Lang) => Object.values(list).map((all) => all[lang === 'zh' ? 0 : 1]!)
const choicesOf = (field: ImportField, lang: Lang): readonly string[] | undefined => {
  switch (field) {
    case 'homeUse':
      return words(USE_WORDS, lang)
    case 'residency':
      return words(RESIDENCY_WORDS, lang)
    case 'documentKind':
      return words(DOCUMENT_WORDS, lang)
    case 'care':
      return words(CARE_WORDS, lang)
    default:
      return undefined
  }
}
const columnsOf = (fields: readonly ImportField[], lang: Lang) =>
  fields.map((field) => {
    const choices = choicesOf(field, lang)
    return { header: HEADERS[field][lang][0]!, ...(choices ? { choices } : {}), ...(field === 'documentNumber' ? { width: 22 } : {}) }
  })

async function gathered(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}
async function fileOf(sheet: SheetToWrite, format: 'xlsx' | 'csv', name: string): Promise<FileReply> {
  return format === 'xlsx'
    ? { bytes: await gathered(streamXlsx(sheet)), type: XLSX_TYPE, name: `${name}.xlsx` }
    : { bytes: await gathered(streamCsv(sheet)), type: CSV_TYPE, name: `${name}.csv` }
}

export const downloadTemplate: Registry['downloadTemplate'] = async (ctx, { lang, format }) => {
  ctx.paths('registry.import')
  const name = lang === 'zh' ? '住户台账模板' : 'ledger-template'
  const rows = [TEMPLATE.map((field) => EXPLANATIONS[field]?.[lang] ?? '')]
  const sheet = { name: lang === 'zh' ? '住户台账' : 'Ledger', columns: columnsOf(TEMPLATE, lang), rows }
  if (format === 'csv') return fileOf(sheet, 'csv', name)
  return { bytes: await writeForm({ ...sheet, frozenRows: 2 }), type: XLSX_TYPE, name: `${name}.xlsx` }
}

export const exportLedger: Registry['exportLedger'] = async (ctx, { areaId, lang, format }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.export', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  const sheet = { name: lang === 'zh' ? '住户台账' : 'Ledger', columns: columnsOf(LEDGER, lang), rows: ledgerRows(ctx, area, lang) }
  return fileOf(sheet, format, `${lang === 'zh' ? '住户台账' : 'ledger'}-${area.name}-${localDay(ctx.now)}`)
}

const HOMES_AT_ONCE = 400

async function* ledgerRows(ctx: Ctx, root: Area, lang: Lang): AsyncGenerator<(string | null)[]> {
  const byPath = new Map([...(await chainOf(ctx, root.path)), ...(await areasUnder(ctx, root.path))].map((area) => [area.path, area]))
  const grids = await listOverlaysOf(ctx, 'grid', root.path, localDay(ctx.now))
  const homes = (await listHomesBeneath(ctx, root.path)).toSorted((a, b) => comparePaths(a.area_path, b.area_path))
  const word = lang === 'zh' ? 0 : 1
  for (let from = 0; from < homes.length; from += HOMES_AT_ONCE) {
    const batch = homes.slice(from, from + HOMES_AT_ONCE)
    const residents = Map.groupBy(
      await listLinked(
        ctx,
        batch.map((home) => home.id),
      ),
      (row) => row.residency_home,
    )
    for (const home of batch) {
      const chain = ancestors(home.area_path).flatMap((path) => byPath.get(path) ?? [])
      const nameAt = (level: Level) => chain.find((area) => area.level === level)?.name ?? null
      const grid = grids.find((one) => one.areaPaths.some((path) => home.area_path.startsWith(path)))?.name ?? null
      const place = [
        nameAt('community'),
        nameAt('compound'),
        nameAt('building'),
        nameAt('unit'),
        grid,
        doorFor(ctx, home),
        home.floor === null ? null : String(home.floor),
        USE_WORDS[home.use][word]!,
      ]
      const living = residents.get(home.id) ?? []
      if (living.length === 0) yield [...place, ...Array.from({ length: LEDGER.length - place.length }, () => null)]
      for (const person of living) yield [...place, ...personCells(ctx, home, person, word)]
    }
  }
}

function personCells(ctx: Ctx, home: HomeRow, person: LinkedPerson, word: 0 | 1): (string | null)[] {
  const shown = shownFields(ctx.crypto, person, ctx.sight(home.area_path))
  const kind = shown.documentKind === null ? null : DOCUMENT_WORDS[shown.documentKind][word]!
  return [shown.name, RESIDENCY_WORDS[person.residency_kind][word]!, shown.phone, kind, shown.document, person.document_country, shown.lang, person.from_day]
}

/** '/1/2/h3/' → '/1/', '/1/2/'. */
function ancestors(homePath: string): string[] {
  const steps = homePath.split('/').slice(1, -2)
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}/`)
}
