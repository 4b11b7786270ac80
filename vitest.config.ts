import { defineConfig } from 'vitest/config'
import { countReporter } from './scripts/count-reporter.ts'

const common = {
  // Each file opens a database of its own in a process of its own; an embedded one takes about 800 MB.
  pool: 'forks' as const,
  testTimeout: 30_000,
  hookTimeout: 120_000,
}
const hasPostgres = (process.env['TEST_DATABASE_URL'] ?? '') !== ''

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default', countReporter],
    // The same stories on both databases: embedded always, PostgreSQL where TEST_DATABASE_URL names one.
    projects: [
      { test: { ...common, name: 'embedded', include: ['packages/*/src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'], env: { TEST_DATABASE_URL: '' } } },
      ...(hasPostgres
        ? [{ test: { ...common, name: 'postgres', include: ['packages/server/src/**/*.test.ts', 'tests/matrix/**/*.test.ts', 'tests/crash/**/*.test.ts'] } }]
        : []),
    ],
  },
})
