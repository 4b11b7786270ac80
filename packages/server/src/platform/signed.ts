// Calls that a machine signs: the handler is given the bytes as they came, because a signature is over bytes and not over what they mean.
import type { FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import type { SignedCall } from './ctx.ts'

const kept = new WeakMap<FastifyRequest, Buffer>()
const MOST_BYTES = 1024 * 1024

/** A `preParsing` hook. Packed bodies are not taken: what is signed is what is sent. */
export async function keepBytes(request: FastifyRequest, _reply: unknown, payload: AsyncIterable<Buffer>): Promise<Readable> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of payload) {
    size += part.length
    if (size > MOST_BYTES) throw Object.assign(new Error('too large'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 })
    parts.push(part)
  }
  const body = Buffer.concat(parts)
  kept.set(request, body)
  return Object.assign(Readable.from(body.length === 0 ? [] : [body]), { receivedEncodedLength: size }) as Readable
}

const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value.slice(0, 200) : '')

export function signedCallOf(request: FastifyRequest): SignedCall | null {
  const body = kept.get(request)
  if (body === undefined) return null
  const { headers } = request
  return {
    method: request.method,
    path: request.url.split('?')[0]!,
    source: one(headers['x-xiaomen-source']),
    timestamp: one(headers['x-xiaomen-timestamp']),
    nonce: one(headers['x-xiaomen-nonce']),
    signature: one(headers['x-xiaomen-signature']),
    body,
  }
}
