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
type OpOf<N extends OpName> = Extract<AnyOp, { name: N }>
export type In<N extends OpName> = OpOf<N>['input']['_zod']['input']
export type Out<N extends OpName> = OpOf<N>['output']['_zod']['output']

/** Every error code any operation declares. */
export type ErrorCode = { [W in keyof Words]: W extends `${string}Errors` ? keyof Words[W] & string : never }[keyof Words]
/** What goes wrong before a server has answered. */
export type LocalErrorCode = 'client.offline' | 'client.timeout' | 'client.unreadable'
