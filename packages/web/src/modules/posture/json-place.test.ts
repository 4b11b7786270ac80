import { expect, test } from 'vitest'
import { lineOfPlace } from './json-place.ts'

const TEXT = `{
  "isDraft": true,
  "tracks": [
    { "key": "one: {", "phases": [] },
    {
      "key": "two",
      "phases": [{ "days": 7 }, {
        "days": -1
      }]
    }
  ]
}`
test('a place in a text of JSON has its line, also what stands deep or beside brackets in a text', () => {
  expect(
    ['isDraft', 'tracks', 'tracks.0.key', 'tracks.1.key', 'tracks.1.phases.0.days', 'tracks.1.phases.1.days'].map((path) => lineOfPlace(TEXT, path)),
  ).toEqual([2, 3, 4, 6, 7, 8])
})
test('what is missing stands where it should be', () => {
  expect(lineOfPlace(TEXT, 'tracks.1.triggers')).toBe(5)
  expect(lineOfPlace(TEXT, '')).toBe(1)
})
