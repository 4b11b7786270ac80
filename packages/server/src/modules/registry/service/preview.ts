// 此人将看到什么, on a real home.
import type { registry } from '@xiaomen/contract'
import { DATA_CLASSES, lesserSight, sightAt } from '@xiaomen/rules/access'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea, findOverlay, listAreas } from '../../areas/index.ts'
import { shownFields } from '../person-fields.ts'
import { listLinked } from '../repo/person.ts'
import { findLivedInHome } from '../repo/preview.ts'
import { notFound } from './views.ts'

export const previewHome: Handlers<typeof registry>['previewHome'] = async (ctx, { role, areaId, overlayId, dataClasses }) => {
  const paths = await pathsOf(ctx, { areaId, overlayId })
  for (const path of paths) ctx.must('registry.read', { path })
  const home = await findLivedInHome(ctx, paths)
  if (!home) return { home: null, residents: [], isLimited: false }
  const theirs = sightAt([{ role, path: home.area_path, dataClasses, from: new Date(0), until: null }], home.area_path, ctx.now)
  const sight = lesserSight(theirs, ctx.sight(home.area_path))
  const people = await listLinked(ctx, [home.id])
  ctx.audit.communityId(home.community_id)
  ctx.audit.subjects(people.map((person) => person.id))
  const [area] = await listAreas(ctx, [home.area_id])
  return {
    home: { door: sight.door === 'full' ? home.door : '*', areaName: area?.name ?? '' },
    residents: people.map((person) => {
      const { name, phone, document, care } = shownFields(ctx.crypto, person, sight)
      return { name, phone, document, care }
    }),
    isLimited: DATA_CLASSES.some((dataClass) => sight[dataClass] !== theirs[dataClass]),
  }
}

async function pathsOf(ctx: Ctx, { areaId, overlayId }: { areaId: string | undefined; overlayId: string | undefined }): Promise<string[]> {
  if (overlayId === undefined) {
    const area = await findArea(ctx, areaId ?? '')
    if (!area) throw notFound()
    return [area.path]
  }
  const overlay = await findOverlay(ctx, overlayId)
  if (!overlay) throw notFound()
  return overlay.areaPaths
}
