import { z } from 'zod'
import { command, operations, query, text } from './kit.ts'

/** First run only: the one-time link carries the token in its fragment, so it reaches no log. */
const token = z.string().max(100)
export const setup = operations('setup', {
  state: query({
    can: 'public',
    input: z.object({}),
    output: z.object({
      isDone: z.boolean(),
      progress: z.object({ step: z.string(), share: z.number() }).nullable(),
      isDurable: z.boolean(),
      isSecureContextLikely: z.boolean(),
    }),
  }),
  begin: command({
    can: 'public',
    input: z.object({
      token,
      login: z.string().min(2).max(64),
      name: text(40),
      password: z.string().min(10).max(200),
      start: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('empty'), district: text(60), street: text(60), community: text(60) }),
        z.object({ kind: z.literal('demonstrationStreet') }),
      ]),
    }),
    output: z.object({ isDone: z.boolean() }),
  }),
})
export const setupErrors = { 'setup.already_done': 409, 'setup.wrong_token': 403, 'setup.failed': 500 } as const
