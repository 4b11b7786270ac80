import type { Ctx } from '../../platform/ctx.ts'

/** Only the keyed index of a code is kept. */
export const codeIndex = (crypto: Ctx['crypto'], code: string): Buffer => crypto.index('occupations.link.code', code)
