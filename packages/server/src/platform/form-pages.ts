// Pages that take a form without a script: the only POST routes that are no operations. What they change is asked of nobody's session,
// so a page of another site gains nothing by posting here; what keeps scripts out is each form's own token and the limits of its module.
import type { FastifyInstance } from 'fastify'
import { html, markupOf } from './html.ts'
import type { Module, Services } from './module.ts'

/** Six short fields in UTF-8, percent-encoded, and some air. */
const MOST_BYTES = 8 * 1024
const MOST_FIELDS = 20

function fieldsOf(body: string): Record<string, string> {
  const fields: Record<string, string> = {}
  let count = 0
  for (const [name, value] of new URLSearchParams(body)) {
    if (++count > MOST_FIELDS) break
    fields[name] ??= value
  }
  return fields
}

export type PageLang = (request: { query: unknown; headers: Record<string, unknown> }) => 'zh' | 'en'

export async function addFormPages(app: FastifyInstance, modules: readonly Module[], services: Services, langOf: PageLang): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, fieldsOf(String(body))),
    )
    // People read this, so it is a page and not the API's code.
    scope.setErrorHandler((error: { statusCode?: number; status?: number; name?: string }, request, reply) => {
      const status = error.statusCode ?? error.status ?? 500
      if (status >= 500) request.log.error({ requestId: request.id, route: request.routeOptions.url, kind: error.name }, 'a form failed unexpectedly')
      const says = html`<!doctype html><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>小门</title>
        <p lang="zh-CN">表单没有收下（${String(status)}）。请返回再试，或请门岗登记。</p>
        <p lang="en">The form was not taken (${String(status)}). Go back and try again, or ask the guard.</p>`
      return reply.status(status).type('text/html; charset=utf-8').send(markupOf(says))
    })
    for (const module of modules)
      for (const form of module.forms)
        scope.post(form.path, async (request, reply) => {
          const origin = services.config.publicUrl ?? `${request.protocol}://${request.host}`
          const fields = typeof request.body === 'object' && request.body !== null ? (request.body as Record<string, string>) : {}
          const answer = await form.run(services, {
            params: request.params as Record<string, string>,
            fields,
            lang: langOf(request),
            origin,
            address: services.crypto.index('form.address', request.ip).toString('hex'),
          })
          reply.status(answer.status).header('cache-control', 'no-store')
          if (answer.status === 303) return reply.header('location', answer.location).send()
          return reply
            .headers(answer.page.headers ?? {})
            .type(answer.page.type)
            .send(answer.page.bytes)
        })
  })
}

/** At most so many of a key within a time; the keys are forgotten with it, and bounded. */
export function makeLimiter({ most, windowMs, mostKeys = 20_000 }: { most: number; windowMs: number; mostKeys?: number }): (key: string, now: Date) => boolean {
  const taken = new Map<string, number[]>()
  return (key, now) => {
    const since = now.getTime() - windowMs
    const recent = (taken.get(key) ?? []).filter((at) => at > since)
    if (recent.length >= most) return false
    taken.delete(key)
    taken.set(key, [...recent, now.getTime()])
    if (taken.size > mostKeys) taken.delete(taken.keys().next().value ?? '')
    return true
  }
}
