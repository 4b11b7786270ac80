// 打印: the list with tick boxes, and the cards left at doors. The codes follow from the house's key, so that a query can print them again.
import { commonErrors, type sweeps } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { masked } from '@xiaomen/rules/access'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { doorsOfAll, standingsOf } from '../../tasks/index.ts'
import { readLedger } from '../propose.ts'
import { listStopsUnder } from '../repo/stop.ts'
import { findSweepRow } from '../repo/sweep.ts'
import { sheetHtml } from '../sheet-html.ts'
import { say } from '../sheet-text.ts'
import { codeOfStop } from '../stop-code.ts'
import { areaFor, headOf } from '../views.ts'

type Sweeps = Handlers<typeof sweeps>

export const downloadSheet: Sweeps['downloadSheet'] = async (ctx, { sweepId, areaId, lang, what, isMissing, origin }) => {
  const area = await areaFor(ctx, 'sweeps.paper', areaId)
  const sweep = await findSweepRow(ctx, sweepId)
  if (!sweep || !(contains(sweep.area_path, area.path) || contains(area.path, sweep.area_path))) throw fail(commonErrors, 'request.not_found')
  ctx.audit.communityId(sweep.community_id)
  const all = await listStopsUnder(ctx, sweepId, area.path)
  const ids = all.map((stop) => stop.home_id)
  const standings = await standingsOf(ctx, sweepId, ids)
  const stops = isMissing ? all.filter((stop) => standings.get(stop.home_id)?.standing === 'missing') : all
  const ledger = await readLedger(ctx, ids)
  const places = await doorsOfAll(ctx, stops)
  ctx.audit.subjects([...ledger.residents.values()].flat().map((one) => one.personId))
  // Paper is lost more easily than a phone: names are masked on it, whoever prints.
  const doors = stops.map((stop) => ({
    page: stop.page,
    row: stop.row_no,
    place: places.get(stop)!.place.join(' '),
    door: places.get(stop)!.door ?? '*',
    names: (ledger.residents.get(stop.home_id) ?? []).flatMap(
      ({ name }) => masked('name', name, ctx.sight(stop.area_path).name === 'none' ? 'none' : 'masked') ?? [],
    ),
    code: codeOfStop(ctx.crypto, sweepId, stop.home_id),
  }))
  const head = (await headOf(ctx, [sweep]))(sweep)
  return { bytes: sheetHtml({ head, doors, lang, origin }, what), type: 'text/html; charset=utf-8', name: `${say(what, lang)}-${area.name}.html` }
}
