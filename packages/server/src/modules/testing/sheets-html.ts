// 条码、叫号表: as pages to be printed on A4.
import { code128, type LabelKind, labelOf } from '@xiaomen/rules/testing'
import { renderSVG } from 'uqr'
import { html, paperPage, type Safe, safe } from '../../platform/html.ts'
import { type Lang, say } from './sheets-text.ts'

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:10.5pt/1.35 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#000;background:#fff}
.page{width:210mm;min-height:296mm;padding:10mm;margin:0 auto;break-after:page}
.page:last-child{break-after:auto}
.labels{display:grid;grid-template-columns:repeat(5,38mm);grid-auto-rows:21mm;padding:11mm 10mm}
.label{display:grid;grid-template-columns:17mm 1fr;gap:1mm;align-items:center;padding:1.5mm;overflow:hidden;break-inside:avoid}
.label svg{width:17mm;height:17mm;display:block}
.label b{font:700 8.5pt/1.15 ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.label.lines{grid-template-columns:1fr;padding:2mm 0}
.label.lines svg{width:38mm;height:11mm}
.label.lines b{text-align:center}
h1{font-size:16pt;margin:0}
header{display:flex;justify-content:space-between;align-items:baseline;gap:6mm;border-bottom:.6mm solid #000;padding-bottom:2mm}
header p{margin:0}
.times{font-size:14pt;font-weight:700;margin:3mm 0}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:.25mm solid #444;padding:1mm 1.5mm;vertical-align:middle;text-align:left;overflow-wrap:anywhere}
td.door{font-weight:700;font-size:12pt}
tr{break-inside:avoid}
.box{display:inline-block;width:3.6mm;height:3.6mm;border:.35mm solid #000;vertical-align:-.5mm;margin-right:1mm}
.name{display:inline-block;margin-right:3mm;white-space:nowrap}
footer{display:flex;justify-content:space-between;gap:4mm;font-size:9pt;padding-top:3mm}
@page{size:A4;margin:0}
`
const page = (lang: Lang, title: string, body: Safe[]): string => paperPage({ lang, title, style: STYLE, body })

/** Bars with ten light modules on both sides; over 38 mm a module is 0.2 mm wide, which scanners of lines read. */
function linesSvg(code: string): string {
  const margin = 10
  let x = margin
  const bars = code128(code).map((width, at) => {
    const bar = at % 2 === 0 ? `M${x} 0h${width}v40h-${width}z` : ''
    x += width
    return bar
  })
  return `<svg viewBox="0 0 ${x + margin} 40" preserveAspectRatio="none" shape-rendering="crispEdges"><path d="${bars.join('')}"/></svg>`
}

/** Five by thirteen fit a page: the common sheet of 65 labels, 38 × 21 mm. */
const PER_PAGE = 65
type Labels = { kind: LabelKind; symbol: 'square' | 'lines'; batch: string; from: number; count: number; point: string; lang: Lang }
export function labelsHtml({ kind, symbol, batch, from, count, point, lang }: Labels): string {
  const codes = Array.from({ length: count }, (_, at) => labelOf({ kind, batch, serial: from + at }))
  const label = (code: string) => {
    const written = html`<b>${code.slice(0, 6)} ${code.slice(6)}</b>`
    return symbol === 'lines'
      ? html`<div class="label lines">${safe(linesSvg(code))}${written}</div>`
      : html`<div class="label">${safe(renderSVG(code, { ecc: 'M', border: 1 }))}${written}</div>`
  }
  const pages = Array.from({ length: Math.ceil(codes.length / PER_PAGE) }, (_, at) => codes.slice(at * PER_PAGE, (at + 1) * PER_PAGE))
  return page(
    lang,
    `${say(kind, lang)} · ${point}`,
    pages.map((own) => html`<section class="page labels">${own.map(label)}</section>`),
  )
}

type Call = { fromClock: string; untilClock: string; people: number }
type BuildingPage = { building: string; calls: readonly Call[]; homes: readonly { door: string; names: readonly string[] }[] }
export function callsHtml(sheet: { campaign: string; day: string; point: string; pages: readonly BuildingPage[]; lang: Lang }): string {
  const { campaign, day, point, pages, lang } = sheet
  const one = ({ building, calls, homes }: BuildingPage) =>
    html`<section class="page">
      <header>
        <h1>${building}</h1>
        <p>${campaign} · ${day} · ${say('point', lang, { point })}</p>
      </header>
      <p class="times">${calls.map(({ fromClock, untilClock, people }) => say('time', lang, { from: fromClock, until: untilClock, people })).join('  ')}</p>
      ${
        homes.length === 0
          ? html`<p>${say('nobody', lang)}</p>`
          : html`<table>
              <colgroup>
                <col style="width:24mm" />
                <col />
                <col style="width:56mm" />
              </colgroup>
              <thead>
                <tr>
                  <th>${say('door', lang)}</th>
                  <th>${say('people', lang)} · ${say('done', lang)}</th>
                  <th>${say('note', lang)}</th>
                </tr>
              </thead>
              <tbody>
                ${homes.map(
                  ({ door, names }) =>
                    html`<tr>
                      <td class="door">${door}</td>
                      <td>${names.map((name) => html`<span class="name"><i class="box"></i>${name}</span>`)}</td>
                      <td></td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
      <footer><span>${say('by', lang)}</span><span>${say('keep', lang)}</span></footer>
    </section>`
  return page(
    lang,
    `${say('calls', lang)} · ${point}`,
    pages.length === 0 ? [html`<section class="page"><p>${say('none', lang)}</p></section>`] : pages.map(one),
  )
}
