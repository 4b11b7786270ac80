// 离线队列: commands made without a network. In order, each under the id the phone made, sent by one tab, kept over reloads.
import { useSyncExternalStore } from 'react'
import { holdLiveWhile } from './live.ts'
import { ApiError, backOffMs, call, isTransient, onAccount, saveFile, sendKept } from './transport.ts'
import type { In, OfflineName } from './ops.ts'
import { canStore, openStore, seal, unseal } from './store.ts'
import type { OutboxRow } from './store.ts'

type Made = { name: OfflineName; input: unknown }
export type Waiting = { id: string; madeAt: number; refused: string | null; isOwn: boolean }
export type Outbox = {
  /** Not yet acknowledged by the server. */
  waiting: number
  /** Refused by the server with a reason; a person has to look. */
  refused: number
  /** Made under another sign-in on this device; sent when that person signs in again. */
  others: number
  isSending: boolean
  /** False when the device gives no safe place: what waits is lost when the page closes. */
  isKept: boolean
  /** Why the last try failed, or null. */
  trouble: string | null
}

let state: Outbox = { waiting: 0, refused: 0, others: 0, isSending: false, isKept: true, trouble: null }
const listeners = new Set<() => void>()
function change(part: Partial<Outbox>): void {
  state = { ...state, ...part }
  for (const listener of listeners) listener()
}
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('xm-outbox')

let owner: string | null = null
// Where there is no safe store, the row lives here, in clear, until the page closes.
const inMemory: (Omit<OutboxRow, 'sealed'> & { made: Made })[] = []

async function recount(): Promise<void> {
  const rows: Pick<OutboxRow, 'accountId' | 'refused'>[] = canStore() ? await (await openStore()).getAll('outbox') : inMemory
  const mine = rows.filter((row) => row.accountId === owner)
  change({
    waiting: mine.filter((row) => row.refused === null).length,
    refused: mine.filter((row) => row.refused !== null).length,
    others: rows.length - mine.length,
    isKept: canStore(),
  })
}

/** From now on the outbox sends in the name of this account. */
async function own(accountId: string | null): Promise<void> {
  owner = accountId
  await recount()
  if (accountId !== null) {
    void navigator.storage?.persist?.()
    send()
  }
}

/** Returns when the command is safe on this device. */
export async function addToOutbox<N extends OfflineName>(name: N, input: In<N>): Promise<void> {
  if (owner === null) throw new ApiError('access.signed_out', 401)
  const made: Made = { name, input }
  const row = { id: (input as { id: string }).id, accountId: owner, madeAt: Date.now(), tries: 0, refused: null }
  if (canStore()) await (await openStore()).add('outbox', { ...row, sealed: await seal(made) })
  else inMemory.push({ ...row, made, seq: inMemory.length })
  await recount()
  channel?.postMessage('changed')
  send()
}

/** The next of this account, in their order, as many as go in one handful. */
async function nextRows(): Promise<(OutboxRow & { made: Made })[]> {
  if (!canStore())
    return inMemory
      .filter((row) => row.accountId === owner && row.refused === null)
      .slice(0, HANDFUL)
      .map((row) => ({ ...row, sealed: { iv: new Uint8Array(0), bytes: new ArrayBuffer(0) } }))
  const rows: OutboxRow[] = []
  const db = await openStore()
  for (let cursor = await db.transaction('outbox').store.openCursor(); cursor !== null && rows.length < HANDFUL; cursor = await cursor.continue()) {
    if (cursor.value.accountId === owner && cursor.value.refused === null) rows.push(cursor.value)
  }
  const opened = await Promise.all(rows.map(async (row) => ({ ...row, made: (await unseal(row.sealed)) as Made })))
  let characters = 0
  return opened.filter(({ made }, at) => (characters += JSON.stringify(made).length) < HANDFUL_CHARACTERS || at === 0)
}
async function dropAll(rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return
  if (canStore()) {
    const tx = (await openStore()).transaction('outbox', 'readwrite')
    await Promise.all([...rows.map((row) => tx.store.delete(row.seq!)), tx.done])
  } else {
    const taken = new Set(rows.map((row) => row.id))
    inMemory.splice(0, inMemory.length, ...inMemory.filter((one) => !taken.has(one.id)))
  }
}
async function setAside(row: OutboxRow, reason: string): Promise<void> {
  if (canStore()) {
    const db = await openStore()
    const fresh = await db.get('outbox', row.seq!)
    if (fresh !== undefined) await db.put('outbox', { ...fresh, refused: reason, tries: fresh.tries + 1 })
  } else {
    const fresh = inMemory.find((one) => one.id === row.id)
    if (fresh !== undefined) fresh.refused = reason
  }
}

let attempt = 0
let timer: ReturnType<typeof setTimeout> | undefined
let isDraining = false

/** As many as the server takes at once; and no more than it reads at once, whatever they hold. */
const HANDFUL = 100
const HANDFUL_CHARACTERS = 200_000

