// Tasks are made by rules from facts and can be made again: what somebody has begun or finished is theirs, the rest follows the facts.

/** `key` names a task within its source. `isTouched`: performed, tried, excused or handed to somebody by a person. */
export type Existing = { key: string; isTouched: boolean; isOpen: boolean; content: string }
export type Plan<W> = { insert: W[]; update: W[]; cancel: string[] }

/** Inserts what is new, rewrites what nobody touched and is wanted otherwise now, cancels what nobody touched and is not wanted any more. */
export function regenerate<W extends { key: string; content: string }>(existing: readonly Existing[], wanted: readonly W[]): Plan<W> {
  const known = new Map(existing.map((one) => [one.key, one]))
  const plan: Plan<W> = { insert: [], update: [], cancel: [] }
  const asked = new Set<string>()
  for (const want of wanted) {
    if (asked.has(want.key)) continue
    asked.add(want.key)
    const has = known.get(want.key)
    if (has === undefined) plan.insert.push(want)
    else if (!has.isTouched && (!has.isOpen || has.content !== want.content)) plan.update.push(want)
  }
  for (const { key, isTouched, isOpen } of existing) if (!asked.has(key) && !isTouched && isOpen) plan.cancel.push(key)
  return plan
}
