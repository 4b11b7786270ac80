// 亮码、预警、更正: what a source says, what a guard sees of it, what a resident is told and may ask, and the morning after.
import { createHmac, randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, faults, loginOf, newPerson, overflow, type Person, picture, signIn, wakeTown } from './browser.ts'
import { id, signInAtHome } from './people.ts'

afterAll(closeBrowser)

type Area = { id: string; name: string; level: string; path: string }
const communityOf = async (office: Person) => (await ask<{ areas: Area[] }>(office, 'areas.listTree', {})).areas.find(({ level }) => level === 'community')!
/** A night passes in it: the town is ended and opened once more. */
const STORY_MS = 180_000
const EVIDENCE = '演示：5 月在外省某区停留'

/** Another system's own call, signed as docs/status-api.md says. */
async function tellSigned(source: { sourceId: string; secret: string }, events: object[]): Promise<Record<string, unknown>> {
  const body = JSON.stringify({ events })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(16).toString('hex')
  const signature = createHmac('sha256', source.secret).update(`POST\n/api/status.receive\n${timestamp}\n${nonce}\n${body}`).digest('hex')
  const reply = await fetch(`${demo.url}/api/status.receive`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-xiaomen-source': source.sourceId,
      'x-xiaomen-timestamp': timestamp,
      'x-xiaomen-nonce': nonce,
      'x-xiaomen-signature': `v1=${signature}`,
    },
    body,
  })
  expect(reply.status).toBe(200)
  return (await reply.json()) as Record<string, unknown>
}

const documentOf = async (office: Person, personId: string): Promise<string> =>
  (await ask<{ value: string }>(office, 'registry.revealPerson', { personId, dataClass: 'document', purpose: 'verifyIdentity', note: '与来源核对' })).value

/** The source and its secret each by two people of two offices. */
async function addSource(office: Person, second: Person, areaId: string): Promise<{ sourceId: string; secret: string }> {
  const sourceId = id()
  const kinds = ['clinicVisit', 'riskArea', 'caseContact', 'codeYellow', 'codeRed']
  await ask(office, 'status.addSource', { id: sourceId, areaId, name: '邻省协查专班', kinds, trust: 'official' })
  await ask(second, 'status.agreeSource', { sourceId, what: 'source' })
  expect(await ask(office, 'status.issueSecret', { sourceId })).toMatchObject({ secret: null })
  await ask(second, 'status.agreeSource', { sourceId, what: 'secret' })
  return ask(office, 'status.issueSecret', { sourceId })
}

/** In force by two people of two offices. */
async function byHand(office: Person, second: Person, signal: { personId: string; sourceId: string; kind: string }): Promise<void> {
  const from = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const signalId = id()
  await ask(office, 'status.proposeSignal', { id: signalId, from, until: null, evidence: EVIDENCE, ...signal })
  await ask(second, 'status.confirmSignal', { signalId })
}

