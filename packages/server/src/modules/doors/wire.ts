// What a controller and the server say to each other, version 1: docs/doors.md is the same for whoever builds controllers.
import { COMMAND_KINDS, COMMAND_REASONS, DOOR_EVENT_KINDS, LOCK_STATES } from '@xiaomen/rules/doors'
import { z } from 'zod'

/** A small controller keeps one message in memory. */
export const MOST_BYTES = 1024
const v = z.literal(1)
const hash = z.string().regex(/^[0-9a-f]{16}$/)
/** Seconds since 1970. */
const seconds = z.int().min(0).max(9_999_999_999)

/** Controller → server, by the last word of the topic. */
export const UP = {
  /** On connecting, every minute, and as last will with `online: false`. `list`: the version it holds. `battery`: per cent, of what has one. */
  state: z.object({
    v,
    online: z.boolean(),
    lock: z.enum(LOCK_STATES).nullable().optional(),
    list: hash.nullable().optional(),
    battery: z.int().min(0).max(100).optional(),
  }),
  ack: z.object({ v, id: z.uuid(), done: z.boolean() }),
  /** `n` counts up for ever, also over a restart. Sent again until its receipt comes. */
  event: z.object({
    v,
    n: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    at: seconds,
    kind: z.enum(DOOR_EVENT_KINDS),
    card: hash.optional(),
    code: z.string().max(600).optional(),
    /** Of `decided`: what its own list said. */
    opened: z.boolean().optional(),
  }),
  /** `want: 'full'`: what came did not begin where its own list is. */
  list: z.object({ v, list: hash.nullable(), want: z.literal('full').optional() }),
} as const
export type UpKind = keyof typeof UP
export type UpMessage = { [K in UpKind]: { kind: K; message: z.output<(typeof UP)[K]> } }[UpKind]
export const UP_KINDS = Object.keys(UP) as UpKind[]

/** Server → controller. */
const DOWN = {
  /** Not after `until`, by the clock that `now` sets. The same id again is answered again and done once. `of`: the reading it answers. */
  command: z.object({
    v,
    id: z.uuid(),
    do: z.enum(COMMAND_KINDS),
    reason: z.enum(COMMAND_REASONS),
    now: seconds,
    until: seconds,
    seconds: z.int(),
    of: z.int().optional(),
  }),
  /** `open: false` to a reading. */
  answer: z.object({ v, of: z.int(), open: z.literal(false) }),
  receipt: z.object({ v, n: z.int() }),
  /** One part of a change from one version to another; null: from nothing. */
  list: z.object({
    v,
    from: hash.nullable(),
    to: hash,
    part: z.int(),
    of: z.int(),
    now: seconds,
    put: z.array(z.tuple([hash, seconds])),
    drop: z.array(hash),
  }),
} as const
export type DownKind = keyof typeof DOWN
export const DOWN_KINDS = Object.keys(DOWN) as DownKind[]
export type DownMessage = { [K in DownKind]: { kind: K; message: z.output<(typeof DOWN)[K]> } }[DownKind]

/** Null for anything that is no message of this version. */
export function readUp(kind: string, bytes: Uint8Array): UpMessage | null {
  if (bytes.byteLength > MOST_BYTES || !Object.hasOwn(UP, kind)) return null
  try {
    const parsed = UP[kind as UpKind].safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return parsed.success ? ({ kind, message: parsed.data } as UpMessage) : null
  } catch {
    return null
  }
}
/** What a controller reads; null for anything else. */
export function readDown(kind: string, bytes: Uint8Array): DownMessage | null {
  if (bytes.byteLength > MOST_BYTES || !Object.hasOwn(DOWN, kind)) return null
  const parsed = DOWN[kind as DownKind].safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  return parsed.success ? ({ kind, message: parsed.data } as DownMessage) : null
}
export const upTopic = (deviceId: string, kind: UpKind) => `xiaomen/1/${deviceId}/up/${kind}`
export const downTopic = (deviceId: string, kind: DownKind) => `xiaomen/1/${deviceId}/down/${kind}`
