// 五级公示, for anybody: what is posted, whether a paper is genuine, and the paper itself. Read without a session and without a script.
import type { PostingLevel } from '@xiaomen/rules/daily'
import { renderSVG } from 'uqr'
import type { Page, Services } from '../../platform/module.ts'
import { localDay, TIME_ZONE } from '../../platform/time.ts'
import { printedCode, readCode } from './code.ts'
import { html, page, safe } from './html.ts'
import { type Lang, LEVEL_NAMES, TEXT } from './pages-text.ts'
import { findPosting, findSuccessor } from './repo/postings.ts'
import type { PostingRow } from './tables.ts'

type Found = { posting: PostingRow; successor: PostingRow | undefined }

/** Postings hold nothing personal; they are read as a reader who sees every area. */
async function find(services: Services, typed: string): Promise<Found | null> {
  const code = readCode(typed.slice(0, 60))
  if (code === null) return null
  return services.db.tx({ paths: ['/'], as: 'reader' }, async (tx) => {
    const posting = await findPosting({ tx }, code)
    return posting ? { posting, successor: posting.state === 'withdrawn' ? await findSuccessor({ tx }, posting) : undefined } : null
  })
}

const dayText = (day: string, lang: Lang) =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
const timeText = (at: Date, lang: Lang) =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE }).format(at)

type Standing = 'free' | 'past' | 'withdrawn'
/** A posting speaks of its day only. */
const standingOf = (posting: PostingRow, today: string): Standing => (posting.state === 'withdrawn' ? 'withdrawn' : posting.day === today ? 'free' : 'past')
const SIGNS: Record<Standing, string> = { free: '✓', past: '–', withdrawn: '✕' }
const SENTENCES = { free: TEXT.freeSays, past: TEXT.pastSays, withdrawn: TEXT.withdrawnSays } as const

function card({ posting, successor }: Found, today: string, lang: Lang, proof: string | null) {
  const standing = standingOf(posting, today)
  const row = (name: string, value: string) =>
    html`<dt>${name}</dt>
      <dd>${value}</dd>`
  return html`<section class="card ${standing}">
    ${proof === null ? null : html`<p class="proof">${proof}</p>`}
    <h1 class="state"><span class="sign" aria-hidden="true">${SIGNS[standing]}</span>${TEXT[standing][lang]}</h1>
    <p class="place">${posting.full_name}</p>
    <p>${SENTENCES[standing][lang]}</p>
    <dl>
      ${row(TEXT.forDay[lang], dayText(posting.day, lang))}${row(TEXT.level[lang], LEVEL_NAMES[posting.level as PostingLevel][lang])}${row(TEXT.postedAt[lang], timeText(posting.posted_at, lang))}${
        posting.withdrawn_at ? row(TEXT.withdrawnAt[lang], timeText(posting.withdrawn_at, lang)) : null
      }${row(TEXT.code[lang], printedCode(posting.code))}
    </dl>
    ${successor ? html`<p><a href="/posting/${successor.code}?lang=${lang}">${TEXT.newer[lang]}</a></p>` : null}
  </section>`
}

const unknownCard = (lang: Lang, proof: string | null) =>
  html`<section class="card unknown">
    ${proof === null ? null : html`<p class="proof">${proof}</p>`}
    <h1 class="state"><span class="sign" aria-hidden="true">?</span>${TEXT.unknown[lang]}</h1>
    <p>${TEXT.unknownSays[lang]}</p>
  </section>`

const form = (lang: Lang, typed: string) =>
  html`<section class="card">
    <h2>${TEXT.verifyTitle[lang]}</h2>
    <form method="get" action="/verify">
      <label for="code">${TEXT.verifyHint[lang]}</label
      ><input id="code" name="code" value="${typed}" maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" required />
      <input type="hidden" name="lang" value="${lang}" /><button>${TEXT.verifyButton[lang]}</button>
    </form>
  </section>`

const posting: Page = {
  path: '/posting/:code',
  // Less than the minute within which a withdrawal must be seen.
  maxAgeS: 20,
  run: async (services, { params, lang }) => {
    const found = await find(services, params['code'] ?? '')
    const here = `/posting/${found?.posting.code ?? 'unknown'}`
    if (!found) return page({ lang, title: TEXT.unknown[lang], here, body: html`${unknownCard(lang, null)}${form(lang, '')}` })
    const standing = standingOf(found.posting, localDay(services.now()))
    const links = standing === 'free' ? html`<footer><a href="/poster/${found.posting.code}?lang=${lang}">${TEXT.poster[lang]}</a></footer>` : null
    return page({
      lang,
      title: `${TEXT[standing][lang]} · ${found.posting.full_name}`,
      here,
      body: html`${card(found, localDay(services.now()), lang, null)}${links}`,
    })
  },
}

const verification = (services: Services, typed: string, lang: Lang) =>
  find(services, typed).then((found) =>
    page({
      lang,
      title: TEXT.verifyTitle[lang],
      here: found ? `/verify/${found.posting.code}` : '/verify',
      body: found
        ? card(found, localDay(services.now()), lang, TEXT.genuine[lang])
        : html`${unknownCard(lang, TEXT.notGenuine[lang])}${form(lang, typed.slice(0, 20))}`,
    }),
  )
const verify: Page = { path: '/verify/:code', maxAgeS: 20, run: (services, { params, lang }) => verification(services, params['code'] ?? '', lang) }
const verifyForm: Page = {
  path: '/verify',
  maxAgeS: 20,
  run: async (services, { query, lang }) => {
    const typed = typeof query['code'] === 'string' ? query['code'] : ''
    return typed === '' ? page({ lang, title: TEXT.verifyTitle[lang], here: '/verify', body: form(lang, '') }) : verification(services, typed, lang)
  },
}

/** 海报: one A4 sheet in both languages, with the code that leads to the verification page. */
const poster: Page = {
  path: '/poster/:code',
  maxAgeS: 20,
  run: async (services, { params, lang, origin }) => {
    const found = await find(services, params['code'] ?? '')
    if (!found) return page({ lang, title: TEXT.unknown[lang], here: '/poster/unknown', body: unknownCard(lang, null) })
    const { code, full_name: name, day, state } = found.posting
    const title = state === 'posted' ? TEXT.free : TEXT.withdrawn
    const link = `${origin}/verify/${code}`
    return page({
      lang,
      title: `${title[lang]} · ${name}`,
      here: `/poster/${code}`,
      isSheet: true,
      body: html`<main class="sheet${state === 'posted' ? '' : ' gone'}">
        <div>
          <h1 lang="zh-CN"><span aria-hidden="true">${state === 'posted' ? '✓' : '✕'}</span> ${title.zh}</h1>
          <p class="en" lang="en">${title.en}</p>
        </div>
        <div>
          <p class="where">${name}</p>
          <p class="when">${dayText(day, 'zh')} · <span lang="en">${dayText(day, 'en')}</span></p>
        </div>
        <div>
          ${safe(renderSVG(link, { ecc: 'M', border: 2 }))}
          <p class="code">${printedCode(code)}</p>
          <small>${TEXT.scan.zh} <span lang="en">${TEXT.scan.en}</span> · ${origin}/verify</small>
        </div>
      </main>`,
    })
  },
}

export const pages: Page[] = [posting, verify, verifyForm, poster]
