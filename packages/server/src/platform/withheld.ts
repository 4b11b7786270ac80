// 未发出: in a drill nothing goes outside. What would have been sent is counted, by kind and time; to whom and what is not kept.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const OUTLETS = ['sms', 'webhook'] as const
export type Outlet = (typeof OUTLETS)[number]
export type Withheld = {
  note(outlet: Outlet): void
  /** In the order they would have gone. */
  list(): { outlet: Outlet; at: Date }[]
}

/** A file, so that the count outlives a restart. */
export function openWithheld(dataDir: string, now: () => Date): Withheld {
  const path = join(dataDir, 'withheld.ndjson')
  return {
    note: (outlet) => appendFileSync(path, `${JSON.stringify({ outlet, at: now() })}\n`, { mode: 0o600 }),
    list: () =>
      (existsSync(path) ? readFileSync(path, 'utf8') : '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { outlet: Outlet; at: string })
        .map(({ outlet, at }) => ({ outlet, at: new Date(at) })),
  }
}
