// What is owed and how far it is: who is missing, the stops of a sweep, the contacts of care.
import { CONTACT_WORDS, RESULT_WORDS } from '@xiaomen/rules/care'
import { CARE_WORDS } from '@xiaomen/rules/registry'
import { STOP_WORDS } from '@xiaomen/rules/sweeps'
import { OUTCOME_WORDS, REASON_WORDS, STANDING_WORDS, WAY_WORDS } from '@xiaomen/rules/tasks'
import { listedCare } from '../../care/index.ts'
import { listedStops, listedSweeps } from '../../sweeps/index.ts'
import { listedMissing, listedObligations, missingParts } from '../../tasks/index.ts'
import { type Places, readPlaces } from './places.ts'
import { type Row, type Source, TIME } from './source.ts'

const YES = { zh: '是', en: 'yes' }

type Placed = { path: string; door: string | null; address: string | null; floor: number | null }
const doorCells = (places: Places, { path, door, address, floor }: Placed): Row => ({
  community: places.nameAt(path, 'community'),
  compound: places.nameAt(path, 'compound'),
  building: places.nameAt(path, 'building'),
  unit: places.nameAt(path, 'unit'),
  grid: places.gridOf(path),
  door,
  address,
  floor: floor === null ? null : String(floor),
})

export const missing: Source = {
  key: 'missing',
  async open(outer, { paths, filter, lang, today, atOnce }) {
    const places = await readPlaces(outer, paths, today)
    const obligations = await listedObligations(outer, paths, filter.obligation ?? null)
    // Where somebody is missing is counted an obligation at a time, in a piece of its own: a street has many of them.
    let parts: string[][] | null = null
    return async (ctx) => {
      const [obligation] = obligations
      if (obligation === undefined) return null
      if (parts === null) {
        parts = await missingParts(ctx, obligation.id, paths, atOnce)
        if (parts.length > 0) return []
      }
      const part = parts.shift()
      if (part === undefined) {
        obligations.shift()
        parts = null
        return []
      }
      return (await listedMissing(ctx, obligation, part)).map((row): Row => ({
        '#id': row.subjectId,
        '#home': row.homeId,
        '#class': obligation.kind === 'care' ? 'care' : null,
        obligation: obligation.title,
        dueOn: obligation.dueOn,
        ...doorCells(places, row),
        name: row.name,
        tries: String(row.tries),
        lastAt: row.lastAt === null ? null : TIME(row.lastAt),
        lastOutcome: row.lastOutcome === null ? null : OUTCOME_WORDS[row.lastOutcome][lang],
        lastReason: row.lastReason === null ? null : REASON_WORDS[row.lastReason][lang],
        excuseEnded: row.excuseEnded ? YES[lang] : null,
      }))
    }
  },
}

export const sweepStops: Source = {
  key: 'sweepStops',
  async open(outer, { paths, filter, lang, today, atOnce }) {
    const places = await readPlaces(outer, paths, today)
    const sweeps = await listedSweeps(outer, paths, filter.sweep ?? null)
    let after: [number, number] | null = null
    return async (ctx) => {
      const [sweep] = sweeps
      if (sweep === undefined) return null
      const rows = await listedStops(ctx, sweep, { paths, states: filter.stopState ?? [], after, limit: atOnce })
      after = rows.at(-1)?.listed ?? null
      if (rows.length < atOnce) {
        sweeps.shift()
        after = null
      }
      return rows.map((row): Row => ({
        '#id': row.homeId,
        '#home': row.homeId,
        sweep: sweep.name,
        listed: row.listed.join('-'),
        ...doorCells(places, row),
        stopState: STOP_WORDS[row.state][lang],
        standing: row.standing === null ? null : STANDING_WORDS[row.standing][lang],
        tries: String(row.tries),
        way: row.way === null ? null : WAY_WORDS[row.way][lang],
        lastAt: row.lastAt === null ? null : TIME(row.lastAt),
        tryOn: row.tryOn,
        isDisputed: row.isDisputed ? YES[lang] : null,
      }))
    }
  },
}

export const careContacts: Source = {
  key: 'careContacts',
  async open(outer, { paths, filter, lang, today, atOnce }) {
    const places = await readPlaces(outer, paths, today)
    const states = [...new Set(filter.careState)]
    // Several states are read one after the other; somebody without a carer is also due or overdue, and is listed once.
    const seen = new Set<string>()
    const left = states.length === 0 ? [undefined] : [...states]
    let after: string | undefined
    return async (ctx) => {
      if (left.length === 0) return null
      const { rows, next } = await listedCare(ctx, { paths, state: left[0], after, limit: atOnce })
      after = next ?? undefined
      if (next === null) left.shift()
      const fresh = rows.filter((row) => !seen.has(row.personId))
      if (states.length > 1) for (const row of fresh) seen.add(row.personId)
      return fresh
        .filter((row) => !filter.care?.length || filter.care.some((one) => row.care.includes(one)))
        .map((row): Row => ({
          '#id': row.personId,
          '#home': row.homeId,
          ...doorCells(places, row),
          name: row.name,
          care: row.care.map((one) => CARE_WORDS[one][lang === 'zh' ? 0 : 1]!).join(lang === 'zh' ? '、' : '; ') || null,
          carer: row.carer?.name ?? null,
          carerUnit: row.carer?.unit || null,
          second: row.second,
          interval: String(row.intervalDays),
          lastContact: row.lastContact,
          lastResult: row.lastResult === null ? null : RESULT_WORDS[row.lastResult][lang],
          nextDue: row.nextDue,
          careState: CONTACT_WORDS[row.standing][lang],
          overdueDays: row.overdueDays === 0 ? null : String(row.overdueDays),
        }))
    }
  },
}
