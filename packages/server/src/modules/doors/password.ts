import { createHash } from 'node:crypto'

/** Of 160 random bits: there is nothing to try out, so it need not be slow. */
export const hashOfPassword = (password: string): Buffer => createHash('sha256').update(password).digest()
