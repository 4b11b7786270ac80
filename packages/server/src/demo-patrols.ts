// The demonstration's perimeter: a gate that was checked and lacks one thing, a route with a day of rounds of which one point was missed, and a breach.
import { checklists, patrols, photos } from '@xiaomen/contract'
import { slotsOf, timesEvery } from '@xiaomen/rules/patrols'
import type { Area } from './modules/areas/index.ts'
import { countRounds } from './modules/patrols/index.ts'
import { perform } from './perform.ts'
import { drawPicture } from './picture.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'
import { localDay, startOfDay } from './platform/time.ts'

type Scene = { admin: Actor; guard: Actor; compound: Area; gateId: string }
type Colours = Parameters<typeof drawPicture>[0]['colours']

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const EVERY_MINUTES = 120
const TOLERANCE_MINUTES = 30
const MISSING = 'loudspeaker'
const POINTS = [
  { name: '西南角围挡', hint: '路灯杆上' },
  { name: '后巷铁门', hint: '门内侧' },
  { name: '东侧绿化带', hint: '配电箱旁' },
  { name: '北墙', hint: null },
] as const
const FENCE: Colours = [
  [71, 107, 143],
  [196, 203, 211],
]
const TABLE: Colours = [
  [150, 120, 86],
  [232, 232, 226],
  [60, 120, 96],
]

export async function playPatrols(services: Services, scene: Scene): Promise<void> {
  await checkGate(services, scene)
  await walkRounds(services, scene)
  await reportBreach(services, scene)
}

async function takePhoto(services: Services, { guard, compound }: Scene, colours: Colours): Promise<string> {
  const id = uuidv7()
  const bytes = drawPicture({ colours, width: 640, height: 480 }).toString('base64')
  await perform(services, guard, photos.add, { id, areaId: compound.id, at: services.now().toISOString(), bytes })
  return id
}

/** The whole list, with a photo where it asks for one; one thing is not there. */
async function checkGate(services: Services, scene: Scene): Promise<void> {
  const { list } = await perform(services, scene.guard, checklists.getGate, { gateId: scene.gateId })
  const answers = []
  for (const { key, asksPhoto } of list.groups.flatMap(({ items }) => items)) {
    const isThere = key !== MISSING
    const photoIds = isThere && asksPhoto ? [await takePhoto(services, scene, TABLE)] : []
    answers.push({ item: key, answer: isThere ? ('yes' as const) : ('no' as const), note: isThere ? null : '昨天坏了，等新的', photoIds })
  }
  await perform(services, scene.guard, checklists.recordCheck, {
    id: uuidv7(),
    gateId: scene.gateId,
    at: services.now().toISOString(),
    kind: 'full',
    packId: list.packId,
    edition: list.edition,
    answers,
  })
}

/** Since yesterday, every two hours; the last round that is over left out one point. */
async function walkRounds(services: Services, { admin, guard, compound }: Scene): Promise<void> {
  const now = services.now().getTime()
  const since = now - DAY_MS
  const points = POINTS.map((point) => ({ id: uuidv7(), ...point }))
  const times = timesEvery(EVERY_MINUTES)
  await perform({ ...services, now: () => new Date(since) }, longOnDuty(admin), patrols.saveRoute, {
    id: uuidv7(),
    areaId: compound.id,
    version: null,
    name: '围挡一圈',
    times,
    toleranceMinutes: TOLERANCE_MINUTES,
    points,
  })
  const days = [localDay(new Date(since)), localDay(new Date(now))].map((day) => startOfDay(day).getTime())
  const over = slotsOf([{ from: since, times, toleranceMinutes: TOLERANCE_MINUTES }], days).filter(({ until }) => until < now)
  for (const slot of over) {
    for (const [step, point] of points.entries()) {
      if (slot === over.at(-1) && step === 2) continue
      const at = new Date(slot.at + step * 4 * MINUTE_MS).toISOString()
      await perform(services, guard, patrols.recordVisit, { id: uuidv7(), at, point: { pointId: point.id, reason: 'noCamera' } })
    }
  }
  await countRounds(services)
}
/** As if the account had been given its duties long ago: the demonstration's were given this minute. */
const longOnDuty = (actor: Actor): Actor =>
  actor.kind === 'account' ? { ...actor, grants: actor.grants.map((grant) => ({ ...grant, from: new Date(0) })) } : actor

async function reportBreach(services: Services, scene: Scene): Promise<void> {
  await perform(services, scene.guard, patrols.reportBreach, {
    id: uuidv7(),
    areaId: scene.compound.id,
    at: new Date(services.now().getTime() - 20 * MINUTE_MS).toISOString(),
    kind: 'cut',
    place: '西南角围挡',
    note: '铁皮被掀开一块，人能钻过去',
    photoIds: [await takePhoto(services, scene, FENCE)],
  })
}
