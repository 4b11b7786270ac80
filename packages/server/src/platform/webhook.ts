// 群机器人出口: the only way out to addresses that people type in. It goes to hosts of the configuration alone, follows no redirect, and looks at
// the address it really connects to: a name that points into the inner network leads nowhere.
import type { LookupFunction } from 'node:net'
import { BlockList, isIP } from 'node:net'
import { lookup as resolveName } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

/** `qyapi.weixin.qq.com`: https to public addresses. `http://10.0.0.7:8080`: exactly this origin, wherever it lies. */
export type WebhookHost = { host: string; origin: string | null }

const TIMEOUT_MS = 10_000
const MOST_ANSWER = 64 * 1024
const INNER = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INNER.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  INNER.addSubnet(net, bits, 'ipv6')

export function isInner(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return isInner(mapped)
  const family = isIP(address)
  // Any other spelling of a mapped address is refused with it.
  return family === 0 || /^::ffff:/i.test(address) || INNER.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** @throws Error with a sentence */
export function readWebhookHosts(text: string): WebhookHost[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      if (/^https?:\/\//.test(part)) return { host: new URL(part).host, origin: new URL(part).origin }
      if (!/^[a-z0-9.-]+$/i.test(part))
        throw new Error('XIAOMEN_WEBHOOK_HOSTS must be host names, or origins beginning with http:// or https://, with commas between them.')
      return { host: part.toLowerCase(), origin: null }
    })
}

/** Null when the address may not be gone to. */
export function allowedAddress(hosts: readonly WebhookHost[], address: string): { url: URL; mayBeInner: boolean } | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username !== '' || url.password !== '' || !/^https?:$/.test(url.protocol)) return null
  if (hosts.some((one) => one.origin === url.origin)) return { url, mayBeInner: true }
  const isListed = url.protocol === 'https:' && url.port === '' && hosts.some((one) => one.origin === null && one.host === url.hostname)
  return isListed ? { url, mayBeInner: false } : null
}

const outerOnly: LookupFunction = (name, options, done) =>
  resolveName(name, { ...options, all: true }, (error, found) => {
    const list = error ? [] : found
    const outer = list.filter(({ address }) => !isInner(address))
    if (error || outer.length === 0) return done(error ?? new Error('inner address'), '', 0)
    if (options.all === true) return done(null, outer as never)
    return done(null, outer[0]!.address, outer[0]!.family)
  })

/** One POST of JSON. @throws Error whose message names neither address nor content */
export function postJson({ url, mayBeInner }: { url: URL; mayBeInner: boolean }, body: string): Promise<{ status: number; text: string }> {
  if (!mayBeInner && isIP(url.hostname) !== 0) return Promise.reject(new Error('the webhook host is an address, not a name'))
  return new Promise((resolve, reject) => {
    const failed = (why: string) => reject(new Error(why))
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) },
        timeout: TIMEOUT_MS,
        agent: false,
        ...(mayBeInner ? {} : { lookup: outerOnly }),
      },
      (reply) => {
        const parts: Buffer[] = []
        let size = 0
        reply.on('data', (part: Buffer) => {
          size += part.length
          if (size > MOST_ANSWER) request.destroy()
          else parts.push(part)
        })
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }))
        reply.on('error', () => failed('the webhook broke off'))
      },
    )
    request.on('timeout', () => request.destroy())
    request.on('error', () => failed('the webhook could not be reached'))
    request.end(body)
  })
}
