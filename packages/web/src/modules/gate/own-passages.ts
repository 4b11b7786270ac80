// What this phone itself let pass, for verdicts without the server: proofs that were shown here, and ways out the list does not count yet.
import { type Direction, exitCountsUntil, exitsThatCount, type ExitQuota, parseCode, proofKeyOf } from '@xiaomen/rules/gate'
import { keep, kept } from '../../platform/store.ts'
import type { Own } from './decide-here.ts'

type Exit = { quotaKey: string; at: string; until: string }
export type OwnPassage = { value: string; direction: Direction; quotaKey: string | null; at: string; quota: ExitQuota | null }
export type OwnPassages = Own & { note(passage: OwnPassage): void; open(): Promise<void> }

/** Proofs live for a minute and a half; a queue of this length has gone by before then. */
const MOST_PROOFS = 500
const MOST_EXITS = 2000

export function ownPassages(gateId: string): OwnPassages {
  const proofs = new Set<string>()
  let exits: Exit[] = []
  const keyOf = (value: string, direction: Direction): string | null => {
    const code = parseCode(value)
    const proofKey = code.ok && code.kind === 'strip' ? proofKeyOf(code) : null
    return proofKey === null ? null : `${proofKey} ${direction}`
  }
  return {
    wasShown: (proofKey, direction) => proofs.has(`${proofKey} ${direction}`),
    exitsOf: (quotaKey, since) => exits.filter((exit) => exit.quotaKey === quotaKey && exit.at > since).map((exit) => exit.until),
    note({ value, direction, quotaKey, at, quota }) {
      const key = keyOf(value, direction)
      if (key !== null) proofs.add(key)
      if (proofs.size > MOST_PROOFS) proofs.delete(proofs.values().next().value ?? '')
      if (quota === null || quotaKey === null || direction === 'in') return
      const now = new Date(at)
      exits = [{ quotaKey, at, until: exitCountsUntil(quota, now) }, ...exits.filter(({ until }) => exitsThatCount([until], now).length > 0)].slice(
        0,
        MOST_EXITS,
      )
      void keep(`exits:${gateId}`, exits)
    },
    /** After the page was closed: those of before count on. */
    async open() {
      const held = await kept<Exit[]>(`exits:${gateId}`)
      if (held !== null) exits = [...exits, ...held.value]
    },
  }
}
