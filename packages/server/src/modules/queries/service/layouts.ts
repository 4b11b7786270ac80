// 报表版式: saved under a name at a community or above several, used beneath it by the roles it is shared with.
import { commonErrors, type queries, queriesErrors } from '@xiaomen/contract'
import type { DataClass, Role } from '@xiaomen/rules/access'
import { classesOf, columnOf, OUR_LAYOUTS, PREVIEW_ROWS, SERIAL } from '@xiaomen/rules/queries'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findArea } from '../../areas/index.ts'
import { notFound, placeFor } from '../place.ts'
import * as repo from '../repo/layouts.ts'
import { openJson, sealJson } from '../seals.ts'
import { sources } from '../sources/index.ts'
import { cellsOf, checkSpec, classOf, mayRead, mustRead, type Spec } from '../spec.ts'
import type { LayoutRow } from '../tables.ts'

type Queries = Handlers<typeof queries>
const accountOf = (ctx: Ctx) => (ctx.actor.kind === 'account' ? ctx.actor.id : null)
const SERIAL_WORD = { zh: '序号', en: 'No.' }

async function viewOf(ctx: Ctx, row: LayoutRow) {
  const area = await findArea(ctx, row.area_id)
  return {
    id: row.id,
    areaId: row.area_id,
    areaName: area?.name ?? '—',
    name: row.name,
    spec: openJson<Spec>(ctx.crypto, 'layout', row.id, 'spec', row.spec),
    sharedWith: row.shared_with as Role[],
    version: row.version,
    mayEdit: ctx.may('queries.save', { path: row.area_path }),
    isOurs: false,
  }
}

export const listLayouts: Queries['listLayouts'] = async (ctx, { areaId, lang }) => {
  const { area } = await placeFor(ctx, 'queries.read', { areaId })
  const ours = OUR_LAYOUTS.map(({ id, source, keys, ...words }) => ({
    id,
    areaId: area.id,
    areaName: area.name,
    name: words[lang],
    spec: {
      source,
      title: words[lang],
      columns: keys.map((key) => ({ key, header: key === SERIAL ? SERIAL_WORD[lang] : columnOf(source, key)![lang] })),
      filter: source === 'homes' ? { use: ['rented' as const, 'vacant' as const] } : {},
    },
    sharedWith: [],
    version: 1,
    mayEdit: false,
    isOurs: true,
  }))
  const held = new Set(ctx.actor.kind === 'account' ? ctx.actor.grants.map(({ role }) => role as string) : [])
  const shared = (await repo.listLayouts(ctx, area.path)).filter(
    (row) => row.changed_by === accountOf(ctx) || ctx.may('queries.save', { path: row.area_path }) || row.shared_with.some((role) => held.has(role)),
  )
  // A list that would not be given is not offered.
  const isReadable = ({ spec }: { spec: Pick<Spec, 'source'> }) => mayRead(ctx, spec.source, [area.path])
  return [...ours.filter(isReadable), ...(await Promise.all(shared.map((row) => viewOf(ctx, row))))]
}

async function keepVersion(ctx: Ctx, row: LayoutRow): Promise<void> {
  const { community_id, id, version, area_path, name, changed_by, changed_at } = row
  const spec = sealJson(ctx.crypto, 'layout_version', `${id} ${version}`, 'spec', openJson(ctx.crypto, 'layout', id, 'spec', row.spec))
  await repo.insertVersion(ctx, { community_id, layout_id: id, version, area_path, name, spec, changed_by, changed_at })
}

export const saveLayout: Queries['saveLayout'] = async (ctx, { areaId, id: known, version, name, spec, sharedWith }) => {
  checkSpec(spec)
  if (known === undefined) {
    const { area, communityId } = await placeFor(ctx, 'queries.save', { areaId })
    const id = uuidv7()
    const row: LayoutRow = {
      community_id: communityId,
      id,
      area_id: area.id,
      area_path: area.path,
      name,
      source: spec.source,
      spec: sealJson(ctx.crypto, 'layout', id, 'spec', spec),
      shared_with: sharedWith,
      version: 1,
      changed_by: accountOf(ctx),
      changed_at: ctx.now,
    }
    if (!(await repo.insertLayout(ctx, row))) throw fail(queriesErrors, 'queries.name_taken')
    await keepVersion(ctx, row)
    return viewOf(ctx, row)
  }
  const before = await repo.findLayout(ctx, known)
  if (!before || before.area_id !== areaId) throw notFound()
  ctx.must('queries.save', { path: before.area_path })
  ctx.audit.communityId(before.community_id)
  if (version === undefined) throw fail(commonErrors, 'request.invalid', { field: 'version' })
  if (await repo.isNameTaken(ctx, areaId, name, known)) throw fail(queriesErrors, 'queries.name_taken')
  const row: LayoutRow = {
    ...before,
    name,
    source: spec.source,
    spec: sealJson(ctx.crypto, 'layout', known, 'spec', spec),
    shared_with: sharedWith,
    version: version + 1,
    changed_by: accountOf(ctx),
    changed_at: ctx.now,
  }
  if (!(await repo.updateLayout(ctx, row, version))) throw fail(queriesErrors, 'queries.changed_meanwhile')
  await keepVersion(ctx, row)
  return viewOf(ctx, row)
}

export const removeLayout: Queries['removeLayout'] = async (ctx, { layoutId, version }) => {
  const row = await repo.findLayout(ctx, layoutId)
  if (!row) throw notFound()
  ctx.must('queries.save', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  if (!(await repo.deleteLayout(ctx, layoutId, version))) throw fail(queriesErrors, 'queries.changed_meanwhile')
  return {}
}

export const preview: Queries['preview'] = async (ctx, { areaId, gridId, spec, lang }) => {
  const place = await placeFor(ctx, 'queries.read', { areaId, gridId })
  checkSpec(spec)
  mustRead(ctx, spec.source, place.paths)
  const read = await sources[spec.source].open(ctx, {
    paths: place.paths,
    filter: spec.filter,
    lang,
    today: localDay(ctx.now),
    // Counts come all at once, after the last piece; of a list the first pieces are enough.
    atOnce: spec.source === 'headCount' ? 1_500 : 40,
    needs: new Set(spec.columns.map(({ key }) => key)),
  })
  const rows: (string | null)[][] = []
  const subjects: string[] = []
  const also = new Set<DataClass>()
  let hasMore = false
  // A filter that few match would read a street through before it had fifty: then the first pieces say enough.
  for (let pieces = 0; !hasMore; pieces += 1) {
    const piece = await read(ctx)
    if (piece === null) break
    for (const row of piece) {
      if (rows.length === PREVIEW_ROWS) {
        hasMore = true
        break
      }
      rows.push(cellsOf(row, spec.columns, rows.length + 1))
      const more = classOf(row)
      if (more !== null) also.add(more)
      if (row['#home'] !== row['#id'] && row['#home'] !== undefined) subjects.push(row['#id']!)
    }
    if (pieces >= 200) hasMore = true
  }
  ctx.audit.subjects(subjects)
  const told = classesOf(
    spec.source,
    spec.columns.map(({ key }) => key),
  )
  ctx.audit.classes(told.length === 0 ? [] : [...new Set([...told, ...also])])
  return { rows, hasMore }
}
