// Laws of the words on the screens: Chinese and English together, nothing empty, the same blanks to fill, no sentence outside a dictionary.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Dictionary = { zh: Record<string, string>; en: Record<string, string> }
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Both forms in use: one object of texts per language, or the two languages side by side under each key. */
function dictionariesIn(value: unknown, name: string): (readonly [string, Dictionary])[] {
  if (!isObject(value)) return []
  const { zh, en } = value
  if (isObject(zh) && isObject(en)) return [[name, { zh, en } as Dictionary]]
  if (typeof zh === 'string' || typeof en === 'string') return [[name, { zh: { text: zh }, en: { text: en } } as Dictionary]]
  return Object.entries(value).flatMap(([key, inner]) => dictionariesIn(inner, `${name}.${key}`))
}

const files = globSync([
  'packages/web/src/**/text.ts',
  'packages/web/src/**/*-text.ts',
  'packages/web/src/**/words.ts',
  'packages/server/src/modules/**/*-text.ts',
]).filter((file) => file !== 'packages/web/src/platform/text.ts')
const dictionaries = (await Promise.all(files.map(async (file) => dictionariesIn(await import(/* @vite-ignore */ `../${file}`), file)))).flat()

const HAN = /[\u3400-\u9fff]/
const blanks = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name ?? '')
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join()
// What names a language, or switches to it (keys beginning with lang), is written in that language.
const OWN_NAMES = /中文|汉语|语言|[小晓]门/g

function complaints({ zh, en }: Dictionary, name = ''): string[] {
  return [...new Set([...Object.keys(zh), ...Object.keys(en)])].flatMap((key) => {
    const [han, english] = [zh[key], en[key]]
    if (han === undefined || english === undefined) return [`${key} is in one language only`]
    if (han.trim() === '' || english.trim() === '') return [`${key} is empty`]
    if (blanks(han) !== blanks(english)) return [`${key} has other blanks to fill`]
    if (!/lang/i.test(name + key) && HAN.test(english.replace(OWN_NAMES, '').replace(/（[^）]*）|\([^)]*\)/g, ''))) return [`${key} has Chinese in its English`]
    return []
  })
}

test('every text stands in Chinese and English, with the same blanks', () => {
  expect(complaints({ zh: { a: '你好', b: '{n} 户', c: ' ', d: '好' }, en: { b: 'homes', c: 'x', d: '好' } })).toEqual([
    'a is in one language only',
    'b has other blanks to fill',
    'c is empty',
    'd has Chinese in its English',
  ])
  expect(dictionaries.length).toBeGreaterThan(3)
  expect(dictionaries.flatMap(([name, dictionary]) => complaints(dictionary, name).map((complaint) => `${name}: ${complaint}`))).toEqual([])
})

/** A screen of few words may keep its dictionary in the same file: `text({ … })` at the left margin. */
const withoutDictionaries = (source: string) => source.replace(/^(?:export )?const \w+ = (?:text|words)(?:<[^\n]*?>)?\(\{[\s\S]*?^\}\)/gm, '')
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1')
/** Chinese in a screen's code is a sentence that has no English. */
const strayHan = (source: string) =>
  withoutComments(withoutDictionaries(source))
    .replace(OWN_NAMES, '')
    .split('\n')
    .filter((line) => HAN.test(line))
    .map((line) => line.trim().slice(0, 80))

test('no screen speaks past its dictionary', () => {
  expect(strayHan('const a = 1 // 户\nreturn <p>已登记</p>')).toEqual(['return <p>已登记</p>'])
  const screens = globSync('packages/web/src/**/*.tsx').filter((file) => !file.includes('.test.'))
  expect(screens.length).toBeGreaterThan(3)
  expect(screens.flatMap((file) => strayHan(readFileSync(file, 'utf8')).map((line) => `${file}: ${line}`))).toEqual([])
})
