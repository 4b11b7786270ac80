import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { deletePhotos } from './repo.ts'

export async function destroyPhotos({ asSystem }: Services): Promise<void> {
  await asSystem('photos.destroy', (ctx) => deletePhotos(ctx, localDay(ctx.now)))
}
export const jobs = [cron('20 0 * * *', 'photos.destroy', destroyPhotos)]
