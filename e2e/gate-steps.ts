// What a guard does again and again, for the stories of the gate.
import { ask, loginOf, type Person, signIn } from './browser.ts'

/** The guard at the first gate of the own place, answers its id. */
export async function openGate(guard: Person): Promise<string> {
  await signIn(guard, '/work/', loginOf('guard'))
  await guard.page.getByRole('link', { name: /守门/ }).click()
  const gate = guard.page.getByRole('listitem').getByRole('link').first()
  const href = await gate.getAttribute('href')
  await gate.click()
  await guard.page.getByRole('heading', { level: 1 }).waitFor()
  return href!.split('/').at(-1)!
}

export async function digits({ page }: Person, text: string): Promise<void> {
  const pad = page.getByRole('dialog')
  for (const digit of text) await pad.getByRole('button', { name: digit, exact: true }).click()
}

/** What a hand scanner types: like a keyboard, in an instant, however slow this machine is. */
export async function scan({ page }: Person, text: string): Promise<void> {
  await page.evaluate((typed) => {
    for (const key of [...typed, 'Enter']) window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, text)
}

/** The verdict, once what the gate asks on the way to it has been answered: where from (nowhere listed), and the temperature. */
export async function verdict(guard: Person, temperature: string): Promise<string> {
  const { page } = guard
  const [said, whereFrom, measured] = [
    page.getByRole('alertdialog'),
    page.getByRole('dialog', { name: /从哪里来/ }),
    page.getByRole('dialog', { name: '体温 ℃' }),
  ]
  for (;;) {
    await said.or(whereFrom).or(measured).first().waitFor()
    if (await said.isVisible()) return said.innerText()
    if (await whereFrom.isVisible()) {
      await whereFrom.getByRole('button', { name: '都没去过' }).click()
      await whereFrom.waitFor({ state: 'hidden' })
    } else {
      await digits(guard, temperature)
      await measured.waitFor({ state: 'hidden' })
    }
  }
}

export async function typeShort(guard: Person, short: string): Promise<void> {
  await guard.page.getByRole('button', { name: /短号/ }).click()
  await digits(guard, short)
}

export async function typeDocument({ page }: Person, number: string): Promise<void> {
  await page.getByRole('button', { name: /证件/ }).click()
  await page.getByRole('textbox', { name: '输入证件号码' }).fill(number)
  await page.getByRole('button', { name: '查', exact: true }).click()
}

/** The screen is the next person's again. */
export async function next({ page }: Person, button: RegExp | null): Promise<void> {
  const said = page.getByRole('alertdialog')
  if (button !== null) await said.getByRole('button', { name: button }).first().click()
  await said.waitFor({ state: 'hidden' })
}

/** Ids of what the gate wrote down, the newest first. */
export const passages = (guard: Person, gateId: string) =>
  ask<{ id: string; outcome: string; reasons: string[]; direction: string }[]>(guard, 'gate.listPassages', { gateId })
