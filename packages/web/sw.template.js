// Keeps the files of the faces this device uses, so that they open with the server switched off. Made by vite.config.ts; never touches /api.
const FACES = __FACES__
const CACHE = 'xiaomen-files'
const MARK = '/kept-faces'
const entryOf = { resident: '/', work: '/work/' }

const faceOf = (path) => (path === '/' || path === '/join' ? 'resident' : path === '/work' || path.startsWith('/work/') ? 'work' : null)
async function keptFaces(cache) {
  const mark = await cache.match(MARK)
  return mark === undefined ? [] : mark.json()
}
/** So many files at the same time: one after the other a slow line waits for each; all at once a cheap phone chokes. */
const AT_ONCE = 6
async function fetchFile(cache, file) {
  // A hash in the name: what is here is right. The entries themselves are fetched again.
  if (file.startsWith('/assets/') && (await cache.match(file)) !== undefined) return
  const reply = await fetch(file, { cache: 'reload' })
  if (!reply.ok) throw new Error(file)
  await cache.put(file, reply)
}
async function fetchFace(cache, face) {
  const entry = entryOf[face]
  const left = FACES[face].filter((file) => file !== entry)
  const fetchInTurn = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) await fetchFile(cache, file)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fetchInTurn))
  // Last: if the line breaks before, the entry of old is still there with all that it names.
  await fetchFile(cache, entry)
}

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE)
      for (const face of await keptFaces(cache)) await fetchFace(cache, face)
    })(),
  )
})
self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE)
      const wanted = new Set([MARK, ...Object.values(FACES).flat()])
      for (const request of await cache.keys()) if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request)
      await self.clients.claim()
    })(),
  )
})
self.addEventListener('message', (event) => {
  const face = event.data?.keep
  if (FACES[face] === undefined) return
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE)
      await fetchFace(cache, face)
      const faces = new Set(await keptFaces(cache)).add(face)
      await cache.put(MARK, new Response(JSON.stringify([...faces])))
      event.source?.postMessage({ kept: face })
    })(),
  )
})

async function page(request, face) {
  const cache = await caches.open(CACHE)
  // A page of which a part is missing opens empty: until all of it is here the browser's own word is the honest one.
  const held = (await keptFaces(cache)).includes(face) ? await cache.match(entryOf[face]) : undefined
  if (held === undefined) return fetch(request)
  // The newest page if the server is quick; after three seconds the one that is here.
  const slow = new Promise((resolve) => setTimeout(() => resolve(null), 3000))
  const fresh = fetch(request).then(
    (reply) => (reply.ok ? reply : null),
    () => null,
  )
  return (await Promise.race([fresh, slow])) ?? held
}
async function asset(request) {
  const cache = await caches.open(CACHE)
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    const face = faceOf(url.pathname)
    if (face !== null) event.respondWith(page(request, face))
  } else if (url.pathname.startsWith('/assets/') || /^\/(icon[\w.-]*|[\w-]+\.webmanifest)$/.test(url.pathname)) event.respondWith(asset(request))
})
