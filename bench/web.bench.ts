// `npm run bench -- web`: gzipped bytes of the first view of each face, against what an old telephone on a bad network can bear.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { pages } from '../packages/server/src/modules/daily/pages.ts'
import type { PostingRow } from '../packages/server/src/modules/daily/tables.ts'
import type { Services } from '../packages/server/src/platform/module.ts'
import { report } from './harness.ts'

const dist = fileURLToPath(new URL('../packages/web/dist/', import.meta.url))
if (!existsSync(join(dist, '.vite/manifest.json'))) throw new Error('The web is not built: run it as `npm run bench -- web`.')

type Chunk = { file: string; src?: string; css?: string[]; imports?: string[]; dynamicImports?: string[] }
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
const bytesOf = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length

/** A chunk with all it imports at once, styles included. */
function closure(key: string, files: Set<string> = new Set()): Set<string> {
  const chunk = manifest[key]
  if (chunk === undefined || files.has(chunk.file)) return files
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
  for (const next of chunk.imports ?? []) closure(next, files)
  return files
}

/** The page, what it loads at once, and the heaviest of the screens it may open next: nobody's first view is more. */
function firstView(html: string): number {
  const entry = closure(html)
  const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + bytesOf(file), 0)
  const screens = manifest[html]?.dynamicImports ?? []
  // The camera's reader is opened by a tap, not by the page.
  const next = screens.filter((key) => !key.includes('zxing')).map((key) => sum([...closure(key)].filter((file) => !entry.has(file))))
  return bytesOf(html) + sum(entry) + Math.max(0, ...next)
}

/** The page on the wall, as the server writes it; the row stands in for the database. */
async function postingPage(): Promise<number> {
  const now = new Date('2022-05-04T12:00:00+08:00')
  const posting = {
    community_id: '00000000-0000-7000-8000-000000000001',
    code: 'BCDFGHJKLMNP',
    subject_id: '00000000-0000-7000-8000-000000000002',
    level: 'unit',
    name: '1单元',
    full_name: '示范区 示范街道 文澜社区 梧桐里 12幢 1单元',
    day: '2022-05-04',
    state: 'posted',
    posted_at: now,
    withdrawn_at: null,
  } as unknown as PostingRow
  const services = { now: () => now, db: { tx: async () => ({ posting, successor: undefined }) } } as unknown as Services
  const page = pages.find(({ path }) => path === '/posting/:code')
  const reply = await page?.run(services, { params: { code: 'BCDFGHJKLMNP' }, query: {}, lang: 'zh', origin: 'https://xiaomen.example' })
  const written = typeof reply?.bytes === 'string' ? reply.bytes : ''
  if (!written.includes('梧桐里')) throw new Error('The posting page did not come.')
  if (/<script|<link|<img|@import|url\(/.test(written)) throw new Error('The posting page loads something more, which this bench would miss.')
  return gzipSync(written, { level: 9 }).length
}

const KB = 1000
report({
  name: 'web',
  figures: [
    { what: 'visitor: posting page', value: (await postingPage()) / KB, unit: 'kB gz', goal: { atMost: 25 } },
    { what: 'resident: first view', value: firstView('index.html') / KB, unit: 'kB gz', goal: { atMost: 95 } },
    { what: 'worker: first view', value: firstView('work/index.html') / KB, unit: 'kB gz', goal: { atMost: 220 } },
    { what: 'desk: first view', value: firstView('desk/index.html') / KB, unit: 'kB gz', goal: { atMost: 450 } },
  ],
})
