// Every main screen in both languages and three widths: kept as pictures to look at, nothing sideways, nothing a screen reader stumbles over.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, type Lang, loginOf, newPerson, overflow, type Person, picture, type Size, signIn } from './browser.ts'

afterAll(closeBrowser)

const LANGS: Lang[] = ['zh', 'en']
const SIZES: Size[] = ['phone', 'tablet', 'desk']
const VIEWS = LANGS.flatMap((lang) => SIZES.map((size) => ({ lang, size })))

type Screen = { name: string; path: string; ready: (person: Person) => Promise<unknown> }
const main = ({ page }: Person) => page.getByRole('main').getByRole('heading').first().waitFor()

async function walk(person: Person, screens: readonly Screen[], tag: string): Promise<string[]> {
  const complaints: string[] = []
  for (const { name, path, ready } of screens) {
    // A query of its own makes the browser load the page anew, where a fragment alone would only turn it.
    const [before, fragment] = path.split('#')
    await person.page.goto(`${demo.url}${before}?of=${name}${fragment === undefined ? '' : `#${fragment}`}`)
    await ready(person)
    await person.page.evaluate(() => document.fonts.ready)
    await person.page.waitForLoadState('networkidle')
    const wide = await overflow(person.page)
    await picture(person.page, `${name}-${tag}`)
    if (wide > 0) complaints.push(`${name} ${tag}: ${wide} px too wide`)
    complaints.push(...(await faults(person.page)).map((fault) => `${name} ${tag}: ${fault}`))
  }
  return complaints
}

const DESK: Screen[] = ['daily', 'postings', 'ledger', 'import', 'areas', 'gates', 'cases', 'posture', 'packs', 'accounts'].map((key) => ({
  name: `desk-${key}`,
  path: `/desk/#/${key}`,
  ready: main,
}))
test.each(VIEWS)('the desk in $lang at $size width', async ({ lang, size }) => {
  const office = await newPerson({ lang, size })
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  expect(await walk(office, DESK, `${lang}-${size}`)).toEqual([])
  if (lang === 'zh' && size === 'desk') {
    const { areas } = await ask<{ areas: { id: string; level: string; name: string; homes: number }[] }>(office, 'areas.listTree', {})
    const building = areas.filter(({ level }) => level === 'building').toSorted((a, b) => b.homes - a.homes)[0]!
    await office.page.goto(`${demo.url}/desk/?of=chart#/ledger/${building.id}`)
    await office.page.getByRole('grid').first().waitFor()
    await office.page.waitForLoadState('networkidle')
    await picture(office.page, 'desk-chart-zh-desk')
    expect(await faults(office.page)).toEqual([])
    mkdirSync('docs', { recursive: true })
    // The picture of the README: made once, and again when it is deleted, so that a run does not change the repository.
    if (!existsSync('docs/screenshot.png')) copyFileSync('.cache/screens/desk-chart-zh-desk.png', 'docs/screenshot.png')
  }
  await calm(office)
})

const WORK: Screen[] = ['buildings', 'gates', 'daily', 'me'].map((key) => ({ name: `work-${key}`, path: `/work/#/${key}`, ready: main }))
test.each(VIEWS.filter(({ size }) => size !== 'desk'))("the worker's phone in $lang at $size width", async ({ lang, size }) => {
  const worker = await newPerson({ lang, size })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  expect(await walk(worker, WORK, `${lang}-${size}`)).toEqual([])
  await calm(worker)
})

const RESIDENT: Screen[] = ['code', 'home', 'posting', 'more', 'looked'].map((key) => ({ name: `resident-${key}`, path: `/#/${key}`, ready: main }))
test.each(VIEWS)('the resident in $lang at $size width, in every size of type', async ({ lang, size }) => {
  const resident = await newPerson({ lang, size })
  await signIn(resident, '/work/', loginOf('resident'))
  for (const type of ['normal', 'huge'] as const) {
    await resident.page.evaluate((chosen) => localStorage.setItem('xm.size', chosen), type)
    expect(await walk(resident, RESIDENT, `${lang}-${size}-${type}`)).toEqual([])
  }
  await calm(resident)
})

test.each(VIEWS)('before signing in, in $lang at $size width', async ({ lang, size }) => {
  const stranger = await newPerson({ lang, size })
  const FIRST: Screen[] = [
    { name: 'join', path: '/', ready: main },
    { name: 'sign-in-work', path: '/work/', ready: main },
    { name: 'sign-in-desk', path: '/desk/', ready: main },
    { name: 'verify', path: '/verify', ready: ({ page }) => page.getByRole('heading').first().waitFor() },
  ]
  expect(await walk(stranger, FIRST, `${lang}-${size}`)).toEqual([])
  await calm(stranger)
})
