import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Services, worker, type Worker } from '../../platform/module.ts'
import { areasUnder, findArea } from '../areas/index.ts'
import { importLedgerFile } from '../registry/index.ts'
import { writeExampleLedger } from './example-ledger.ts'
import * as repo from './repo.ts'

const tell = (services: Services, step: string, share: number) =>
  services.asSystem('setup.progress', (ctx) => repo.updateInstallation(ctx, { step, share, ...(step === 'done' ? { done_at: ctx.now } : {}) }))

/** May run again after a crash: a ledger that is in already is not brought in twice. */
async function importStreet(services: Services): Promise<void> {
  const { installation, street, isIn } = await services.asSystem('setup.begun', async (ctx) => {
    const installation = await repo.findInstallation(ctx)
    const street = installation?.street_id ? await findArea(ctx, installation.street_id) : null
    return { installation, street, isIn: street !== null && (await areasUnder(ctx, street.path)).some((area) => area.homes > 0) }
  })
  if (!installation || !street || installation.done_at) return
  const path = join(services.config.dataDir, 'example-street.xlsx')
  try {
    if (!isIn) {
      await tell(services, 'ledger', 0.1)
      await writeExampleLedger('street', path)
      await tell(services, 'reading', 0.3)
      await importLedgerFile(services, { communityId: street.id, path, fileName: 'example-street.xlsx', actorId: installation.actor_id })
    }
    await tell(services, 'done', 1)
  } catch (error) {
    await tell(services, 'failed', 0)
    throw error
  } finally {
    await rm(path, { force: true })
  }
}

export const workers: Worker[] = [worker('setup.importStreet', importStreet)]
