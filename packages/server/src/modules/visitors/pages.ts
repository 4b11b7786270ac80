// 访客页: the poster of a gate, the form it leads to, and the visitor's own page under a link nobody guesses. Nothing here needs a script, and
// nothing that is only looked at changes anything: a forwarded link, a preview by a messenger or a photograph of the poster opens nothing.
import { VisitForm } from '@xiaomen/contract'
import { MOST_NUMBER_TRIES } from '@xiaomen/rules/visitors'
import { renderSVG } from 'uqr'
import type { Ctx } from '../../platform/ctx.ts'
import { makeLimiter } from '../../platform/form-pages.ts'
import type { FileReply, FormPage, Page, Services } from '../../platform/module.ts'
import { codeOf, gonePage, html, inThrees, page, safe, typedPhone, wrongs } from '../../platform/plain-page.ts'
import { localDay, startOfDay, TIME_ZONE } from '../../platform/time.ts'
import { findGatePlace, type GatePlace, visitorNumber } from '../gate/index.ts'
import { fill, type Lang, SIGNS, STATES, TEXT } from './pages-text.ts'
import * as repo from './repo.ts'
import { formToken, isNumberNow, linkOf, readFormToken } from './secret.ts'
import type { VisitRow } from './tables.ts'
import { askToVisit, KEPT_DAYS, seeAtGate } from './visit.ts'

/** Of one address: a family with a few children behind one mobile network, not a script. */
const fromOneAddress = makeLimiter({ most: 20, windowMs: 10 * 60_000 })
/** Requests of one gate within an hour of whom nobody has been seen. More and the form asks for what only the gate house shows; nobody is locked out. */
const MOST_UNSEEN = 60
const HOUR_MS = 3_600_000
const FIELDS = ['name', 'phone', 'door', 'purpose', 'from', 'plate'] as const
type Field = (typeof FIELDS)[number]
const WRONG = { name: TEXT.badName, phone: TEXT.badPhone, door: TEXT.badDoor, purpose: TEXT.badPurpose, from: TEXT.badFrom, plate: TEXT.badPlate } as const
const HINTS: Record<Field | 'number', string> = {
  name: 'autocomplete="name"',
  phone: 'type="tel" inputmode="tel" autocomplete="tel"',
  door: 'autocomplete="off"',
  purpose: 'autocomplete="off"',
  from: 'autocomplete="address-level2"',
  plate: 'autocomplete="off"',
  number: 'inputmode="numeric" autocomplete="off"',
}
const LENGTHS: Record<Field | 'number', number> = { name: 40, phone: 16, door: 40, purpose: 60, from: 60, plate: 12, number: 6 }

const dayText = (day: string, lang: Lang) =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
const timeText = (at: Date, lang: Lang) =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE }).format(at)

type Looking = Pick<Ctx, 'tx' | 'now' | 'crypto'>
/** Looking writes nothing, no row of the audit either: a script that only looks leaves no trace and costs no room. */
const look = <T>({ db, crypto, now }: Services, run: (ctx: Looking) => Promise<T>): Promise<T> =>
  db.tx({ paths: ['/'], as: 'reader' }, (tx) => run({ tx, crypto, now: now() }))

const gateOf = (services: Services, code: string): Promise<GatePlace | null> =>
  look(services, async (ctx) => {
    const poster = await repo.findPoster(ctx, code)
    return poster ? findGatePlace(ctx, poster.gate_id) : null
  })
const gone = (lang: Lang): FileReply => gonePage({ lang, title: TEXT.gone[lang], here: '/visit/unknown', says: TEXT.goneSays[lang] })

type Filled = { typed: Record<string, string>; wrong: readonly string[]; wrongFields: ReadonlySet<string>; withNumber: boolean }
const EMPTY: Filled = { typed: {}, wrong: [], wrongFields: new Set(), withNumber: false }

