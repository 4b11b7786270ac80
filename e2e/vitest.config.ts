import { defineConfig } from 'vitest/config'
import { countReporter } from '../scripts/count-reporter.ts'

export default defineConfig({
  test: {
    // A browser on a shared machine is sometimes starved for a minute: a story told again from its beginning must then hold.
    retry: 1,
    root: new URL('..', import.meta.url).pathname,
    include: ['e2e/*.e2e.ts'],
    globalSetup: ['e2e/setup.ts'],
    // A town and a browser for each file, one story at a time in it. People wait more than machines work: it takes three towns beside each other to fill two cores.
    maxWorkers: 3,
    pool: 'forks',
    testTimeout: 180_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000, interval: 100 } },
    reporters: ['verbose', countReporter],
  },
})
