// A round on this phone: what the server said last, with what was scanned since laid over it.
import type { HereReason } from '@xiaomen/rules/patrols'
import { useEffect, useState } from 'react'
import type { Out } from '../../platform/ops.ts'
import { addToOutbox, listOutbox, useOutbox } from '../../platform/queue.ts'
import { keep, kept } from '../../platform/store.ts'
import { serverClockOffsetMs } from '../../platform/transport.ts'
import { useKept } from '../../platform/use-kept.ts'
import { uuidv7 } from '../../platform/uuid.ts'

export type Route = Out<'patrols.getWalk'>['routes'][number]
export type Round = Route['rounds'][number]
export type Point = Route['points'][number]
type LocalVisit = { id: string; pointId: string | null; at: number }

/** A check point's label, as its code says; null when it is some other code. */
export const readPointCode = (scanned: string): string | null => /#\/point\/([A-Z0-9]{10,40})$/.exec(scanned)?.[1] ?? null

/** The point a code belongs to, by its mark; null where none fits, undefined where this browser cannot tell. */
export async function pointOfCode(routes: readonly Route[], code: string): Promise<{ route: Route; point: Point } | null | undefined> {
  if (globalThis.crypto?.subtle === undefined) return undefined
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code)))
  const mark = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  for (const route of routes) {
    const pointId = route.marks.find((one) => one.mark === mark)?.pointId
    const point = route.points.find(({ id }) => id === pointId)
    if (point !== undefined) return { route, point }
  }
  return null
}

/** By the server's clock, as far as this phone knows it: rounds are counted by it. */
export const nowHere = (): number => Date.now() + serverClockOffsetMs()

/** The round that is on at this moment, and the next one. */
export function roundAt({ rounds }: Route, now: number): { current: Round | null; next: Round | null } {
  return {
    current: rounds.find(({ from, until }) => Date.parse(from) <= now && now <= Date.parse(until)) ?? null,
    next: rounds.find(({ from }) => Date.parse(from) > now) ?? null,
  }
}

/** When each point of a round was first visited, by what the server and this phone know. */
export function visitedIn(round: Round, local: readonly LocalVisit[]): Map<string, number> {
  const visited = new Map(round.visited.map(({ pointId, at }) => [pointId, Date.parse(at)]))
  for (const { pointId, at } of local)
    if (pointId !== null && at >= Date.parse(round.from) && at <= Date.parse(round.until)) visited.set(pointId, Math.min(at, visited.get(pointId) ?? at))
  return visited
}

const VISITS = 'patrols.visits'
const MOST_LOCAL = 500
const heard = new Set<() => void>()

/** Safe on this phone when it returns; sent by the queue. */
export async function noteVisit(pointId: string | null, said: { code: string } | { pointId: string; reason: HereReason }): Promise<void> {
  const [id, at] = [uuidv7(), nowHere()]
  await addToOutbox('patrols.recordVisit', { id, at: new Date(at).toISOString(), point: said })
  const before = (await kept<LocalVisit[]>(VISITS))?.value ?? []
  await keep(VISITS, [...before.slice(1 - MOST_LOCAL), { id, pointId, at }])
  for (const listener of heard) listener()
}

/** Visits of this phone that were not refused. */
function useLocalVisits(): LocalVisit[] {
  const { waiting, refused } = useOutbox()
  const [visits, setVisits] = useState<LocalVisit[]>([])
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      const [local, outbox] = await Promise.all([kept<LocalVisit[]>(VISITS), listOutbox()])
      const dead = new Set(outbox.filter((row) => row.refused !== null).map(({ id }) => id))
      if (isCurrent) setVisits((local?.value ?? []).filter(({ id }) => !dead.has(id)))
    }
    const listener = () => void read()
    heard.add(listener)
    listener()
    return () => {
      isCurrent = false
      heard.delete(listener)
    }
  }, [waiting, refused])
  return visits
}

const TICK_MS = 15_000
/** The moment, anew every quarter of a minute: rounds begin and end by the clock. */
function useNow(): number {
  const [now, setNow] = useState(nowHere)
  useEffect(() => {
    const timer = setInterval(() => setNow(nowHere()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

export function useWalk() {
  const { waiting, refused } = useOutbox()
  const local = useLocalVisits()
  const now = useNow()
  const asked = useKept('patrols.walk', 'patrols.getWalk', {}, waiting)
  return { ...asked, routes: asked.data?.routes ?? null, local, now, refused }
}
