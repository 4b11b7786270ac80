// Types only: the contract itself (and zod) never reaches the browser.
import type * as contract from '@xiaomen/contract'
import type { Op as ContractOp } from '@xiaomen/contract'

type Words = typeof contract
type OpsOf<T> = T extends Record<string, ContractOp> ? T[keyof T] : never
type AnyOp = { [W in keyof Words]: OpsOf<Words[W]> }[keyof Words]
type ByKind<K extends ContractOp['kind']> = Extract<AnyOp, { kind: K }>['name']

/** Full name of an operation, `word.verb`: its address and the key of its cache. */
export type OpName = AnyOp['name']
export type QueryName = ByKind<'query'>
export type CommandName = ByKind<'command'>
export type UploadName = ByKind<'upload'>
export type FileName = ByKind<'file'>
/** Operations that may wait on the phone until the network is back. */
export type OfflineName = Extract<AnyOp, { offline: true }>['name']
// By name in one table each: a generic name then stays one type, instead of one per operation.
type Ins = { [O in AnyOp as O['name']]: O['input']['_zod']['input'] }
type Outs = { [O in AnyOp as O['name']]: O['output']['_zod']['output'] }
export type In<N extends OpName> = Ins[N]
export type Out<N extends OpName> = Outs[N]

/** Every error code any operation declares. */
export type ErrorCode = { [W in keyof Words]: W extends `${string}Errors` ? keyof Words[W] & string : never }[keyof Words]
/** What goes wrong before a server has answered. */
export type LocalErrorCode = 'client.offline' | 'client.timeout' | 'client.unreadable'
