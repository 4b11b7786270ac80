// 虚构疫情: once an order is in force, infections are found beneath it and contacts are named, so that the offices have something to work on.
// Entered as people enter them, and left where offices must decide: every second infection and every contact waits for another hand.
import { control, controlCases } from '@xiaomen/contract'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dice } from '../invented-people.ts'
import { oneTimePassword, resolveActor, seedAccount, startSession } from '../modules/access/index.ts'
import { ordersInForce } from '../modules/posture/index.ts'
import { homesUnder, residentsOf } from '../modules/registry/index.ts'
import { perform } from '../perform.ts'
import type { Actor } from '../platform/ctx.ts'
import type { Drill } from '../platform/drill.ts'
import { uuidv7 } from '../platform/ids.ts'
import type { Services } from '../platform/module.ts'
import { localDay } from '../platform/time.ts'

/** Neighbours of each infection who are named as its contacts. */
const CONTACTS = 2
type Order = { id: string; areaId: string; areaPath: string }
type Invented = { personId: string }

/** Called after every change of posture. @returns how many infections were entered now */
export async function playOutbreak(services: Services, drill: Drill, orderId: string): Promise<number> {
  const played = join(services.config.dataDir, `outbreak-${orderId}`)
  if (existsSync(played)) return 0
  const order = (await services.asSystem('drill.look', ordersInForce)).find((one) => one.id === orderId && one.posture !== 'peace')
  if (!order) return 0
  // Before the first case: what was begun is not begun again after a crash.
  writeFileSync(played, '', { mode: 0o600 })
  const people = await grownUps(services, order.areaPath)
  if (people.length === 0) return 0
  const [finder, checker] = [await director(services, order, '演练导演组'), await director(services, order, '演练复核组')]
  const roll = dice(drill.seed)
  const today = localDay(services.now())
  const { tracks } = await perform(services, finder, controlCases.listTracks, { areaId: order.areaId })
  const namesContacts = tracks.some(({ triggers }) => triggers.includes('contact'))
  const taken = new Set<number>()
  const count = Math.min(drill.infections, people.length)
  for (let number = 0; number < count; number += 1) {
    const at = freeFrom(roll.below(people.length), people.length, taken)
    const paper = (kind: 'testResult' | 'investigationDecision', of: number) => ({ kind, reference: `演练-${number + 1}-${of}`, issuedBy: '演练导演组' })
    const found = await perform(services, finder, control.registerCase, { personId: people[at]!.personId, foundOn: today, evidence: paper('testResult', 0) })
    if (number % 2 === 0) await perform(services, checker, control.confirmCase, { caseId: found.id })
    if (!namesContacts) continue
    for (let of = 1; of <= CONTACTS && taken.size < people.length; of += 1) {
      const contact = people[freeFrom(at, people.length, taken)]!
      await perform(services, finder, controlCases.openCase, {
        id: uuidv7(),
        personId: contact.personId,
        trigger: 'contact',
        anchorDay: today,
        evidence: paper('investigationDecision', of),
        hasOwnSuite: true,
        guardian: null,
      })
    }
  }
  return count
}

/** The next one from here on who is in nothing yet. */
function freeFrom(start: number, length: number, taken: Set<number>): number {
  let at = start
  while (taken.has(at) && taken.size < length) at = (at + 1) % length
  taken.add(at)
  return at
}

/** The first of each home, in the order of the doors: grown up, and no two of them behind one door. */
const grownUps = (services: Services, path: string): Promise<Invented[]> =>
  services.asSystem('drill.look', async (ctx) => {
    const people: Invented[] = []
    for (const home of (await homesUnder(ctx, path)).toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
      const first = (await residentsOf(ctx, home.id)).find((one) => one.phone !== null && one.residency !== 'family')
      if (first) people.push({ personId: first.id })
    }
    return people
  })

/** Somebody of the drill's own staff, whose login nobody is given. */
async function director(services: Services, { areaPath, id }: Order, unit: string): Promise<Actor> {
  const token = await services.asSystem('drill.director', async (ctx) =>
    startSession(
      ctx,
      await seedAccount(ctx, {
        login: `drill-${id.slice(-6)}-${uuidv7().slice(-6)}`,
        name: unit,
        unit,
        password: oneTimePassword(),
        grants: [{ role: 'communityAdmin', path: areaPath }],
      }),
      1,
    ),
  )
  const actor = await resolveActor(services, token)
  if (!actor) throw new Error('the staff of the drill has no session')
  return actor
}
