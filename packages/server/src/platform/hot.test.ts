import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createHotServer, type HotRoute } from './hot.ts'

const AT_ONCE = 256
let close: (() => void) | null = null
afterEach(() => close?.())

/** A server with one hot route. `seen`: the status of every answer. */
async function openHot(route: HotRoute): Promise<{ port: number; ask(): Promise<Response>; seen: number[] }> {
  const seen: number[] = []
  const server = createHotServer({
    routes: new Map([['/api/gate.pass', route]]),
    cookie: 'session',
    router: (_, response) => response.writeHead(404).end(),
    isRefusing: () => false,
    refusalOf: () => ({ status: 500, body: {} }),
    observe: (_, status) => seen.push(status),
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/api/gate.pass`
  return { port, ask: () => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }), seen }
}

test('whoever comes beyond what can be answered at once is told when to come again, and those let in are answered', async () => {
  let release = () => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  let [inside, most] = [0, 0]
  const { ask, seen } = await openHot(async () => {
    inside += 1
    most = Math.max(most, inside)
    await released
    inside -= 1
    return '{}'
  })

  const all = Array.from({ length: AT_ONCE + 20 }, ask)
  await expect.poll(() => seen.length).toBe(20) // refused while nobody inside was answered
  release()
  const answers = await Promise.all(all)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(AT_ONCE)
  const refused = answers.filter(({ status }) => status === 503)
  expect(refused).toHaveLength(20)
  for (const answer of refused) {
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toEqual({ code: 'server.busy' })
  }
  expect(most).toBe(AT_ONCE)
  expect((await ask()).status).toBe(200)
})

test('who opens a line and sends nothing keeps nobody else out', async () => {
  const { port, ask } = await openHot(async () => '{}')
  const head = 'POST /api/gate.pass HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n'
  const silent = Array.from({ length: AT_ONCE }, () => connect(port, '127.0.0.1'))
  await Promise.all(silent.map(async (socket) => (await once(socket, 'connect'), socket.write(head))))
  // One of them goes on: by then the server has read the heads of those before it.
  const last = silent.at(-1)!
  last.write('{}')
  expect(String((await once(last, 'data'))[0])).toMatch(/^HTTP\/1\.1 (200|503)/)
  last.write(head)
  expect((await ask()).status).toBe(200)
})
