// 场所码: the paper, the screen that draws the code anew, a form for whoever has no account, and their own page. Nothing here needs a script, and
// nothing that is only looked at changes anything.
import { CONFIRM_MINUTES, FORM_STEPS, STEP_S } from '@xiaomen/rules/presence'
import { isStorable, lengthOf, normaliseText } from '@xiaomen/rules/text'
import { renderSVG } from 'uqr'
import type { Ctx } from '../../platform/ctx.ts'
import { makeLimiter } from '../../platform/form-pages.ts'
import type { FileReply, FormPage, Page, Services } from '../../platform/module.ts'
import { codeOf, gonePage, html, page, safe, typedPhone, wrongs } from '../../platform/plain-page.ts'
import { localClock, localDay, startOfDay } from '../../platform/time.ts'
import { claimsSince, confirmSeen, leave, mayLeave, takeIn } from './check-in.ts'
import { figures } from './figures.ts'
import { fill, KINDS, type Lang, TEXT } from './pages-text.ts'
import { isWatched } from './place.ts'
import { findCheckIn, listClaims, lockCheckIn } from './repo/check-in.ts'
import { findSpotByCode } from './repo/spot.ts'
import { formToken, isScreenKey, isStep, linkOf, readFormToken, readLink, stepNow } from './secret.ts'
import type { CheckInRow, SpotRow } from './tables.ts'

/** Of one address: a family behind one mobile network, not a script. */
const fromOneAddress = makeLimiter({ most: 20, windowMs: 10 * 60_000 })
const MOST_ON_SCREEN = 12
const SCREEN_S = 15

const dayText = (day: string, lang: Lang) =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

type Looking = Pick<Ctx, 'tx' | 'now' | 'crypto'>
/** Looking writes nothing, no row of the audit either. */
const look = <T>({ db, crypto, now }: Services, run: (ctx: Looking) => Promise<T>): Promise<T> =>
  db.tx({ paths: ['/'], as: 'reader' }, (tx) => run({ tx, crypto, now: now() }))
/** A spot in use, under an order: in peace nobody writes down where anybody goes. */
const spotOf = (services: Services, code: string): Promise<SpotRow | null> =>
  look(services, async (ctx) => {
    const spot = await findSpotByCode(ctx, code)
    return spot && spot.closed_at === null && (await isWatched(ctx, spot.area_path)) ? spot : null
  })
const gone = (lang: Lang): FileReply => gonePage({ lang, title: TEXT.gone[lang], here: '/s/unknown', says: TEXT.goneSays[lang] })

type Filled = { typed: Record<string, string>; wrong: readonly string[]; fields: ReadonlySet<string> }
const EMPTY: Filled = { typed: {}, wrong: [], fields: new Set() }
const FIELDS = ['name', 'phone'] as const
const HINTS = { name: 'autocomplete="name"', phone: 'type="tel" inputmode="tel" autocomplete="tel"' } as const
const LENGTHS = { name: 40, phone: 16 } as const

function formPage(services: Services, { spot, lang, step, filled }: { spot: SpotRow; lang: Lang; step: string; filled: Filled }): FileReply {
  const now = services.now()
  const deleteOn = localDay(startOfDay(localDay(now), figures().keepDays))
  return page({
    lang,
    title: `${TEXT.title[lang]} · ${spot.name}`,
    here: `/s/${spot.code}`,
    body: html`<section class="card">
      <h1>${TEXT.title[lang]}</h1>
      <p class="place">${spot.name} · ${KINDS[spot.kind][lang]}</p>
      ${wrongs(TEXT.wrong[lang], filled.wrong)} ${step === '' ? html`<p>${TEXT.paper[lang]}</p>` : null}
      <p><a href="/#/more/s/${spot.code}/${step}">${TEXT.withAccount[lang]}</a></p>
      <p>${TEXT.or[lang]}</p>
      <form method="post" action="/s/${spot.code}?lang=${lang}">
        <input type="hidden" name="token" value="${formToken(services.crypto, spot.code, now)}" />
        <input type="hidden" name="k" value="${step}" />
        ${FIELDS.map(
          (name) =>
            html`<label for="${name}">${TEXT[name][lang]}</label>
              <input
                id="${name}"
                name="${name}"
                value="${(filled.typed[name] ?? '').slice(0, LENGTHS[name])}"
                maxlength="${String(LENGTHS[name])}"
                ${safe(HINTS[name])}
                required
                ${filled.fields.has(name) ? safe('aria-invalid="true"') : null}
              />`,
        )}
        <button>${TEXT.send[lang]}</button>
      </form>
      <p class="quiet">${fill(TEXT.kept[lang], { day: dayText(deleteOn, lang) })}</p>
    </section>`,
  })
}
const stepOf = (typed: string | undefined): string => (typed !== undefined && /^[0-9a-z]{1,12}\.[\w-]{22}$/.test(typed) ? typed : '')

