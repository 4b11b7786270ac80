// 报备页: the form behind a community's link. No script, no account; it takes reports and shows nothing of them back but a number.
import { ArrivalForm } from '@xiaomen/contract'
import { LINK_REPORTERS, TRANSPORTS } from '@xiaomen/rules/arrivals'
import { addDays } from '@xiaomen/rules/days'
import { AppError } from '../../platform/error.ts'
import { makeLimiter } from '../../platform/form-pages.ts'
import type { FileReply, FormPage, Page, Services } from '../../platform/module.ts'
import { codeOf, gonePage, html, inThrees, page, safe, typedPhone, wrongs } from '../../platform/plain-page.ts'
import { localDay } from '../../platform/time.ts'
import { findArea } from '../areas/index.ts'
import { planAt } from '../posture/index.ts'
import { type Lang, REPORTER_WORDS, TEXT, TRANSPORT_WORDS } from './pages-text.ts'
import * as repo from './repo.ts'
import { formToken, readFormToken } from './secret.ts'
import { take } from './take.ts'

/** Of one address: a family, or the office of a building site, behind one network; not a script. */
const fromOneAddress = makeLimiter({ most: 20, windowMs: 10 * 60_000 })
/** Reports of one community within an hour that nobody has looked at. */
const MOST_UNSEEN = 300
const HOUR_MS = 3_600_000
const FIELDS = ['by', 'name', 'phone', 'from', 'on', 'transport', 'vehicle', 'door'] as const
type Field = (typeof FIELDS)[number]
const WRONG: Record<Field, { zh: string; en: string }> = {
  by: TEXT.badBy,
  name: TEXT.badName,
  phone: TEXT.badPhone,
  from: TEXT.badFrom,
  on: TEXT.badOn,
  transport: TEXT.badTransport,
  vehicle: TEXT.badVehicle,
  door: TEXT.badDoor,
}
const INPUTS: Partial<Record<Field, string>> = {
  name: 'maxlength="40" autocomplete="off" required',
  phone: 'type="tel" inputmode="tel" maxlength="16" autocomplete="off" required',
  from: 'maxlength="60" autocomplete="off" required',
  vehicle: 'maxlength="20" autocomplete="off"',
  door: 'maxlength="60" autocomplete="off" required',
}

type Where = { communityId: string; path: string; name: string }
/** Looking writes nothing. In peace nobody reports, and the link leads nowhere. */
const placeOf = ({ db, now }: Services, code: string): Promise<Where | null> =>
  db.tx({ paths: ['/'], as: 'reader' }, async (tx) => {
    const ctx = { tx, now: now() }
    const link = await repo.findLink(ctx, code)
    if (!link || (await planAt(ctx, link.area_path)).posture === 'peace') return null
    const area = await findArea(ctx, link.community_id)
    return area ? { communityId: area.id, path: area.path, name: area.name } : null
  })

const gone = (lang: Lang): FileReply => gonePage({ lang, title: TEXT.gone[lang], here: '/arrive/unknown', says: TEXT.goneSays[lang] })

type Filled = { typed: Record<string, string>; wrong: readonly string[]; wrongFields: ReadonlySet<string> }
const EMPTY: Filled = { typed: {}, wrong: [], wrongFields: new Set() }

function formPage(services: Services, { code, where, lang, filled }: { code: string; where: Where; lang: Lang; filled: Filled }): FileReply {
  const now = services.now()
  const today = localDay(now)
  const marks = (name: Field) => (filled.wrongFields.has(name) ? safe('aria-invalid="true"') : null)
  const choice = (name: 'by' | 'transport', options: readonly (readonly [string, string])[]) =>
    html`<label for="${name}">${TEXT[name][lang]}</label>
      <select id="${name}" name="${name}" ${marks(name)}>
        ${options.map(
          ([value, says]) => html`<option value="${value}" ${(filled.typed[name] ?? options[0]![0]) === value ? safe('selected') : null}>${says}</option>`,
        )}
      </select>`
  const input = (name: Exclude<Field, 'by' | 'transport' | 'on'>) =>
    html`<label for="${name}">${TEXT[name][lang]}</label>
      <input id="${name}" name="${name}" value="${(filled.typed[name] ?? '').slice(0, 60)}" ${safe(INPUTS[name] ?? '')} ${marks(name)} />`
  return page({
    lang,
    title: `${TEXT.title[lang]} · ${where.name}`,
    here: `/arrive/${code}`,
    body: html`<section class="card">
      <h1>${TEXT.title[lang]}</h1>
      <p class="place">${TEXT.place[lang]}${where.name}</p>
      <p>${TEXT.lead[lang]}</p>
      ${wrongs(TEXT.wrong[lang], filled.wrong)}
      <form method="post" action="/arrive/${code}?lang=${lang}">
        <input type="hidden" name="token" value="${formToken(services.crypto, code, now)}" />
        ${choice(
          'by',
          LINK_REPORTERS.map((one) => [one, REPORTER_WORDS[one][lang]]),
        )}
        ${input('name')} ${input('phone')} ${input('from')}
        <label for="on">${TEXT.on[lang]}</label>
        <input
          id="on"
          name="on"
          type="date"
          min="${addDays(today, -30)}"
          max="${addDays(today, 60)}"
          value="${(filled.typed['on'] ?? today).slice(0, 10)}"
          required
          ${marks('on')}
        />
        ${choice(
          'transport',
          TRANSPORTS.map((one) => [one, TRANSPORT_WORDS[one][lang]]),
        )}
        ${input('vehicle')} ${input('door')}
        <button>${TEXT.send[lang]}</button>
      </form>
      <p class="quiet">${TEXT.kept[lang]}</p>
    </section>`,
  })
}

