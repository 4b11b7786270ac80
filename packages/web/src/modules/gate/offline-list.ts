// What the phone needs to decide without the network: asked for while there is one, kept sealed, with its age in view.
import { fromHex, importPublicKey, REASONS } from '@xiaomen/rules/gate'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, isAway, isServerThere, serverClockOffsetMs } from '../../platform/transport.ts'
import type { Out } from '../../platform/ops.ts'
import { keep, kept } from '../../platform/store.ts'

type Sent = Out<'gate.getOfflineList'>
export type Entry = Sent['entries'][number]
type Kept = { list: Sent; clockOffsetMs: number }
/** The list, its keys made ready and its entries found by code and by short number. */
export type GateList = Kept & {
  keys: ReadonlyMap<string, CryptoKey>
  revoked: ReadonlySet<string>
  withdrawnKeys: ReadonlySet<string>
  byCode: ReadonlyMap<string, Entry>
  byShort: ReadonlyMap<string, Entry>
}
export type GateLink = {
  list: GateList | null
  isServerThere: boolean
  /** Still looking for a list for the first time. */
  isOpening: boolean
  error: unknown
  /** Told by whoever asked the server last. */
  tell(there: boolean): void
  renew(): void
}

const RENEW_MS = 120_000
const PULSE_MS = 10_000

const NOBODY_ASKED = { asks: 'nobody', lookBackDays: 0, levels: [] } satisfies Sent['policy']['whereFrom']
const ASKED_NOTHING_MORE: Pick<Sent['policy'], 'asksProof' | 'exitQuota' | 'admitsVisitors' | 'arrivals'> = {
  asksProof: false,
  exitQuota: null,
  admitsVisitors: true,
  arrivals: { courier: 'ifListed', takeaway: 'ifListed', supplyVehicle: 'ifListed', otherVehicle: 'ifListed' },
}
const LEFT_TO_THE_GUARD = Object.fromEntries(REASONS.map((reason) => [reason, 'cannotTell'])) as Sent['policy']['outcomeOf']
const UNBOUNDED: Pick<Entry, 'from' | 'until' | 'quotaKey'> = { from: null, until: null, quotaKey: null }
/** A list kept from before the gate asked where people come from decides on without it until the next one comes. */
const filledUp = (list: Sent): Sent => ({
  ...list,
  times: (list as Partial<Sent>).times ?? { isOpen: (list as { isGateOpen?: boolean }).isGateOpen ?? true, hours: [], closedUntil: null },
  openInstead: (list as Partial<Sent>).openInstead ?? null,
  dropZone: (list as Partial<Sent>).dropZone ?? null,
  entries: list.entries.map((entry) => ({ ...UNBOUNDED, ...entry })),
  withdrawnKeys: (list as Partial<Sent>).withdrawnKeys ?? [],
  leastVersion: (list as Partial<Sent>).leastVersion ?? 1,
  zones: (list as Partial<Sent>).zones ?? [],
  transports: (list as Partial<Sent>).transports ?? [],
  riskAreas: (list as Partial<Sent>).riskAreas ?? [],
  policy: {
    ...ASKED_NOTHING_MORE,
    ...list.policy,
    whereFrom: (list.policy as Partial<Sent['policy']>).whereFrom ?? NOBODY_ASKED,
    // A reason of which that pack said nothing is for the guard.
    outcomeOf: { ...LEFT_TO_THE_GUARD, ...list.policy.outcomeOf },
  },
})

/** The list as it is decided by. */
export async function madeReady(sent: Kept): Promise<GateList> {
  const held = { ...sent, list: filledUp(sent.list) }
  const keys = new Map<string, CryptoKey>()
  // Without WebCrypto (an insecure address) no signature can be checked: every code is then left to the server.
  if (globalThis.crypto?.subtle !== undefined)
    for (const { kid, publicKey } of held.list.keys) {
      const bytes = fromHex(publicKey)
      if (bytes !== null) keys.set(kid, await importPublicKey(bytes, crypto.subtle))
    }
  return {
    ...held,
    keys,
    revoked: new Set(held.list.revoked),
    withdrawnKeys: new Set(held.list.withdrawnKeys),
    byCode: new Map(held.list.entries.map((entry) => [entry.codeId, entry])),
    byShort: new Map(held.list.entries.map((entry) => [entry.shortCode, entry])),
  }
}

export function useGateLink(gateId: string): GateLink {
  const [state, setState] = useState<{ list: GateList | null; isServerThere: boolean; isOpening: boolean; error: unknown }>({
    list: null,
    isServerThere: true,
    isOpening: true,
    error: null,
  })
  const latest = useRef<GateList | null>(null)
  const tell = useCallback((there: boolean) => setState((now) => (now.isServerThere === there ? now : { ...now, isServerThere: there })), [])

  const renew = useCallback(async () => {
    try {
      const etag = latest.current?.list.etag
      const sent = await call('gate.getOfflineList', { gateId, ...(etag === undefined ? {} : { etag }) }, { timeoutMs: 30_000 })
      const before = latest.current?.list
      const list = sent.isUnchanged && before !== undefined ? { ...sent, entries: before.entries } : sent
      const held: Kept = { list, clockOffsetMs: serverClockOffsetMs() }
      await keep(`list:${gateId}`, held)
      latest.current = await madeReady(held)
      setState({ list: latest.current, isServerThere: true, isOpening: false, error: null })
    } catch (error) {
      setState((now) => ({ ...now, isServerThere: isAway(error) ? false : now.isServerThere, isOpening: false, error }))
    }
  }, [gateId])

  useEffect(() => {
    let isCurrent = true
    latest.current = null
    void (async () => {
      const held = await kept<Kept>(`list:${gateId}`)
      if (held !== null && latest.current === null) {
        latest.current = await madeReady(held.value)
        if (isCurrent) setState((now) => ({ ...now, list: latest.current, isOpening: false }))
      }
      if (isCurrent) await renew()
    })()
    const renewing = setInterval(() => void renew(), RENEW_MS)
    let wasThere = true
    const pulse = setInterval(() => {
      if (document.hidden) return
      void isServerThere().then((there) => {
        if (!isCurrent) return
        tell(there)
        if (there && !wasThere) void renew()
        wasThere = there
      })
    }, PULSE_MS)
    return () => {
      isCurrent = false
      clearInterval(renewing)
      clearInterval(pulse)
    }
  }, [gateId, renew, tell])
  return { ...state, tell, renew: () => void renew() }
}
