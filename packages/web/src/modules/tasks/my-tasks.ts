// The worker's own list: asked for while there is a network, kept sealed on the phone, with what was noted and not yet sent laid over it.
import type { Outcome } from '@xiaomen/rules/tasks'
import { useCallback, useEffect, useState } from 'react'
import { refresh } from '../../platform/api.ts'
import { hearOf } from '../../platform/hear.ts'
import type { In, Out } from '../../platform/ops.ts'
import { addToOutbox, listOutbox, whenSent } from '../../platform/queue.ts'
import { keep, kept } from '../../platform/store.ts'
import { call, isAway } from '../../platform/transport.ts'

export type MyList = Out<'tasks.listMine'>
export type Task = MyList['tasks'][number]
/** What was noted on this phone: task id → outcome, with the id it is sent under. */
type Noted = Record<string, { id: string; outcome: Outcome }>
type State = { list: MyList | null; keptAt: number | null; noted: Noted; error: unknown }

const LIST = 'tasks.mine'
const NOTED = 'tasks.noted'
const EMPTY: State = { list: null, keptAt: null, noted: {}, error: null }
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

const readNoted = async (): Promise<Noted> => (await kept<Noted>(NOTED))?.value ?? {}

/** Noted here, on the device before this returns, and sent when there is a network. */
export async function noteOutcome(input: In<'tasks.recordOutcome'>): Promise<void> {
  await addToOutbox('tasks.recordOutcome', input)
  await keep(NOTED, { ...(await readNoted()), [input.taskId]: { id: input.id, outcome: input.outcome } })
  tell()
  void refresh('tasks')
}

/** A task that is finished on a page of its own: noted there under the id it is sent with. */
export async function noteElsewhere(isMeant: (task: Task) => boolean, id: string, outcome: Outcome): Promise<void> {
  const meant = ((await kept<MyList>(LIST))?.value.tasks ?? []).filter(isMeant)
  if (meant.length === 0) return
  await keep(NOTED, { ...(await readNoted()), ...Object.fromEntries(meant.map((task) => [task.id, { id, outcome }])) })
  tell()
}

/** What has been acknowledged is in the server's list, or gone from it. */
async function forgetSent(): Promise<Noted> {
  const noted = await readNoted()
  const waiting = new Set((await listOutbox()).map((row) => row.id))
  const left = Object.fromEntries(Object.entries(noted).filter(([, { id }]) => waiting.has(id)))
  if (Object.keys(left).length < Object.keys(noted).length) await keep(NOTED, left)
  return left
}

const RENEW_MS = 60_000
/** One question at a time, however many pages ask it. */
let asked: Promise<MyList> | null = null
const askList = (): Promise<MyList> =>
  (asked ??= call('tasks.listMine', {}).finally(() => {
    asked = null
  }))

export function useMyTasks(): State & { renew(): void } {
  const [state, setState] = useState<State>(EMPTY)
  const renew = useCallback(async () => {
    try {
      const list = await askList()
      await keep(LIST, list)
      setState({ list, keptAt: null, noted: await forgetSent(), error: null })
    } catch (error) {
      const held = await kept<MyList>(LIST)
      const noted = await readNoted()
      setState((now) => ({ list: held?.value ?? now.list, keptAt: held?.keptAt ?? now.keptAt, noted, error: isAway(error) && held !== null ? null : error }))
    }
  }, [])
  useEffect(() => {
    let isCurrent = true
    void (async () => {
      const held = await kept<MyList>(LIST)
      const noted = await readNoted()
      if (held !== null && isCurrent) setState((now) => (now.list === null ? { list: held.value, keptAt: null, noted, error: null } : now))
      if (isCurrent) await renew()
    })()
    const again = () => void readNoted().then((noted) => setState((now) => ({ ...now, noted })))
    listeners.add(again)
    const timer = setInterval(() => {
      if (!document.hidden) void renew()
    }, RENEW_MS)
    const online = () => void whenSent().then(renew)
    window.addEventListener('online', online)
    // Somebody held at a gate is waiting: that is not left to the clock.
    const stopHearing = hearOf('gate', () => void renew())
    return () => {
      isCurrent = false
      stopHearing()
      listeners.delete(again)
      clearInterval(timer)
      window.removeEventListener('online', online)
    }
  }, [renew])
  return { ...state, renew: () => void renew() }
}

/** Somebody waits at a gate, not behind a door. */
export const isAtGate = (task: Pick<Task, 'kind'>): boolean => task.kind === 'fever' || task.kind === 'whereFrom'

/** Where a task is worked on: at the door, or on the page of its own form. */
export function hrefOf(task: Pick<Task, 'kind' | 'sourceId' | 'homeId' | 'subjectId'>): string {
  if (task.kind === 'sweep' && task.homeId !== null) return `#/sweep/${task.sourceId ?? ''}/home/${task.homeId}`
  if (isAtGate(task)) return `#/held/${task.sourceId ?? ''}`
  if (task.kind === 'care') return `#/care/${task.subjectId}`
  if (task.kind === 'gateFault') return `#/checks/${task.subjectId}`
  if (task.kind === 'missedRound') return '#/patrols'
  if (task.kind === 'breach') return '#/breach'
  if (task.kind === 'placeWork') return `#/place/${task.sourceId ?? ''}`
  if (task.kind === 'dailyRecord') return `#/control/${task.sourceId ?? ''}`
  if (task.kind === 'arrival') return `#/arrivals/${task.subjectId}`
  if (task.kind === 'need') return '#/need'
  if (task.kind === 'homeSample') return '#/sampling'
  if (task.kind === 'recall' && task.homeId !== null) return `#/recall/${task.homeId}`
  if (task.kind === 'antigen') return '#/antigen'
  // Looked at and taken on at the desk, where the results lie.
  if (task.kind === 'foreignPositive') return '/desk/#/foreign/positive'
  if (task.kind === 'transport') return `#/transport/${task.subjectId}`
  if (task.kind === 'seal') return `#/seals/${task.subjectId}`
  if (task.kind === 'release') return '#/control'
  return task.homeId === null ? '#/today' : `#/door/${task.homeId}`
}
