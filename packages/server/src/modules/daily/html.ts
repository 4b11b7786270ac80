// The frame of the public pages: no script, one inline style sheet named by its hash, nothing from outside.
import { createHash } from 'node:crypto'
import { html, markupOf, type Safe, safe } from '../../platform/html.ts'
import type { FileReply } from '../../platform/module.ts'
import { type Lang, TEXT } from './pages-text.ts'

export { html, safe }

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:1.125rem/1.6 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1a1f24;background:#f4f5f6}
header,main,footer{max-width:40rem;margin:0 auto;padding:1rem 1.25rem}
header{display:flex;justify-content:space-between;align-items:center;font-weight:600}
a{color:#0b4f8a}
header a,footer a{display:inline-block;min-height:2.75rem;line-height:2.75rem}
.card{background:#fff;border:1px solid #d5d9dd;border-top-width:.5rem;border-radius:.5rem;padding:1.5rem 1.25rem}
.free{border-top-color:#14733a}.withdrawn,.unknown{border-top-color:#b3261e}.past{border-top-color:#5f6b76}
.state{display:flex;gap:.75rem;align-items:center;margin:0 0 .25rem;font-size:clamp(1.9rem,8vw,3rem);line-height:1.2;font-weight:700}
.free .state{color:#14733a}.withdrawn .state,.unknown .state{color:#b3261e}.past .state{color:#46515b}
.sign{flex:none;display:inline-grid;place-items:center;width:1.4em;height:1.4em;border-radius:50%;border:.08em solid currentColor;font-size:.75em}
.place{font-size:1.375rem;line-height:1.4;font-weight:600;margin:.25rem 0 1rem}
.place,.where{word-break:keep-all;overflow-wrap:anywhere;text-wrap:balance}
.card+.card{margin-top:1rem}
h2{font-size:1.5rem;margin:0 0 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:1rem 0}
dt{color:#46515b}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.proof{font-weight:600;margin:0 0 1rem}
form{display:grid;gap:.75rem}
input,button{font:inherit;min-height:3rem;padding:.5rem .75rem;border-radius:.375rem;border:1px solid #5f6b76;width:100%}
input{letter-spacing:.12em;text-transform:uppercase;background:#fff;color:inherit}
button{background:#0b4f8a;color:#fff;border-color:#0b4f8a;font-weight:600}
:focus-visible{outline:3px solid #e08a00;outline-offset:2px}
.sheet{background:#fff;width:210mm;max-width:100%;min-height:290mm;margin:1rem auto;padding:16mm 14mm;text-align:center;border-top:10mm solid #14733a;display:flex;flex-direction:column;justify-content:space-between}
.sheet h1{font-size:clamp(2.6rem,11.5vw,28mm);line-height:1.15;margin:0;color:#14733a}
.sheet.gone{border-top-color:#b3261e}.sheet.gone h1{color:#b3261e}
.sheet .en{font-size:clamp(1.4rem,5vw,11mm);font-weight:600;margin:0;color:#14733a}.sheet.gone .en{color:#b3261e}
.sheet .where{font-size:clamp(1.5rem,7vw,14mm);line-height:1.3;font-weight:700;margin:0}
.sheet .when{font-size:clamp(1.25rem,5vw,9mm);margin:2mm 0 0}
.sheet svg{width:62mm;max-width:60%;height:auto;margin:0 auto;display:block}
.sheet .code{white-space:nowrap;font-size:clamp(1.25rem,5vw,8mm);letter-spacing:.1em;font-weight:700;margin:3mm 0 0}
.sheet small{font-size:1rem;color:#46515b;overflow-wrap:anywhere}
@page{size:A4;margin:0}
@media print{*{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{background:#fff}.screen{display:none}.sheet{margin:0;width:210mm;max-width:none;height:296mm;min-height:0}.sheet h1{font-size:28mm;white-space:nowrap}.sheet .en{font-size:11mm}.sheet .where{font-size:14mm}.sheet .when{font-size:9mm}.sheet svg{width:62mm}}
`
// Put together by hand: the hash is of every character between the tags, and a formatter would add some.
const STYLE_ELEMENT = safe(['<style>', '</style>'].join(STYLE))
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** `here` is the path of the page, for the link to the other language. */
export function page({ lang, title, here, body, isSheet = false }: { lang: Lang; title: string; here: string; body: Safe; isSheet?: boolean }): FileReply {
  const other = lang === 'zh' ? 'en' : 'zh'
  const document = html`<!doctype html>
    <html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header class="screen">
          <span>${TEXT.product[lang]}</span
          ><a href="${here}?lang=${other}" hreflang="${other === 'zh' ? 'zh-CN' : 'en'}" lang="${other === 'zh' ? 'zh-CN' : 'en'}"
            >${other === 'zh' ? '中文' : 'English'}</a
          >
        </header>
        ${isSheet ? body : html`<main>${body}</main>`}
      </body>
    </html>`
  return { bytes: markupOf(document), type: 'text/html; charset=utf-8', headers: { 'content-security-policy': POLICY } }
}