function formPage(services: Services, { code, gate, lang, filled }: { code: string; gate: GatePlace; lang: Lang; filled: Filled }): FileReply {
  const now = services.now()
  // Six fields at most: the number takes the place of the plate.
  const fields = filled.withNumber ? ([...FIELDS.slice(0, 5), 'number'] as const) : FIELDS
  const field = (name: Field | 'number') =>
    html`<label for="${name}">${TEXT[name][lang]}</label>
      <input
        id="${name}"
        name="${name}"
        value="${(filled.typed[name] ?? '').slice(0, LENGTHS[name])}"
        maxlength="${String(LENGTHS[name])}"
        ${safe(HINTS[name])}
        ${name === 'plate' ? null : safe('required')}
        ${filled.wrongFields.has(name) ? safe('aria-invalid="true"') : null}
      />`
  return page({
    lang,
    title: `${TEXT.title[lang]} · ${gate.name}`,
    here: `/visit/${code}`,
    body: html`<section class="card">
      <h1>${TEXT.title[lang]}</h1>
      <p class="place">${TEXT.gate[lang]}${gate.name}</p>
      ${wrongs(TEXT.wrong[lang], filled.wrong)}
      <form method="post" action="/visit/${code}?lang=${lang}">
        <input type="hidden" name="token" value="${formToken(services.crypto, code, now)}" />
        ${fields.map(field)}
        <button>${TEXT.send[lang]}</button>
      </form>
      <p class="quiet">${fill(TEXT.kept[lang], { day: dayText(localDay(startOfDay(localDay(now), KEPT_DAYS)), lang) })}</p>
      <p class="quiet">${TEXT.notYet[lang]}</p>
    </section>`,
  })
}

const form: Page = {
  path: '/visit/:code',
  maxAgeS: 0,
  run: async (services, { params, lang }) => {
    const code = codeOf(params['code'])
    const gate = await gateOf(services, code)
    return gate ? formPage(services, { code, gate, lang, filled: EMPTY }) : gone(lang)
  },
}

const posted: FormPage = {
  path: '/visit/:code',
  run: async (services, { params, fields, lang, address }) => {
    const code = codeOf(params['code'])
    const now = services.now()
    const gate = await gateOf(services, code)
    if (!gate) return { status: 404, page: gone(lang) }
    const again = (status: 200 | 400 | 429, filled: Partial<Filled>) => ({
      status,
      page: formPage(services, { code, gate, lang, filled: { ...EMPTY, typed: fields, ...filled } }),
    })
    const id = readFormToken(services.crypto, code, fields['token'] ?? '', now)
    // Counted before anything is looked up: whatever a script sends costs it one of its few.
    if (!fromOneAddress(`${address} ${gate.id}`, now)) return again(429, { wrong: [TEXT.tooMany[lang]] })
    if (id === null) return again(400, { wrong: [TEXT.stale[lang]] })
    const plate = (fields['plate'] ?? '').trim()
    const phone = typedPhone(fields['phone'])
    const said = VisitForm.safeParse({ ...Object.fromEntries(FIELDS.map((name) => [name, fields[name] ?? ''])), phone, plate: plate === '' ? null : plate })
    if (!said.success) {
      const wrongFields = new Set(said.error.issues.map((issue) => String(issue.path[0])))
      return again(400, {
        wrong: FIELDS.filter((name) => wrongFields.has(name)).map((name) => WRONG[name][lang]),
        wrongFields,
        withNumber: fields['number'] !== undefined,
      })
    }
    const isThere = fields['number'] !== undefined && isNumberNow(services.crypto, gate.id, fields['number'].trim(), now)
    const isFull = await look(services, async (ctx) => {
      if (isThere || (await repo.findVisit(ctx, id))) return false
      return (await repo.countUnseen(ctx, gate.id, new Date(now.getTime() - HOUR_MS))) >= MOST_UNSEEN
    })
    if (isFull)
      return again(429, { wrong: [TEXT[fields['number'] === undefined ? 'busy' : 'badNumber'][lang]], wrongFields: new Set(['number']), withNumber: true })
    return services
      .asSystem('visitors.ask', async (ctx) => {
        ctx.audit.communityId(gate.communityId)
        const { visit, isNew } = await askToVisit(ctx, gate, id, said.data, null, now)
        if (isNew && isThere) await seeAtGate(ctx, visit, 'display', null)
        return { status: 303 as const, location: `/visitor/${linkOf(services.crypto, id)}?lang=${lang}` }
      })
      .finally(() => services.wakeRelay())
  },
}

