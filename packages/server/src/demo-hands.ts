// The demonstration's answerability: four levels answered for but one unit, duty lists, and a household with its five carers but one.
import { answerability } from '@xiaomen/contract'
import type { CarerSlot } from '@xiaomen/rules/answerability'
import { contains } from '@xiaomen/rules/areas'
import type { z } from 'zod'
import type { Area, Overlay } from './modules/areas/index.ts'
import type { Person } from './modules/registry/index.ts'
import { perform, settle } from './perform.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'
import { localDay } from './platform/time.ts'

type Somebody = { actor: Actor; accountId: string; name: string }
type Scene = {
  admin: Somebody
  commander: Somebody
  workers: readonly Somebody[]
  grids: readonly Overlay[]
  community: Area
  areas: readonly Area[]
  homes: readonly { homeId: string; building: Area; residents: Person[] }[]
}
type Who = z.input<(typeof answerability)['addDuty']['input']>['who']

/** The third grid is the one with lists of its own; the first two have carers named by hand. */
const LISTED_GRID = 2
const STAIR_HEADS = ['管迎春', '骆守望', '池月明', '闻晓', '简行', '麦田']
const MANAGERS = ['葛管家', '万管家', '舒管家', '费管家', '卞管家', '茅管家']

export async function playHands(services: Services, scene: Scene): Promise<void> {
  await answerForPlaces(services, scene)
  await listDuties(services, scene)
  await settle(services)
  const grid = scene.grids[LISTED_GRID] ?? scene.grids[0]!
  const home = scene.homes.find((one) => grid.areaPaths.some((path) => contains(path, one.building.path)))
  if (!home) throw new Error('no home of the demonstration lies in the grid with lists')
  // Nobody of the police is on a list yet: the one gap.
  const { carers } = await perform(services, scene.admin.actor, answerability.giveCarers, { homeId: home.homeId, set: 'fiveCarersTaiyuan' })
  if (carers.filter((carer) => carer.gap !== null).length !== 1) throw new Error('the household of the demonstration should lack one carer')
  await settle(services)
}

const account = ({ accountId }: Somebody, phone?: string): Who => ({ kind: 'account', accountId, ...(phone === undefined ? {} : { phone }) })
const named = (name: string, unit: string, phone: string): Who => ({ kind: 'named', name, unit, phone })

async function answerForPlaces(services: Services, { admin, commander, workers, grids, community, areas }: Scene): Promise<void> {
  const { posts } = await perform(services, admin.actor, answerability.getBoard, { areaId: community.id })
  const rowsOf = (key: (typeof posts)[number]['key']) => posts.find((post) => post.key === key)!.rows.map((row) => row.place)
  const set = (post: (typeof posts)[number]['key'], places: ReturnType<typeof rowsOf>, who: Who) =>
    places.length === 0
      ? null
      : perform(services, admin.actor, answerability.setAnswering, {
          post,
          places: places.map(({ at, id }) => ({ at, id })),
          who,
          from: localDay(services.now()),
          until: null,
        })
  await set('first', rowsOf('first'), account(commander, '10100000601'))
  await set('second', rowsOf('second'), account(admin, '10100000602'))
  for (const [at, grid] of grids.entries()) {
    const own = rowsOf('third').filter((place) => grid.areaPaths.some((path) => contains(path, place.path)))
    await set('third', own, account(workers[at]!, `1010000061${at}`))
  }
  const compounds = areas.filter((area) => area.level === 'compound')
  for (const [at, compound] of compounds.entries()) {
    const units = rowsOf('fourth').filter((place) => contains(compound.path, place.path))
    // The last unit of the first compound has nobody yet.
    await set(
      'fourth',
      at === 0 ? units.slice(0, -1) : units,
      named(STAIR_HEADS[at % STAIR_HEADS.length]!, `${compound.name}楼道党小组`, `1010000062${at % 10}`),
    )
    const own = rowsOf('management').filter((place) => place.id === compound.id)
    await set('management', own, named(MANAGERS[at % MANAGERS.length]!, `${compound.name}物业`, `1010000063${at % 10}`))
  }
}

async function listDuties(services: Services, { admin, commander, workers, grids, community, homes }: Scene): Promise<void> {
  const grid = grids[LISTED_GRID] ?? grids[0]!
  const from = localDay(services.now())
  const add = (slot: CarerSlot, place: { at: 'area' | 'grid'; id: string }, who: Who, ordinal: number, most: number | null = null) =>
    perform(services, admin.actor, answerability.addDuty, { id: uuidv7(), slot, place, who, from, until: null, ordinal, most })
  const [everywhere, here] = [{ at: 'area', id: community.id } as const, { at: 'grid', id: grid.id } as const]
  await add('streetCadre', everywhere, account(commander), 1)
  await add('communityCadre', everywhere, account(admin), 1)
  await add('communityDoctor', everywhere, named('岑医生', '文澜社区卫生服务站', '10100000641'), 1)
  await add('gridWorker', here, account(workers[grids.indexOf(grid)] ?? workers[0]!), 1)
  const party = homes.filter((one) => grid.areaPaths.some((path) => contains(path, one.building.path))).flatMap((one) => one.residents.slice(0, 1))
  for (const [at, person] of party.slice(-3).entries()) await add('partyMemberHome', here, { kind: 'person', personId: person.id }, at + 1, 20)
}
