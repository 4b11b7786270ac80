import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { openStreet } from './street.fixture.ts'

const {
  town,
  ids,
  paths,
  stairHead,
  gridWorker,
  commander,
  declareEmergency,
  newDay,
  status,
  confirm,
  everybodyConfirms,
  postingOf,
  postingsOf,
  codeOf,
  fever,
  resolve,
  clearFevers,
  moveIn,
  page,
} = await openStreet()
afterAll(() => town.close())

await declareEmergency()
beforeEach(newDay)
afterEach(clearFevers)

test('DAILY-02 all five levels are posted once every head has confirmed', async () => {
  await everybodyConfirms()
  expect(await postingsOf('street', 'cut', 'east', 'west', 'garden', 'yard', 'low', 'unit1', 'unit2', 'terrace')).toEqual({
    street: 'posted',
    cut: 'posted',
    east: 'posted',
    west: 'posted',
    garden: 'posted',
    yard: 'posted',
    low: 'posted',
    unit1: 'posted',
    unit2: 'posted',
    terrace: 'posted',
  })
  const posted = (await commander.call('daily.listPostings', { areaId: ids.street })).body as { fullName: string; state: string }[]
  expect(posted.filter(({ state }) => state === 'posted')).toHaveLength(11)
  expect(posted.map(({ fullName }) => fullName)).toContain('西溪区 文新街道 东社区 花园 C座 1单元')
})

test('DAILY-02 fewer than five homes are not posted alone', async () => {
  await everybodyConfirms()
  expect(await postingsOf('hut', 'garden')).toEqual({ hut: 'tooSmall', garden: 'posted' })
  expect((await status(commander, 'hut')).subject).toMatchObject({ state: 'free', postingCode: null })
})

test('DAILY-02 a fever withdraws the chain upward, grid and cut-area with it, and leaves the neighbours posted', async () => {
  await everybodyConfirms()
  const code = await codeOf('unit1')
  expect((await page(`/verify/${code}`)).text).toContain('今日无疫')
  const passageId = await fever({ areaPath: paths.unit1 })
  expect(await postingsOf('unit1', 'grid', 'garden', 'east', 'cut', 'street')).toEqual({
    unit1: 'withdrawn',
    grid: 'withdrawn',
    garden: 'withdrawn',
    east: 'withdrawn',
    cut: 'withdrawn',
    street: 'withdrawn',
  })
  expect(await postingsOf('unit2', 'low', 'yard', 'terrace', 'west')).toEqual({
    unit2: 'posted',
    low: 'posted',
    yard: 'posted',
    terrace: 'posted',
    west: 'posted',
  })
  expect((await page(`/verify/${code}`)).text).toContain('公示已撤回')
  const { blockers } = await status(commander, 'street')
  expect(blockers[0]).toMatchObject({ check: 'fever_unresolved', areaId: ids.unit1, subjectId: passageId, areaName: '东社区 花园 C座 1单元' })
})

test("DAILY-02 a case among residents withdraws the chain of their home, yesterday's false posting too; closed as an error it stands in nobody's way", async () => {
  const { personId } = await moveIn('unit2', '钱多多')
  await everybodyConfirms()
  const yesterday = await codeOf('east')
  const foundOn = (await status(commander, 'east')).day
  await newDay()
  await everybodyConfirms()
  const evidence = { kind: 'testResult', reference: '检-2022-0711', issuedBy: '区疾控中心' }
  const found = await town.as('communityAdmin', paths.east, { unit: '居委会' }).call('control.registerCase', { personId, foundOn, evidence })
  expect(found.status).toBe(200)
  await town.drain()
  expect(await postingsOf('unit2', 'grid', 'garden', 'east', 'cut', 'street')).toEqual({
    unit2: 'withdrawn',
    grid: 'withdrawn',
    garden: 'withdrawn',
    east: 'withdrawn',
    cut: 'withdrawn',
    street: 'withdrawn',
  })
  expect(await postingsOf('unit1', 'low', 'west', 'terrace')).toEqual({ unit1: 'posted', low: 'posted', west: 'posted', terrace: 'posted' })
  expect((await page(`/verify/${yesterday}`)).text).toContain('公示已撤回')

  const closed = await town
    .as('communityAdmin', paths.east, { unit: '街道' })
    .call('control.closeCase', { caseId: found.body.id, on: foundOn, ground: 'registeredInError', evidence })
  expect(closed.status).toBe(200)
  await town.drain()
  expect((await status(commander, 'unit2')).subject.state).toBe('unknown')
  expect((await confirm(gridWorker, 'unit2')).body.confirmed).toEqual([ids.unit2])
  expect(await postingOf('street')).toBe('posted')
})