test('GATE-04 GATE-12 TRUST-01 a source colours somebody: the guard sees colour and class and nothing more, the office opens the evidence and leaves a trace, the resident reads why and has it corrected by two', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const resident = await newPerson({ size: 'phone' })
  await signInAtHome(resident)
  const { personId } = await ask<{ personId: string }>(resident, 'access.me', {})
  const community = await communityOf(office)
  const second = await newPerson({ size: 'tablet', lang: 'en' })
  await signIn(second, '/desk/', loginOf('streetCommander'))
  const source = await addSource(office, second, community.id)
  const event = { id: 'E-1', document: await documentOf(office, personId), kind: 'riskArea', from: new Date().toISOString(), evidence: EVIDENCE }
  expect(await tellSigned(source, [event])).toMatchObject({ taken: 1, aside: 0 })

  const guard = await newPerson({ size: 'phone' })
  const heard: string[] = []
  guard.page.on(
    'response',
    (response) =>
      void response.text().then(
        (text) => heard.push(text),
        () => null,
      ),
  )
  await signIn(guard, '/work/', loginOf('guard'))
  await guard.page.getByRole('link', { name: /守门/ }).click()
  await guard.page.getByRole('listitem').getByRole('link').first().click()
  const short = (await resident.page.locator('#code-card').innerText()).match(/(?:\d{3} ){2}\d{3}/)![0].replaceAll(' ', '')
  const [{ id: gateId, areaId }] = await ask<[{ id: string; areaId: string }]>(guard, 'gate.listGates', {})
  const look = () => ask<{ candidates: { status: unknown }[] }>(guard, 'gate.lookUp', { gateId, means: { kind: 'short', value: short }, direction: 'in' })
  await expect.poll(async () => (await look()).candidates[0]?.status ?? null).not.toBeNull()
  const typeShort = async () => {
    await guard.page.getByRole('button', { name: /短号/ }).click()
    const pad = guard.page.getByRole('dialog', { name: /短号/ })
    for (const digit of short) await pad.getByRole('button', { name: digit, exact: true }).click()
  }
  const verdict = guard.page.getByRole('alertdialog')
  await typeShort()
  await expect.poll(() => verdict.innerText()).toContain('黄码')
  expect(await verdict.innerText()).toContain('行程类')
  await picture(guard.page, 'story-status-guard')
  await guard.page.getByRole('button', { name: '未放行' }).click()
  // 亮码 of somebody no list knows: what the guard saw weighs.
  await guard.page.getByRole('button', { name: /无码/ }).click()
  await guard.page
    .getByRole('dialog', { name: /从哪里来/ })
    .getByRole('button', { name: '都没去过' })
    .click()
  await verdict.getByRole('group', { name: '对方亮的是什么码？' }).getByRole('button', { name: '红码' }).click()
  await expect.poll(() => verdict.innerText()).toMatch(/留下[\s\S]*红码/)
  await picture(guard.page, 'story-status-seen')
  await guard.page.getByRole('button', { name: '未放行' }).click()
  await expect(ask(guard, 'status.listStandings', { areaId })).rejects.toThrow('403')
  await expect(ask(guard, 'status.listSignals', { areaId })).rejects.toThrow('403')
  expect(heard.join('\n')).not.toMatch(/外省|协查|riskArea"/)

  await office.page.goto(`${demo.url}/desk/#/status`)
  await office.page.getByRole('tab', { name: '信号' }).click()
  await office.page
    .getByRole('row', { name: /邻省协查专班/ })
    .getByRole('button', { name: '查看依据' })
    .click()
  const opening = office.page.getByRole('dialog')
  await opening.getByLabel('用途').click()
  await office.page.getByTitle('核对身份').click()
  await opening.getByLabel('具体原因').fill('本人来电询问')
  await opening.getByRole('button', { name: '查看依据' }).click()
  await opening.getByText(EVIDENCE).waitFor()
  await picture(office.page, 'story-status-evidence')
  await opening
    .getByRole('button', { name: /关\s*闭/ })
    .last()
    .click()

  await resident.page.goto(`${demo.url}/#/looked`)
  await resident.page.reload()
  await resident.page.getByText('本人来电询问').waitFor()
  await resident.page.goto(`${demo.url}/#/code`)
  await resident.page.getByRole('link', { name: /黄码/ }).click()
  await resident.page.getByText('到过风险地区', { exact: true }).waitFor()
  await resident.page.getByText('这是系统自动判定的，还没有人核对过。').waitFor()
  expect([await overflow(resident.page), await faults(resident.page)]).toEqual([0, []])
  await picture(resident.page, 'story-status-own')
  await resident.page.getByRole('button', { name: '不对，请更正' }).click()
  await resident.page.getByLabel(/哪里不对/).fill('我一直在本市上班')
  await picture(resident.page, 'story-status-ask')
  await resident.page.getByRole('button', { name: '提出申请' }).click()
  await resident.page.getByText(/正在核查，.* 前答复/).waitFor()
  await resident.page.getByText(/正在核查，/).scrollIntoViewIfNeeded()
  await picture(resident.page, 'story-status-asked')

  await office.page.getByRole('tab', { name: /更正申请/ }).click()
  const row = office.page.getByRole('row', { name: /我一直在本市上班/ })
  await row.getByText(/还剩 3 小时 5\d 分/).waitFor()
  expect([await overflow(office.page), await faults(office.page)]).toEqual([0, []])
  await picture(office.page, 'story-corrections')
  await row.getByRole('button', { name: '有错，撤销' }).click()
  await office.page.getByRole('dialog').getByRole('textbox').fill('单位出勤记录可证')
  await office.page.getByRole('dialog').getByRole('button', { name: '有错，撤销' }).click()
  await row.getByText('待第二人同意撤销').waitFor()

  await second.page.goto(`${demo.url}/desk/#/status`)
  await second.page.getByRole('tab', { name: /Corrections/ }).click()
  await second.page.getByText(/单位出勤记录可证/).waitFor()
  expect([await overflow(second.page), await faults(second.page)]).toEqual([0, []])
  await picture(second.page, 'story-corrections-second')
  await second.page
    .getByRole('row', { name: /单位出勤记录可证/ })
    .getByRole('button', { name: 'Agree' })
    .click()
  await second.page.getByRole('dialog').getByRole('textbox').fill('查单位出勤，当日在本市，已撤销')
  await second.page.getByRole('dialog').getByRole('button', { name: 'Agree' }).click()
  await resident.page.getByText('已更正').waitFor({ timeout: 45_000 })
  await resident.page.getByText(/查单位出勤/).waitFor()
  await resident.page.getByText('现在没有对您的限制。').waitFor()
  await picture(resident.page, 'story-status-corrected')
  await expect.poll(async () => (await look()).candidates[0]!.status).toBeNull()
  await Promise.all([calm(guard), calm(resident), calm(office), calm(second)])
})

