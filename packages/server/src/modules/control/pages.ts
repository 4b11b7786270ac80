// 管控人数公开: how many people each rule restricts by hand, for anybody, without a session and without a script. Numbers, no names.
import { createHash } from 'node:crypto'
import { shownCount } from '@xiaomen/rules/control'
import { html, markupOf, safe } from '../../platform/html.ts'
import type { Page } from '../../platform/module.ts'
import { localDay, startOfDay, TIME_ZONE } from '../../platform/time.ts'
import { countRestrictions, type RestrictionCount } from '../status/index.ts'
import { COLOURS, KINDS, type Lang, PAGE, WAYS } from './pages-text.ts'
import { countByTrack, type TrackCount } from './repo/count.ts'
import { trackNameOf } from './track-file.ts'

/** Of status, in days of the calendar before today. */
const STATUS_DAYS = 13
const DAY_MS = 86_400_000
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:1.125rem/1.6 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1a1f24;background:#fff}
main{max-width:44rem;margin:0 auto;padding:1rem 1.25rem}
a{color:#0b4f8a;display:inline-block;min-height:2.75rem;line-height:2.75rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #767676;padding:.5rem .6rem;text-align:left;overflow-wrap:anywhere}
`
const HASH = createHash('sha256').update(STYLE).digest('base64')

const few = (count: number, lang: Lang) => String(shownCount(count) ?? PAGE.few[lang])

function statusTable(rows: readonly RestrictionCount[], lang: Lang) {
  if (rows.length === 0) return html`<p>${PAGE.statusNone[lang]}</p>`
  return html`<table>
    <thead>
      <tr>
        ${(['day', 'kind', 'colour', 'way', 'people'] as const).map((key) => html`<th scope="col">${PAGE[key][lang]}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${row.day}</th>
            <td>${KINDS[row.kind][lang]}</td>
            <td>${COLOURS[row.verdict][lang]}</td>
            <td>${WAYS[row.way][lang]}</td>
            <td>${few(row.people, lang)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function table(rows: readonly TrackCount[], lang: Lang) {
  const nameOf = (row: TrackCount) => trackNameOf({ pack_id: row.packId, edition: row.edition, track: row.track })[lang]
  if (rows.length === 0) return html`<p>${PAGE.none[lang]}</p>`
  return html`<table>
    <thead>
      <tr>
        ${(['rule', 'open', 'fresh', 'lifted'] as const).map((key) => html`<th scope="col">${PAGE[key][lang]}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${nameOf(row)} · ${row.packId} ${row.edition}</th>
            <td>${few(row.open, lang)}</td>
            <td>${few(row.fresh, lang)}</td>
            <td>${few(row.lifted, lang)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

const restrictions: Page = {
  path: '/restrictions/:communityId',
  maxAgeS: 300,
  run: async (services, { params, lang }) => {
    const communityId = params['communityId'] ?? ''
    if (!ID.test(communityId)) return null
    const now = services.now()
    // It counts, and shows nobody: read as a reader who sees every area.
    const [rows, byStatus] = await services.db.tx({ paths: ['/'], as: 'reader' }, async (tx) => [
      await countByTrack({ tx }, communityId, { since: new Date(now.getTime() - DAY_MS), appealsSince: new Date(now.getTime() - 30 * DAY_MS) }),
      await countRestrictions({ tx, now }, communityId, new Date(startOfDay(localDay(now)).getTime() - STATUS_DAYS * DAY_MS)),
    ])
    const time = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: TIME_ZONE }).format(now)
    const other = lang === 'zh' ? 'en' : 'zh'
    return {
      type: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': `default-src 'none'; style-src 'sha256-${HASH}'; frame-ancestors 'none'; base-uri 'none'` },
      bytes: markupOf(
        html`<!doctype html>
          <html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width,initial-scale=1" />
              <title>${PAGE.title[lang]}</title>
              ${safe(['<style>', '</style>'].join(STYLE))}
            </head>
            <body>
              <main>
                <a href="/restrictions/${communityId}?lang=${other}" lang="${other}">${PAGE.other[lang]}</a>
                <h1>${PAGE.title[lang]}</h1>
                <p>${PAGE.says[lang]}</p>
                ${table(rows, lang)}
                <h2>${PAGE.statusTitle[lang]}</h2>
                <p>${PAGE.statusSays[lang]}</p>
                ${statusTable(byStatus, lang)}
                <p>${PAGE.at[lang].replace('{time}', time)}</p>
              </main>
            </body>
          </html>`,
      ),
    }
  },
}

export const pages: Page[] = [restrictions]
