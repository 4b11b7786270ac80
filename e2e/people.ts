// Who a story is about: somebody of an office at the desk, somebody with a phone, a resident at home; and the days that they speak of.
import { drawPicture } from '../packages/server/src/picture.ts'
import { expect } from 'vitest'
import { ask, demo, faults, loginOf, newPerson, overflow, type Person, picture, signIn, SIZES } from './browser.ts'

type How = Parameters<typeof newPerson>[0]

export const id = (): string => globalThis.crypto.randomUUID()
/** The local day, so many days from today. */
export const day = (from = 0): string => new Date(Date.now() + 8 * 3_600_000 + from * 86_400_000).toISOString().slice(0, 10)

export async function atDesk(role: string, how: How = {}): Promise<Person> {
  const person = await newPerson(how)
  await signIn(person, '/desk/', loginOf(role))
  return person
}
export async function onPhone(role: string, how: How = {}): Promise<Person> {
  const person = await newPerson({ size: 'phone', ...how })
  await signIn(person, '/work/', loginOf(role))
  return person
}
/** The resident of the demonstration, with a session: whichever page of their own is opened next. */
export const atHome = (how: How = {}): Promise<Person> => onPhone('resident', how)
/** The same by the resident's own door: the code stands there afterwards. */
export async function signInAtHome({ page }: Person): Promise<void> {
  const { login, password } = loginOf('resident')
  await page.goto(`${demo.url}/`)
  await page.getByRole('button', { name: '已有账号，用密码登录' }).click()
  await page.locator('input[name=username]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button.primary').click()
  await page.locator('#code-card').waitFor()
}
/** A picture is kept; nothing goes sideways, nothing is in the way of a screen reader. */
export async function looked({ page }: Person, name: string): Promise<void> {
  await picture(page, name)
  expect([name, await overflow(page), await faults(page)]).toEqual([name, 0, []])
}
export const LANGS = ['zh', 'en'] as const
/**
 * The same as `looked`, but going on, and at each of the three widths one after the other: one run tells of all the screens that are wrong.
 * The page is as wide afterwards as it was. The story ends by expecting `complaints` to be none.
 */
export function lookAtAll() {
  const complaints: string[] = []
  return {
    complaints,
    look: async (person: Person, name: string) => {
      const { page } = person
      await page.waitForLoadState('networkidle')
      const before = page.viewportSize()!
      for (const size of ['phone', 'tablet', 'desk'] as const) {
        await resize(person, SIZES[size])
        const wide = await overflow(page)
        await picture(page, `${name}-${size}`)
        if (wide > 0) complaints.push(`${name}-${size}: ${wide} px too wide`)
        // Between a phone and a desk nothing appears that neither of them has.
        if (size !== 'tablet') complaints.push(...(await faults(page)).map((fault) => `${name}-${size}: ${fault}`))
      }
      await resize(person, before)
    },
  }
}
/** Done when the page has been drawn twice at its new width: once for what asks how wide it is. */
async function resize({ page }: Person, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((drawn) => {
      requestAnimationFrame(() => requestAnimationFrame(drawn))
    })
  })
}

/** A photo as a telephone takes one, to be put into a file input. */
export const photoOf = (name: string, drawn: Parameters<typeof drawPicture>[0]) => ({ name, mimeType: 'image/png', buffer: drawPicture(drawn) })

type Task = { kind: string; subjectId: string; title: string }
/** What of this kind stands in somebody's list. */
export const tasksOf = async (person: Person, of: string): Promise<Task[]> =>
  (await ask<{ tasks: Task[] }>(person, 'tasks.listMine', {})).tasks.filter(({ kind }) => kind === of)
