// 拆楼、并楼: a building or unit becomes two, or two become one.
import { areasErrors, areasEvents, type registry, registryErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { movePaths } from '../../../platform/paths.ts'
import { type Area, areasUnder, findArea, insertAreas, joinOverlays, lockHomes, noteHistory, relocateArea, removeAreas } from '../../areas/index.ts'
import { updateEnterprisesArea } from '../repo/enterprise.ts'
import { listHomesOfArea } from '../repo/reshape.ts'
import { areaFor, bringHomes } from './move-homes.ts'

type Registry = Handlers<typeof registry>

const SPLIT_LEVELS: readonly Area['level'][] = ['building', 'unit']
const parentOf = async (ctx: Ctx, area: Area): Promise<Area> => {
  const parent = area.parentId === null ? null : await findArea(ctx, area.parentId)
  if (!parent || !SPLIT_LEVELS.includes(area.level)) throw fail(registryErrors, 'registry.not_split_here')
  return parent
}
const childrenOf = async (ctx: Ctx, area: Area): Promise<Area[]> => (await areasUnder(ctx, area.path)).filter((one) => one.parentId === area.id)

export const splitArea: Registry['splitArea'] = async (ctx, { areaId, newName, childAreaIds, homeIds }) => {
  const area = await areaFor(ctx, areaId)
  const parent = await parentOf(ctx, area)
  ctx.must('registry.reshape', parent)
  await lockHomes(ctx, [parent.id, area.id])
  const children = await childrenOf(ctx, area)
  const own = (await listHomesOfArea(ctx, area.communityId!, area.id)).map((home) => home.id)
  const isForeign = childAreaIds.some((id) => !children.some((child) => child.id === id)) || homeIds.some((id) => !own.includes(id))
  if (isForeign || childAreaIds.length + homeIds.length === 0) throw new AppError('request.invalid', 400)
  if ((await childrenOf(ctx, parent)).some((one) => one.name === newName)) throw fail(areasErrors, 'areas.name_taken')
  const [made] = (await insertAreas(ctx, [{ parentId: parent.id, level: area.level, name: newName }])) as [Area]
  await joinOverlays(ctx, area, made)
  for (const id of new Set(childAreaIds)) await relocateArea(ctx, id, made.id)
  await bringHomes(ctx, homeIds, made)
  await noteHistory(ctx, [
    { subject: area, what: 'split', before: { name: area.name }, after: { name: area.name, areaIds: [area.id, made.id] } },
    { subject: made, what: 'added', after: { name: newName, level: made.level, parentId: parent.id, parentName: parent.name, areaIds: [area.id] } },
  ])
  await ctx.emit(areasEvents.areaAdded, { communityId: made.communityId, areaId: made.id })
  return { areaId: made.id }
}

export const mergeAreas: Registry['mergeAreas'] = async (ctx, { fromId, intoId }) => {
  const [from, into] = [await areaFor(ctx, fromId), await areaFor(ctx, intoId)]
  const parent = await parentOf(ctx, from)
  ctx.must('registry.reshape', parent)
  if (from.id === into.id || from.level !== into.level) throw fail(registryErrors, 'registry.not_split_here')
  if (from.communityId !== into.communityId) throw fail(registryErrors, 'registry.other_community')
  await lockHomes(ctx, [from.id, into.id])
  const [children, there] = [await childrenOf(ctx, from), await childrenOf(ctx, into)]
  const names = children.map((child) => child.name).filter((name) => there.some((one) => one.name === name))
  if (names.length > 0) throw fail(registryErrors, 'registry.names_meet', { names })
  await joinOverlays(ctx, from, into)
  for (const child of children) await relocateArea(ctx, child.id, into.id)
  const homes = (await listHomesOfArea(ctx, from.communityId!, from.id)).map((home) => home.id)
  const moved = await bringHomes(ctx, homes, into)
  // A building site stands at an area itself.
  await updateEnterprisesArea(ctx, { areaId: from.id }, into.id)
  await noteHistory(ctx, [
    { subject: into, what: 'merged', before: { name: into.name }, after: { name: into.name, areaIds: [from.id, into.id] } },
    {
      subject: from,
      what: 'removed',
      before: { name: from.name, level: from.level, parentId: parent.id, parentName: parent.name },
      after: { areaIds: [into.id] },
    },
  ])
  if ((await removeAreas(ctx, [from.id])).length === 0) throw fail(registryErrors, 'registry.changed_meanwhile')
  // What hung on the old roof itself (a stair head's grant, a gate) hangs on the new one.
  await movePaths(ctx, from.path, into.path)
  await ctx.emit(areasEvents.areaRemoved, { communityId: from.communityId, areaId: from.id, fromId: parent.id })
  return { moved }
}
