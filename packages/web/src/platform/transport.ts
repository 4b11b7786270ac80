// The only maker of requests: POST /api/<word.verb>, JSON in and out.
import type { CommandName, ErrorCode, FileName, In, LocalErrorCode, OfflineName, Out, QueryName, UploadName } from './ops.ts'

export type AnyErrorCode = ErrorCode | LocalErrorCode

export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: AnyErrorCode
  /** HTTP status, or 0 when no server answered. */
  readonly status: number
  readonly details: Record<string, unknown>
  constructor(code: AnyErrorCode, status: number, details: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.status = status
    this.details = details
  }
}

/** Worth trying again without anybody doing anything. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 502 || error.code === 'server.busy')

/** Nobody answered: the moment for what is kept on the device. */
export const isAway = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 502)

/** Doubles from one second to `mostMs`, half of it by chance, so that a thousand phones do not come back together. */
export const backOffMs = (attempt: number, mostMs = 30_000): number => {
  const full = Math.min(mostMs, 1000 * 2 ** attempt)
  return full / 2 + (Math.random() * full) / 2
}

// A header no form or image of another site can send: with SameSite cookies it stops forged requests.
const HEADERS = { 'x-xiaomen': '1' }
const TIMEOUT_MS = 20_000

const atEnd = new Set<() => void>()
/** Called whenever the session ends: by the server's word or by `endSession`. Returns the way to stop listening. */
export function onSessionEnd(listener: () => void): () => void {
  atEnd.add(listener)
  return () => {
    atEnd.delete(listener)
  }
}
/** Account id of who is signed in, for whoever keeps things in its name. */
let account: string | null = null
const ofAccount = new Set<(accountId: string | null) => void>()
export function setAccount(accountId: string | null): void {
  account = accountId
  for (const listener of ofAccount) listener(accountId)
}
/** Called at once with the present account and whenever it changes. */
export function onAccount(listener: (accountId: string | null) => void): void {
  ofAccount.add(listener)
  listener(account)
}
export function endSession(): void {
  setAccount(null)
  for (const listener of atEnd) listener()
}

function errorOf(status: number, body: string): ApiError {
  let said: { code?: unknown; details?: unknown } = {}
  try {
    said = JSON.parse(body) as typeof said
  } catch {
    // A proxy's page in place of the server's words: the status says enough.
  }
  const code =
    typeof said.code === 'string' ? (said.code as AnyErrorCode) : status === 503 || status === 502 || status === 504 ? 'server.busy' : 'server.unexpected'
  if (code === 'access.signed_out') endSession()
  return new ApiError(code, status, typeof said.details === 'object' && said.details !== null ? (said.details as Record<string, unknown>) : {})
}

async function post(name: string, input: unknown, timeoutMs: number, signal?: AbortSignal): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort('timeout'), timeoutMs)
  const pass = () => stop.abort('cancelled')
  signal?.addEventListener('abort', pass)
  try {
    return await fetch(`/api/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { ...HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify(input),
      signal: stop.signal,
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(stop.signal.aborted ? 'client.timeout' : 'client.offline', 0)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', pass)
  }
}

/** One operation, typed by its name. Throws `ApiError`. */
export async function call<N extends QueryName | CommandName>(
  name: N,
  input: In<N>,
  options: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<Out<N>> {
  const reply = await post(name, input, options.timeoutMs ?? TIMEOUT_MS, options.signal)
  const body = await reply.text().catch(() => {
    throw new ApiError('client.offline', 0)
  })
  if (!reply.ok) throw errorOf(reply.status, body)
  noteServerTime(reply.headers.get('date'))
  try {
    return JSON.parse(body) as Out<N>
  } catch {
    throw new ApiError('client.unreadable', reply.status)
  }
}

/** Commands that waited on this phone, in their order; one answer each for as many as were tried. Throws `ApiError` when none was. */
export async function sendKept(items: readonly { name: OfflineName; input: unknown }[], timeoutMs: number): Promise<(ApiError | null)[]> {
  const reply = await post('outbox', { items }, timeoutMs)
  const body = await reply.text().catch(() => {
    throw new ApiError('client.offline', 0)
  })
  if (!reply.ok) throw errorOf(reply.status, body)
  noteServerTime(reply.headers.get('date'))
  const { answers } = JSON.parse(body) as { answers: { status: number; body: unknown }[] }
  return answers.map(({ status, body: said }) => (status < 300 ? null : errorOf(status, JSON.stringify(said))))
}

let clockOffsetMs = 0
function noteServerTime(date: string | null): void {
  const server = date === null ? Number.NaN : Date.parse(date)
  // The header has whole seconds: half a second is its middle.
  if (!Number.isNaN(server)) clockOffsetMs = server + 500 - Date.now()
}
/** How far this device's clock runs behind the server's, from the last answer. */
export const serverClockOffsetMs = (): number => clockOffsetMs

/** A file up, with progress from 0 to 1. */
export function upload<N extends UploadName>(name: N, input: In<N>, file: File, onProgress: (share: number) => void = () => {}): Promise<Out<N>> {
  return new Promise<unknown>((resolve, reject) => {
    const form = new FormData()
    form.append('input', JSON.stringify(input))
    form.append('file', file)
    // fetch tells nothing of the way up; only XMLHttpRequest does.
    const request = new XMLHttpRequest()
    request.open('POST', `/api/${name}`)
    for (const [header, value] of Object.entries(HEADERS)) request.setRequestHeader(header, value)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status < 200 || request.status >= 300) return reject(errorOf(request.status, request.responseText))
      try {
        resolve(JSON.parse(request.responseText))
      } catch {
        reject(new ApiError('client.unreadable', request.status))
      }
    })
    request.addEventListener('error', () => reject(new ApiError('client.offline', 0)))
    request.send(form)
  }) as Promise<Out<N>>
}

const fileNameOf = (disposition: string | null, otherwise: string): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? otherwise
}

/** Gives bytes to the user as a file. */
export function saveFile(bytes: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** A file down and into the user's hands. POST, so that nothing personal stands in an address. */
export async function download<N extends FileName>(name: N, input: In<N>): Promise<void> {
  const reply = await post(name, input, 120_000)
  if (!reply.ok) throw errorOf(reply.status, await reply.text())
  saveFile(await reply.blob(), fileNameOf(reply.headers.get('content-disposition'), name))
}

/** A file to be shown on the page, not handed out. */
export async function fetchFile<N extends FileName>(name: N, input: In<N>): Promise<Blob> {
  const reply = await post(name, input, 60_000)
  if (!reply.ok) throw errorOf(reply.status, await reply.text())
  return reply.blob()
}

/** Whether a server answers at all. Asked on its own, so that a gate knows before the next person comes. */
export async function isServerThere(): Promise<boolean> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), 4000)
  try {
    return (await fetch('/healthz', { cache: 'no-store', credentials: 'omit', signal: stop.signal })).ok
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
