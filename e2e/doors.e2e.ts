// Doors as a resident and an office see them.
import { afterAll, expect, test } from 'vitest'
import { calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

test('GATE-02 a resident sees the own card and reports it lost; the desk reads in English on a tablet', async () => {
  const resident = await newPerson({ size: 'phone' })
  await signIn(resident, '/work/', loginOf('resident'))
  await resident.page.goto(`${demo.url}/#/more`)
  await resident.page.getByRole('link', { name: '我的门卡' }).click()
  await resident.page.getByRole('heading', { name: '我的门卡' }).waitFor()
  await resident.page.getByRole('button', { name: '挂失' }).first().click()
  await resident.page.getByRole('button', { name: '挂失这张卡' }).click()
  await resident.page.getByText('已挂失').first().waitFor()
  await picture(resident.page, 'doors-resident')
  expect(await overflow(resident.page)).toBe(0)
  expect(await faults(resident.page)).toEqual([])
  await calm(resident)

  const reader = await newPerson({ size: 'tablet', lang: 'en' })
  await signIn(reader, '/desk/', loginOf('streetCommander'))
  await reader.page.goto(`${demo.url}/desk/?doors#/doors/doors`)
  await reader.page.getByRole('heading', { name: 'Doors', level: 1 }).waitFor()
  await reader.page.getByText('Held open').first().waitFor()
  await reader.page.getByRole('row').filter({ hasText: '单元门' }).first().waitFor()
  await picture(reader.page, 'doors-desk-en')
  expect(await overflow(reader.page)).toBe(0)
  await calm(reader)
})