const form: Page = {
  path: '/s/:code',
  maxAgeS: 0,
  run: async (services, { params, query, lang }) => {
    const spot = await spotOf(services, codeOf(params['code']))
    return spot ? formPage(services, { spot, lang, step: stepOf(query['k']), filled: EMPTY }) : gone(lang)
  },
}

const isName = (text: string) => isStorable(text) && lengthOf(text) >= 1 && lengthOf(text) <= LENGTHS.name
const posted: FormPage = {
  path: '/s/:code',
  run: async (services, { params, fields, lang, address }) => {
    const spot = await spotOf(services, codeOf(params['code']))
    if (!spot) return { status: 404, page: gone(lang) }
    const now = services.now()
    const step = stepOf(fields['k'])
    const again = (status: 400 | 429, wrong: readonly string[], at: readonly string[] = []) => ({
      status,
      page: formPage(services, { spot, lang, step, filled: { typed: fields, wrong, fields: new Set(at) } }),
    })
    // Counted before anything is looked up: whatever a script sends costs it one of its few.
    if (!fromOneAddress(`${address} ${spot.id}`, now)) return again(429, [TEXT.tooMany[lang]])
    const id = readFormToken(services.crypto, spot.code, fields['token'] ?? '', now)
    if (id === null) return again(400, [TEXT.stale[lang]])
    if (step !== '' && !isStep(services.crypto, spot, step, now, FORM_STEPS)) return again(400, [TEXT.over[lang]])
    const [name, phone] = [normaliseText(fields['name'] ?? ''), typedPhone(fields['phone'])]
    const bad = FIELDS.filter((field) => (field === 'name' ? !isName(name) : !/^\+?\d{5,15}$/.test(phone)))
    if (bad.length > 0)
      return again(
        400,
        bad.map((field) => TEXT[field === 'name' ? 'badName' : 'badPhone'][lang]),
        bad,
      )
    return services.asSystem('presence.checkIn', async (ctx) => {
      ctx.audit.place(spot.area_path)
      ctx.audit.communityId(spot.community_id)
      await takeIn(ctx, { id, spot, who: { name, phone }, proof: step === '' ? 'claimed' : 'rotating', identity: 'said', confirmedBy: null })
      return { status: 303 as const, location: `/s/${spot.code}/own/${linkOf(services.crypto, id)}?lang=${lang}` }
    })
  },
}

function ownPage({ row, code, link, lang, now }: { row: CheckInRow; code: string; link: string; lang: Lang; now: Date }): FileReply {
  const waits = row.proof === 'claimed'
  return page({
    lang,
    title: TEXT[row.proof][lang],
    here: `/s/${code}/own/${link}`,
    body: html`<section class="card ${waits ? 'wait' : 'ok'}">
      <h1>${TEXT[row.proof][lang]}</h1>
      ${
        waits
          ? html`<p class="number">${row.pairing}</p>
              <p>${TEXT.claimedWhy[lang]} <a href="/s/${code}/own/${link}?lang=${lang}">${TEXT.look[lang]}</a></p>`
          : null
      }
      <p>
        ${fill(TEXT.at[lang], { time: localClock(row.at) })}${row.left_at === null ? null : ` · ${fill(TEXT.left[lang], { time: localClock(row.left_at) })}`}
      </p>
      ${
        mayLeave(row, now)
          ? html`<form method="post" action="/s/${code}/own/${link}?lang=${lang}"><button>${TEXT.leave[lang]}</button></form>
              <p class="quiet">${TEXT.leaveWhy[lang]}</p>`
          : null
      }
      <p class="quiet">${fill(TEXT.deleted[lang], { day: dayText(row.delete_on, lang) })}</p>
    </section>`,
  })
}
const noOwn = (lang: Lang): FileReply => gonePage({ lang, title: TEXT.noOwn[lang], here: '/s/unknown', says: TEXT.noOwnSays[lang] })

const own: Page = {
  path: '/s/:code/own/:link',
  maxAgeS: 0,
  run: (services, { params, lang }) =>
    look(services, async (ctx) => {
      const link = params['link'] ?? ''
      const id = readLink(services.crypto, link)
      const row = id === null ? undefined : await findCheckIn(ctx, id)
      return row ? ownPage({ row, code: codeOf(params['code']), link, lang, now: ctx.now }) : noOwn(lang)
    }),
}
const ownPosted: FormPage = {
  path: '/s/:code/own/:link',
  run: async (services, { params, lang }) => {
    const link = params['link'] ?? ''
    const id = readLink(services.crypto, link)
    if (id === null) return { status: 404, page: noOwn(lang) }
    return services.asSystem('presence.checkOut', async (ctx) => {
      const row = await lockCheckIn(ctx, id)
      if (!row) return { status: 404 as const, page: noOwn(lang) }
      ctx.audit.place(row.area_path)
      ctx.audit.communityId(row.community_id)
      if (mayLeave(row, ctx.now)) await leave(ctx, row)
      return { status: 303 as const, location: `/s/${codeOf(params['code'])}/own/${link}?lang=${lang}` }
    })
  },
}

