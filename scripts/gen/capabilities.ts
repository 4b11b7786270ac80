// docs/capabilities.md: which test proves which capability, read from the titles of the tests.
import { globSync, readFileSync } from 'node:fs'

const ID = /\b(REG|GATE|CTRL|TEST|TRACE|PLACE|SUP|REQ|MOB|DAILY|NEWS|COMMAND|TRUST)-\d{2}\b/g
const TITLE = /\b(?:test|it|story)(?:\.\w+)*\(\s*(['"`])((?:\\.|(?!\1)[^\\\n])+)\1/g

export function capabilitiesText(): string {
  const proofs = new Map<string, string[]>()
  const files = globSync(['packages/*/src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'e2e/**/*.e2e.ts']).toSorted()
  for (const file of files) {
    for (const [, , title] of readFileSync(file, 'utf8').matchAll(TITLE)) {
      for (const [id] of title!.matchAll(ID))
        proofs.set(id, [...(proofs.get(id) ?? []), `${title!.replaceAll("\\'", "'").replaceAll('|', '\\|')} — \`${file}\``])
    }
  }
  const rows = [...proofs].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, titles]) => `| ${id} | ${titles.join('<br>')} |`)
  return [
    '# What is proven, and where',
    '',
    'Made by `npm run gen` from the titles of the tests. A capability without a row has no test that names it.',
    '',
    '| capability | proven by |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n')
}
