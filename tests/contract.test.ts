// Laws of the wire: what events may carry, and what an input may be.
import * as contract from '@xiaomen/contract'
import { POSTURES } from '@xiaomen/rules/posture'
import { expect, test } from 'vitest'
import { z } from 'zod'

type Node = { path: string; schema: z.ZodType }

/** Every leaf of a schema with the way to it. */
function leaves(schema: z.ZodType, path = ''): Node[] {
  const { def } = schema as unknown as { def: { type: string } & Record<string, unknown> }
  const inner = (key: string, step = '') => leaves(def[key] as z.ZodType, `${path}${step}`)
  switch (def.type) {
    case 'object':
      return Object.entries(def['shape'] as Record<string, z.ZodType>).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`))
    case 'array':
      return inner('element', '[]')
    case 'record':
      return [...leaves(def['keyType'] as z.ZodType, `${path}.key`), ...inner('valueType', '.*')]
    case 'union':
      return (def['options'] as z.ZodType[]).flatMap((option) => leaves(option, path))
    case 'tuple':
      return (def['items'] as z.ZodType[]).flatMap((item, index) => leaves(item, `${path}[${index}]`))
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
    case 'nonoptional':
    case 'catch':
    case 'prefault':
      return inner('innerType')
    case 'pipe':
      return inner('in')
    default:
      return [{ path, schema }]
  }
}
const kindOf = ({ schema }: Node) => {
  const { def } = schema as unknown as { def: { type: string; format?: string } }
  return def.format ?? def.type
}

// A string that is neither an id nor a time may hold what somebody typed; a path of ordinals cannot.
const isClear = (node: Node) =>
  ['uuid', 'date', 'datetime', 'enum', 'literal', 'boolean', 'number', 'int', 'safeint', 'null'].includes(kindOf(node)) ||
  /(^|\.)(areaPath|path)$/.test(node.path)
const unclear = (payload: z.ZodType) =>
  leaves(payload)
    .filter((node) => !isClear(node))
    .map((node) => `${node.path}: ${kindOf(node)}`)

const groups = Object.entries(contract)
const events = groups.filter(([key]) => key.endsWith('Events')).flatMap(([, value]) => Object.values(value as Record<string, contract.EventType>))
const isOp = (value: unknown): value is contract.Op => typeof value === 'object' && value !== null && 'can' in value && 'input' in value
const ops = groups.flatMap(([, value]) => (typeof value === 'object' && value !== null ? Object.values(value).filter(isOp) : []))
const errorGroups = groups.filter(([key]) => key.endsWith('Errors')).map(([, value]) => value as Record<string, number>)

test('an event carries ids, days and codes, never what somebody typed', () => {
  expect(unclear(z.object({ name: contract.text(40), deep: z.array(z.object({ note: z.string().optional() })) }))).toEqual([
    'name: string',
    'deep[].note: string',
  ])
  expect(events.length).toBeGreaterThan(5)
  expect(events.flatMap((event) => unclear(event.payload).map((leaf) => `${event.name} ${leaf}`))).toEqual([])
})

/** Texts without an upper bound: a phone could send a book. */
const unbounded = (input: z.ZodType) =>
  leaves(input)
    .filter((node) => kindOf(node) === 'string' && !Number.isFinite((node.schema as z.ZodString).maxLength ?? Number.POSITIVE_INFINITY) && !hasPattern(node))
    .map(({ path }) => path)
const hasPattern = ({ schema }: Node) =>
  ((schema as unknown as { def: { checks?: { _zod: { def: { check: string; format?: string } } }[] } }).def.checks ?? []).some(
    ({ _zod }) => _zod.def.format === 'regex' || _zod.def.check === 'length_equals',
  )

test('every text of an input has an upper bound', () => {
  expect(unbounded(z.object({ a: z.string(), b: z.string().max(9), c: z.object({ d: z.array(z.string()) }), e: contract.text(4) }))).toEqual(['a', 'c.d[]'])
  expect(
    ops.flatMap((op) =>
      unbounded(op.input)
        .filter((path) => !path.endsWith('.key'))
        .map((path) => `${op.name} ${path}`),
    ),
  ).toEqual([])
})

test('every operation, event and error has a name of its own, beginning with its word', () => {
  expect(ops.length).toBeGreaterThan(50)
  const names = [...ops, ...events].map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  const codes = errorGroups.flatMap((group) => Object.keys(group))
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  for (const name of [...names, ...codes]) expect(name).toMatch(/^[a-z]+\.[a-zA-Z_]+$/)
  for (const op of ops) if (op.can !== 'public' && op.can !== 'self') expect(op.can.split('.')[0], op.name).toBe(op.name.split('.')[0])
})

test('what does not always exist exists from some posture on, is asked for at a place, and never in the few calls that must be fastest', () => {
  const sometimes = ops.filter((op) => op.exists !== undefined)
  expect(sometimes.length).toBeGreaterThan(3)
  // A smaller area is never laxer than a larger one: what exists in a watch must exist in an emergency, or a part of an area could not be told from the whole.
  for (const op of sometimes) expect([POSTURES.slice(1), POSTURES.slice(2)], op.name).toContainEqual(op.exists)
  expect(sometimes.filter((op) => op.can === 'public' || op.can === 'self' || op.hot).map(({ name }) => name)).toEqual([])
})

test('a query or a file never asks to be queued, only commands change anything', () => {
  expect(ops.filter((op) => op.offline && op.kind !== 'command').map(({ name }) => name)).toEqual([])
  expect(ops.filter((op) => op.hot && op.kind !== 'command').map(({ name }) => name)).toEqual([])
})
