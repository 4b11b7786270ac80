// The doors of whoever hands out, kept on the phone, with what was done there and not yet sent laid over them.
import { useEffect, useState } from 'react'
import { refresh } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { addToOutbox, listOutbox, useOutbox } from '../../platform/queue.ts'
import { keep, kept } from '../../platform/store.ts'
import { useKept } from '../../platform/use-kept.ts'
import { noteElsewhere } from '../tasks/my-tasks.ts'

export type Round = Out<'antigen.listDoors'>[number]
export type Home = Round['homes'][number]
/** Under the id it is sent with. */
type Noted = Record<string, { roundId: string; homeId: string | null; count: number; personId: string | null }>
const NOTED = 'antigen.noted'
const listeners = new Set<() => void>()
const readNoted = async (): Promise<Noted> => (await kept<Noted>(NOTED))?.value ?? {}

/** On the device before this returns. */
async function note<N extends 'antigen.handOut' | 'antigen.reportHelped'>(name: N, input: In<N>, what: Noted[string]): Promise<void> {
  await addToOutbox(name, input)
  await keep(NOTED, { ...(await readNoted()), [input.id]: what })
  for (const listener of listeners) listener()
  void refresh('antigen', 'tasks')
}
export const noteGiven = (input: In<'antigen.handOut'>): Promise<void> =>
  note('antigen.handOut', input, { roundId: input.roundId, homeId: input.homeId, count: input.count, personId: null })
export async function noteHelped(input: In<'antigen.reportHelped'>): Promise<void> {
  await note('antigen.reportHelped', input, { roundId: input.roundId, homeId: null, count: 0, personId: input.result === 'invalid' ? null : input.personId })
  if (input.result !== 'invalid') await noteElsewhere((task) => task.kind === 'antigen' && task.subjectId === input.personId, input.id, 'done')
}

function laidOver(rounds: readonly Round[], noted: Noted): (Omit<Round, 'homes'> & { homes: (Home & { isUnsent: boolean })[] })[] {
  const all = Object.values(noted)
  return rounds.map((round) => {
    const own = all.filter(({ roundId }) => roundId === round.roundId)
    return {
      ...round,
      homes: round.homes.map((home) => {
        const given = own.filter(({ homeId }) => homeId === home.homeId)
        const done = new Set(own.flatMap(({ personId }) => personId ?? []))
        return {
          ...home,
          given: home.given + given.reduce((sum, one) => sum + one.count, 0),
          isSigned: home.isSigned && given.length === 0,
          isUnsent: given.length > 0 || home.people.some(({ personId }) => done.has(personId)),
          people: home.people.map((one) => ({ ...one, isDone: one.isDone || done.has(one.personId) })),
        }
      }),
    }
  })
}

export function useMyDoors() {
  const { waiting } = useOutbox()
  const asked = useKept('antigen.doors', 'antigen.listDoors', {}, waiting)
  const [noted, setNoted] = useState<Noted>({})
  useEffect(() => {
    let isCurrent = true
    const look = async () => {
      // What was acknowledged is in the server's list.
      const [known, rows] = [await readNoted(), await listOutbox()]
      const waits = new Set(rows.map((row) => row.id))
      const left = Object.fromEntries(Object.entries(known).filter(([id]) => waits.has(id)))
      if (Object.keys(left).length < Object.keys(known).length) await keep(NOTED, left)
      if (isCurrent) setNoted(left)
    }
    const again = () => void look()
    again()
    listeners.add(again)
    return () => {
      isCurrent = false
      listeners.delete(again)
    }
  }, [waiting, asked.data])
  return { ...asked, rounds: asked.data === null ? null : laidOver(asked.data, noted) }
}
export type MyRound = NonNullable<ReturnType<typeof useMyDoors>['rounds']>[number]
export const doorOf = ({ place, door }: Pick<Home, 'place' | 'door'>): string => [...place, door].filter((part) => part !== null).join(' ')
/** As many as there are people, times what everybody gets. */
export const dueAt = (round: Pick<Round, 'perHead'>, home: Pick<Home, 'people'>): number => round.perHead * home.people.length
