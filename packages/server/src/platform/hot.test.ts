import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createHotServer } from './hot.ts'

const AT_ONCE = 256
let close: (() => void) | null = null
afterEach(() => close?.())

test('whoever comes beyond what can be answered at once is told when to come again, and those let in are answered', async () => {
  let release = () => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  let [inside, most] = [0, 0]
  const seen: number[] = []
  const server = createHotServer({
    routes: new Map([
      [
        '/api/gate.pass',
        async () => {
          inside += 1
          most = Math.max(most, inside)
          await released
          inside -= 1
          return '{}'
        },
      ],
    ]),
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
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/gate.pass`
  const ask = () => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })

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
