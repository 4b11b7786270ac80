import { registryLandlordEvents } from '@xiaomen/contract'
import { SILENT_DAYS_DRAFT } from '@xiaomen/rules/registry'
import type { Services } from '../../platform/module.ts'
import { listNewlySilent, updateSilentTold } from './repo/landlord.ts'

const AT_ONCE = 500
/** Each silence is told once; the next word of the landlord begins it anew. */
export async function tellSilentLandlords({ asSystem, wakeRelay }: Services): Promise<void> {
  for (let told = AT_ONCE; told === AT_ONCE;) {
    told = await asSystem('registry.tellSilentLandlords', async (ctx) => {
      const rows = await listNewlySilent(ctx, SILENT_DAYS_DRAFT, AT_ONCE)
      for (const { community_id, id } of rows) await ctx.emit(registryLandlordEvents.landlordSilent, { communityId: community_id, landlordId: id })
      await updateSilentTold(
        ctx,
        rows.map((row) => row.id),
      )
      return rows.length
    })
  }
  wakeRelay()
}
