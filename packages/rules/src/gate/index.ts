// 守小门: who may pass, and why not. Everything here runs on the server and, offline, on the guard's phone.
export * from './vocabulary.ts'
export * from './held.ts'
export { type Bytes, fromHex, toHex } from './bytes.ts'
export { compressPoint } from './p256.ts'
export * from './code.ts'
export * from './short-code.ts'
export * from './decide-passage.ts'
