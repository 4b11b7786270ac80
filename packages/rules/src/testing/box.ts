// 转运箱: tubes go from the point to the courier to the laboratory, and every hand that takes them counts them.
import type { BoxState } from './words.ts'

export type Box = {
  state: BoxState
  /** What lies in it, by the id of each tube. */
  tubes: readonly string[]
  /** Those that were in it and did not arrive. */
  lost: readonly string[]
}
export type BoxAct =
  | { kind: 'put'; tube: string }
  | { kind: 'seal'; counted: number }
  | { kind: 'send'; counted: number }
  | { kind: 'receive'; found: readonly string[] }
export type BoxRefusal = 'box_not_open' | 'box_empty' | 'box_not_sealed' | 'box_not_sent' | 'count_differs' | 'tube_of_other_box'

export const newBox = (): Box => ({ state: 'open', tubes: [], lost: [] })

/** Received with fewer: those are lost, by name. One more than was sent belongs to another box. */
export function stepBox(box: Box, act: BoxAct): { box: Box } | { refused: BoxRefusal } {
  switch (act.kind) {
    case 'put':
      if (box.state !== 'open') return { refused: 'box_not_open' }
      return { box: box.tubes.includes(act.tube) ? box : { ...box, tubes: [...box.tubes, act.tube] } }
    case 'seal':
      if (box.state !== 'open') return { refused: 'box_not_open' }
      if (box.tubes.length === 0) return { refused: 'box_empty' }
      return act.counted === box.tubes.length ? { box: { ...box, state: 'sealed' } } : { refused: 'count_differs' }
    case 'send':
      if (box.state !== 'sealed') return { refused: 'box_not_sealed' }
      return act.counted === box.tubes.length ? { box: { ...box, state: 'inTransit' } } : { refused: 'count_differs' }
    case 'receive': {
      if (box.state !== 'inTransit') return { refused: 'box_not_sent' }
      if (act.found.some((tube) => !box.tubes.includes(tube))) return { refused: 'tube_of_other_box' }
      const found = new Set(act.found)
      return { box: { state: 'received', tubes: box.tubes.filter((tube) => found.has(tube)), lost: box.tubes.filter((tube) => !found.has(tube)) } }
    }
  }
}
