import { isStorable, lengthOf, normaliseText } from '@xiaomen/rules/text'
import type { DataClass } from '@xiaomen/rules/access'
import type { Posture } from '@xiaomen/rules/posture'
import { z } from 'zod'

export const id = z.uuid()
export const instant = z.iso.datetime({ offset: true })
/** A local day, YYYY-MM-DD, in the area's time zone. */
export const day = z.iso.date().refine((value) => value >= '1850-01-01' && value <= '2199-12-31', 'day.out_of_range')
/** HH:MM of a local day. */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Text a person typed: 1 to `max` code points, storable, normalised. */
export const text = (max: number) =>
  z
    .string()
    .max(max * 4)
    .refine(isStorable, 'text.unstorable')
    .overwrite(normaliseText)
    .refine((value) => lengthOf(value) >= 1 && lengthOf(value) <= max, 'text.length')
export const lang = z.enum(['zh', 'en'])

/** `public` needs no session; `self` any session, about oneself only; everything else is a permission asked with `ctx.must`. */
export type Can = 'public' | 'self' | `${string}.${string}`
type Spec = {
  can: Can
  input: z.ZodType
  output: z.ZodType
  /** May be queued on the phone and sent later under the id the phone made. */
  offline?: true
  /** Answer not parsed at run time, and committed in groups: only for the few operations whose answers tests prove. */
  hot?: true
  /** Called by another system, which signs the bytes it sends; `public`, and without the header of our own pages. */
  signed?: true
  /** Personal classes the answer may show: such a query leaves an audit row in its own transaction. */
  reads?: readonly DataClass[]
  /** The postures of a place under which this is there at all; anywhere else it is *not found*. Left out: always. Reading, closing and correcting always exist. */
  exists?: readonly Posture[]
}
/**
 * query and command: POST /api/<name>, JSON in and out. upload: the same with multipart, one part `input` (JSON) and one `file`.
 * file: POST, JSON in, bytes out (output is never parsed). A query or file cannot write.
 */
export type Op = Spec & { kind: 'query' | 'command' | 'upload' | 'file'; name: string }
export type Ops = Record<string, Op>
export type Permission<C extends Ops> = Exclude<C[keyof C]['can'], 'public' | 'self'>

export const query = <const S extends Spec>(spec: S) => ({ kind: 'query' as const, ...spec })
export const command = <const S extends Spec>(spec: S) => ({ kind: 'command' as const, ...spec })
export const upload = <const S extends Spec>(spec: S) => ({ kind: 'upload' as const, ...spec })
export const file = <const S extends Omit<Spec, 'output'>>(spec: S) => ({ kind: 'file' as const, output: z.void(), ...spec })

type Named<M extends string, T> = { [K in keyof T & string]: T[K] & { name: `${M}.${K}` } }
/** Gives every operation its full name: the address of its route and the key of its cache. */
export function operations<const M extends string, T extends Record<string, Omit<Op, 'name'>>>(module: M, ops: T): Named<M, T> {
  return Object.fromEntries(Object.entries(ops).map(([key, op]) => [key, { ...op, name: `${module}.${key}` }])) as Named<M, T>
}

/** Something that happened, told to other modules. The payload holds ids, days and codes, never personal text: it is stored in clear. */
export type EventType<N extends string = string, P extends z.ZodType = z.ZodType> = { name: N; payload: P }
export const event = <const N extends string, P extends z.ZodType>(name: N, payload: P): EventType<N, P> => ({ name, payload })

/** Errors any operation may give. */
export const commonErrors = {
  'request.invalid': 400,
  'request.too_large': 413,
  'access.signed_out': 401,
  'access.denied': 403,
  'request.not_found': 404,
  'request.conflict': 409,
  'request.too_many': 429,
  'server.unexpected': 500,
  'server.busy': 503,
  'server.database_away': 503,
} as const
