import { defineConfig } from 'vitest/config'
import { countReporter } from './scripts/count-reporter.ts'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    // Each file opens a database of its own in a process of its own; an embedded one takes about 800 MB.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: ['default', countReporter],
  },
})
