// The service worker as the browser runs it, with a cache and a network of our own.
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

const TEMPLATE = readFileSync(new URL('../packages/web/sw.template.js', import.meta.url), 'utf8')
type Happening = { waitUntil(done: Promise<unknown>): void; data?: unknown; source?: { postMessage(said: unknown): void } }

/** `files`: of the face of the guard, the entry first. The worker asks `network` for each. */
function startWorker(files: readonly string[], cache: Map<string, string>, network: (file: string) => string | null) {
  const listeners = new Map<string, (event: Happening) => void>()
  const replyOf = (text: string) => ({ ok: true, text, json: async () => JSON.parse(text) as unknown })
  const open = {
    match: async (file: string) => (cache.has(file) ? replyOf(cache.get(file)!) : undefined),
    put: async (file: string, reply: { text: string }) => void cache.set(file, reply.text),
  }
  runInNewContext(TEMPLATE.replace('__FACES__', JSON.stringify({ resident: ['/'], work: files })), {
    self: { addEventListener: (name: string, listener: (event: Happening) => void) => listeners.set(name, listener) },
    caches: { open: async () => open },
    fetch: async (file: string) => {
      const text = network(file)
      if (text === null) throw new TypeError('Failed to fetch')
      return replyOf(text)
    },
    Response: class {
      readonly text: string
      constructor(text: string) {
        this.text = text
      }
    },
  })
  return async (name: string, more: Partial<Happening> = {}): Promise<void> => {
    let done: Promise<unknown> = Promise.resolve()
    listeners.get(name)!({ waitUntil: (promise) => (done = promise), ...more })
    await done
  }
}

test('a new edition that breaks off on its way leaves the old page whole', async () => {
  const cache = new Map<string, string>()
  const first = startWorker(['/work/', '/assets/a-1.js'], cache, (file) => `first ${file}`)
  await first('message', { data: { keep: 'work' } })
  expect([...cache.keys()].toSorted()).toEqual(['/assets/a-1.js', '/kept-faces', '/work/'])

  const second = startWorker(['/work/', '/assets/a-2.js', '/assets/b-2.js'], cache, (file) => (file === '/assets/b-2.js' ? null : `second ${file}`))
  await expect(second('install')).rejects.toThrow()
  expect(cache.get('/work/')).toBe('first /work/')

  const again = startWorker(['/work/', '/assets/a-2.js', '/assets/b-2.js'], cache, (file) => `second ${file}`)
  await again('install')
  expect([cache.get('/work/'), cache.has('/assets/b-2.js')]).toEqual(['second /work/', true])
})
