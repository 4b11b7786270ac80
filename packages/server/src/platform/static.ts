import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Pages of one face all begin at its own entry; the router in the page does the rest. */
const FACES = [
  { prefix: '/work', entry: 'work/index.html' },
  { prefix: '/desk', entry: 'desk/index.html' },
  { prefix: '/setup', entry: 'setup/index.html' },
  { prefix: '', entry: 'index.html' },
] as const

/** Whether this is asked of the built web, and not of the database behind it: a face, what a face loads, its manifest and pictures. */
export const isFile = (url: string): boolean => /^\/(?:(?:work|desk|setup)\/?|assets\/.*|[\w-]+\.\w+)?(?:\?|$)/.test(url)

/** Files under /assets carry their hash in the name and are kept for a year. `isAsBuilt`: nothing is put into the pages on their way, so that they go as they were compressed. */
export async function addStatic(app: FastifyInstance, dir: string, isAsBuilt: boolean): Promise<void> {
  if (!existsSync(join(dir, 'index.html'))) throw new Error(`The web is not built: ${join(dir, 'index.html')} is missing.`)
  await app.register(fastifyStatic, {
    root: dir,
    serve: true,
    wildcard: false,
    index: false,
    preCompressed: isAsBuilt,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const send = (reply: FastifyReply, entry: string) => reply.header('cache-control', 'no-cache').sendFile(entry)
  for (const { prefix, entry } of FACES) {
    app.get(prefix === '' ? '/' : prefix, (_request, reply) => send(reply, entry))
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]!
    const isPage = request.method === 'GET' && !path.startsWith('/api/') && !/\.\w+$/.test(path)
    const face = FACES.find(({ prefix }) => prefix === '' || path === prefix || path.startsWith(`${prefix}/`))
    if (!isPage || !face) return reply.status(404).send({ code: 'request.not_found' })
    return send(reply, face.entry)
  })
}
