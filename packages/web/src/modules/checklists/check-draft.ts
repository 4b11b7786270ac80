// A check while it is being filled in: kept sealed on this phone, so that a call or a flat battery costs nothing.
import type { CheckAnswer } from '@xiaomen/rules/checklists'
import { useEffect, useRef, useState } from 'react'
import type { In, Out } from '../../platform/ops.ts'
import { addToOutbox } from '../../platform/queue.ts'
import { keep, kept } from '../../platform/store.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import type { TakenPhoto } from '../photos/photo-input.tsx'
import { sendPhotos } from '../photos/send-photos.ts'

export type GateDetail = Out<'checklists.getGate'>
export type Item = GateDetail['list']['groups'][number]['items'][number]
export type ItemDraft = { answer: CheckAnswer | null; note: string; photos: TakenPhoto[] }
type Draft = Record<string, ItemDraft>

export const EMPTY: ItemDraft = { answer: null, note: '', photos: [] }
const keyOf = (gateId: string) => `checklists.draft:${gateId}`

export function useDraft(gateId: string) {
  const [draft, setDraft] = useState<Draft>({})
  const [isKept, setKept] = useState(false)
  // A photo takes a moment to be drawn: what was answered meanwhile must not be lost, nor an older draft kept over a newer one.
  const latest = useRef<Draft>({})
  const keeping = useRef<Promise<void>>(Promise.resolve())
  useEffect(() => {
    let isCurrent = true
    void kept<Draft>(keyOf(gateId)).then((held) => {
      if (!isCurrent || held === null || Object.keys(held.value).length === 0 || Object.keys(latest.current).length > 0) return
      latest.current = held.value
      setDraft(held.value)
      setKept(true)
    })
    return () => {
      isCurrent = false
    }
  }, [gateId])
  const hold = (next: Draft) => {
    latest.current = next
    setDraft(next)
    keeping.current = keeping.current.then(() => keep(keyOf(gateId), latest.current))
  }
  return {
    draft,
    /** True when it was there when the screen opened. */
    isKept,
    change: (item: string, by: (one: ItemDraft) => ItemDraft) => hold({ ...latest.current, [item]: by(latest.current[item] ?? EMPTY) }),
    clear: () => {
      setKept(false)
      hold({})
    },
  }
}

/** Whether an item is answered as the list asks. */
export function isReady(item: Pick<Item, 'asksPhoto'>, { answer, note, photos }: ItemDraft): boolean {
  if (answer === null) return false
  if (answer === 'notApplicable') return note.trim() !== ''
  return answer === 'no' || !item.asksPhoto || photos.length > 0
}

/** Safe on this phone when it returns: its photos first, then the check that names them. `list`: whose items are answered. @returns the id it is sent under */
export async function handIn(
  gate: GateDetail['gate'],
  list: Pick<GateDetail['list'], 'packId' | 'edition'>,
  kind: 'full' | 'again',
  draft: Draft,
): Promise<string> {
  const said = Object.entries(draft).filter((entry): entry is [string, ItemDraft & { answer: CheckAnswer }] => entry[1].answer !== null)
  const id = uuidv7()
  const check: In<'checklists.recordCheck'> = {
    id,
    gateId: gate.gateId,
    at: new Date().toISOString(),
    kind,
    packId: list.packId,
    edition: list.edition,
    answers: said.map(([item, { answer, note, photos }]) => ({
      item,
      answer,
      note: note.trim() === '' ? null : note.trim(),
      photoIds: answer === 'yes' ? photos.map((photo) => photo.id) : [],
    })),
  }
  await sendPhotos(
    gate.areaId,
    said.flatMap(([, { answer, photos }]) => (answer === 'yes' ? photos : [])),
  )
  await addToOutbox('checklists.recordCheck', check)
  return id
}