test('TRUST-01 a file of three hurts nobody until another office has signed it; then each of the three reads which offices it was', async () => {
  const office = await newPerson()
  await signIn(office, '/desk/', loginOf('communityAdmin'))
  const second = await newPerson({ size: 'tablet', lang: 'en' })
  await signIn(second, '/desk/', loginOf('streetCommander'))
  const resident = await newPerson({ size: 'phone' })
  await signInAtHome(resident)
  const worker = await newPerson({ size: 'phone' })
  await signIn(worker, '/work/', loginOf('gridWorker'))
  const { personId } = await ask<{ personId: string }>(resident, 'access.me', {})
  const community = await communityOf(office)
  const sourceId = id()
  await ask(office, 'status.addSource', { id: sourceId, areaId: community.id, name: '市大数据专班', kinds: ['codeRed'], trust: 'official' })
  await second.page.goto(`${demo.url}/desk/#/approvals`)
  const waiting = second.page.getByRole('listitem').filter({ hasText: 'An authority that may give yellow or red' })
  await waiting.getByRole('button', { name: 'Read and sign' }).click()
  await second.page.getByText(/Waits for a second person of another office/).waitFor()
  await picture(second.page, 'story-source-waits')
  await second.page
    .getByRole('row', { name: /市大数据专班/ })
    .getByRole('button', { name: 'Agree' })
    .click()
  await second.page.getByRole('dialog').getByRole('button', { name: 'Agree' }).click()
  await expect.poll(() => second.page.getByText(/Waits for a second person of another office/).count()).toBe(0)

  const { rows } = await ask<{ rows: { personId: string }[] }>(worker, 'care.listMine', { limit: 60 })
  const three = [personId, ...rows.map((row) => row.personId).filter((one) => one !== personId)].slice(0, 3)
  const documents = await Promise.all(three.map((one) => documentOf(office, one)))
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const csv = `身份证号,码色,赋码日期\n${documents.map((document) => `${document},红码,${today}`).join('\n')}\n`
  await office.page.goto(`${demo.url}/desk/#/status/import`)
  await office.page.getByLabel('哪个来源').click()
  await office.page.getByTitle('市大数据专班').click()
  await office.page.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${csv}`) })
  await office.page.getByText('3 行须另一单位签署后才起作用').waitFor()
  await office.page.getByRole('button', { name: '收下这些信号' }).click()
  await office.page.getByText('已收下，名单等另一单位签署').waitFor()
  await office.page.goto(`${demo.url}/desk/#/status/lists`)
  const card = office.page.getByRole('article', { name: '市大数据专班' })
  await card.getByText('涉及 3 人：红 3').waitFor()
  expect(await card.getByRole('button', { name: '签署名单' }).count()).toBe(0)
  expect([await overflow(office.page), await faults(office.page)]).toEqual([0, []])
  await picture(office.page, 'story-list-waits')
  const verdictOf = async () => (await ask<{ verdict: string; signals: { kind: string }[] }>(resident, 'status.getMine', {})).signals.map(({ kind }) => kind)
  expect(await verdictOf()).not.toContain('codeRed')

  await second.page.goto(`${demo.url}/desk/#/approvals`)
  await second.page.getByRole('listitem').filter({ hasText: 'A list from a file' }).getByRole('button', { name: 'Read and sign' }).click()
  const list = second.page.getByRole('article', { name: '市大数据专班' })
  await list.getByText(/People: 3\. Red 3/).waitFor()
  expect([await overflow(second.page), await faults(second.page)]).toEqual([0, []])
  await picture(second.page, 'story-list-sign')
  await second.page.setViewportSize({ width: 360, height: 740 })
  expect(await overflow(second.page)).toBe(0)
  await picture(second.page, 'story-list-sign-narrow')
  await list.getByRole('button', { name: 'Sign the list' }).click()
  await second.page.getByRole('dialog').getByRole('button', { name: 'Sign the list' }).click()
  await list.getByText('Signed, in force').waitFor()
  await expect.poll(verdictOf).toContain('codeRed')
  await resident.page.goto(`${demo.url}/#/status`)
  await resident.page.getByText(/这条来自一份名单：由.+带入，经.+同意/).waitFor()
  expect([await overflow(resident.page), await faults(resident.page)]).toEqual([0, []])
  await picture(resident.page, 'story-list-own')
  const count = await newPerson({ size: 'phone', hasScripts: false })
  await count.page.goto(`${demo.url}/restrictions/${community.id}`)
  await count.page.getByRole('row', { name: /红码 红 文件 少于 5/ }).waitFor()
  expect(await overflow(count.page)).toBe(0)
  await picture(count.page, 'story-list-counted')
  await Promise.all([calm(office), calm(second), calm(resident), calm(worker), calm(count)])
})

