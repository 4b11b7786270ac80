import { commonErrors, type patrols } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { labelsHtml } from '../label-html.ts'
import { say } from '../label-text.ts'
import { findRoute, listPoints } from '../repo/routes.ts'
import { areaNames } from '../views.ts'

export const downloadLabels: Handlers<typeof patrols>['downloadLabels'] = async (ctx, { routeId, lang, origin }) => {
  const route = await findRoute(ctx, routeId)
  if (!route || route.ended_at !== null) throw fail(commonErrors, 'request.not_found')
  ctx.must('patrols.plan', { path: route.area_path })
  ctx.audit.communityId(route.community_id)
  const area = (await areaNames(ctx, [route.area_id])).get(route.area_id) ?? ''
  const labels = (await listPoints(ctx, [routeId])).filter((point) => point.until_at === null)
  return {
    bytes: labelsHtml({ route: route.name, area, labels, lang, origin }),
    type: 'text/html; charset=utf-8',
    name: `${say('sheet', lang)}-${route.name}.html`,
  }
}
