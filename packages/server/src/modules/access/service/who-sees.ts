// 谁能看到这里: whose grants cover a place today, and how much they show of whoever lives there.
import type { access } from '@xiaomen/contract'
import { ROLES, sightAt } from '@xiaomen/rules/access'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findArea, listOverlays } from '../../areas/index.ts'
import { grantsAt, withAccounts } from '../holders.ts'
import { bothDays } from '../reach.ts'
import { nameAt, placesOf } from '../views-place.ts'
import { notFound } from './managed.ts'

/** A street has a few hundred workers; whoever sees a place stands on the way from the root to it. */
const MOST = 500
const WORKING = ROLES.filter((role) => role !== 'resident')

export const listWhoSees: Handlers<typeof access>['listWhoSees'] = async (ctx, { areaId, homePath }) => {
  const path = homePath ?? (await pathOf(ctx, areaId ?? ''))
  ctx.must('access.manage', { path })
  const grants = (await withAccounts(ctx, await grantsAt(ctx, path, WORKING, localDay(ctx.now)))).slice(0, MOST)
  const places = await placesOf(ctx, grants)
  const overlays = new Map(
    (
      await listOverlays(
        ctx,
        grants.flatMap((grant) => grant.overlayId ?? []),
      )
    ).map((overlay) => [overlay.id, overlay]),
  )
  return grants.map((grant) => {
    const overlay = grant.overlayId === null ? undefined : overlays.get(grant.overlayId)
    return {
      grantId: grant.id,
      accountId: grant.accountId,
      name: grant.name,
      unit: grant.unit,
      role: grant.role,
      areaName: nameAt(grant, places),
      until: overlay ? bothDays(grant, overlay).until : grant.until,
      coverId: grant.coverId,
      sight: sightAt([{ role: grant.role, path, dataClasses: grant.dataClasses, from: new Date(0), until: null }], path, ctx.now),
    }
  })
}

async function pathOf(ctx: Ctx, areaId: string): Promise<string> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  return area.path
}