test(
  'GATE-11 A4 three change colour over night: red is told at once; at 07:30 the worker has all three with door, carer and what to bring, and each once',
  async () => {
    const office = await newPerson()
    await signIn(office, '/desk/', loginOf('communityAdmin'))
    const second = await newPerson()
    await signIn(second, '/desk/', loginOf('streetCommander'))
    const worker = await newPerson({ size: 'phone' })
    await signIn(worker, '/work/', loginOf('gridWorker'))
    await worker.page.goto(`${demo.url}/work/#/alerts`)
    const community = await communityOf(office)
    const source = await addSource(office, second, community.id)
    const { rows } = await ask<{ rows: { personId: string; name: string; door: string }[] }>(worker, 'care.listMine', { limit: 60 })
    const three = rows.slice(0, 3)
    const before = (await ask<{ kind: string }[]>(worker, 'status.listDigests', {})).filter(({ kind }) => kind === 'red').length
    await tellSigned(source, [{ id: 'E-2', document: await documentOf(office, three[0]!.personId), kind: 'codeYellow', from: new Date().toISOString() }])
    await byHand(office, second, { personId: three[1]!.personId, sourceId: source.sourceId, kind: 'clinicVisit' })
    await byHand(office, second, { personId: three[2]!.personId, sourceId: source.sourceId, kind: 'caseContact' })
    await expect.poll(() => worker.page.getByRole('link', { name: /红码即报/ }).count(), { timeout: 30_000 }).toBe(before + 1)
    await worker.page
      .getByRole('link', { name: /红码即报/ })
      .first()
      .click()
    await worker.page.getByText(three[2]!.name).waitFor()
    await picture(worker.page, 'story-red-at-once')
    await Promise.all([calm(office), calm(second), calm(worker)])

    const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10)
    await wakeTown(new Date(`${tomorrow}T07:29:45+08:00`))
    const early = await newPerson({ size: 'phone' })
    await signIn(early, '/work/', loginOf('gridWorker'))
    type Digest = { id: string; kind: string; day: string; madeAt: string; people: number }
    const mornings = async () => (await ask<Digest[]>(early, 'status.listDigests', {})).filter(({ kind, day }) => kind === 'morning' && day === tomorrow)
    await expect.poll(async () => (await mornings()).length, { timeout: 60_000, interval: 500 }).toBe(1)
    const [digest] = await mornings()
    const lateMs = Date.parse(digest!.madeAt) - Date.parse(`${tomorrow}T07:30:00+08:00`)
    expect(Math.abs(lateMs)).toBeLessThan(60_000)
    expect(digest!.people).toBeGreaterThanOrEqual(3)
    await early.page.goto(`${demo.url}/work/#/today`)
    await early.page.reload()
    await early.page.getByRole('link', { name: /预警 \d+ 份/ }).click()
    await early.page.getByRole('link', { name: /早报/ }).first().waitFor()
    await picture(early.page, 'story-alerts')
    await early.page.getByRole('link', { name: /早报/ }).first().click()
    const carer = loginOf('gridWorker').name
    for (const { name, door } of three) {
      const card = early.page.getByRole('listitem').filter({ hasText: name }).filter({ hasText: door })
      await card.getByText(`责任人 ${carer}`).waitFor()
      expect(await card.count()).toBe(1)
      await card.getByText(/^带上：/).waitFor()
    }
    expect([await overflow(early.page), await faults(early.page)]).toEqual([0, []])
    await picture(early.page, 'story-digest')
    await calm(early)
  },
  STORY_MS,
)
