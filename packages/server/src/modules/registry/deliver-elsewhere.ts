// 人户分离, between two communities: neither sees the other's rows, so the system carries what one tells and what the other answers.
import { communityNamed } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { type Services, worker } from '../../platform/module.ts'
import { areasUnder, chainOf, findArea } from '../areas/index.ts'
import { openAnswer, openNote, sealNote, sealReport } from './elsewhere-fields.ts'
import { openFields } from './person-fields.ts'
import * as repo from './repo/elsewhere.ts'
import { findPersonRow } from './repo/person.ts'

/** The community that is meant, unless it is one's own, nobody's or several'. Asked as the system: nobody else sees them all. */
export async function communityOf(ctx: Ctx, name: string, ownId: string) {
  const areas = await areasUnder(ctx, '/')
  const names = new Map(areas.map((area) => [area.path, area.name]))
  const communities = areas
    .filter((area) => area.level === 'community' && area.id !== ownId)
    .map((area) => {
      const steps = area.path.split('/').slice(1, -1)
      return { area, chain: steps.map((_, at) => names.get(`/${steps.slice(0, at + 1).join('/')}/`) ?? '') }
    })
  return communityNamed(name, communities)?.area ?? null
}

async function deliver({ asSystem }: Services, { elsewhereId = '' }: Record<string, string>): Promise<void> {
  await asSystem('registry.deliverElsewhere', async (ctx) => {
    const row = await repo.findElsewhere(ctx, elsewhereId)
    if (!row) return
    ctx.audit.place(row.area_path)
    ctx.audit.communityId(row.community_id)
    if (row.state === 'ended') {
      const told = row.report_id === null ? undefined : await repo.findReport(ctx, row.report_id)
      if (told && told.state !== 'ended' && told.state !== 'returned') await repo.updateReport(ctx, told.id, told.version, { state: 'ended' })
      return
    }
    if (row.state !== 'reported' || row.way !== null || row.report_id === null) return
    const person = await findPersonRow(ctx, row.person_id)
    const target = await communityOf(ctx, openNote(ctx.crypto, row, 'community_name') ?? '', row.community_id)
    if (!person || !target) {
      await repo.updateElsewhere(ctx, row.id, row.version, { way: 'list' })
      return
    }
    const own = await findArea(ctx, row.community_id)
    await repo.putReport(ctx, {
      community_id: target.id,
      id: row.report_id,
      area_path: target.path,
      from_community: row.community_id,
      from_name:
        own === null
          ? ''
          : (await chainOf(ctx, own.path))
              .map((area) => area.name)
              .slice(-2)
              .join(' › '),
      elsewhere_id: row.id,
      direction: row.direction,
      ...sealReport(ctx.crypto, row.report_id, openFields(ctx.crypto, person), openNote(ctx.crypto, row, 'place')),
      since: row.since,
      state: 'reported',
      received_at: ctx.now,
      answered_at: null,
      answered_by: null,
      reason: null,
      home_id: null,
      person_id: null,
      version: 1,
    })
    await repo.updateElsewhere(ctx, row.id, row.version, { way: 'inbox', to_community: target.id })
    ctx.audit.subjects([person.id])
  })
}

async function tell({ asSystem }: Services, { reportId = '' }: Record<string, string>): Promise<void> {
  await asSystem('registry.tellElsewhere', async (ctx) => {
    const report = await repo.findReport(ctx, reportId)
    const row = report && (await repo.findElsewhere(ctx, report.elsewhere_id))
    // Ended or told anew meanwhile: the answer belongs to something that is over.
    if (!row || row.report_id !== reportId || row.state !== 'reported') return
    ctx.audit.place(row.area_path)
    ctx.audit.communityId(row.community_id)
    await repo.updateElsewhere(ctx, row.id, row.version, {
      state: report.state === 'acknowledged' ? 'acknowledged' : 'returned',
      answered_at: report.answered_at,
      reason: sealNote(ctx.crypto, row.id, 'reason', openAnswer(ctx.crypto, report)),
    })
  })
}

export const elsewhereWorkers = [worker('registry.deliverElsewhere', deliver), worker('registry.tellElsewhere', tell)]
