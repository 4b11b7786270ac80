// Which Chromium the stories and the benches look through.
import { existsSync } from 'node:fs'

// The shell without windows first: the same engine, and a third less work for two cores.
const PATHS = [process.env['CHROMIUM'], '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(
  (path) => path !== undefined,
)

/** @throws Error when none of them is there */
export function chromiumPath(): string {
  const path = PATHS.find((one) => existsSync(one))
  if (path === undefined) throw new Error(`No Chromium at ${PATHS.join(', ')}: set CHROMIUM to its path.`)
  return path
}