/** What each was answered: null for taken. Fewer than were sent when the server stopped before the end. */
async function sendAll(rows: readonly (OutboxRow & { made: Made })[]): Promise<(ApiError | null)[]> {
  const [first] = rows
  if (first !== undefined && rows.length === 1) {
    try {
      await call(first.made.name, first.made.input as never, { timeoutMs: 15_000 })
      return [null]
    } catch (error) {
      if (error instanceof ApiError) return [error]
      throw error
    }
  }
  try {
    return await sendKept(
      rows.map((row) => row.made),
      60_000,
    )
  } catch (error) {
    if (error instanceof ApiError) return [error]
    throw error
  }
}

async function drain(): Promise<void> {
  for (let rows = await nextRows(); rows.length > 0; rows = await nextRows()) {
    const answers = await sendAll(rows)
    await dropAll(rows.filter((_, at) => answers[at] === null))
    if (answers.includes(null)) {
      attempt = 0
      change({ trouble: null })
    }
    for (const [at, error] of answers.entries()) {
      if (error === null) continue
      if (error.status === 401) {
        change({ trouble: error.code })
        return
      }
      if (isTransient(error) || error.status >= 500) {
        change({ trouble: error.code })
        timer = setTimeout(send, backOffMs(attempt))
        attempt += 1
        return
      }
      await setAside(rows[at]!, error.code)
    }
    await recount()
    channel?.postMessage('changed')
  }
}

/** Sends what waits, if no other tab is at it. Safe to call at any time. */
export function send(): void {
  if (owner === null || isDraining) return
  clearTimeout(timer)
  isDraining = true
  change({ isSending: true })
  const run = async () => {
    try {
      await drain()
    } finally {
      await recount()
    }
  }
  const led: Promise<unknown> =
    navigator.locks === undefined ? run() : navigator.locks.request('xm-outbox', { ifAvailable: true }, (lock) => (lock === null ? recount() : run()))
  led
    .catch((error: unknown) => change({ trouble: error instanceof Error ? error.name : 'unknown' }))
    .finally(() => {
      isDraining = false
      change({ isSending: false })
      // Something may have come in between the last look and now.
      if (state.waiting > 0 && attempt === 0 && state.trouble === null) timer = setTimeout(send, 1000)
    })
}

if (typeof window !== 'undefined') {
  holdLiveWhile(() => state.isSending && state.waiting > 0)
  onAccount((accountId) => void own(accountId))
  window.addEventListener('online', () => {
    attempt = 0
    send()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) send()
  })
  channel?.addEventListener('message', () => {
    void recount()
  })
  // A lost `online` event must not leave a passage waiting.
  setInterval(() => {
    if (state.waiting > 0) send()
  }, 20_000)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
export const useOutbox = (): Outbox =>
  useSyncExternalStore(
    subscribe,
    () => state,
    () => state,
  )

/** When nothing is being sent, at once if nothing is. What was kept goes before what is only asked. */
export const whenSent = (): Promise<void> =>
  new Promise((resolve) => {
    if (!state.isSending) return resolve()
    const stop = subscribe(() => {
      if (state.isSending) return
      stop()
      resolve()
    })
  })

/** What waits and what was refused, oldest first, without its content. */
export async function listOutbox(): Promise<Waiting[]> {
  const rows: Omit<OutboxRow, 'sealed'>[] = canStore() ? await (await openStore()).getAll('outbox') : inMemory
  return rows.map((row) => ({ id: row.id, madeAt: row.madeAt, refused: row.refused, isOwn: row.accountId === owner }))
}
/** Refused ones go back in line, e.g. after the gate was opened again. */
export async function tryRefusedAgain(): Promise<void> {
  if (canStore()) {
    const tx = (await openStore()).transaction('outbox', 'readwrite')
    for (const row of await tx.store.getAll()) if (row.accountId === owner && row.refused !== null) await tx.store.put({ ...row, refused: null })
    await tx.done
  } else for (const row of inMemory) row.refused = null
  await recount()
  send()
}
/** Everything of this account that the server has not acknowledged, as a file to hand over by other means. */
export async function exportUnsent(): Promise<void> {
  const rows = canStore() ? await (await openStore()).getAll('outbox') : []
  const mine = canStore()
    ? await Promise.all(
        rows
          .filter((row) => row.accountId === owner)
          .map(async (row) => ({ madeAt: new Date(row.madeAt).toISOString(), refused: row.refused, ...((await unseal(row.sealed)) as Made) })),
      )
    : inMemory.map((row) => ({ madeAt: new Date(row.madeAt).toISOString(), refused: row.refused, ...row.made }))
  saveFile(
    new Blob([JSON.stringify({ format: 'xiaomen-unsent-1', entries: mine }, null, 1)], { type: 'application/json' }),
    `xiaomen-unsent-${new Date().toISOString().slice(0, 16).replace(':', '')}.json`,
  )
}
/** Only after they were handed over: removes the refused ones of this account. */
export async function discardRefused(): Promise<void> {
  if (canStore()) {
    const tx = (await openStore()).transaction('outbox', 'readwrite')
    for (const row of await tx.store.getAll()) if (row.accountId === owner && row.refused !== null) await tx.store.delete(row.seq!)
    await tx.done
  } else for (let index = inMemory.length - 1; index >= 0; index -= 1) if (inMemory[index]!.refused !== null) inMemory.splice(index, 1)
  await recount()
}
