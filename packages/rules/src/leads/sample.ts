// 抽查: which of the leads closed on a day are looked at once more. The same for whoever draws, and nobody can choose.

/** FNV-1a, 32 bits: spread enough for drawing lots, and the same everywhere. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  // Neighbouring ids differ in their last letters only: stirred once more, so that these reach the upper bits.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0
  return (hash ^ (hash >>> 16)) >>> 0
}
/** `share` of 0 to 1, rounded up: of any there are, at least one. `salt`: kept secret by whoever draws, so that a desk cannot work out its own. */
export function drawSample(ids: readonly string[], { day, share, salt }: { day: string; share: number; salt: string }): string[] {
  const most = Math.min(ids.length, Math.ceil(ids.length * share - 1e-9))
  return ids
    .map((id) => ({ id, lot: lotOf(`${salt} ${day} ${id}`) }))
    .toSorted((a, b) => a.lot - b.lot || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map(({ id }) => id)
}
