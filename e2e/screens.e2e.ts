// Every main screen in both languages and three widths: kept as pictures to look at, nothing sideways, nothing a screen reader stumbles over.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, type Person, picture, signIn } from './browser.ts'
import { LANGS, lookAtAll } from './people.ts'

afterAll(closeBrowser)

type Screen = { name: string; path: string; ready: (person: Person) => Promise<unknown> }
const main = ({ page }: Person) => page.getByRole('main').getByRole('heading').first().waitFor()

async function walk(person: Person, screens: readonly Screen[], tag: string): Promise<string[]> {
  const { complaints, look } = lookAtAll()
  for (const { name, path, ready } of screens) {
    // A query of its own makes the browser load the page anew, where a fragment alone would only turn it.
    const [before, fragment] = path.split('#')
    await person.page.goto(`${demo.url}${before}?of=${name}${fragment === undefined ? '' : `#${fragment}`}`)
    await ready(person)
    await look(person, `${name}-${tag}`)
  }
  return complaints
}

const DESK: Screen[] = ['daily', 'postings', 'ledger', 'import', 'areas', 'gates', 'cases', 'posture', 'packs', 'accounts'].map((key) => ({
  name: `desk-${key}`,
  path: `/desk/#/${key}`,
  ready: main,
}))
test.each(LANGS)('the desk in %s at every width', async (lang) => {
  const office = await newPerson({ lang })
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  expect(await walk(office, DESK, lang)).toEqual([])
  if (lang === 'zh') {
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
test.each(LANGS)("the worker's phone in %s at every width", async (lang) => {
  const worker = await newPerson({ lang, size: 'phone' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  expect(await walk(worker, WORK, lang)).toEqual([])
  await calm(worker)
})

const RESIDENT: Screen[] = ['code', 'home', 'posting', 'more', 'looked'].map((key) => ({ name: `resident-${key}`, path: `/#/${key}`, ready: main }))
test.each(LANGS)('the resident in %s at every width, in every size of type', async (lang) => {
  const resident = await newPerson({ lang, size: 'phone' })
  await signIn(resident, '/work/', loginOf('resident'))
  for (const type of ['normal', 'huge'] as const) {
    await resident.page.evaluate((chosen) => localStorage.setItem('xm.size', chosen), type)
    expect(await walk(resident, RESIDENT, `${lang}-${type}`)).toEqual([])
  }
  await calm(resident)
})

test.each(LANGS)('before signing in, in %s at every width', async (lang) => {
  const stranger = await newPerson({ lang })
  const FIRST: Screen[] = [
    { name: 'join', path: '/', ready: main },
    { name: 'sign-in-work', path: '/work/', ready: main },
    { name: 'sign-in-desk', path: '/desk/', ready: main },
    { name: 'verify', path: '/verify', ready: ({ page }) => page.getByRole('heading').first().waitFor() },
  ]
  expect(await walk(stranger, FIRST, lang)).toEqual([])
  await calm(stranger)
})
