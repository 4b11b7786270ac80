// A street for the stories of the daily report, with everybody who has a say in it.
import { gateEvents } from '@xiaomen/contract'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown } from '../../platform/testing.ts'
import { accessModule, resolveActor } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule, insertAreas, putOverlay, setHomeCount } from '../areas/index.ts'
import { controlModule } from '../control/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { dailyModule, refreshAll } from './index.ts'

type AreaName = 'district' | 'street' | 'east' | 'west' | 'garden' | 'tower' | 'unit1' | 'unit2' | 'low' | 'hut' | 'yard' | 'terrace'
export type Name = AreaName | 'grid' | 'cut'
const MORNING = new Date('2022-07-05T08:00:00+08:00')

const PLAN: [AreaName, string, 'district' | 'street' | 'community' | 'compound' | 'building' | 'unit', AreaName | null][] = [
  ['district', '西溪区', 'district', null],
  ['street', '文新街道', 'street', 'district'],
  ['east', '东社区', 'community', 'street'],
  ['west', '西社区', 'community', 'street'],
  ['garden', '花园', 'compound', 'east'],
  ['tower', 'C座', 'building', 'garden'],
  ['unit1', '1单元', 'unit', 'tower'],
  ['unit2', '2单元', 'unit', 'tower'],
  ['low', '8号楼半边户', 'building', 'garden'],
  ['hut', '门房', 'building', 'garden'],
  ['yard', '12号院', 'compound', 'west'],
  ['terrace', '1幢', 'building', 'yard'],
]

/** Two communities. East: a compound with a tower of two units, a low building and a hut of two homes, all one grid. West: a yard with a terrace. A cut-area over the compound and the west. */
export async function openStreet() {
  const town = await openTown({
    modules: [areasModule, accessModule, approvalsModule, registryModule, postureModule, controlModule, dailyModule],
    resolveActor,
  })
  town.clock.now = MORNING
  const ids = {} as Record<Name, string>
  const paths = {} as Record<AreaName, string>
  await town.system(async (ctx) => {
    for (const [name] of PLAN) ids[name] = uuidv7()
    const areas = await insertAreas(
      ctx,
      PLAN.map(([name, label, level, parent]) => ({ id: ids[name], parentId: parent === null ? null : ids[parent], level, name: label })),
    )
    PLAN.forEach(([name], index) => (paths[name] = areas[index]!.path))
    const homes = { unit1: 15, unit2: 15, low: 8, hut: 2, terrace: 12 }
    await setHomeCount(ctx, new Map(Object.entries(homes).map(([name, count]) => [ids[name as Name], count])))
    ids.grid = (await putOverlay(ctx, { kind: 'grid', name: '第1网格', areaIds: [ids.tower, ids.low, ids.hut], from: '2022-01-01', until: null })).id
    ids.cut = (await putOverlay(ctx, { kind: 'cutArea', name: '甲片区', areaIds: [ids.garden, ids.west], from: '2022-01-01', until: null })).id
  })
  const stairHead = town.as('stairHead', paths.unit1)
  const gridWorker = town.as('gridWorker', paths.garden)
  const eastAdmin = town.as('communityAdmin', paths.east)
  const westAdmin = town.as('communityAdmin', paths.west)
  const westGrid = town.as('gridWorker', paths.west)
  const commander = town.as('streetCommander', paths.street)

  const declareEmergency = async () => {
    await town.system((ctx) =>
      putInForce(ctx, {
        areaId: ids.street,
        posture: 'emergency',
        packId: 'covid-19',
        edition: '2022-06-28',
        legalBasis: '演示命令',
        purpose: '疫情防控',
        until: '2022-12-31',
        draftedBy: uuidv7(),
        approvedBy: uuidv7(),
      }),
    )
    await town.drain()
  }
  /** Every story has a day of its own. */
  let storyDay = 0
  const newDay = async () => {
    storyDay += 1
    town.clock.now = new Date(MORNING.getTime() + storyDay * 86_400_000)
    await refreshAll(town.app.services)
  }
  const status = async (who: Caller, name: Name) => (await who.call('daily.getStatus', { subjectId: ids[name] })).body
  const confirm = async (who: Caller, ...names: Name[]) => {
    const reply = await who.call('daily.confirmReports', { subjectIds: names.map((name) => ids[name]) })
    await town.drain()
    return reply
  }
  const everybodyConfirms = async () => {
    await confirm(gridWorker, 'unit1', 'unit2', 'low', 'hut', 'grid')
    await confirm(westGrid, 'terrace')
    await confirm(eastAdmin, 'garden', 'east')
    await confirm(westAdmin, 'yard', 'west')
    await confirm(commander, 'cut', 'street')
  }
  const postingOf = async (name: Name) => (await status(commander, name)).subject.posting as string
  const postingsOf = async (...names: Name[]) => Object.fromEntries(await Promise.all(names.map(async (name) => [name, await postingOf(name)] as const)))
  const codeOf = async (name: Name) => (await status(commander, name)).subject.postingCode as string
  /** Fevers nobody has looked at yet; each story clears up its own. */
  const open = new Set<string>()
  const fever = async (place: { areaPath: string; homeId?: string }) => {
    const passageId = uuidv7()
    open.add(passageId)
    await town.system((ctx) =>
      ctx.emit(gateEvents.feverFound, {
        communityId: ids.east,
        passageId,
        areaPath: place.areaPath,
        personId: null,
        homeId: place.homeId ?? null,
        at: ctx.now.toISOString(),
      }),
    )
    await town.drain()
    return passageId
  }
  const resolve = async (passageId: string, finding: 'noFever' | 'leftUnseen') => {
    await town.system((ctx) => ctx.emit(gateEvents.holdResolved, { communityId: ids.east, passageId, areaPath: paths.garden, finding }))
    await town.drain()
  }
  const page = async (path: string, lang = 'zh-CN') => {
    const { status: code, headers, raw } = await town.get(path, { 'accept-language': lang })
    return { status: code, headers, text: raw.toString('utf8'), bytes: raw.length }
  }
  const clearFevers = async () => {
    for (const passageId of open) await resolve(passageId, 'noFever')
    open.clear()
  }
  /** An owner in a new home of a unit. */
  const moveIn = async (where: AreaName, name: string) => {
    const home = (await eastAdmin.call('registry.addHome', { areaId: ids[where], door: '501', floor: 5, use: 'permanent' })).body
    const added = await eastAdmin.call('registry.addResident', { homeId: home.id, name, care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })
    return { personId: added.body.id as string, homeId: home.id as string, path: home.path as string }
  }
  return {
    town,
    ids,
    paths,
    stairHead,
    gridWorker,
    eastAdmin,
    westAdmin,
    westGrid,
    commander,
    declareEmergency,
    newDay,
    status,
    confirm,
    everybodyConfirms,
    postingOf,
    postingsOf,
    codeOf,
    fever,
    resolve,
    clearFevers,
    moveIn,
    page,
  }
}
