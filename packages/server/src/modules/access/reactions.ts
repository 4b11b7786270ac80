import { areasEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { findArea } from '../areas/index.ts'
import { resettleAccounts } from './repo/resettle.ts'
import { forgetActors } from './sessions.ts'

export const reactions = [
  // The paths of grants, accounts and sessions have moved along; whose grants reach beyond the moved area belongs to another smallest area now.
  on(areasEvents.areaMoved, 'areaMoved', async (ctx, { areaId }) => {
    const area = await findArea(ctx, areaId)
    if (area) await resettleAccounts(ctx, area.path)
    forgetActors()
  }),
]