const poster: Page = {
  path: '/s/:code/poster',
  maxAgeS: 0,
  run: async (services, { params, lang, origin }) => {
    const code = codeOf(params['code'])
    // Printed in peace as well, to hang when it is needed.
    const spot = await look(services, (ctx) => findSpotByCode(ctx, code))
    if (!spot || spot.closed_at !== null) return gone(lang)
    return page({
      lang,
      title: `${TEXT.posterTitle[lang]} · ${spot.name}`,
      here: `/s/${code}/poster`,
      isSheet: true,
      body: html`<main class="sheet">
        <div>
          <h1 lang="zh-CN">${TEXT.posterTitle.zh}</h1>
          <p class="en" lang="en">${TEXT.posterTitle.en}</p>
        </div>
        <p class="where">${spot.name}</p>
        ${safe(renderSVG(`${origin}/s/${code}`, { ecc: 'M', border: 2 }))}
        <div>
          <p class="says" lang="zh-CN">${TEXT.posterSays.zh}</p>
          <p class="says" lang="en">${TEXT.posterSays.en}</p>
          <p class="says" lang="zh-CN"><strong>${TEXT.posterNot.zh}</strong></p>
          <p class="says" lang="en"><strong>${TEXT.posterNot.en}</strong></p>
        </div>
      </main>`,
    })
  },
}

const screenOf = async (services: Services, params: Record<string, string>): Promise<SpotRow | null> => {
  const spot = await spotOf(services, codeOf(params['code']))
  return spot && isScreenKey(services.crypto, spot, params['key'] ?? '') ? spot : null
}
/** The place's own telephone or screen: the code of this half minute, and beneath it who says to stand there. */
const screen: Page = {
  path: '/s/:code/screen/:key',
  maxAgeS: 0,
  run: async (services, { params, lang, origin }) => {
    const spot = await screenOf(services, params)
    if (!spot) return gone(lang)
    const now = services.now()
    const here = `/s/${spot.code}/screen/${params['key']!}`
    const waiting = await look(services, (ctx) => listClaims(ctx, spot.id, claimsSince(now), MOST_ON_SCREEN))
    return page({
      lang,
      title: `${TEXT.screenTitle[lang]} · ${spot.name}`,
      here,
      renewS: Math.min(SCREEN_S, STEP_S),
      body: html`<section class="card">
          <h1>${TEXT.screenTitle[lang]}</h1>
          <p class="place">${spot.name}</p>
          ${safe(renderSVG(`${origin}/s/${spot.code}?k=${stepNow(services.crypto, spot, now)}`, { ecc: 'M', border: 2 }))}
          <p class="quiet">${TEXT.screenSays[lang]}</p>
        </section>
        <section class="card">
          <p class="place">${TEXT.waiting[lang]}</p>
          ${
            waiting.length === 0
              ? html`<p class="quiet">${TEXT.nobody[lang]}</p>`
              : waiting.map(
                  (row) =>
                    html`<form method="post" action="${here}?lang=${lang}">
                      <input type="hidden" name="id" value="${row.id}" />
                      <button>${row.pairing ?? ''} · ${localClock(row.at)} · ${TEXT.confirm[lang]}</button>
                    </form>`,
                )
          }
        </section>`,
    })
  },
}
const screenPosted: FormPage = {
  path: '/s/:code/screen/:key',
  run: async (services, { params, fields, lang }) => {
    const spot = await screenOf(services, params)
    if (!spot) return { status: 404, page: gone(lang) }
    const id = fields['id'] ?? ''
    return services.asSystem('presence.confirmOnScreen', async (ctx) => {
      ctx.audit.place(spot.area_path)
      ctx.audit.communityId(spot.community_id)
      const row = /^[0-9a-f-]{36}$/.test(id) ? await lockCheckIn(ctx, id) : undefined
      // One that waited too long, or was confirmed by somebody else meanwhile, is simply no longer on the page.
      const isWaiting = row?.spot_id === spot.id && row.proof === 'claimed' && row.at.getTime() >= ctx.now.getTime() - CONFIRM_MINUTES * 60_000
      if (isWaiting) await confirmSeen(ctx, row, null)
      return { status: 303 as const, location: `/s/${spot.code}/screen/${params['key']!}?lang=${lang}` }
    })
  },
}

export const pages: Page[] = [form, own, poster, screen]
export const forms: FormPage[] = [posted, ownPosted, screenPosted]
