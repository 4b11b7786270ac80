import { event } from '@xiaomen/contract'
import type { OrderAt } from '@xiaomen/rules/posture'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createFunctions } from './exists.ts'

const changed = event('posture.changed', z.object({}))
const at = (posture: OrderAt['posture']): OrderAt[] => [{ path: '/1/', posture, until: '2022-06-30' }]
let now = 0
beforeEach(() => {
  now = 1_000
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => vi.restoreAllMocks())

test('orders are read once for all who ask within two seconds, and again after', async () => {
  const functions = createFunctions(() => {})
  const read = vi.fn<() => Promise<OrderAt[]>>(async () => at('watch'))
  await functions.use({ read, changedBy: changed })
  for (let times = 0; times < 5; times += 1) await functions.fresh()
  expect(read).toHaveBeenCalledTimes(1)
  now += 2_000
  await Promise.all([functions.fresh(), functions.fresh()])
  expect(read).toHaveBeenCalledTimes(2)
})

test('whoever asks after the commit that changed them knows it, without waiting two seconds', async () => {
  const functions = createFunctions(() => {})
  let orders = at('peace')
  await functions.use({ read: async () => orders, changedBy: changed })
  orders = at('emergency')
  await functions.afterCommit([{ name: 'posture.asked' }])
  expect(functions.last()).toEqual(at('peace'))
  await functions.afterCommit([{ name: 'posture.changed' }])
  expect(functions.last()).toEqual(at('emergency'))
})

test('an answer that was begun before a change does not come in over the one after it', async () => {
  const functions = createFunctions(() => {})
  let slow: (orders: OrderAt[]) => void = () => {}
  const answers = [Promise.resolve(at('peace')), new Promise<OrderAt[]>((done) => (slow = done)), Promise.resolve(at('emergency'))]
  await functions.use({ read: () => answers.shift()!, changedBy: changed })
  now += 2_000
  const asking = functions.fresh()
  now += 1
  await functions.afterCommit([changed])
  slow(at('peace'))
  await asking
  expect(functions.last()).toEqual(at('emergency'))
})

test('what cannot be read is said to whoever must know, and not to whoever only draws buttons', async () => {
  const failed = vi.fn<(error: unknown) => void>()
  const functions = createFunctions(failed)
  let isAway = false
  const read = async () => {
    if (isAway) throw new Error('away')
    return at('watch')
  }
  await functions.use({ read, changedBy: changed })
  isAway = true
  now += 2_000
  expect(functions.last()).toEqual(at('watch'))
  await expect(functions.fresh()).rejects.toThrow('away')
  expect(failed).toHaveBeenCalled()
  isAway = false
  expect(await functions.fresh()).toEqual(at('watch'))
})
