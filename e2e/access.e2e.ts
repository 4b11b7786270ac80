// Who may what, and who sees what: item 6 of the first slice.
import { TOTP } from 'otpauth'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, loginOf, newPerson, picture, signIn } from './browser.ts'

afterAll(closeBrowser)

test('REG-10 the administrator gives an account: preview of what it will see, a password shown once, a forced change, and an end within a second', async () => {
  const office = await newPerson()
  const { page } = office
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  await page.getByRole('link', { name: '权限管理' }).click()
  await page.getByRole('button', { name: '新建账号' }).click()
  const dialog = page.getByRole('dialog')
  const login = `gate-${Date.now().toString(36)}`
  await dialog.getByLabel('姓名').fill('试岗')
  await dialog.getByLabel('单位').fill('试验物业')
  await dialog.getByLabel('账号').fill(login)
  await dialog.getByLabel('角色').click()
  await page.getByTitle('门岗', { exact: true }).click()
  const preview = dialog.getByRole('region', { name: '此人将看到什么' })
  await preview.getByRole('table').waitFor()
  expect(await preview.getByRole('row', { name: /姓名/ }).innerText()).toMatch(/\*/)
  expect(await preview.getByRole('row', { name: /证件号/ }).innerText()).toContain('看不到')
  await picture(page, 'story-account-preview')
  await dialog.getByRole('button', { name: '新建账号' }).click()
  const once = page.getByRole('dialog', { name: '一次性密码' })
  await once.waitFor()
  const password = (await once.locator('code').innerText()).trim()
  await once.getByRole('button', { name: '我已记下' }).click()

  const guard = await newPerson({ size: 'phone' })
  await signIn(guard, '/work/', { login, password })
  await guard.page.getByLabel('现在的密码').fill(password)
  await guard.page.getByLabel(/^新密码/).fill('晨雾里的小门2022')
  await guard.page.getByLabel('再输一次新密码').fill('晨雾里的小门2022')
  await guard.page.getByRole('button', { name: '保存' }).click()
  await guard.page.getByRole('heading', { name: '您在哪个门？' }).waitFor()
  expect(
    await ask(guard, 'registry.findHomes', { text: '张' }).then(
      () => 'seen',
      (error: Error) => error.message,
    ),
  ).toMatch(/40[34]/)

  await page.getByRole('searchbox', { name: '按姓名或账号查找' }).fill(login)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '管理: 试岗' }).click()
  await page.getByRole('button', { name: '停用账号' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /停用账号|确\s*定/ })
    .last()
    .click()
  await page.getByText('已停用').first().waitFor()
  await expect
    .poll(
      () =>
        ask(guard, 'access.me', {}).then(
          () => 'in',
          () => 'out',
        ),
      { timeout: 3000 },
    )
    .toBe('out')
  await guard.context.close()
  await calm(office)
})

test('REG-10 another role sees another house: the auditor has no ledger, the street no names, and a foreign page is not there', async () => {
  const auditor = await newPerson()
  await signIn(auditor, '/desk/', loginOf('auditor'))
  await auditor.page.getByRole('link', { name: '留痕' }).waitFor()
  expect(await auditor.page.getByRole('link', { name: '导入台账' }).count()).toBe(0)
  await auditor.page.goto(`${demo.url}/desk/?again#/accounts`)
  await auditor.page.getByText('没有这个页面').first().waitFor()
  await calm(auditor)
})

test('TRUST-02 a look at a phone number is asked for its reason, and the auditor finds it', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const [found] = await ask<{ home: { id: string } }[]>(office, 'registry.findHomes', { text: '白莺茗' })
  const { residents } = await ask<{ residents: { id: string; phone: string | null }[] }>(office, 'registry.getHome', { homeId: found!.home.id })
  const person = residents.find(({ phone }) => phone !== null)!
  expect(person.phone).toMatch(/\*/)
  await ask(office, 'registry.revealPerson', { personId: person.id, dataClass: 'phone', purpose: 'callOnDuty', note: '核对试验' })
  const auditor = await newPerson()
  await signIn(auditor, '/desk/', loginOf('auditor'))
  await auditor.page.getByRole('link', { name: '留痕' }).click()
  await auditor.page.getByText('核对试验').first().waitFor()
  await picture(auditor.page, 'story-audit')
  await calm(auditor)
  await calm(office)
})

test('REG-10 a second factor is enrolled by its picture or secret, and asked at the next sign-in', async () => {
  const worker = await newPerson()
  const { page } = worker
  const login = loginOf('supervisor')
  await signIn(worker, '/desk/', login)
  const { secret } = await ask<{ secret: string; uri: string }>(worker, 'access.startTotp', {})
  const digits = () => new TOTP({ secret }).generate()
  await ask(worker, 'access.confirmTotp', { totp: digits() })
  await ask(worker, 'access.signOut', {})
  await page.goto(`${demo.url}/desk/`)
  await page.locator('input[name=username]').fill(login.login)
  await page.locator('input[name=password]').fill(login.password)
  await page.locator('form button.primary').click()
  const code = page.getByLabel('动态验证码（六位）')
  await code.waitFor()
  await code.fill('000000')
  await page.locator('form button.primary').click()
  await page.getByRole('alert').waitFor()
  await calm(worker)
})
