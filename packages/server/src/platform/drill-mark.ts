// 演练水印: what every page of a drill bears. Put in by the server into whatever HTML leaves it, so that no page can be forgotten and no bundle grows.
import { createHash } from 'node:crypto'

/** Before titles, names of files and of the app. */
export const DRILL_PREFIX = '【演练 DRILL】'
const SHANGHAI_MS = 8 * 3_600_000
const TILES = 60

/** A frame, a label and the words across everything: seen on any ground, in the way of no finger, on every sheet that is printed. */
const STYLE = `
#drill-mark{all:initial!important;position:fixed!important;inset:0!important;z-index:2147483647!important;pointer-events:none!important;display:block!important;overflow:hidden!important;visibility:visible!important;border:4px solid #c2410c!important;font-family:system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif!important}
#drill-mark b{position:absolute;z-index:1;top:0;left:50%;transform:translateX(-50%);white-space:nowrap;background:#c2410c;color:#fff;font:700 12px/16px system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;padding:0 10px 2px;border-radius:0 0 6px 6px}
#drill-mark div{position:absolute;inset:-30%;display:flex;flex-wrap:wrap;align-content:flex-start;transform:rotate(-24deg);font-size:clamp(26px,4vw,96px);color:rgba(150,84,56,.2);user-select:none}
#drill-mark i{flex:none;width:8.5em;height:3.4em;font-style:normal;font-weight:700;white-space:nowrap}
#drill-mark i:nth-child(odd){padding-top:1.2em}
#drill-mark i::after{content:"演练 DRILL"}
@media screen{body{padding-top:18px!important}}
@media print{#drill-mark b{print-color-adjust:exact;-webkit-print-color-adjust:exact}#drill-mark div{color:rgba(194,65,12,.24)}}
`
const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

const two = (value: number) => String(value).padStart(2, '0')
/** As a clock on the wall there shows it. */
function wallTime(at: Date): string {
  const local = new Date(at.getTime() + SHANGHAI_MS)
  return `${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
}

const markOf = (until: Date) =>
  `<style>${STYLE}</style><div id="drill-mark" role="note" aria-label="演练 DRILL"><b>演练 DRILL · 至 until ${wallTime(until)}</b><div aria-hidden="true">${'<i></i>'.repeat(TILES)}</div></div>`

/** Where the keeper of the mark lies: among the files that a phone keeps for the time without network. */
export const KEEPER_PATH = '/assets/drill.js'
/** Puts the mark back when something takes it off, and before every title. */
export const KEEPER = `'use strict'
const mark = document.getElementById('drill-mark')
const whole = mark.cloneNode(true)
const attributes = new MutationObserver(() => keep())
const watch = { attributes: true, childList: true, subtree: true, characterData: true }
let shown = mark
function keep() {
  if (!shown.isConnected || !shown.isEqualNode(whole)) {
    attributes.disconnect()
    shown.remove()
    shown = whole.cloneNode(true)
    document.body.append(shown)
    attributes.observe(shown, watch)
  }
  const prefix = ${JSON.stringify(DRILL_PREFIX)}
  if (!document.title.startsWith(prefix)) document.title = prefix + document.title
}
attributes.observe(mark, watch)
new MutationObserver(keep).observe(document.body, { childList: true })
new MutationObserver(keep).observe(document.head, { childList: true, subtree: true, characterData: true })
keep()
`

/** `mayRun`: the page's policy lets scripts of this server run. */
export function markPage(page: string, until: Date, mayRun: boolean): string {
  const mark = markOf(until) + (mayRun ? `<script src="${KEEPER_PATH}"></script>` : '')
  const titled = page.replace(/<html\b/, '<html data-drill').replace(/<title>/, `<title>${DRILL_PREFIX}`)
  return titled.includes('</body>') ? titled.replace('</body>', `${mark}</body>`) : titled + mark
}

/** The page's policy with the mark's own style sheet let in. */
export const markPolicy = (policy: string): string =>
  policy.includes("'unsafe-inline'") || !policy.includes('style-src ') ? policy : policy.replace('style-src ', `style-src ${STYLE_HASH} `)
