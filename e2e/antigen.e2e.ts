// 抗原自测: kits come to the office, go to doors and enterprises, are signed for and used up; results come from home, by a helper, with a positive that the office follows.
import { checkCharacter } from '@xiaomen/rules/registry'
import { afterAll, expect, test } from 'vitest'
import { ask, calm, closeBrowser, demo, keptOffline, type Person } from './browser.ts'
import { atDesk, atHome, day, id, LANGS, lookAtAll, onPhone, photoOf, tasksOf } from './people.ts'

afterAll(closeBrowser)

const STORY_MS = 300_000
const ENTERPRISES = 30
type Stock = { communityId: string; onHand: number; out: number; used: number; returned: number; atHolders: number }
type Round = {
  id: string
  expected: number
  done: number
  reports: { personId: string; pcrAt: string | null }[]
  enterprises: { id: string; staff: number; handed: { id: string; count: number; contact: string | null }[] }[]
}
type Door = { homeId: string; given: number; isSigned: boolean; people: { personId: string; isDone: boolean; help: string | null }[] }
type Household = { me: string; homeId: string; door: string; areaId: string; communityId: string }

const documentOf = (birthday: string, serial: number): string => {
  const first = `990101${birthday.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  return first + checkCharacter(first)
}
/** So many years ago today, or so many days after that. */
const bornAgo = (years: number, days = 0): string => {
  const then = new Date(`${Number(day().slice(0, 4)) - years}${day().slice(4)}T00:00:00Z`)
  return new Date(then.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}
const photo = photoOf('IMG_0008.png', {
  colours: [
    [236, 238, 240],
    [190, 50, 70],
  ],
  width: 1200,
  height: 900,
})

async function householdOf(office: Person, resident: Person): Promise<Household> {
  const { personId } = await ask<{ personId: string }>(resident, 'access.me', {})
  const own = await ask<{ home: { id: string } }>(resident, 'registry.myHousehold', {})
  const { home, residents } = await ask<{ home: { id: string; door: string; areaId: string }; residents: { id: string; version: number }[] }>(
    office,
    'registry.getHome',
    { homeId: own.home.id },
  )
  const me = residents.find((one) => one.id === personId)!
  const document = { kind: 'residentId', number: documentOf('1985-03-07', 21) }
  await ask(office, 'registry.editResident', { personId, version: me.version, document, evenIfKnown: true })
  const communityId = (await ask<{ areas: { id: string; level: string }[] }>(office, 'areas.listTree', {})).areas.find(({ level }) => level === 'community')!.id
  return { me: personId, homeId: home.id, door: home.door, areaId: home.areaId, communityId }
}
const moveIn = async (office: Person, homeId: string, name: string, birthday: string, serial: number, care: string[] = []): Promise<string> => {
  const document = { kind: 'residentId', number: documentOf(birthday, serial) }
  const who = { homeId, name, document, care, kind: 'family', from: day(-30), evenIfKnown: true }
  return (await ask<{ id: string }>(office, 'registry.addResident', who)).id
}
/** Somebody works there. */
async function openShop(office: Person, areaId: string, name: string): Promise<void> {
  const enterprise = { homeId: null, areaId, name, trade: 'market', contactName: '周掌柜', contactPhone: null, openedOn: day(-30) }
  const { id: enterpriseId } = await ask<{ id: string }>(office, 'registry.addEnterprise', enterprise)
  const staff = { enterpriseId, name: `${name}店员`, phone: null, document: null, occupation: 'marketStaff', note: null, from: day(-30) }
  await ask(office, 'registry.addStaff', staff)
}

test(
  'TEST-08 TEST-09 A2 kits for ages 6 to 60 and the staff of thirty enterprises: received, handed out without network, signed for at home and at work, reported with a photo, helped at the door; stock, hand-out and results agree',
  async () => {
    const office = await atDesk('communityAdmin')
    const resident = await atHome()
    const { me, homeId, door, areaId, communityId } = await householdOf(office, resident)
    const child = await moveIn(office, homeId, '何小雨', bornAgo(6), 22)
    await moveIn(office, homeId, '何小雪', bornAgo(6, 1), 23)
    const elder = await moveIn(office, homeId, '林远山', bornAgo(61, 1), 24, ['reducedMobility'])
    await moveIn(office, homeId, '林若云', bornAgo(61), 25)
    for (let at = 1; at <= ENTERPRISES; at += 1) await openShop(office, areaId, `演练商铺${at}`)

    // What came is entered, and a round opened as it is proposed.
    await office.page.goto(`${demo.url}/desk/?of=antigen#/antigen`)
    await office.page.getByRole('button', { name: '入库' }).click()
    const asks = office.page.getByRole('dialog')
    await asks.getByLabel('份数').fill('200')
    await asks.getByLabel('来源或批次（可不填）').fill('区疾控第一批')
    await asks.getByRole('button', { name: '入库' }).click()
    await office.page.getByRole('cell', { name: '区疾控第一批' }).waitFor()
    await office.page.getByRole('button', { name: '开一轮' }).click()
    await asks.last().getByLabel('名称').fill('第一轮抗原')
    await expect.poll(() => asks.last().getByLabel('年龄从').inputValue()).toBe('6')
    await asks.last().getByLabel('到（含）').fill('5')
    await asks.last().getByRole('button', { name: '开一轮' }).click()
    await asks.last().getByText('年龄上限不能小于下限').waitFor()
    await asks.last().getByLabel('到（含）').fill('60')
    await asks.last().getByRole('button', { name: '开一轮' }).click()
    await office.page.getByText(/已开：名单 \d+ 人/).waitFor()
    const [{ id: roundId }] = await ask<[{ id: string }]>(office, 'antigen.listRounds', {})
    const round = () => ask<Round>(office, 'antigen.getRound', { roundId })
    const stock = () => ask<Stock>(office, 'antigen.getStock', { areaId: communityId })
    const before = await round()
    expect(before.enterprises.filter((one) => one.staff === 1)).toHaveLength(ENTERPRISES)
    // By the birthday on the day: six today, sixty for one day more; not six tomorrow, not sixty-one today.
    const [own] = await ask<{ people: { personId: string; help: string | null }[] }[]>(resident, 'antigen.listOwn', {})
    const named = own!.people.map(({ personId }) => personId)
    expect(named).toEqual(expect.arrayContaining([me, child, elder]))
    expect(own!.people.find((one) => one.personId === elder)!.help).toBe('care')
    expect((await ask<{ residents: unknown[] }>(office, 'registry.getHome', { homeId })).residents.length).toBeGreaterThanOrEqual(named.length + 2)

    // Without network the worker hands out at the door.
    const worker = await onPhone('gridWorker')
    await expect.poll(async () => (await tasksOf(worker, 'antigen')).map(({ subjectId, title }) => [subjectId, title])).toContainEqual([elder, '上门协助抗原'])
    await keptOffline(worker, 'work')
    await worker.page.goto(`${demo.url}/work/?of=antigen#/today`)
    await worker.page.getByRole('link', { name: /抗原自测：\d+ 人未报结果/ }).click()
    await worker.page.getByRole('link', { name: /林远山/ }).click()
    await worker.page.getByRole('heading', { name: new RegExp(`${door}$`) }).waitFor()
    await worker.context.setOffline(true)
    await worker.page.getByRole('button', { name: `发放 ${named.length} 份` }).click()
    await worker.page.getByText('已记在手机上').waitFor()
    await worker.page.getByText(/已发 \d 份 · 住户未签收 · 未上传/).waitFor()
    await worker.context.setOffline(false)
    const doorNow = async () =>
      (await ask<{ roundId: string; homes: Door[] }[]>(worker, 'antigen.listDoors', {}))
        .find((one) => one.roundId === roundId)!
        .homes.find((one) => one.homeId === homeId)!
    await expect.poll(async () => (await doorNow()).given, { timeout: 60_000 }).toBe(named.length)
    // More than there is: the office is told how it stands, nothing is written.
    await expect(ask(worker, 'antigen.handOut', { id: id(), roundId, homeId, count: 500, at: new Date().toISOString() })).rejects.toThrow('antigen.stock_short')

    // At home: beside the code, signed for, told with a photo, for the child too.
    await resident.page.goto(`${demo.url}/?of=antigen#/`)
    await resident.page.getByRole('link', { name: /抗原自测 · 试剂到了/ }).click()
    const mine = resident.page.getByRole('article', { name: '第一轮抗原' })
    await mine.getByRole('button', { name: '收到了，签收' }).click()
    await mine.getByText('✓ 已签收').waitFor()
    expect((await doorNow()).isSigned).toBe(true)
    const tell = async (who: string, result: string) => {
      await mine.getByLabel('给谁报结果').selectOption({ label: who })
      await mine.getByRole('group', { name: '您看到的是' }).getByRole('button', { name: result }).click()
    }
    await tell('何小雨', '阳性')
    await mine.getByLabel(/给卡拍张照.* 拍照/).setInputFiles(photo)
    await mine.getByRole('img').waitFor()
    await mine.getByRole('button', { name: '报结果' }).click()
    await resident.page.getByText('已报：何小雨 阳性').waitFor()
    await mine.getByText(/请留在家里、戴好口罩/).waitFor()
    await mine.getByRole('group', { name: '您看到的是' }).getByRole('button', { name: '无效' }).click()
    await mine.getByRole('button', { name: '报结果' }).click()
    await mine.getByText('上次无效，请再测一次').waitFor()

    // The elder cannot do it alone: somebody comes, and the task is over.
    await worker.page.getByText(/林远山/).waitFor()
    await worker.page
      .getByRole('group', { name: /林远山/ })
      .getByRole('button', { name: '阴性' })
      .click()
    await expect.poll(async () => (await doorNow()).people.find((one) => one.personId === elder)!.isDone, { timeout: 60_000 }).toBe(true)
    await expect.poll(async () => (await tasksOf(worker, 'antigen')).some(({ subjectId }) => subjectId === elder)).toBe(false)
    const twice = { id: id(), roundId, personId: elder, result: 'positive', at: new Date().toISOString() }
    await expect(ask(worker, 'antigen.reportHelped', twice)).rejects.toThrow('antigen.reported_already')

    // The office: the positive has its task until the sample is noted; an enterprise gets its kits, signs, gives one back.
    expect((await tasksOf(office, 'antigen')).filter(({ subjectId }) => subjectId === child)).toMatchObject([{ title: '抗原阳性，需核酸复核' }])
    await office.page.goto(`${demo.url}/desk/?of=round#/antigen/${roundId}`)
    const drawer = office.page.getByRole('dialog', { name: '第一轮抗原' })
    await drawer
      .getByRole('row', { name: /何小雨/ })
      .getByRole('button', { name: /照片/ })
      .click()
    await drawer.getByRole('img').first().waitFor()
    await drawer
      .getByRole('row', { name: /何小雨/ })
      .getByRole('button', { name: '已采样' })
      .click()
    await drawer
      .getByText(/已采样/)
      .first()
      .waitFor()
    await expect.poll(async () => (await tasksOf(office, 'antigen')).filter(({ subjectId }) => subjectId === child)).toEqual([])
    const shop = drawer.getByRole('row', { name: /演练商铺1 / })
    await shop.getByRole('button', { name: /发放给/ }).click()
    const dialog = office.page.getByRole('dialog').last()
    await dialog.getByLabel('份数').fill('3')
    await dialog.getByRole('button', { name: /发放给/ }).click()
    await shop.getByText('3 份，未签收').waitFor()
    await shop.getByRole('button', { name: '登记签收' }).click()
    await dialog.getByLabel('签收人').fill('周掌柜')
    await dialog.getByRole('button', { name: '登记签收' }).click()
    await shop.getByText('3 份，周掌柜 签收').waitFor()
    await shop.getByRole('button', { name: '登记退回' }).click()
    await dialog.getByLabel('份数').fill('1')
    await dialog.getByRole('button', { name: '登记退回' }).click()
    await shop.getByText(/退回 1/).waitFor()

    // Stock, hand-out and results agree: three were used at this home, the two of the shop are still there.
    const { onHand, out, used, returned, atHolders } = await stock()
    expect({ onHand, out, used, returned, atHolders }).toEqual({
      onHand: 200 - named.length - 3 + 1,
      out: named.length + 3,
      used: 3,
      returned: 1,
      atHolders: named.length - 3 + 2,
    })
    const after = await round()
    expect([after.expected, after.done]).toEqual([before.expected, 2])
    expect(after.reports).toMatchObject([{ personId: child, pcrAt: expect.any(String) }])

    // The round ends: nothing is asked any more.
    await office.page.reload()
    await drawer.getByRole('button', { name: '结束这一轮' }).click()
    await office.page.getByRole('tooltip').getByRole('button', { name: '结束这一轮' }).click()
    await expect.poll(() => ask<unknown[]>(resident, 'antigen.listOwn', {})).toEqual([])
    expect(await tasksOf(worker, 'antigen')).toEqual([])
    await Promise.all([office, resident, worker].map(calm))
  },
  STORY_MS,
)

