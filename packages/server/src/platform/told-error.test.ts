import { pino } from 'pino'
import { expect, test } from 'vitest'
import { toldError } from './told-error.ts'

test('what the database quotes of somebody stands in no log, and our stack does', () => {
  const error = Object.assign(new Error('invalid input syntax for type uuid: "王小门 10100000001"'), {
    code: '22P02',
    detail: '王小门',
    where: 'line 1: 王小门',
  })
  const lines: string[] = []
  pino({ serializers: { err: toldError } }, { write: (line) => lines.push(line) }).error({ err: error, job: 'status.morning' }, 'a clock job failed')
  expect(lines.join()).toContain('told-error.test.ts')
  expect(lines.join()).toContain('22P02')
  expect(lines.join()).not.toContain('王小门')
  expect(lines.join()).not.toContain('10100000001')
})

test('what is no error is told as unknown', () => {
  expect(toldError(undefined)).toEqual({ type: 'unknown', message: '', stack: '' })
})
