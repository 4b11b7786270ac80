import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30
const ISSUER = 'Xiaomen'
const make = (secret: string, label = '') => new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: PERIOD_S, digits: 6 })

export const newSecret = (): string => new Secret({ size: 20 }).base32
export const uriOf = (secret: string, login: string): string => make(secret, login).toString()

/** The time step of a right code that was not used before, or null. One step early or late is allowed for slow clocks. */
export function acceptedStep(secret: string, token: string, now: Date, lastStep: number): number | null {
  const delta = make(secret).validate({ token, timestamp: now.getTime(), window: 1 })
  if (delta === null) return null
  const step = Math.floor(now.getTime() / 1000 / PERIOD_S) + delta
  return step > lastStep ? step : null
}
