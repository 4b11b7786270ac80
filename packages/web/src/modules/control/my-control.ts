// The people under control in one's area and each one's case: asked for while there is a network, kept sealed on the phone, with what was noted and not yet sent.
import { useEffect, useState } from 'react'
import { refresh } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { addToOutbox, listOutbox, useOutbox } from '../../platform/queue.ts'
import { keep, kept } from '../../platform/store.ts'
import { noteElsewhere } from '../tasks/my-tasks.ts'

export type Line = Out<'control.listControl'>['cases'][number]
type Noted = Record<string, { id: string; half: 'morning' | 'evening'; day: string }>
const NOTED = 'control.noted'
export const LIST = 'control.mine'

/** What has been acknowledged is in the server's answers. */
async function readNoted(): Promise<Noted> {
  const noted = (await kept<Noted>(NOTED))?.value ?? {}
  const waiting = new Set((await listOutbox()).map((row) => row.id))
  const left = Object.fromEntries(Object.entries(noted).filter(([, { id }]) => waiting.has(id)))
  if (Object.keys(left).length < Object.keys(noted).length) await keep(NOTED, left)
  return left
}

/** On the device before this returns; sent when there is a network. The person's task leaves the list of today at once. */
export async function noteDay(input: In<'control.recordDay'>, personId: string): Promise<void> {
  await addToOutbox('control.recordDay', input)
  await keep(NOTED, { ...(await readNoted()), [input.caseId]: { id: input.id, half: input.half, day: input.day } })
  await noteElsewhere((task) => task.kind === 'dailyRecord' && task.subjectId === personId, input.id, 'done')
  void refresh('control', 'tasks')
}

/** By case: what was noted on this phone and is not sent yet. */
export function useNoted(): Noted {
  const outbox = useOutbox()
  const [noted, setNoted] = useState<Noted>({})
  useEffect(() => {
    void readNoted().then(setNoted)
  }, [outbox])
  return noted
}

/** What the kept list says of somebody whose own page was never opened on this phone. */
export async function fromKeptList(caseId: string): Promise<Line | null> {
  return (await kept<Out<'control.listControl'>>(LIST))?.value.cases.find((row) => row.id === caseId) ?? null
}
