import { commonErrors, type daily } from '@xiaomen/contract'
import type { PostingLevel } from '@xiaomen/rules/daily'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findArea } from '../../areas/index.ts'
import { homeOfPerson } from '../../registry/index.ts'
import { readCode } from '../code.ts'
import * as postings from '../repo/postings.ts'
import type { PostingRow } from '../tables.ts'

type Daily = Handlers<typeof daily>

const viewOf = (posting: PostingRow) => ({
  code: posting.code,
  level: posting.level as PostingLevel,
  name: posting.name,
  fullName: posting.full_name,
  day: posting.day,
  state: posting.state as 'posted' | 'withdrawn',
  postedAt: posting.posted_at.toISOString(),
  withdrawnAt: posting.withdrawn_at?.toISOString() ?? null,
})

export const listPostings: Daily['listPostings'] = async (ctx, { areaId, day }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('daily.read', area)
  return (await postings.listPostings(ctx, area.path, day ?? localDay(ctx.now))).map(viewOf)
}

export const verifyPosting: Daily['verifyPosting'] = async (ctx, { code }) => {
  ctx.self()
  const read = readCode(code)
  const posting = read === null ? undefined : await postings.findPosting(ctx, read)
  return posting ? viewOf(posting) : null
}

export const myPostings: Daily['myPostings'] = async (ctx) => {
  const { personId } = ctx.self()
  const home = personId === null ? null : await homeOfPerson(ctx, personId)
  if (!home) return []
  const all = await postings.listPostingsAbove(ctx, home.path, localDay(ctx.now))
  // Of each area the one that stands, or the last that was withdrawn.
  const newest = new Map(all.toSorted((a, b) => Number(a.state === 'posted') - Number(b.state === 'posted')).map((posting) => [posting.subject_id, posting]))
  return [...newest.values()].toSorted((a, b) => b.area_path.length - a.area_path.length).map(viewOf)
}
