// 本地版: what somebody typed, made into a pack of its own: its files against their schemas, its examples against its rules.
import { PACK_FILES, type PACK_PROBLEMS, type PackFileName } from '@xiaomen/contract'
import { differencesOf, type Example, EXEMPLIFIED, type Exemplified, type ExampleResult, runExamples } from '@xiaomen/rules/packs'
import type { z } from 'zod'
import { exemplaryOf, type Pack, type PackFiles, partsOf } from './packs.ts'

export type Typed = { files: Partial<Record<PackFileName, string>>; examples: Partial<Record<Exemplified, string>> }
type Problem = { file: string; path: string; code: string; detail: string | null }
type Issue = z.core.$ZodIssue
type Code = (typeof PACK_PROBLEMS)[number]

function worded(issue: Issue): { code: Code | (string & {}); detail: string | null } {
  switch (issue.code) {
    case 'custom':
      return { code: issue.message, detail: null }
    case 'too_small':
      return { code: 'too_small', detail: String(issue.minimum) }
    case 'too_big':
      return { code: 'too_big', detail: String(issue.maximum) }
    case 'invalid_value':
      return { code: 'not_one_of', detail: issue.values.map(String).join(', ') }
    case 'unrecognized_keys':
      return { code: 'unknown_key', detail: issue.keys.join(', ') }
    case 'invalid_type':
      return issue.message.includes('received undefined') ? { code: 'missing', detail: null } : { code: 'wrong_type', detail: issue.expected }
    default:
      return { code: 'wrong_form', detail: null }
  }
}

function parsed(file: string, typed: string): { value: unknown } | { problem: Problem } {
  try {
    return { value: JSON.parse(typed) as unknown }
  } catch (error) {
    // V8 mostly says where: "… at position 12 (line 1 column 13)". What stands there is not repeated.
    const at = /line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0] ?? null
    return { problem: { file, path: '', code: 'not_json', detail: at } }
  }
}

const isExample = (line: unknown): line is Example =>
  typeof line === 'object' && line !== null && typeof (line as Example).says === 'string' && typeof (line as Example).given === 'object' && 'expect' in line

function typedExamples(typed: Typed['examples'], problems: Problem[]): Partial<Record<Exemplified, Example[]>> {
  const examples: Partial<Record<Exemplified, Example[]>> = {}
  for (const name of EXEMPLIFIED) {
    const text = typed[name]
    if (text === undefined) continue
    const file = `examples/${name}`
    const read = parsed(file, text)
    if ('problem' in read) problems.push(read.problem)
    else if (!Array.isArray(read.value)) problems.push({ file, path: '', code: 'wrong_type', detail: 'array' })
    else {
      for (const [index, line] of read.value.entries()) if (!isExample(line)) problems.push({ file, path: String(index), code: 'wrong_form', detail: null })
      examples[name] = read.value.filter(isExample)
    }
  }
  return examples
}

function typedFiles(typed: Typed['files'], problems: Problem[]): Partial<PackFiles> {
  const files: Record<string, unknown> = {}
  for (const [name, text] of Object.entries(typed) as [PackFileName, string][]) {
    const read = parsed(name, text)
    if ('problem' in read) {
      problems.push(read.problem)
      continue
    }
    const result = (PACK_FILES[name] as z.ZodType).safeParse(read.value)
    if (result.success) files[name] = result.data
    else problems.push(...result.error.issues.map((issue) => ({ file: name, path: issue.path.map(String).join('.'), ...worded(issue) })))
  }
  return files as Partial<PackFiles>
}

/** What was changed may not drop an example: it may be written otherwise, and whoever approves reads how. */
function dropped(base: Pack, examples: Partial<Record<Exemplified, Example[]>>): Problem[] {
  return EXEMPLIFIED.flatMap((name) => {
    const own = examples[name]
    return own !== undefined && own.length < base.examples[name].length
      ? [{ file: `examples/${name}`, path: '', code: 'too_small', detail: String(base.examples[name].length) }]
      : []
  })
}

export type Trial = {
  problems: Problem[]
  results: ExampleResult[]
  differences: { file: string; path: string; before: string | null; after: string | null }[]
  /** Null while there are problems. */
  pack: Pick<Pack, 'files' | 'examples'> | null
}

/** Tries what was typed upon an edition: nothing is kept. */
export function tryEdition(base: Pack, typed: Typed): Trial {
  const problems: Problem[] = []
  const own = typedFiles(typed.files, problems)
  const ownExamples = typedExamples(typed.examples, problems)
  problems.push(...dropped(base, ownExamples))
  const files = { ...base.files, ...own }
  const examples = { ...base.examples, ...ownExamples }
  const differences = [
    ...Object.keys(own).flatMap((name) => compared(name, base.files[name as PackFileName], files[name as PackFileName])),
    ...EXEMPLIFIED.flatMap((name) => compared(`examples/${name}`, base.examples[name], examples[name])),
  ]
  if (problems.length > 0) return { problems, results: [], differences, pack: null }
  const parts = partsOf(files)
  const results = EXEMPLIFIED.flatMap((name) => runExamples(name, examples[name], exemplaryOf(base, parts)))
  return { problems, results, differences, pack: { files, examples } }
}

const compared = (file: string, before: unknown, after: unknown) =>
  differencesOf(before, after).map(({ path, before: was, after: is }) => ({ file, path: path.join('.'), before: was, after: is }))

/** The pack that comes of it, under its own number. */
export function packOf(base: Pack, { files, examples }: Pick<Pack, 'files' | 'examples'>, { edition, place }: { edition: string; place: string }): Pack {
  return { ...base, file: { ...base.file, edition }, files, examples, place, ...partsOf(files) }
}
