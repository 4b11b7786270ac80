// What this phone did with boxes and has not been able to send yet, laid over what the server knows. By ids and labels, no names.
import { type Box, stepBox } from '@xiaomen/rules/testing'
import type { Out } from '../../platform/ops.ts'
import { listOutbox } from '../../platform/queue.ts'
import { keep, kept } from '../../platform/store.ts'

type Known = Out<'testing.listBoxes'>
export type BoxState = Known['boxes'][number]['state']
export type Pending = { id: string; box: string } & ({ kind: 'put'; tube: string } | { kind: 'seal' | 'send'; counted: number })
export type HeldBox = { code: string; state: BoxState; tubes: string[]; isUnsent: boolean }

const keyOf = (pointId: string) => `testing.boxes:${pointId}`
/** Those that wait in the outbox still; what was refused is told there, and stands here no more. */
export async function listPending(pointId: string): Promise<Pending[]> {
  const held = (await kept<Pending[]>(keyOf(pointId)))?.value ?? []
  const waiting = new Set((await listOutbox()).flatMap(({ id, refused }) => (refused === null ? [id] : [])))
  const left = held.filter(({ id }) => waiting.has(id))
  if (left.length < held.length) await keep(keyOf(pointId), left)
  return left
}
export const notePending = async (pointId: string, act: Pending): Promise<void> => keep(keyOf(pointId), [...(await listPending(pointId)), act])

export function boxesHere(known: Known | null, pending: readonly Pending[]): HeldBox[] {
  const boxes = new Map(
    (known?.boxes ?? []).map((box) => [box.code, { code: box.code, state: box.state, tubes: box.tubes.map(({ code }) => code), isUnsent: false }]),
  )
  for (const act of pending) {
    const before = boxes.get(act.box) ?? { code: act.box, state: 'open' as BoxState, tubes: [], isUnsent: true }
    const rule: Box = { state: before.state, tubes: before.tubes, lost: [] }
    const done = stepBox(rule, act.kind === 'put' ? { kind: 'put', tube: act.tube } : { kind: act.kind, counted: act.counted })
    // Sent meanwhile, and known already: nothing changes.
    boxes.set(act.box, 'box' in done ? { ...before, state: done.box.state, tubes: [...done.box.tubes], isUnsent: true } : before)
  }
  return [...boxes.values()]
}
