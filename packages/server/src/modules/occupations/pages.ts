// 单位页: what the holder of an employer's link reads. The own staff by part of their names and who is due; nothing is written by looking.
import { masked } from '@xiaomen/rules/access'
import { readCardCode } from '@xiaomen/rules/registry'
import type { FileReply, Page, Services } from '../../platform/module.ts'
import { gonePage, html, type Lang, page } from '../../platform/plain-page.ts'
import { planAt } from '../posture/index.ts'
import { enterprisesByIds, namesOf } from '../registry/index.ts'
import { codeIndex } from './link-code.ts'
import { OCCUPATIONS, STATE_WORDS, TEXT } from './pages-text.ts'
import { findLink } from './repo.ts'
import { keyWorkers, type Worker } from './workers.ts'

type Seen = { name: string; workers: (Worker & { name: string })[] }

/** Null for a code that leads nowhere, and in peace. */
const seenBy = (services: Services, typed: string): Promise<Seen | null> =>
  services.asSystem('occupations.openLink', async (ctx) => {
    const code = readCardCode(typed)
    const link = code === null ? undefined : await findLink(ctx, codeIndex(ctx.crypto, code))
    if (!link || link.until <= ctx.now || (await planAt(ctx, link.area_path)).posture === 'peace') return null
    const enterprise = (await enterprisesByIds(ctx, [link.enterprise_id])).get(link.enterprise_id)
    if (!enterprise || enterprise.state === 'closed') return null
    ctx.audit.communityId(enterprise.communityId)
    const workers = (await keyWorkers(ctx, [enterprise.path])).filter((one) => one.enterpriseId === enterprise.id)
    const names = await namesOf(
      ctx,
      workers.map(({ personId }) => personId),
    )
    ctx.audit.subjects(workers.map(({ personId }) => personId))
    return { name: enterprise.name, workers: workers.map((one) => ({ ...one, name: masked('name', names.get(one.personId) ?? '—', 'masked')! })) }
  })

function staffPage({ name, workers }: Seen, code: string, lang: Lang): FileReply {
  const late = workers.filter(({ due }) => due.state !== 'later')
  const says = TEXT.late[lang].replace('{n}', String(late.length)).replace('{of}', String(workers.length))
  const line = (one: Seen['workers'][number]) =>
    html`<li>
      <p>
        <strong>${one.name}</strong> · ${OCCUPATIONS[one.occupation][lang]} · <strong>${STATE_WORDS[one.due.state][lang]}</strong><br />
        <span class="quiet">${TEXT.due[lang]} ${one.due.on} · ${TEXT.last[lang]} ${one.lastOn ?? TEXT.never[lang]}</span>
      </p>
    </li>`
  return page({
    lang,
    title: `${TEXT.title[lang]} · ${name}`,
    here: `/employer/${code}`,
    body: html`<section class="card ${late.length > 0 ? 'wait' : 'ok'}">
        <h1>${TEXT.title[lang]}</h1>
        <p class="place">${name}</p>
        <p>${TEXT.lead[lang]}</p>
        <p>
          <strong>${workers.length === 0 ? TEXT.nobody[lang] : late.length === 0 ? TEXT.none[lang] : says}</strong>
        </p>
        <ul class="steps">
          ${workers.toSorted((a, b) => a.due.on.localeCompare(b.due.on)).map(line)}
        </ul>
      </section>
      <p class="quiet">${TEXT.kept[lang]}</p>`,
  })
}

const employer: Page = {
  path: '/employer/:code',
  maxAgeS: 0,
  run: async (services, { params, lang }) => {
    const code = params['code'] ?? ''
    const seen = await seenBy(services, code)
    return seen === null
      ? gonePage({ lang, title: TEXT.gone[lang], here: '/employer/unknown', says: TEXT.goneSays[lang] })
      : staffPage(seen, readCardCode(code)!, lang)
  },
}
export const pages = [employer]