const poster: Page = {
  path: '/visit/:code/poster',
  maxAgeS: 0,
  run: async (services, { params, lang, origin }) => {
    const code = codeOf(params['code'])
    const gate = await gateOf(services, code)
    if (!gate) return gone(lang)
    return page({
      lang,
      title: `${TEXT.posterTitle[lang]} · ${gate.name}`,
      here: `/visit/${code}/poster`,
      isSheet: true,
      body: html`<main class="sheet">
        <div>
          <h1 lang="zh-CN">${TEXT.posterTitle.zh}</h1>
          <p class="en" lang="en">${TEXT.posterTitle.en}</p>
        </div>
        <p class="where">${gate.name}</p>
        ${safe(renderSVG(`${origin}/visit/${code}`, { ecc: 'M', border: 2 }))}
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

async function visitByLink(ctx: Looking, link: string): Promise<VisitRow | null> {
  if (!/^[\w-]{22}$/.test(link)) return null
  const rows = await repo.findByLink(ctx, ctx.crypto.index('visitors.link', link))
  // The index is short; the link itself is what counts.
  return rows.find((row) => linkOf(ctx.crypto, row.id) === link) ?? null
}

function ownPage({ visit, short, link, lang, wrong }: { visit: VisitRow; short: string | null; link: string; lang: Lang; wrong: string | null }): FileReply {
  const isWaiting = visit.state === 'requested' || visit.state === 'hostConfirmed'
  const isOver = visit.state === 'refused' || visit.state === 'expired'
  return page({
    lang,
    title: STATES[visit.state][lang],
    here: `/visitor/${link}`,
    ...(isWaiting && wrong === null ? { renewS: 20 } : {}),
    body: html`<section class="card ${isOver ? 'no' : isWaiting ? 'wait' : 'ok'}">
        <h1><span aria-hidden="true">${SIGNS[visit.state]}</span> ${STATES[visit.state][lang]}</h1>
        ${
          isWaiting
            ? html`<ul class="steps">
                <li>${TEXT[visit.state === 'hostConfirmed' ? 'agreed' : 'notAgreed'][lang]}</li>
                <li>${TEXT[visit.present_at === null ? 'absent' : 'present'][lang]}</li>
              </ul>`
            : null
        }
        ${
          short === null
            ? null
            : html`<p>${TEXT.yourNumber[lang]}</p>
                <p class="number">${inThrees(short)}</p>`
        }
        ${visit.valid_until === null || isOver ? null : html`<p>${fill(TEXT.until[lang], { time: timeText(visit.valid_until, lang) })}</p>`}
        ${
          isWaiting && visit.present_at === null
            ? html`<form method="post" action="/visitor/${link}?lang=${lang}">
                ${wrong === null ? null : html`<p class="wrong" role="alert">${wrong}</p>`}
                <label for="number">${TEXT.number[lang]}</label><input id="number" name="number" maxlength="6" ${safe(HINTS.number)} required /><button>
                  ${TEXT.check[lang]}
                </button>
              </form>`
            : null
        }
      </section>
      <p class="quiet">${fill(TEXT.deleted[lang], { day: dayText(visit.delete_on, lang) })} ${isWaiting ? TEXT.again[lang] : ''}</p>`,
  })
}
const noVisit = (lang: Lang): FileReply => gonePage({ lang, title: TEXT.noVisit[lang], here: '/visitor/unknown', says: TEXT.noVisitSays[lang] })

const own: Page = {
  path: '/visitor/:link',
  maxAgeS: 0,
  run: (services, { params, lang }) =>
    look(services, async (ctx) => {
      const link = params['link'] ?? ''
      const visit = await visitByLink(ctx, link)
      if (!visit) return noVisit(lang)
      const short = visit.credential_id === null ? null : await visitorNumber(ctx, visit.credential_id)
      return ownPage({ visit, short, link, lang, wrong: null })
    }),
}

const ownPosted: FormPage = {
  path: '/visitor/:link',
  run: async (services, { params, fields, lang }) => {
    if ((await look(services, (ctx) => visitByLink(ctx, params['link'] ?? ''))) === null) return { status: 404, page: noVisit(lang) }
    return services
      .asSystem('visitors.showNumber', async (ctx) => {
        const link = params['link'] ?? ''
        const found = await visitByLink(ctx, link)
        const visit = found && (await repo.lockVisit(ctx, found.id))
        if (!visit) return { status: 404 as const, page: noVisit(lang) }
        const there = { status: 303 as const, location: `/visitor/${link}?lang=${lang}` }
        if (visit.present_at !== null || (visit.state !== 'requested' && visit.state !== 'hostConfirmed')) return there
        const refuse = (status: 400 | 429, wrong: string) => ({ status, page: ownPage({ visit, short: null, link, lang, wrong }) })
        if (visit.number_tries >= MOST_NUMBER_TRIES) return refuse(429, TEXT.guardOnly[lang])
        if (!isNumberNow(ctx.crypto, visit.gate_id, (fields['number'] ?? '').normalize('NFKC').trim(), ctx.now)) {
          await repo.updateVisit(ctx, visit, { number_tries: visit.number_tries + 1 })
          return refuse(400, TEXT.badNumber[lang])
        }
        await seeAtGate(ctx, visit, 'display', null)
        return there
      })
      .finally(() => services.wakeRelay())
  },
}

export const pages: Page[] = [form, poster, own]
export const forms: FormPage[] = [posted, ownPosted]
