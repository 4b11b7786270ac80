// The frame of pages for people without an account, visitors and whoever reports an arrival: no script, one inline style sheet named by its hash, nothing from outside.
import { createHash } from 'node:crypto'
import { html, markupOf, type Safe, safe } from './html.ts'
import type { FileReply } from './module.ts'

export { html, safe }

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:1.125rem/1.6 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1a1f24;background:#f4f5f6}
header,main{max-width:34rem;margin:0 auto;padding:.75rem 1rem}
header{display:flex;justify-content:space-between;align-items:center;font-weight:600}
a{color:#0b4f8a}header a{line-height:2.75rem;min-width:3rem;text-align:right}
.card{background:#fff;border:1px solid #d5d9dd;border-radius:.5rem;padding:1rem}
.card+.card{margin-top:1rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}
.place{font-weight:600;margin:0 0 1rem}
form{display:grid;gap:.25rem}
label{font-weight:600;margin-top:.5rem}
input,select,button{font:inherit;min-height:3rem;padding:.5rem .75rem;border-radius:.375rem;border:1px solid #5f6b76;width:100%;background:#fff;color:inherit}
button{background:#0b4f8a;color:#fff;border-color:#0b4f8a;font-weight:600;margin-top:1rem}
input[aria-invalid]{border:2px solid #b3261e}
:focus-visible{outline:3px solid #e08a00;outline-offset:2px}
.wrong{border-left:.5rem solid #b3261e;padding:.25rem .75rem;margin:0 0 1rem}
.quiet{color:#46515b;font-size:1rem}
.ok{border-top:.5rem solid #14733a}.no{border-top:.5rem solid #b3261e}.wait{border-top:.5rem solid #5f6b76}
.number{font-size:clamp(2.2rem,11vw,3.5rem);font-weight:700;letter-spacing:.05em;text-align:center;margin:.5rem 0;white-space:nowrap}
.steps{list-style:none;padding:0;margin:.5rem 0}
.sheet{background:#fff;width:210mm;max-width:100%;min-height:290mm;margin:1rem auto;padding:16mm 14mm;text-align:center;border-top:10mm solid #0b4f8a;display:flex;flex-direction:column;justify-content:space-between}
.sheet h1{font-size:clamp(2.4rem,11vw,26mm);margin:0}.sheet .en{font-size:clamp(1.3rem,5vw,10mm);font-weight:600;margin:0}
.sheet .where{font-size:clamp(1.4rem,6vw,12mm);font-weight:700;margin:0}
.sheet svg{width:100mm;max-width:80%;height:auto;margin:0 auto;display:block}
.sheet .says{font-size:clamp(1.1rem,4vw,6.5mm);line-height:1.4;margin:2mm 0}
@page{size:A4;margin:0}
@media print{*{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{background:#fff}.screen{display:none}.sheet{margin:0;width:210mm;max-width:none;height:296mm;min-height:0}.sheet h1{font-size:26mm}.sheet .en{font-size:10mm}.sheet .where{font-size:12mm}.sheet svg{width:100mm}.sheet .says{font-size:6.5mm}}
`
// Put together by hand: the hash is of every character between the tags, and a formatter would add some.
const STYLE_ELEMENT = safe(['<style>', '</style>'].join(STYLE))
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

export type Lang = 'zh' | 'en'
const PRODUCT: Record<Lang, string> = { zh: '小门', en: 'Xiaomen' }
type Shown = { lang: Lang; title: string; here: string; body: Safe; isSheet?: boolean; renewS?: number }
/** `here` is the path of the page, for the link to the other language. */
export function page({ lang, title, here, body, isSheet = false, renewS }: Shown): FileReply {
  const other = lang === 'zh' ? 'en' : 'zh'
  const document = html`<!doctype html>
    <html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${renewS === undefined ? null : html`<meta http-equiv="refresh" content="${String(renewS)}" />`}
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header class="screen">
          <span>${PRODUCT[lang]}</span><a href="${here}?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${other === 'zh' ? '中文' : 'English'}</a>
        </header>
        ${isSheet ? body : html`<main>${body}</main>`}
      </body>
    </html>`
  return { bytes: markupOf(document), type: 'text/html; charset=utf-8', headers: { 'content-security-policy': POLICY, 'cache-control': 'no-store' } }
}

type Told = { lang: Lang; title: string; here: string; says: string }
/** A page that says that there is nothing here, and what to do. */
export const gonePage = ({ lang, title, here, says }: Told): FileReply =>
  page({
    lang,
    title,
    here,
    body: html`<section class="card no">
      <h1>${title}</h1>
      <p>${says}</p>
    </section>`,
  })

/** What has to be put right, above the form. */
export const wrongs = (title: string, says: readonly string[]): Safe | null =>
  says.length === 0
    ? null
    : html`<div class="wrong" role="alert">
        <p>${title}</p>
        <ul>
          ${says.map((one) => html`<li>${one}</li>`)}
        </ul>
      </div>`

/** A code out of an address, however it was typed. */
export const codeOf = (typed: string | undefined): string =>
  (typed ?? '')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 20)
/** Digits in threes, to be read aloud. */
export const inThrees = (digits: string): string => digits.replace(/(\d{3})(?=\d)/g, '$1 ')
/** A telephone number as it is typed into a form. */
export const typedPhone = (typed: string | undefined): string => (typed ?? '').normalize('NFKC').replace(/[\s()-]/g, '')
