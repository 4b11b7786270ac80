// A certificate that signs itself, for 127.0.0.1: X.509 written out by hand (RFC 5280, section 4.1), since Node reads certificates and makes none.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const { length } = body
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const hex = (text: string) => Buffer.from(text, 'hex')
const ECDSA_SHA256 = sequence(hex('06082a8648ce3d040302'))
const COMMON_NAME = hex('0603550403')
const ALT_NAME = hex('0603551d11')
/** A day in UTCTime, YYMMDDHHMMSSZ. */
const utc = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))
const pem = (label: string, bytes: Buffer) => `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`

/** @param name of whom it is; it counts from yesterday until tomorrow */
export function selfSigned(name: string): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))))
  const day = 86_400_000
  const signed = sequence(
    der(0xa0, der(0x02, hex('02'))),
    // A leading zero would be a byte too many: the highest bit is off and the next one on.
    der(0x02, Buffer.concat([hex('40'), randomBytes(8)])),
    ECDSA_SHA256,
    subject,
    sequence(utc(new Date(Date.now() - day)), utc(new Date(Date.now() + day))),
    subject,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, sequence(sequence(ALT_NAME, der(0x04, sequence(der(0x87, hex('7f000001'))))))),
  )
  const signature = der(0x03, hex('00'), sign('sha256', signed, privateKey))
  return { cert: pem('CERTIFICATE', sequence(signed, ECDSA_SHA256, signature)), key: privateKey.export({ format: 'pem', type: 'pkcs8' }) }
}
