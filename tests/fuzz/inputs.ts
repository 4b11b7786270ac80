// Inputs made from a schema of the contract: valid ones, and valid ones with one thing spoilt.
import fc from 'fast-check'
import type { z } from 'zod'

type Def = { type: string; format?: string; checks?: { _zod: { def: { format?: string; pattern?: RegExp } } }[] } & Record<string, unknown>
const defOf = (schema: z.ZodType) => (schema as unknown as { def: Def }).def

const WORDS = [
  '张伟',
  '买买提·江',
  '𠮷野',
  "O'Brien",
  '3-2-501',
  '8号楼半边户',
  '10012345678',
  '99010119900101123X',
  '%',
  '_',
  '\\',
  "'; drop table x; --",
  '../../etc/passwd',
  '=1+1',
  '🏠',
  'مرحبا',
  'e\u0301',
  '0',
]

/** Values the schema accepts. `ids` gives identities that exist, so that handlers are reached and not only their doors. */
export function validOf(schema: z.ZodType, ids: () => readonly string[], name = ''): fc.Arbitrary<unknown> {
  const def = defOf(schema)
  const inner = (key: string) => validOf(def[key] as z.ZodType, ids, name)
  switch (def.type) {
    case 'object': {
      const shape = def['shape'] as Record<string, z.ZodType>
      const required = Object.keys(shape).filter((key) => defOf(shape[key]!).type !== 'optional')
      return fc.record(Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, validOf(value, ids, key)])), { requiredKeys: required })
    }
    case 'array':
      return fc.array(inner('element'), { minLength: 1, maxLength: 4 })
    case 'record':
      return fc.dictionary(inner('keyType') as fc.Arbitrary<string>, inner('valueType'), { maxKeys: 3 })
    case 'union':
      return fc.oneof(...(def['options'] as z.ZodType[]).map((option) => validOf(option, ids, name)))
    case 'nullable':
      return fc.option(inner('innerType'), { nil: null, freq: 3 })
    case 'optional':
    case 'default':
    case 'readonly':
    case 'nonoptional':
      return inner('innerType')
    case 'pipe':
      return inner('in')
    case 'enum':
      return fc.constantFrom(...(schema as z.ZodEnum).options)
    case 'literal':
      return fc.constantFrom(...(def['values'] as string[]))
    case 'boolean':
      return fc.boolean()
    case 'number':
      return numberOf(schema as z.ZodNumber)
    case 'string':
      return stringOf(schema as z.ZodString, def, ids, name)
    default:
      return fc.constantFrom(null, 0, '', {}, [])
  }
}

function numberOf(schema: z.ZodNumber): fc.Arbitrary<number> {
  const min = Math.max(schema.minValue ?? -1e6, -1e6)
  const max = Math.min(schema.maxValue ?? 1e6, 1e6)
  return schema.isInt ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) }) : fc.double({ min, max, noNaN: true })
}

/** Which of the town's own ids, in the order it was furnished, a field of this name asks for. Any other field may get any of them. */
const POOLS: readonly (readonly [RegExp, number, number])[] = [
  [/area|community|root|parent/i, 0, 6],
  [/homes?/i, 6, 9],
  [/gate/i, 9, 10],
  [/enterprise/i, 10, 11],
  [/landlord/i, 11, 12],
  [/person|people|keep|other/i, 12, 13],
  [/residency/i, 13, 14],
  [/obligation/i, 14, 15],
  [/overlay|subject/i, 15, 16],
  [/campaign/i, 16, 17],
  [/point/i, 17, 18],
  [/plan/i, 18, 19],
]
const OWN_IDS = 19
const poolFor = (name: string, ids: readonly string[]): readonly string[] => {
  const [, from, until] = POOLS.find(([pattern]) => pattern.test(name)) ?? [null, 0, OWN_IDS]
  return ids.slice(from, until)
}

function stringOf(schema: z.ZodString, def: Def, ids: () => readonly string[], name: string): fc.Arbitrary<string> {
  const pattern = (def.checks ?? []).map(({ _zod }) => _zod.def).find(({ format }) => format === 'regex')?.pattern
  if (pattern !== undefined) return fc.stringMatching(pattern)
  if (def.format === 'uuid')
    return fc.oneof(
      // The first are the town's own areas, homes and gate; what answers brought later is mostly of one kind.
      {
        weight: 6,
        arbitrary: fc.nat().map((at) => {
          const pool = poolFor(name, ids())
          return pool[at % Math.max(1, pool.length)] ?? '0190a000-0000-7000-8000-000000000001'
        }),
      },
      { weight: 2, arbitrary: fc.nat().map((at) => ids()[at % Math.max(1, ids().length)] ?? '0190a000-0000-7000-8000-000000000001') },
      { weight: 1, arbitrary: fc.uuid() },
    )
  if (def.format === 'date')
    return fc.oneof(
      fc.constantFrom('2022-05-04', '2022-05-03', '2022-06-01', '1900-01-01', '9999-12-31'),
      fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    )
  if (def.format === 'datetime')
    return fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-30'), noInvalidDate: true }).map((date) => date.toISOString())
  const min = schema.minLength ?? 0
  const max = Math.min(schema.maxLength ?? 60, 200)
  return fc
    .oneof(
      fc.constantFrom(...WORDS),
      fc.string({ minLength: min, maxLength: max }),
      fc.string({ unit: 'binary', minLength: min, maxLength: Math.min(max, 20) }),
    )
    .filter((value) => value.length >= min && value.length <= max)
}

/** What phones, scripts and attackers send in place of one value. */
export const SPOILT: readonly unknown[] = [
  'a\u0000b',
  '\u0000',
  '\uD800',
  'x\uDFFFy',
  '\uFEFF',
  'A'.repeat(100_000),
  '',
  ' ',
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  [],
  {},
  [[[[]]]],
  { $ne: null },
  { toString: 'x' },
  '0190a000-0000-7000-8000-00000000000g',
  '2022-02-30',
  '2022-13-01',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  'null',
  'NaN',
]

/** The same input with one of its values, at any depth, replaced. */
export function spoil(input: unknown, at: number, by: unknown): unknown {
  const places: (readonly (string | number)[])[] = []
  const walk = (value: unknown, path: readonly (string | number)[]) => {
    if (path.length > 0) places.push(path)
    if (Array.isArray(value)) value.forEach((one, index) => walk(one, [...path, index]))
    else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(([key, one]) => walk(one, [...path, key]))
  }
  walk(input, [])
  if (places.length === 0) return by
  const place = places[at % places.length]!
  const copy = structuredClone(input)
  let parent = copy as Record<string | number, unknown>
  for (const step of place.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>
  parent[place.at(-1)!] = by
  return copy
}
