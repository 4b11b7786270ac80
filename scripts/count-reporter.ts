import type { Reporter } from 'vitest/node'

/** Closes a run with one line that people and scripts can read: `N passed, N failed`. A file or hook that broke outside a test counts as failed. */
export const countReporter: Reporter = {
  onTestRunEnd(modules, unhandled) {
    let passed = 0
    let failed = unhandled.length
    for (const module of modules) {
      const before = failed
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        else if (state === 'failed') failed += 1
      }
      if (module.state() === 'failed' && failed === before) failed += 1
    }
    // After every other reporter has had its say.
    process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`))
  },
}
