import { expect, test } from 'vitest'
import { commonPath, comparePaths, contains, levelsUnder, moveProblem, outermost, parentPath } from './index.ts'

test('a path contains itself and what lies beneath, and not the neighbour whose number begins alike', () => {
  expect([contains('/1/2/', '/1/2/'), contains('/1/2/', '/1/2/14/'), contains('/1/2/', '/1/20/')]).toEqual([true, true, false])
})
test('the parent of a root is nobody', () => {
  expect([parentPath('/1/2/h7/'), parentPath('/1/2/'), parentPath('/1/')]).toEqual(['/1/2/', '/1/', null])
})
test('building 2 stands before building 10', () => {
  expect(['/1/10/', '/1/2/h11/', '/1/', '/1/2/', '/1/2/h2/'].toSorted(comparePaths)).toEqual(['/1/', '/1/2/', '/1/2/h2/', '/1/2/h11/', '/1/10/'])
})
test('the smallest area that contains several is their common ancestor', () => {
  expect([commonPath(['/1/2/3/', '/1/2/4/5/']), commonPath(['/1/2/']), commonPath(['/1/', '/2/'])]).toEqual(['/1/2/', '/1/2/', '/'])
})
test('only the outermost of nested areas are kept', () => {
  expect(outermost(['/1/2/3/', '/1/2/', '/1/20/', '/1/2/'])).toEqual(['/1/2/', '/1/20/'])
})
test('a yard without buildings may hold units, and nothing stands above a district', () => {
  expect([levelsUnder('compound').includes('unit'), levelsUnder('unit'), levelsUnder(null).includes('unit')]).toEqual([true, [], false])
})

const at = (
  id: string,
  level: 'street' | 'community' | 'compound' | 'building' | 'unit',
  path: string,
  parentId: string | null,
  communityId: string | null,
) => ({ id, level, path, parentId, communityId })
test('an area moves within its community, a community anywhere, nothing beneath itself or where its level does not fit', () => {
  const street = at('s', 'street', '/1/2/', 'd', null)
  const west = at('w', 'community', '/1/1/1/', 's1', 'w')
  const garden = at('g', 'compound', '/1/1/1/1/', 'w', 'w')
  const yard = at('y', 'compound', '/1/1/1/2/', 'w', 'w')
  const tower = at('t', 'building', '/1/1/1/1/1/', 'g', 'w')
  const east = at('e', 'compound', '/1/1/2/1/', 'o', 'o')
  expect([moveProblem(tower, yard), moveProblem(west, street), moveProblem(tower, west)]).toEqual([null, null, null])
  expect([moveProblem(tower, garden), moveProblem(garden, tower), moveProblem(garden, garden)]).toEqual(['already_there', 'under_itself', 'under_itself'])
  expect([moveProblem(tower, east), moveProblem(garden, street), moveProblem(garden, yard), moveProblem(west, null)]).toEqual([
    'other_community',
    'other_community',
    'level_not_under',
    null,
  ])
})
