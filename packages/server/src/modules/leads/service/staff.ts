// 扩编与缩编: the centre grows from 1+2+n to 3+8+N in one act, with roles that end by themselves, and back.
import { type leadsCalls, leadsErrors } from '@xiaomen/contract'
import type { PostPart } from '@xiaomen/rules/leads'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountUnits, endLent, lendRole, workersBeneath } from '../../access/index.ts'
import { figures } from '../figures.ts'
import { areaFor, centreFor, notFound, official } from '../place.ts'
import * as repo from '../repo/watch.ts'
import type { PostRow } from '../tables.ts'

type Calls = Handlers<typeof leadsCalls>
const MOST_DAYS = 31
const DAY_MS = 86_400_000

export const getStaff: Calls['getStaff'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'leads.read', areaId)
  const surge = await repo.openSurge(ctx, area.id)
  const isOn = surge !== undefined && surge.until > ctx.now
  const posts = isOn ? await repo.postsOf(ctx, surge.id) : []
  const people = await accountUnits(
    ctx,
    posts.map((post) => post.account_id),
  )
  const candidates = ctx.may('leads.scale', area)
    ? await workersBeneath(ctx, area.path, ['tracer', 'tracingHead', 'volunteer', 'gridWorker', 'communityAdmin', 'stairHead'], localDay(ctx.now))
    : []
  const { scales } = figures()
  return {
    scale: isOn ? 'surge' : 'usual',
    since: isOn ? surge.began_at.toISOString() : null,
    until: isOn ? surge.until.toISOString() : null,
    posts: posts.map((post) => ({
      id: post.id,
      accountId: post.account_id,
      name: people.get(post.account_id)?.name ?? '—',
      unit: people.get(post.account_id)?.unit ?? '',
      part: post.part,
      line: post.line,
      until: surge!.until.toISOString(),
      isLent: post.grant_id !== null,
    })),
    figures: scales,
    candidates: [...new Map(candidates.map(({ accountId, name, unit }) => [accountId, { accountId, name, unit }])).values()],
  }
}

export const scaleUp: Calls['scaleUp'] = async (ctx, { id, areaId, until, chiefs, lines, volunteers }) => {
  const area = await centreFor(ctx, 'leads.scale', areaId)
  const end = new Date(until)
  if (end <= ctx.now || end.getTime() - ctx.now.getTime() > MOST_DAYS * DAY_MS) throw fail(leadsErrors, 'leads.until_past')
  const before = await repo.openSurge(ctx, area.id)
  if (before?.id === id) {
    const posts = await repo.postsOf(ctx, id)
    return { posts: posts.length, lent: posts.filter((post) => post.grant_id !== null).length }
  }
  if (before !== undefined && before.until > ctx.now) throw fail(leadsErrors, 'leads.scaled')
  // Its hour has passed, and with it what was lent: it only was not written down yet.
  if (before !== undefined) await repo.endSurge(ctx, before, before.until)
  const places = new Map<string, { part: PostPart; line: number | null }>()
  const seat = (accountId: string, part: PostPart, line: number | null) => places.has(accountId) || places.set(accountId, { part, line })
  for (const accountId of chiefs) seat(accountId, 'chief', null)
  for (const [at, of] of lines.entries()) for (const accountId of of) seat(accountId, 'line', at + 1)
  for (const accountId of volunteers) seat(accountId, 'volunteer', null)
  const lend = { areaId: area.id, path: area.path, until: end }
  const asChief = [...places].filter(([, { part }]) => part === 'chief').map(([accountId]) => accountId)
  const asTracer = [...places].filter(([, { part }]) => part !== 'chief').map(([accountId]) => accountId)
  const lent = new Map([
    ...(await lendRole(ctx, { ...lend, accountIds: asChief, role: 'tracingHead' })),
    ...(await lendRole(ctx, { ...lend, accountIds: asTracer, role: 'tracer' })),
  ])
  if ([...places.keys()].some((accountId) => !lent.has(accountId))) throw notFound()
  if (
    !(await repo.insertSurge(ctx, { community_id: area.id, id, area_path: area.path, until: end, began_at: ctx.now, began_by: official(ctx), ended_at: null }))
  )
    throw fail(leadsErrors, 'leads.scaled')
  const posts = [...places].map(([accountId, { part, line }]): PostRow => ({
    community_id: area.id,
    id: uuidv7(),
    surge_id: id,
    area_path: area.path,
    account_id: accountId,
    part,
    line,
    grant_id: lent.get(accountId) ?? null,
  }))
  await repo.insertPosts(ctx, posts)
  return { posts: posts.length, lent: posts.filter((post) => post.grant_id !== null).length }
}
export const scaleDown: Calls['scaleDown'] = async (ctx, { areaId }) => {
  const area = await centreFor(ctx, 'leads.scale', areaId)
  const surge = await repo.openSurge(ctx, area.id)
  if (surge === undefined) return { ended: 0 }
  const posts = await repo.postsOf(ctx, surge.id)
  await endLent(
    ctx,
    posts.flatMap((post) => post.grant_id ?? []),
  )
  await repo.endSurge(ctx, surge, ctx.now)
  return { ended: posts.length }
}
