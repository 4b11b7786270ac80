// Whatever leaves a drill says that it does: pages, the installed app's name, workbooks and other files.
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Drill } from './drill.ts'
import { DRILL_PREFIX, KEEPER, KEEPER_PATH, markPage, markPolicy } from './drill-mark.ts'
import { page } from './plain-page.ts'
import { html } from './html.ts'
import { markBook } from './workbook/mark-book.ts'
import { OUTLETS, type Outlet, type Withheld } from './withheld.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function bytesOf(payload: unknown): Promise<Buffer> {
  if (typeof payload === 'string') return Buffer.from(payload)
  if (Buffer.isBuffer(payload)) return payload
  const pieces: Buffer[] = []
  for await (const piece of payload as AsyncIterable<Buffer | string>) pieces.push(Buffer.from(piece as Buffer))
  return Buffer.concat(pieces)
}

function policyOf(reply: FastifyReply): string {
  return String(reply.getHeader('content-security-policy') ?? '')
}

/** Before any route: every answer passes here. */
export function markAnswers(app: FastifyInstance, { until }: Drill): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const name = reply.getHeader('content-disposition')
    if (typeof name === 'string')
      reply.header(
        'content-disposition',
        name.replace("filename*=UTF-8''", (start) => start + encodeURIComponent(DRILL_PREFIX)),
      )
    if (payload === null || payload === undefined || request.method === 'HEAD') return payload
    const type = String(reply.getHeader('content-type') ?? '')
    const path = request.url.split('?')[0]!
    const change = type.startsWith('text/html')
      ? (bytes: Buffer) => markPage(bytes.toString('utf8'), until, /script-src [^;]*'self'/.test(policyOf(reply)))
      : type.startsWith(XLSX)
        ? markBook
        : type.startsWith('text/csv')
          ? (bytes: Buffer) => bytes.toString('utf8').replace(/^\uFEFF?/, (start) => `${start}${DRILL_PREFIX}\r\n`)
          : path.endsWith('.webmanifest')
            ? (bytes: Buffer) => namedDrill(bytes.toString('utf8'))
            : path === '/sw.js'
              ? (bytes: Buffer) => bytes.toString('utf8').replaceAll('"/icon.svg"', `"/icon.svg","${KEEPER_PATH}"`)
              : null
    if (change === null) return payload
    const changed = await change(await bytesOf(payload))
    for (const header of ['content-length', 'etag', 'last-modified']) reply.removeHeader(header)
    reply.header('cache-control', 'no-store')
    if (type.startsWith('text/html') && policyOf(reply) !== '') reply.header('content-security-policy', markPolicy(policyOf(reply)))
    return changed
  })
}

function namedDrill(manifest: string): string {
  const { name, short_name, ...rest } = JSON.parse(manifest) as { name: string; short_name: string }
  return JSON.stringify({ name: DRILL_PREFIX + name, short_name: `演练 ${short_name}`, ...rest })
}

const WORDS = {
  zh: {
    title: '本次演练',
    what: '这里是演练：人是虚构的，房屋、大门和工作人员账号是从真实系统抄来的副本。副本里做的事，真实系统一概不知。',
    until: '结束时间（此后服务停止，副本销毁）',
    withheld: '本应发出、未发出',
    none: '没有',
    sms: '短信',
    webhook: '群机器人消息',
    latest: '最近',
  },
  en: {
    title: 'This drill',
    what: 'This is a drill: its people are invented, its homes, gates and staff accounts are a copy of the real ones. The real system hears nothing of what is done here.',
    until: 'Ends (the server then stops and the copy is destroyed)',
    withheld: 'Would have been sent, was not',
    none: 'nothing',
    sms: 'text messages',
    webhook: 'messages of group robots',
    latest: 'latest',
  },
} as const
const LATEST = 20

/** What the mark says at length, and what would have gone outside: kinds and times, nothing of anybody. */
export function addDrillPages(app: FastifyInstance, { until }: Drill, withheld: Withheld, langOf: (request: never) => 'zh' | 'en'): void {
  app.get(KEEPER_PATH, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(KEEPER))
  app.get('/drill', (request, reply) => {
    const lang = langOf(request as never)
    const words = WORDS[lang]
    const time = (at: Date) => at.toLocaleString(lang === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'Asia/Shanghai' })
    const list = withheld.list()
    const countOf = (outlet: Outlet) => list.filter((one) => one.outlet === outlet).length
    const body = html`<section class="card">
        <h1>${words.title}</h1>
        <p>${words.what}</p>
        <p>${words.until}: <strong>${time(until)}</strong></p>
      </section>
      <section class="card">
        <h2>${words.withheld}</h2>
        <ul>
          ${OUTLETS.map((outlet) => html`<li>${words[outlet]}: <strong>${String(countOf(outlet))}</strong></li>`)}
        </ul>
        <p class="quiet">${words.latest}: ${list.length === 0 ? words.none : ''}</p>
        <ol>
          ${list
            .slice(-LATEST)
            .toReversed()
            .map(({ outlet, at }) => html`<li>${time(at)} ${words[outlet]}</li>`)}
        </ol>
      </section>`
    const shown = page({ lang, title: words.title, here: '/drill', body })
    return reply
      .headers(shown.headers ?? {})
      .type(shown.type)
      .send(shown.bytes)
  })
}
