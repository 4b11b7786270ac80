// A visitor's telephone without JavaScript, and beside it one with it, for what only a script can look at.
import type { Page } from 'playwright-core'
import { demo, newPerson, type Person } from './browser.ts'

type Said = { name: string; phone: string; door: string; purpose: string; from: string }
const LABELS: Record<keyof Said, RegExp> = { name: /^姓名/, phone: /^手机号/, door: /^找哪一户/, purpose: /^来做什么/, from: /^从哪里来/ }

export async function visitorAtGate(path: string): Promise<{ page: Page; seen: Person; write(said: Said): Promise<void>; close(): Promise<void> }> {
  const visitor = await newPerson({ size: 'phone', hasScripts: false })
  const seen = await newPerson({ size: 'phone' })
  await visitor.page.goto(`${demo.url}${path}`)
  await seen.page.goto(`${demo.url}${path}`)
  return {
    page: visitor.page,
    seen,
    write: async (said) => {
      for (const [field, value] of Object.entries(said)) await visitor.page.getByLabel(LABELS[field as keyof Said]).fill(value)
      await visitor.page.getByRole('button', { name: '提交' }).click()
    },
    close: async () => {
      await visitor.context.close()
      await seen.context.close()
    },
  }
}
