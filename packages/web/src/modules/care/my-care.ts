// The carer's own list and the people on it: asked for while there is a network, kept sealed on the phone, with what was noted and not yet sent beside it.
import type { CareResult } from '@xiaomen/rules/care'
import { useCallback, useEffect, useState } from 'react'
import { refresh } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { addToOutbox, listOutbox } from '../../platform/queue.ts'
import { keep, kept } from '../../platform/store.ts'
import { call, isAway } from '../../platform/transport.ts'
import { noteElsewhere } from '../tasks/my-tasks.ts'

export type InCare = Out<'care.listMine'>['rows'][number]
export type CarePerson = Out<'care.getCare'>
type Noted = Record<string, { id: string; result: CareResult }>

const NOTED = 'care.noted'
const LIST = 'care.mine'
const PAGE = 200

/** What has been acknowledged is in the server's answers. */
async function readNoted(): Promise<Noted> {
  const noted = (await kept<Noted>(NOTED))?.value ?? {}
  const waiting = new Set((await listOutbox()).map((row) => row.id))
  const left = Object.fromEntries(Object.entries(noted).filter(([, { id }]) => waiting.has(id)))
  if (Object.keys(left).length < Object.keys(noted).length) await keep(NOTED, left)
  return left
}

/** On the device before this returns; sent when there is a network. The person's task leaves the list of today at once. */
export async function noteContact(input: In<'care.recordContact'>): Promise<void> {
  await addToOutbox('care.recordContact', input)
  await keep(NOTED, { ...(await readNoted()), [input.personId]: { id: input.id, result: input.result } })
  await noteElsewhere((task) => task.kind === 'care' && task.subjectId === input.personId, input.id, input.result === 'notReached' ? 'nobodyHome' : 'done')
  void refresh('care', 'tasks')
}

type Kept<T> = { data: T | null; keptAt: number | null; noted: Noted; error: unknown; renew(): void }
/** One answer for the time with a network and the time without. */
function useKept<T>(name: string, ask: () => Promise<T>): Kept<T> {
  const [state, setState] = useState<Omit<Kept<T>, 'renew'>>({ data: null, keptAt: null, noted: {}, error: null })
  const renew = useCallback(async () => {
    try {
      const data = await ask()
      await keep(name, data)
      setState({ data, keptAt: null, noted: await readNoted(), error: null })
    } catch (error) {
      const held = isAway(error) ? await kept<T>(name) : null
      const noted = await readNoted()
      setState((now) => ({ data: held?.value ?? now.data, keptAt: held?.keptAt ?? now.keptAt, noted, error: held === null ? error : null }))
    }
  }, [name, ask])
  useEffect(() => {
    void renew()
    const online = () => void renew()
    window.addEventListener('online', online)
    return () => window.removeEventListener('online', online)
  }, [renew])
  return { ...state, renew: () => void renew() }
}

const askMine = () => call('care.listMine', { limit: PAGE })
export const useMyCare = () => useKept<Out<'care.listMine'>>(LIST, askMine)

export function useCarePerson(personId: string) {
  const ask = useCallback(() => call('care.getCare', { personId }), [personId])
  return useKept<CarePerson>(`care.person:${personId}`, ask)
}
/** What the kept list says of somebody whose own page was never opened on this phone. */
export async function fromKeptList(personId: string): Promise<InCare | null> {
  return (await kept<Out<'care.listMine'>>(LIST))?.value.rows.find((row) => row.personId === personId) ?? null
}
