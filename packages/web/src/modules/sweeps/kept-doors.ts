// What a walker's phone keeps of a sweep: buildings as they were when there was a network, and what was recorded here and not yet acknowledged.
import type { DayPart, StopState } from '@xiaomen/rules/sweeps'
import { useCallback, useEffect, useState } from 'react'
import type { In, Out } from '../../platform/ops.ts'
import { addToOutbox, listOutbox, useOutbox } from '../../platform/queue.ts'
import { keep, kept } from '../../platform/store.ts'
import { call } from '../../platform/transport.ts'

export type Building = Out<'sweeps.getBuildingStops'>
export type Door = Building['doors'][number]
type VisitIn = In<'sweeps.recordVisit'>
/** A visit made on this phone, as the list needs it until the server has it. */
export type LocalVisit = { id: string; homeId: string; at: string; outcome: VisitIn['outcome']; tryOn: string | null; tryPart: DayPart | null }
export type ShownDoor = Door & { unsent: 'waiting' | 'refused' | null }

const buildingKey = (sweepId: string, areaId: string) => `sweep:${sweepId}:building:${areaId}`
const indexKey = (sweepId: string) => `sweep:${sweepId}:homes`
const localKey = (sweepId: string) => `sweep:${sweepId}:mine`
type Index = Record<string, { areaId: string; at: string }>

/** From the server, and kept. */
export async function fetchBuilding(sweepId: string, areaId: string): Promise<Building> {
  const building = await call('sweeps.getBuildingStops', { sweepId, areaId }, { timeoutMs: 30_000 })
  await keep(buildingKey(sweepId, areaId), building)
  const index = (await kept<Index>(indexKey(sweepId)))?.value ?? {}
  for (const { homeId, page, row } of building.doors) index[homeId] = { areaId, at: `${page}-${row}` }
  await keep(indexKey(sweepId), index)
  return building
}
export const keptBuilding = (sweepId: string, areaId: string) => kept<Building>(buildingKey(sweepId, areaId))
/** The building of a home, if it is on this phone. */
export const keptAreaOf = async (sweepId: string, homeId: string): Promise<string | null> =>
  (await kept<Index>(indexKey(sweepId)))?.value[homeId]?.areaId ?? null
export async function keptHomeAt(sweepId: string, at: string): Promise<string | null> {
  const index = (await kept<Index>(indexKey(sweepId)))?.value ?? {}
  return Object.keys(index).find((homeId) => index[homeId]!.at === at) ?? null
}

const heard = new Set<() => void>()
const readLocal = async (sweepId: string): Promise<LocalVisit[]> => (await kept<LocalVisit[]>(localKey(sweepId)))?.value ?? []
/** Safe on this phone when it returns; sent by the queue. */
export async function recordHere(visit: VisitIn): Promise<void> {
  await addToOutbox('sweeps.recordVisit', visit)
  const { id, homeId, at, outcome, tryOn, tryPart } = visit
  await keep(localKey(visit.sweepId), [
    ...(await readLocal(visit.sweepId)).slice(-499),
    { id, homeId, at, outcome, tryOn: tryOn ?? null, tryPart: tryPart ?? null },
  ])
  for (const listener of heard) listener()
}

/** Visits of this phone, newest last, with what became of them. */
export function useLocalVisits(sweepId: string): (LocalVisit & { unsent: 'waiting' | 'refused' | null })[] {
  const { waiting, refused } = useOutbox()
  const [visits, setVisits] = useState<(LocalVisit & { unsent: 'waiting' | 'refused' | null })[]>([])
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      const [local, outbox] = await Promise.all([readLocal(sweepId), listOutbox()])
      const states = new Map(outbox.map((row) => [row.id, row.refused === null ? ('waiting' as const) : ('refused' as const)]))
      if (isCurrent) setVisits(local.map((visit) => ({ ...visit, unsent: states.get(visit.id) ?? null })))
    }
    const listener = () => void read()
    heard.add(listener)
    void read()
    return () => {
      isCurrent = false
      heard.delete(listener)
    }
  }, [sweepId, waiting, refused])
  return visits
}

const isSettling = (outcome: LocalVisit['outcome']) => outcome === 'done' || outcome === 'vacant'
/** The doors with what this phone recorded and the server has not. */
export function withLocal(doors: readonly Door[], visits: readonly (LocalVisit & { unsent: 'waiting' | 'refused' | null })[], loadedAt: number): ShownDoor[] {
  return doors.map((door) => {
    const own = visits.filter((visit) => visit.homeId === door.homeId && (visit.unsent !== null || Date.parse(visit.at) > loadedAt))
    let shown: ShownDoor = { ...door, unsent: own.filter((visit) => visit.unsent !== null).pop()?.unsent ?? null }
    for (const visit of own) {
      if (visit.unsent === 'refused') continue
      // The first that settles counts, as on the server.
      if (isSettling(shown.state as LocalVisit['outcome'])) continue
      shown = {
        ...shown,
        state: visit.outcome satisfies StopState,
        isSettled: shown.isSettled || isSettling(visit.outcome),
        tryOn: visit.tryOn,
        tryPart: visit.tryPart,
      }
      if (!isSettling(visit.outcome)) shown.tries += 1
    }
    return shown
  })
}

/** One building: what is kept at once, what the server says as soon as it does. */
export function useBuilding(sweepId: string, areaId: string | null) {
  const [state, setState] = useState<{ building: Building | null; loadedAt: number; isFresh: boolean; error: unknown; isOpening: boolean }>({
    building: null,
    loadedAt: 0,
    isFresh: false,
    error: null,
    isOpening: true,
  })
  const { waiting } = useOutbox()
  const renew = useCallback(async () => {
    if (areaId === null) return
    const from = Date.now()
    try {
      const building = await fetchBuilding(sweepId, areaId)
      setState({ building, loadedAt: from, isFresh: true, error: null, isOpening: false })
    } catch (error) {
      setState((now) => ({ ...now, error, isFresh: false, isOpening: false }))
    }
  }, [sweepId, areaId])
  useEffect(() => {
    if (areaId === null) return
    let isCurrent = true
    void keptBuilding(sweepId, areaId).then((held) => {
      if (held === null || !isCurrent) return
      setState((now) => (now.building === null ? { ...now, building: held.value, loadedAt: held.keptAt, isOpening: false } : now))
    })
    return () => {
      isCurrent = false
    }
  }, [sweepId, areaId])
  // Asked again when something was sent: others may have been at these doors meanwhile.
  useEffect(() => {
    void renew()
  }, [renew, waiting])
  return { ...state, renew }
}
