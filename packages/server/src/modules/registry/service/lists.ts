// 名单: homes and people in the order one reads a building, a page at a time.
import type { registry } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { type CareCategory, type HomeFacts, isSo } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { type Area, findArea } from '../../areas/index.ts'
import { openCare, openName } from '../person-fields.ts'
import { findHomeRow, listHomes as listHomeRows } from '../repo/home.ts'
import * as repo from '../repo/lists.ts'
import { findResidency } from '../repo/person.ts'
import { type InCare, listInCare } from '../repo/search.ts'
import type { HomeRow } from '../tables.ts'
import { duesOfFacts, factsOf } from './facts.ts'
import { homeViews, notFound, personView } from './views.ts'

type Registry = Handlers<typeof registry>

/** Looked through at a time, and at most for one page: a rare answer comes in several pages, each soon. */
const PART = 500
const MOST_LOOKED_AT = 1_000

async function areaFor(ctx: Ctx, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.read', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  return area
}

const seesCareAt = (ctx: Ctx, path: string) => ctx.sight(path).care === 'full'

/** Up to so many marks are all opened first; where there are more, they are opened on the way, as a page fills. */
const FEW_MARKS = 1_000
/** Who under this path has this mark, or null where marks are many. What is sealed has no index. */
async function inCare(ctx: Ctx, path: string, category: CareCategory): Promise<InCare[] | null> {
  const rows = await listInCare(ctx, path, null, FEW_MARKS + 1)
  if (rows.length > FEW_MARKS) return null
  return rows.filter((row) => seesCareAt(ctx, row.area_path) && openCare(ctx.crypto, row).includes(category))
}

/** Of these homes, those where somebody has this mark. */
async function homesMarked(ctx: Ctx, homes: readonly HomeRow[], category: CareCategory): Promise<HomeRow[]> {
  const marks = await repo.listMarks(
    ctx,
    homes.map((home) => home.id),
  )
  const isMarked = ({ person_id: id, care, home_path: path }: repo.Marked) => seesCareAt(ctx, path) && openCare(ctx.crypto, { id, care }).includes(category)
  const marked = new Set(marks.filter(isMarked).map((mark) => mark.home_id))
  return homes.filter((home) => marked.has(home.id))
}

export const listHomes: Registry['listHomes'] = async (ctx, { areaId, use, has, care, after, limit }) => {
  const area = await areaFor(ctx, areaId)
  const last = after === undefined ? null : await findHomeRow(ctx, after)
  if (last === undefined) throw notFound()
  let cursor = last === null ? null : { key: last.order_key, id: last.id }
  const wantedUse = use ?? (has === 'vacant' || has === 'vacantInhabited' ? 'vacant' : has?.startsWith('rented') ? 'rented' : null)
  const marked = care === undefined ? null : await inCare(ctx, area.path, care)
  const ids = marked?.flatMap((row) => row.home_id ?? []) ?? null
  const isOnTheWay = care !== undefined && marked === null
  const isPicky = isOnTheWay || (has !== undefined && has !== 'vacant' && has !== 'rented')
  const found: { home: HomeRow; facts: HomeFacts }[] = []
  let lookedAt = 0
  let isEnd = false
  while (found.length < limit && lookedAt < MOST_LOOKED_AT && !isEnd) {
    const wanted = isPicky ? PART : limit + 1
    const part = await repo.listInOrder(ctx, { path: area.path, afterKey: cursor?.key ?? null, limit: wanted }, { use: wantedUse, ids })
    isEnd = part.length < wanted
    lookedAt += part.length
    const likely = new Set((isOnTheWay ? await homesMarked(ctx, part, care) : part).map((home) => home.id))
    const facts = await factsOf(
      ctx,
      part.filter((home) => likely.has(home.id)),
    )
    for (const home of part) {
      if (found.length === limit) {
        isEnd = false
        break
      }
      cursor = { key: home.order_key, id: home.id }
      const known = facts.get(home.id)
      if (!known || (has === 'hasCare' && !seesCareAt(ctx, home.area_path))) continue
      if (has === undefined || isSo(has, known)) found.push({ home, facts: known })
    }
  }
  return { homes: await rowsOf(ctx, found), after: isEnd ? null : (cursor?.id ?? null) }
}

async function rowsOf(ctx: Ctx, found: readonly { home: HomeRow; facts: HomeFacts }[]) {
  const homes = found.map(({ home }) => home)
  const residents = Map.groupBy(
    await repo.listNamed(
      ctx,
      homes.map((home) => home.id),
    ),
    (row) => row.home_id,
  )
  ctx.audit.subjects([...residents.values()].flat().map((row) => row.id))
  const views = await homeViews(ctx, homes)
  return found.map(({ home, facts }, at) => {
    const living = residents.get(home.id) ?? []
    const sight = ctx.sight(home.area_path)
    return {
      home: views[at]!,
      people: facts.people,
      names: sight.name === 'none' ? [] : living.flatMap((row) => masked('name', openName(ctx.crypto, row), sight.name) ?? []),
      care: sight.care === 'full' ? [...new Set(living.flatMap((row) => openCare(ctx.crypto, row)))] : null,
      langs: sight.name === 'none' ? [] : [...new Set(living.flatMap((row) => (row.lang === null || row.lang.startsWith('zh') ? [] : row.lang)))],
      lacks: duesOfFacts(facts, sight.care === 'full').map(({ kind }) => kind),
    }
  })
}

export const listPeople: Registry['listPeople'] = async (ctx, { areaId, kind, care, withoutDocument, foreign, after, limit }) => {
  const area = await areaFor(ctx, areaId)
  let cursor = after === undefined ? null : await cursorOf(ctx, after)
  const marked = care === undefined ? null : await inCare(ctx, area.path, care)
  const isOnTheWay = care !== undefined && marked === null
  const wish = {
    kind: kind ?? null,
    personIds: marked?.map((row) => row.id) ?? null,
    inCare: isOnTheWay,
    withoutDocument: withoutDocument === true,
    foreign: foreign === true,
  }
  const found: repo.ListedPerson[] = []
  let lookedAt = 0
  let isEnd = false
  while (found.length < limit && lookedAt < MOST_LOOKED_AT && !isEnd) {
    const wanted = isOnTheWay ? PART : limit + 1
    const part = await repo.listPeopleInOrder(ctx, { path: area.path, after: cursor, limit: wanted }, wish)
    isEnd = part.length < wanted
    lookedAt += part.length
    for (const row of part) {
      if (found.length === limit) {
        isEnd = false
        break
      }
      cursor = { key: row.order_key, residencyId: row.residency_id }
      if (!isOnTheWay || (seesCareAt(ctx, row.residency_path) && openCare(ctx.crypto, row).includes(care))) found.push(row)
    }
  }
  ctx.audit.subjects(found.map((row) => row.id))
  const homes = await listHomeRows(
    ctx,
    found.map((row) => row.residency_home),
  )
  const views = new Map((await homeViews(ctx, homes)).map((home) => [home.id, home]))
  return {
    people: found.map((row) => ({ person: personView(ctx, row), home: views.get(row.residency_home)! })),
    after: isEnd ? null : (cursor?.residencyId ?? null),
  }
}

async function cursorOf(ctx: Ctx, residencyId: string): Promise<{ key: string; residencyId: string }> {
  const residency = await findResidency(ctx, residencyId)
  const home = residency && (await findHomeRow(ctx, residency.home_id))
  if (!home) throw notFound()
  return { key: home.order_key, residencyId }
}
