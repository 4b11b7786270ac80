// 巡防点码 as pages to be printed on A4: four labels a page, each with a dashed line to cut along.
import { renderSVG } from 'uqr'
import { html, paperPage, safe } from '../../platform/html.ts'
import { type Lang, say } from './label-text.ts'

type Label = { ordinal: number; name: string; hint: string | null; code: string }
export type Labels = { route: string; area: string; labels: readonly Label[]; lang: Lang; origin: string }

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:12pt/1.35 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#000;background:#fff}
.page{width:210mm;height:296mm;padding:8mm;margin:0 auto;break-after:page;display:grid;grid-template-columns:1fr 1fr;grid-template-rows:1fr 1fr}
.page:last-child{break-after:auto}
.label{border:.25mm dashed #777;padding:7mm;display:flex;flex-direction:column;align-items:center;text-align:center;gap:2.5mm;overflow:hidden}
.label h2{font-size:20pt;margin:0;line-height:1.2;overflow-wrap:anywhere}
.label p{margin:0}
.label svg{width:70mm;height:70mm;display:block}
.small{font-size:10pt}
@page{size:A4;margin:0}
`
const PER_PAGE = 4
/** Behind the '#' it never leaves the phone. It names a point; whoever has no sign-in sees nothing. */
const linkOf = (origin: string, code: string) => `${origin}/work/#/point/${code}`

const labelOf = ({ ordinal, name, hint, code }: Label, { route, area, lang, origin }: Labels) =>
  html`<article class="label">
    <p>${area} · ${route} · ${say('title', lang)} ${String(ordinal)}</p>
    <h2>${name}</h2>
    ${safe(renderSVG(linkOf(origin, code), { ecc: 'M', border: 1 }))}
    <p>${say('scan', lang)}</p>
    <p class="small">${hint ?? ''}</p>
    <p class="small">${say('keep', lang)}</p>
  </article>`

export function labelsHtml(of: Labels): string {
  const pages = Array.from({ length: Math.ceil(of.labels.length / PER_PAGE) }, (_, at) => of.labels.slice(at * PER_PAGE, (at + 1) * PER_PAGE))
  return paperPage({
    lang: of.lang,
    title: `${say('sheet', of.lang)} · ${of.route}`,
    style: STYLE,
    body: pages.map((own) => html`<section class="page">${own.map((label) => labelOf(label, of))}</section>`),
  })
}