test('DAILY-02 a resident sees the postings of the own home, nearest first', async () => {
  await everybodyConfirms()
  const { personId, path } = await moveIn('unit1', '孙小妹')
  const resident = town.as('resident', path, { personId })
  expect((await resident.call('daily.myPostings')).body.map((posting: { level: string }) => posting.level)).toEqual(['unit', 'compound', 'community', 'street'])
  expect((await town.as('resident', path).call('daily.myPostings')).body).toEqual([])
})

test('DAILY-02 once the fever is explained and the head has confirmed anew, the chain is posted again under new codes', async () => {
  await everybodyConfirms()
  const before = await codeOf('garden')
  await resolve(await fever({ areaPath: paths.unit1 }), 'noFever')
  // The report was made before the fever: it does not come back by itself.
  expect(await postingsOf('unit1', 'street')).toEqual({ unit1: 'withdrawn', street: 'withdrawn' })
  await confirm(stairHead, 'unit1')
  expect(await postingsOf('unit1', 'grid', 'garden', 'east', 'street')).toEqual({
    unit1: 'posted',
    grid: 'posted',
    garden: 'posted',
    east: 'posted',
    street: 'posted',
  })
  const after = await codeOf('garden')
  expect(after).not.toBe(before)
  expect((await page(`/posting/${before}`)).text).toContain(`/posting/${after}`)
})

test('DAILY-02 a report taken back withdraws what stood on it', async () => {
  await everybodyConfirms()
  expect((await stairHead.call('daily.takeBackReport', { subjectId: ids.unit1, reason: '漏看一户' })).status).toBe(200)
  await town.drain()
  expect(await postingsOf('unit1', 'garden', 'street', 'unit2', 'west')).toEqual({
    unit1: 'withdrawn',
    garden: 'withdrawn',
    street: 'withdrawn',
    unit2: 'posted',
    west: 'posted',
  })
  expect((await stairHead.call('daily.takeBackReport', { subjectId: ids.unit1, reason: '再来一次' })).body.code).toBe('daily.not_confirmed')
})

test('DAILY-02 the public pages need no login, are cacheable, and escape what they show', async () => {
  await everybodyConfirms()
  const code = await codeOf('garden')
  const zh = await page(`/posting/${code}`)
  expect([zh.status, zh.headers['content-type'], zh.headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'public, max-age=20'])
  expect(zh.text).toContain('西溪区 文新街道 东社区 花园')
  expect(zh.text).not.toContain('<script')
  expect(String(zh.headers['content-security-policy'])).toContain("default-src 'none'")
  // The policy lets in exactly the style that is sent, else a browser shows the page bare.
  const style = /<style>([^]*?)<\/style>/.exec(zh.text)![1]!
  expect(String(zh.headers['content-security-policy'])).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  expect(zh.bytes).toBeLessThan(25_000)
  expect((await page(`/posting/${code}`, 'en')).text).toContain('Outbreak-free today')
  expect((await page(`/posting/${code}?lang=en`)).text).toContain('Outbreak-free today')
  expect((await town.get(`/posting/${code}`, { 'accept-language': 'zh-CN', 'if-none-match': String(zh.headers['etag']) })).status).toBe(304)
  const poster = await page(`/poster/${code}`)
  expect(poster.text).toContain('<svg')
  expect(poster.text).toContain('花园')
  expect((await page('/verify?code=%3Cb%3Ehello')).text).toContain('&lt;b&gt;hello')
  expect((await page('/verify')).text).toContain('<form method="get" action="/verify">')
  expect((await page(`/verify?code=${code.toLowerCase().replace(/(.{4})(.{4})/, '$1-$2 ')}`)).text).toContain('✓ 真实')
  expect((await page('/verify/BBBBBBBBBBBB')).text).toContain('本系统没有发布过这个公示')
  expect((await town.anonymous.call('daily.verifyPosting', { code })).body).toMatchObject({ level: 'compound', state: 'posted' })
  expect((await town.anonymous.call('daily.verifyPosting', { code: 'nonsense' })).body).toBeNull()
  await newDay()
  expect((await page(`/verify/${code}`)).text).toContain('往日公示')
})
