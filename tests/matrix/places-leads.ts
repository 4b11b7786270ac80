import { gateEvents } from '@xiaomen/contract'
import { parentPath } from '@xiaomen/rules/areas'
import { chainOf } from '../../packages/server/src/modules/areas/index.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'

export type LeadIds = {
  leadGiverId: string
  leadId: string
  offeredLeadId: string
  closedLeadId: string
  leadSampleId: string
  unreadId: string
  leadChannelId: string
}

/** One that came in there, one that the street sent and nobody has taken, one that is closed and was drawn, and a row that cannot be read. */
export async function furnishLeads(town: Town, { communityId, path }: { communityId: string; path: string }): Promise<LeadIds> {
  const { caller: head } = await hire(town, 'tracingHead', path)
  const [giverId, channelId] = [uuidv7(), uuidv7()]
  ok(await head.call('leads.addGiver', { id: giverId, areaId: communityId, name: '市疾控', kind: 'contact' }), 'addGiver')
  const file = { name: 'leads.csv', bytes: Buffer.from('姓名,手机号\n甲,10900000071\n乙,10900000072\n丙,1\n') }
  ok(await head.upload('leads.importFile', { id: uuidv7(), giverId, areaId: communityId, isPreview: false }, file), 'importFile')
  const { rows } = ok(await head.call('leads.list', { areaId: communityId, states: ['received'], limit: 300 }), 'list')
  const named = (name: string) => rows.find((row: { name: string | null }) => row.name === name).id as string
  const closedLeadId = named('乙')
  ok(await head.call('leads.close', { leadId: closedLeadId, outcome: 'noRisk' }), 'close')
  ok(await head.call('leads.drawSamples', { areaId: communityId, day: '2022-05-04' }), 'drawSamples')
  const drawn = ok(await head.call('leads.listFindings', { areaId: communityId, of: 'sample', day: '2022-05-04' }), 'listFindings')
  const unread = ok(await head.call('leads.listUnread', { areaId: communityId, state: 'open' }), 'listUnread')

  const above = await town.system((ctx) => chainOf(ctx, parentPath(path)!))
  const streetId = above.at(-1)!.id
  const { caller: centre } = await hire(town, 'tracingHead', parentPath(path)!)
  const event = { communityId, passageId: uuidv7(), areaPath: path, personId: null, homeId: null, at: '2022-05-04T04:00:00Z' }
  await town.system((ctx) => ctx.emit(gateEvents.riskAreaFound, event))
  await town.drain()
  const came = ok(await centre.call('leads.list', { areaId: streetId, states: ['received'], limit: 300 }), 'list').rows
  const offeredLeadId = came.find((row: { name: string | null; suggested: { id: string } | null }) => row.name === null && row.suggested?.id === communityId)
    .id as string
  const sent = { batchId: uuidv7(), areaId: streetId, leadIds: [offeredLeadId], to: 'community', toId: communityId, isCorrection: false }
  ok(await centre.call('leads.send', sent), 'send')
  const { caller: street } = await hire(town, 'streetCommander', path)
  ok(await street.call('leads.addChannel', { id: channelId, areaId: communityId, name: '协查平台', kind: 'contact' }), 'addChannel')
  return {
    leadGiverId: giverId,
    leadId: named('甲'),
    offeredLeadId,
    closedLeadId,
    leadSampleId: drawn.rows[0].sampleId,
    unreadId: unread.rows[0].id,
    leadChannelId: channelId,
  }
}
