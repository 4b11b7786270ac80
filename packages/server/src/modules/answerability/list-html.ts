// 四级包保名单 as pages to be printed on A4; a gap is printed as one.
import { ANSWER_GAP_WORDS, ANSWER_PLACE_WORDS, type AnswerGap, type AnswerPlace } from '@xiaomen/rules/answerability'
import { html, paperPage, type Safe } from '../../platform/html.ts'
import { type Lang, say } from './list-text.ts'

type Row = {
  place: { kind: AnswerPlace; name: string }
  within: string
  who: { name: string; unit: string } | null
  until: string | null
  gap: AnswerGap | null
}
type Post = { name: { zh: string; en: string }; holder: { zh: string; en: string }; places: number; gaps: number; rows: readonly Row[] }
export type PrintedList = { title: string; day: string; isDraft: boolean; lang: Lang; posts: readonly Post[] }

const STYLE = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:210mm;padding:10mm;font:10.5pt/1.35 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#000;background:#fff}
h1{font-size:17pt;margin:0}
h2{font-size:12.5pt;margin:6mm 0 1.5mm;break-after:avoid}
header{border-bottom:.6mm solid #000;padding-bottom:2mm}
header p{margin:1mm 0 0}
table{border-collapse:collapse;width:100%;table-layout:fixed}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{border:.25mm solid #444;padding:1.2mm 1.8mm;text-align:left;vertical-align:middle;overflow-wrap:anywhere}
th{font-size:9pt}
td.gap{font-weight:700;border:.7mm solid #000}
.small{font-size:9pt}
@page{size:A4;margin:0}
@media print{body{padding:8mm 10mm}}
`

const rowOf = ({ place, within, who, until, gap }: Row, lang: Lang): Safe =>
  html`<tr>
    <td>${within === '' ? '' : `${within} `}<strong>${place.name}</strong> <span class="small">${ANSWER_PLACE_WORDS[place.kind][lang]}</span></td>
    ${
      gap === null
        ? html`<td>${who?.name ?? ''}</td>
            <td>${who?.unit ?? ''}</td>
            <td>${until ?? ''}</td>
            <td></td>`
        : html`<td class="gap" colspan="4">${ANSWER_GAP_WORDS[gap][lang]}</td>`
    }
  </tr>`

const postOf = ({ name, holder, places, gaps, rows }: Post, lang: Lang): Safe =>
  html`<section>
    <h2>${name[lang]} · ${holder[lang]} · ${places === 0 ? say('none', lang) : say(gaps === 0 ? 'whole' : 'gaps', lang, { places, gaps })}</h2>
    ${
      rows.length === 0
        ? null
        : html`<table>
            <colgroup>
              <col style="width:34%" />
              <col style="width:17%" />
              <col style="width:25%" />
              <col style="width:11%" />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th>${say('place', lang)}</th>
                <th>${say('who', lang)}</th>
                <th>${say('unit', lang)}</th>
                <th>${say('until', lang)}</th>
                <th>${say('signed', lang)}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map((row) => rowOf(row, lang))}
            </tbody>
          </table>`
    }
  </section>`

export function listHtml({ title, day, isDraft, lang, posts }: PrintedList): string {
  return paperPage({
    lang,
    title: `${say('title', lang)} · ${title}`,
    style: STYLE,
    body: html`<header>
        <h1>${title} · ${say('title', lang)}</h1>
        <p>${say('day', lang, { day })}${isDraft ? ` · ${say('draft', lang)}` : ''}</p>
      </header>
      ${posts.map((post) => postOf(post, lang))}`,
  })
}
