// 纸质清单与门卡 as one page to be printed on A4.
import type { SweepView } from '@xiaomen/contract'
import { printedCardCode } from '@xiaomen/rules/registry'
import { renderSVG } from 'uqr'
import type { z } from 'zod'
import { html, paperPage, type Safe, safe } from '../../platform/html.ts'
import { type Lang, say, TEXT } from './sheet-text.ts'

export type SheetDoor = { page: number; row: number; place: string; door: string; names: string[]; code: string }
type Head = Pick<z.input<typeof SweepView>, 'id' | 'name' | 'areaName' | 'round' | 'dueOn'>
type Sheet = { head: Head; doors: readonly SheetDoor[]; lang: Lang; origin: string }

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:10.5pt/1.35 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#000;background:#fff}
.page{width:210mm;min-height:296mm;padding:10mm 10mm 8mm;margin:0 auto;break-after:page;display:flex;flex-direction:column}
.page:last-child{break-after:auto}
h1{font-size:15pt;margin:0}
header{display:flex;justify-content:space-between;align-items:baseline;gap:6mm;border-bottom:.6mm solid #000;padding-bottom:2mm}
header p{margin:0}
.number{font-size:17pt;font-weight:700;white-space:nowrap}
table{border-collapse:collapse;width:100%;flex:1;table-layout:fixed}
th,td{border:.25mm solid #444;padding:1mm 1.5mm;vertical-align:middle;text-align:left;overflow-wrap:anywhere}
th{font-size:9pt}
td.row{text-align:center;font-weight:700;font-size:13pt}
td.door{font-weight:700;font-size:12pt}
td.code{padding:.8mm;text-align:center}
td.code svg{width:17mm;height:17mm;display:block;margin:auto}
.tick{white-space:nowrap;display:inline-block;margin-right:2mm}
.box{display:inline-block;width:3.6mm;height:3.6mm;border:.35mm solid #000;vertical-align:-.5mm;margin-right:1mm}
ul{list-style:none;margin:0;padding:0}
footer{display:flex;justify-content:space-between;gap:4mm;font-size:9pt;padding-top:2mm}
.cards{display:grid;grid-template-columns:1fr 1fr;grid-auto-rows:68mm;align-content:start}
.card{border:.25mm dashed #777;padding:6mm;display:grid;grid-template-columns:1fr 34mm;gap:4mm;break-inside:avoid}
.card h2{font-size:14pt;margin:0 0 2mm}.card p{margin:0 0 2mm}
.card svg{width:34mm;height:34mm;display:block}
.card .digits{font-size:12pt;font-weight:700;letter-spacing:.04em;white-space:nowrap;grid-column:1/-1;margin:0}
@page{size:A4;margin:0}
`
const box = (word: string) => html`<span class="tick"><i class="box"></i>${word}</span>`
const qr = (text: string): Safe => safe(renderSVG(text, { ecc: 'L', border: 1 }))

/** Opens the stop on a worker's phone. No secret: whoever has no sign-in sees nothing. */
const rowLink = (origin: string, sweepId: string, { page, row }: SheetDoor) => `${origin}/work/#/sweep/${sweepId}/row/${page}-${row}`
/** Behind the '#' it never leaves the phone. */
const reportLink = (origin: string, code: string) => `${origin}/#/report/${code}`

const listRow = (door: SheetDoor, { head, lang, origin }: Sheet) =>
  html`<tr>
    <td class="row">${String(door.row)}</td>
    <td class="door">${door.door}</td>
    <td>
      <ul>
        ${door.names.map((name) => html`<li><i class="box"></i><i class="box"></i>${name}</li>`)}
      </ul>
    </td>
    <td>${(['done', 'nobodyHome', 'refused', 'vacant'] as const).map((word) => box(TEXT[word][lang]))}</td>
    <td></td>
    <td class="code">${qr(rowLink(origin, head.id, door))}</td>
  </tr>`

function listPage(sheet: Sheet, page: number, doors: readonly SheetDoor[]): Safe {
  const { head, lang } = sheet
  const words = (key: keyof typeof TEXT, values?: Record<string, string | number>) => say(key, lang, values)
  return html`<section class="page">
    <header>
      <div>
        <h1>${head.name} · ${doors[0]?.place ?? ''}</h1>
        <p>${head.areaName} · ${words('round', { round: head.round })} · ${words('until', { day: head.dueOn })}</p>
      </div>
      <p class="number">${words('page', { page })}</p>
    </header>
    <table>
      <colgroup>
        <col style="width:9mm" />
        <col style="width:20mm" />
        <col style="width:48mm" />
        <col style="width:36mm" />
        <col />
        <col style="width:19mm" />
      </colgroup>
      <thead>
        <tr>
          <th>${words('row')}</th>
          <th>${words('door')}</th>
          <th>${words('people')}</th>
          <th>${words('found')}</th>
          <th>${words('newcomers')}</th>
          <th></th>
        </tr>
      </thead>
      <tbody>
        ${doors.map((door) => listRow(door, sheet))}
      </tbody>
    </table>
    <footer><span>${words('by')}</span><span>${words('keep')}</span></footer>
  </section>`
}

const doorCard = (door: SheetDoor, { head, lang, origin }: Sheet) =>
  html`<article class="card">
    <div>
      <h2>${say('cardTitle', lang)}</h2>
      <p><strong>${say('cardPlace', lang, { place: `${door.place} ${door.door}` })}</strong></p>
      <p>${say('cardLead', lang)}</p>
      <p>${head.areaName} · ${say('until', lang, { day: head.dueOn })}</p>
    </div>
    ${qr(reportLink(origin, door.code))}
    <p class="digits">${printedCardCode(door.code)}</p>
  </article>`

/** Eight cards fit a page. */
const CARDS = 8
export function sheetHtml(sheet: Sheet, what: 'list' | 'cards'): string {
  const { doors, lang, head } = sheet
  const pages =
    what === 'list'
      ? [...Map.groupBy(doors, (door) => door.page)].map(([page, own]) => listPage(sheet, page, own))
      : Array.from({ length: Math.ceil(doors.length / CARDS) }, (_, at) => doors.slice(at * CARDS, (at + 1) * CARDS)).map(
          (own) => html`<section class="page"><div class="cards">${own.map((door) => doorCard(door, sheet))}</div></section>`,
        )
  return paperPage({ lang, title: `${say(what, lang)} · ${head.name}`, style: STYLE, body: pages })
}