test(
  'TEST-08 every screen of antigen tests in both languages and three widths: nothing sideways, nothing a screen reader stumbles over',
  async () => {
    const office = await atDesk('communityAdmin')
    const resident = await atHome()
    const { me, homeId, areaId, communityId } = await householdOf(office, resident)
    await moveIn(office, homeId, '林远川', bornAgo(40), 26, ['reducedMobility'])
    await openShop(office, areaId, '看看商铺')
    await ask(office, 'antigen.receiveKits', { id: id(), communityId, count: 40, note: '区疾控第二批' })
    const roundId = id()
    const wanted = { id: roundId, areaId, title: '看一看', ageFrom: 0, ageUntil: 120, perHead: 1, withStaff: true, dueOn: day(2) }
    await ask(office, 'antigen.openRound', wanted)
    await ask(office, 'antigen.handOut', { id: id(), roundId, homeId, count: 3, at: new Date().toISOString() })
    await ask(resident, 'antigen.reportOwn', { id: id(), roundId, personId: me, result: 'positive', photo: null })
    const { complaints, look } = lookAtAll()
    for (const lang of LANGS) {
      const zh = lang === 'zh'
      const desk = await atDesk('communityAdmin', { lang })
      await desk.page.goto(`${demo.url}/desk/?of=look#/antigen`)
      await desk.page.getByRole('button', { name: '看一看' }).waitFor()
      await look(desk, `antigen-desk-${lang}`)
      await desk.page.getByRole('button', { name: zh ? '开一轮' : 'Open a round' }).click()
      await desk.page.getByLabel(zh ? '到（含）' : 'to, inclusive').waitFor()
      await look(desk, `antigen-desk-open-${lang}`)
      await desk.page.goto(`${demo.url}/desk/?of=one#/antigen/${roundId}`)
      await desk.page.getByRole('heading', { name: zh ? '企业' : 'Enterprises', exact: true }).waitFor()
      await look(desk, `antigen-desk-round-${lang}`)
      await desk.page.goto(`${demo.url}/work/?of=list#/antigen`)
      await desk.page.getByRole('heading', { name: '看一看' }).waitFor()
      await look(desk, `antigen-work-${lang}`)
      await desk.page.goto(`${demo.url}/work/?of=one#/antigen/${roundId}/${homeId}`)
      await desk.page.getByText('林远川').first().waitFor()
      await look(desk, `antigen-work-home-${lang}`)
      await calm(desk)
      const living = await atHome({ lang })
      await living.page.goto(`${demo.url}/?of=own#/antigen`)
      await living.page.getByRole('article', { name: '看一看' }).waitFor()
      await look(living, `antigen-own-${lang}`)
      await living.page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      await look(living, `antigen-own-guide-${lang}`)
      // The clip: step by step at one's own pace, stopped, gone on, seen to its end.
      const clip = living.page.getByRole('group', { name: zh ? '看一遍动画演示' : 'Watch how it is done' })
      await living.page.getByRole('button', { name: zh ? '看一遍动画演示' : 'Watch how it is done' }).click()
      await clip.getByText(zh ? '洗手' : 'Wash your hands').waitFor()
      await clip.getByRole('button', { name: zh ? '停一下' : 'Pause' }).click()
      for (const word of zh ? ['棉签轻轻擦', '小管里搅', '圆孔里', '看线'] : ['Wipe both nostrils', 'Stir and squeeze', 'round hole', 'read the lines']) {
        await clip.getByRole('button', { name: zh ? '下一步' : 'Next' }).click()
        await clip.getByText(word).waitFor()
      }
      await look(living, `antigen-own-clip-${lang}`)
      await clip.getByRole('button', { name: zh ? '看完了' : 'Done' }).click()
      await clip.waitFor({ state: 'detached' })
      await calm(living)
    }
    expect(complaints).toEqual([])

    await ask(office, 'antigen.closeRound', { roundId })
    await Promise.all([office, resident].map(calm))
  },
  STORY_MS,
)
