import type { approvals } from '@xiaomen/contract'
import type { Handlers } from '../../platform/module.ts'
import { chainOf } from '../areas/index.ts'
import { viewsOf } from './acts.ts'
import { listOpenActs } from './repo.ts'

const MOST_WAITING = 300

export const listWaiting: Handlers<typeof approvals>['listWaiting'] = async (ctx) => {
  const waiting = (await viewsOf(ctx, await listOpenActs(ctx, ctx.paths('approvals.read'), MOST_WAITING))).filter((act) => act.maySign)
  const names = new Map<string, string>()
  for (const { path } of waiting) if (!names.has(path)) names.set(path, (await chainOf(ctx, path)).at(-1)?.name ?? '—')
  // What the contract does not name is left out of the answer.
  return waiting.map((act) => ({ ...act, areaName: names.get(act.path)! }))
}
