// The plan as pages to be printed on A4, the table of communities across.
import { html, paperPage, type Safe } from '../../platform/html.ts'
import type { Plan } from './make-plan.ts'
import { askedLines, communityHeads, communityLines, needLines, sourceLines, verdictLines, waitLines } from './plan-lines.ts'
import { type Lang, say } from './plan-text.ts'

const STYLE = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:297mm;padding:10mm;font:10pt/1.35 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#000;background:#fff}
h1{font-size:17pt;margin:0}
h2{font-size:12pt;margin:5mm 0 1.5mm;break-after:avoid}
header{border-bottom:.6mm solid #000;padding-bottom:2mm}
header p,ul{margin:1mm 0 0}
ul{padding-left:5mm}
.half{display:grid;grid-template-columns:repeat(auto-fit,minmax(80mm,1fr));gap:0 8mm;align-items:start}
table{border-collapse:collapse;width:100%}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{border:.25mm solid #444;padding:.8mm 1.5mm;text-align:left;vertical-align:middle;overflow-wrap:anywhere}
th{font-size:8.5pt}
td.figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tbody tr.all td{font-weight:700}
.wide th{font-size:8pt}
.sources td{font-size:8.5pt}
@media (max-width:150mm){.wide{overflow-x:auto}}
@page{size:A4 landscape;margin:0}
@media print{body{padding:8mm 10mm}}
`
const figures = (cells: readonly string[]) => cells.map((cell) => html`<td class="figure">${cell}</td>`)
const headRow = (cells: readonly string[]): Safe =>
  html`<thead>
    <tr>
      ${cells.map((cell) => html`<th scope="col">${cell}</th>`)}
    </tr>
  </thead>`
/** A word before its figures, line by line. */
const figureTable = (title: string, lines: readonly (readonly string[])[], heads: Safe | null = null): Safe =>
  html`<section>
    <h2>${title}</h2>
    <table>
      ${heads}
      <tbody>
        ${lines.map(
          ([word = '', ...cells]) =>
            html`<tr>
              <th scope="row">${word}</th>
              ${figures(cells)}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`

export function planHtml({ name, plan, lang }: { name: string; plan: Plan; lang: Lang }): string {
  const lines = communityLines(plan, lang)
  return paperPage({
    lang,
    title: `${say('title', lang)} · ${name}`,
    style: STYLE,
    body: html`<header>
        <h1>${name} · ${say('title', lang)}</h1>
        <p>${say('counted', lang, { area: plan.area.name, day: plan.countedOn })}</p>
        <ul>
          ${verdictLines(plan, lang).map((line) => html`<li>${line}</li>`)}
        </ul>
      </header>
      <div class="half">
        <div>
          ${figureTable(say('asked', lang), askedLines(plan, lang))}
          ${plan.run === null ? null : figureTable(say('waits', lang), waitLines(plan.run.waits, lang), headRow(['', say('now', lang), say('oneMore', lang)]))}
        </div>
        ${figureTable(say('need', lang), needLines(plan, lang))}
      </div>
      <section>
        <h2>${say('communities', lang)}</h2>
        <div class="wide">
          <table>
            ${headRow(communityHeads(lang))}
            <tbody>
              ${lines.map(
                ([own = '', ...cells], at) =>
                  html`<tr class="${at === lines.length - 1 ? 'all' : ''}">
                    <td>${own}</td>
                    ${figures(cells)}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>
      <section class="sources">
        <h2>${say('sources', lang)}</h2>
        <table>
          ${headRow([say('figure', lang), say('value', lang), say('source', lang)])}
          <tbody>
            ${sourceLines(plan, lang).map(
              ([word, value, source]) =>
                html`<tr>
                  <td>${word}</td>
                  <td class="figure">${value}</td>
                  <td>${source}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>`,
  })
}