const form: Page = {
  path: '/arrive/:code',
  maxAgeS: 0,
  run: async (services, { params, lang }) => {
    const code = codeOf(params['code'])
    const where = await placeOf(services, code)
    return where ? formPage(services, { code, where, lang, filled: EMPTY }) : gone(lang)
  },
}

const received = (code: string, where: Where, number: string, lang: Lang): FileReply =>
  page({
    lang,
    title: TEXT.done[lang],
    here: `/arrive/${code}`,
    body: html`<section class="card ok">
      <h1><span aria-hidden="true">✓</span> ${TEXT.done[lang]}</h1>
      <p class="place">${TEXT.place[lang]}${where.name}</p>
      <p>${TEXT.receipt[lang]}</p>
      <p class="number">${inThrees(number)}</p>
      <p>${TEXT.next[lang]}</p>
      <p><a href="/arrive/${code}?lang=${lang}">${TEXT.another[lang]}</a></p>
      <p class="quiet">${TEXT.kept[lang]}</p>
    </section>`,
  })

const posted: FormPage = {
  path: '/arrive/:code',
  run: async (services, { params, fields, lang, address }) => {
    const code = codeOf(params['code'])
    const now = services.now()
    const where = await placeOf(services, code)
    if (!where) return { status: 404, page: gone(lang) }
    const again = (status: 200 | 400 | 429, filled: Partial<Filled>) => ({
      status,
      page: formPage(services, { code, where, lang, filled: { ...EMPTY, typed: fields, ...filled } }),
    })
    const id = readFormToken(services.crypto, code, fields['token'] ?? '', now)
    // Counted before anything is looked up: whatever a script sends costs it one of its few.
    if (!fromOneAddress(`${address} ${where.communityId}`, now)) return again(429, { wrong: [TEXT.tooMany[lang]] })
    if (id === null) return again(400, { wrong: [TEXT.stale[lang]] })
    const phone = typedPhone(fields['phone'])
    const vehicle = (fields['vehicle'] ?? '').trim()
    const typed = { ...Object.fromEntries(FIELDS.map((name) => [name, fields[name] ?? ''])), phone, vehicle: vehicle === '' ? null : vehicle, code: null }
    const said = ArrivalForm.safeParse(typed)
    const wrongOf = (wrongFields: Set<string>) =>
      again(400, { wrong: FIELDS.filter((name) => wrongFields.has(name)).map((name) => WRONG[name][lang]), wrongFields })
    if (!said.success) return wrongOf(new Set(said.error.issues.map((issue) => String(issue.path[0]))))
    const { by, ...rest } = said.data
    try {
      return await services
        .asSystem('arrivals.report', async (ctx) => {
          if ((await repo.countByLink(ctx, where.communityId, new Date(now.getTime() - HOUR_MS))) >= MOST_UNSEEN)
            return again(429, { wrong: [TEXT.tooMany[lang]] })
          ctx.audit.communityId(where.communityId)
          const { row, isNew } = await take(ctx, {
            id,
            communityId: where.communityId,
            path: where.path,
            reporter: by,
            by: null,
            said: { ...rest, document: null },
          })
          // Of a report that was there already nothing is told, not even its number.
          const number = isNew || row.id === id ? row.number : String(100_000 + (Number.parseInt(id.slice(-5), 16) % 900_000))
          return { status: 200 as const, page: received(code, where, number, lang) }
        })
        .finally(() => services.wakeRelay())
    } catch (error) {
      if (error instanceof AppError && error.code === 'arrivals.day_far') return wrongOf(new Set(['on']))
      throw error
    }
  },
}

export const pages: Page[] = [form]
export const forms: FormPage[] = [posted]
