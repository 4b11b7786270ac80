// 居民报送: what somebody tells of oneself or has seen, into the same intake; and what became of it.
import { commonErrors, type leads } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { chainOf } from '../../areas/index.ts'
import { planAt } from '../../posture/index.ts'
import { findPerson, type Person } from '../../registry/index.ts'
import { countReports, sourcesOfTeller } from '../repo/source.ts'
import { openSaid } from '../sealing.ts'
import { type Centre, takeIn } from '../take-in.ts'

type Leads = Handlers<typeof leads>
const MOST = 30
const MOST_A_DAY = 10
const DAY_MS = 86_400_000

/** The street a place lies in; where there is none, its community. */
export async function centreOf(ctx: Ctx, path: string): Promise<Centre | null> {
  const chain = await chainOf(ctx, path)
  return chain.find(({ level }) => level === 'street') ?? chain.find(({ level }) => level === 'community') ?? null
}
/** Null: in peace nobody looks into anything. */
async function placeOf(ctx: Ctx, me: Person): Promise<{ centre: Centre; communityId: string } | null> {
  if ((await planAt(ctx, me.path)).posture === 'peace') return null
  const centre = await centreOf(ctx, me.path)
  return centre === null ? null : { centre, communityId: me.communityId }
}
export const report: Leads['report'] = async (ctx, { id, kind, said, isOwn }) => {
  const { accountId, personId } = ctx.self()
  const me = personId === null ? null : await findPerson(ctx, personId)
  if (me === null) throw fail(commonErrors, 'access.denied')
  ctx.audit.subjects([me.id])
  // The centre lies far above one's own door.
  await seeingAll(ctx, async () => {
    const place = await placeOf(ctx, me)
    if (place === null) throw fail(commonErrors, 'request.not_found')
    if ((await countReports(ctx, accountId, new Date(ctx.now.getTime() - DAY_MS))) >= MOST_A_DAY) throw fail(commonErrors, 'request.too_many')
    const about = isOwn ? { name: me.name, phone: me.phone, document: me.document } : { name: null, phone: me.phone, document: null }
    await takeIn(ctx, place.centre, [
      {
        said: { reference: null, address: null, said, ...about },
        kind,
        sentAt: null,
        way: 'resident',
        key: id,
        toldBy: accountId,
        placeId: place.communityId,
        person: isOwn ? { id: me.id, homeId: me.homeId } : null,
      },
    ])
  })
  return {}
}
const stateOf = (state: string): 'received' | 'working' | 'closed' =>
  state === 'closed' ? 'closed' : state === 'accepted' || state === 'working' ? 'working' : 'received'
export const listOwn: Leads['listOwn'] = async (ctx) => {
  const { accountId, personId } = ctx.self()
  const me = personId === null ? null : await findPerson(ctx, personId)
  if (me === null) return { mayReport: false, reports: [] }
  const { place, rows } = await seeingAll(ctx, async () => ({ place: await placeOf(ctx, me), rows: await sourcesOfTeller(ctx, accountId, MOST) }))
  return {
    mayReport: place !== null,
    reports: rows.map((row) => ({ id: row.id, at: row.received_at.toISOString(), said: openSaid(ctx, 'source', row).said, state: stateOf(row.state) })),
  }
}
