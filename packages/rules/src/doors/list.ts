// The list a door keeps for the time without network: hashes of cards and when they end, no names, no numbers.

/** Hash of a card (16 hexadecimal digits) → the second since 1970 at which it ends, 0 for never. */
export type DoorList = ReadonlyMap<string, number>
export type ListChange = { put: (readonly [string, number])[]; drop: string[] }

export function changeOf(before: DoorList, after: DoorList): ListChange {
  return {
    put: [...after].filter(([hash, until]) => before.get(hash) !== until),
    drop: [...before.keys()].filter((hash) => !after.has(hash)),
  }
}

/** Room in a message beside its entries: version, two versions of the list, part and of. */
const FRAME_BYTES = 160
const PUT_BYTES = 32
const DROP_BYTES = 19

/** Cut so that each part fits into one message. A change of nothing is one empty part: it says that the list is as it was. */
export function partsOf({ put, drop }: ListChange, mostBytes: number): ListChange[] {
  const parts: ListChange[] = []
  let part: ListChange = { put: [], drop: [] }
  let left = mostBytes - FRAME_BYTES
  const next = (bytes: number) => {
    if (left < bytes) {
      parts.push(part)
      part = { put: [], drop: [] }
      left = mostBytes - FRAME_BYTES
    }
    left -= bytes
  }
  for (const hash of drop) {
    next(DROP_BYTES)
    part.drop.push(hash)
  }
  for (const entry of put) {
    next(PUT_BYTES)
    part.put.push(entry)
  }
  return [...parts, part]
}

export function applyChange(before: DoorList, { put, drop }: ListChange): Map<string, number> {
  const after = new Map(before)
  for (const hash of drop) after.delete(hash)
  for (const [hash, until] of put) after.set(hash, until)
  return after
}

/** What a door without network does with a card. */
export const opensByList = (list: DoorList, hash: string, now: Date): boolean => {
  const until = list.get(hash)
  return until !== undefined && (until === 0 || now.getTime() < until * 1000)
}
