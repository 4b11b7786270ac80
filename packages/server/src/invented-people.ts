// Invented people. Numbers that cannot belong to anybody: telephone prefix 100 and region codes from 99 are not given out.
import { type CareCategory, checkCharacter, type ResidencyKind } from '@xiaomen/rules/registry'

export type Person = {
  name: string
  residency: ResidencyKind
  phone: string
  documentKind: 'residentId' | 'hkMoTwPermit' | 'foreignPermanentResidence' | 'passport' | null
  documentNumber: string
  country: string
  care: CareCategory[]
  lang: string
  since: string
}

/** Numbers from a seed, the same everywhere (mulberry32). */
export function dice(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    /** 0 ≤ n < below. */
    below: (below: number) => Math.floor(next() * below),
    chance: (share: number) => next() < share,
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
  }
}
export type Dice = ReturnType<typeof dice>

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
]
const RARE_SURNAMES = ['欧阳', '上官', '司马', '尉迟', '诸葛', '皇甫', '覃', '仉', '亓', '𠮷', '郤', '禤']
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲芬燕彬凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思丽',
]
// 生僻字: beyond the first plane, and a few that many fonts lack.
const RARE_GIVEN = ['𬀩', '𡈽', '㛃', '龘', '犇', '堃', '喆', '玥', '𬍛', '祎', '翀', '𤩽']
const UYGHUR = ['阿依古丽·买买提', '古丽娜尔·艾合买提', '买买提江·吐尔逊', '热依拉·阿不都', '艾力·肉孜', '迪丽努尔·依明', '尼加提·吾斯曼']
const FOREIGN: readonly (readonly [name: string, country: string, lang: string])[] = [
  ['Anna Kowalska', 'PL', 'en'],
  ["John O'Neill", 'IE', 'en'],
  ['María José García', 'ES', 'es'],
  ['Kim Min-jun', 'KR', 'ko'],
  ['佐藤 健一', 'JP', 'ja'],
  ['Nguyễn Thị Hoa', 'VN', 'vi'],
  ['Amara Okafor', 'NG', 'en'],
  ['Jean-Luc Moreau', 'FR', 'fr'],
  ['Иван Соколов', 'RU', 'ru'],
  ['Fatima al-Zahra', 'EG', 'ar'],
  ['Li-Anne de Vries', 'NL', 'en'],
  ['Søren Ærø', 'DK', 'en'],
  ['Chukwuemeka Adé', 'NG', 'en'],
  ['Lars Müller', 'DE', 'de'],
]

/** The day the invented ledger was closed. */
const CLOSED = { year: 2022, month: 4, day: 1 }
const two = (value: number) => String(value).padStart(2, '0')

/** Makes people one after another; every number once. */
export function peopleMaker(roll: Dice) {
  let phones = 0,
    serials = 0
  const phone = () => {
    phones += 1
    // A step that shares no factor with the range: looks scattered, never repeats.
    return `100${String((phones * 7_654_321 + 12_345_678) % 100_000_000).padStart(8, '0')}`
  }
  const residentId = (year: number) => {
    serials += 1
    const body = `99${two(1 + (Math.floor(serials / 999) % 90))}${two(1 + roll.below(40))}${year}${two(1 + roll.below(12))}${two(1 + roll.below(28))}${String(1 + (serials % 999)).padStart(3, '0')}`
    return body + checkCharacter(body)
  }
  // A real prefix is part of this kind; nobody born in 1880 is alive.
  const permit = () => {
    serials += 1
    const body = `${roll.pick(['810000', '820000', '830000'])}1880${two(1 + roll.below(12))}${two(1 + roll.below(28))}${String(1 + (serials % 999)).padStart(3, '0')}`
    return body + checkCharacter(body)
  }
  const surname = () => (roll.chance(0.02) ? roll.pick(RARE_SURNAMES) : roll.pick(SURNAMES))
  const given = () => Array.from({ length: roll.chance(0.8) ? 2 : 1 }, () => (roll.chance(0.012) ? roll.pick(RARE_GIVEN) : roll.pick(GIVEN))).join('')
  const since = (fromYear: number) => {
    const year = fromYear + roll.below(CLOSED.year - fromYear)
    return `${year}-${two(1 + roll.below(12))}-${two(1 + roll.below(28))}`
  }

  function careOf(age: number, isAlone: boolean): CareCategory[] {
    const care: CareCategory[] = []
    if (age < 3) care.push('infant')
    if (age >= 70 && isAlone) care.push('emptyNest')
    if (age >= 55 && roll.chance(0.16)) care.push('chronicIllness')
    if (age >= 78 && roll.chance(0.2)) care.push('reducedMobility')
    if (age >= 22 && age <= 40 && roll.chance(0.018)) care.push('pregnant')
    if (roll.chance(0.009)) care.push('disabled')
    if (roll.chance(0.005)) care.push('destitute')
    if (age > 30 && roll.chance(0.002)) care.push('dialysis')
    if (age > 16 && roll.chance(0.003)) care.push('mentalIllness')
    return care
  }

  function local(family: string, age: number, residency: ResidencyKind, isAlone: boolean): Person {
    const born = CLOSED.year - age
    const isUyghur = roll.chance(0.004)
    // 3 % have no number: newborns and those whose papers are lost.
    const hasDocument = age >= 1 && !roll.chance(0.02)
    const isPermit = hasDocument && roll.chance(0.0015)
    return {
      name: isUyghur ? roll.pick(UYGHUR) : family + given(),
      residency,
      phone: age >= 13 ? phone() : '',
      documentKind: hasDocument ? (isPermit ? 'hkMoTwPermit' : 'residentId') : null,
      documentNumber: hasDocument ? (isPermit ? permit() : residentId(born)) : '',
      country: '',
      care: careOf(age, isAlone),
      lang: '',
      since: since(Math.max(born, 1998)),
    }
  }

  function foreign(residency: ResidencyKind): Person {
    const [name, country, lang] = roll.pick(FOREIGN)
    serials += 1
    const isPermanent = roll.chance(0.1)
    return {
      name,
      residency,
      phone: phone(),
      documentKind: isPermanent ? 'foreignPermanentResidence' : 'passport',
      documentNumber: isPermanent ? `XXX${String(99_000_000_0000 + serials).slice(0, 12)}` : `X${String(serials).padStart(7, '0')}`,
      country: isPermanent ? '' : country,
      care: [],
      lang,
      since: since(2015),
    }
  }

  return {
    /** Who lives behind one door; the owner first. `size` is how many. */
    family(size: number): Person[] {
      const first = surname()
      const age = 24 + roll.below(62)
      const members = [local(first, age, 'owner', size === 1)]
      if (size > 1) members.push(local(surname(), Math.max(20, age - 4 + roll.below(8)), 'family', age >= 70 && size === 2))
      for (let child = 2; child < size; child += 1)
        members.push(local(child === 4 ? surname() : first, child === 4 ? age + 24 : Math.max(0, age - 24 - roll.below(10)), 'family', false))
      return members
    },
    tenants: (size: number): Person[] =>
      Array.from({ length: size }, () => (roll.chance(0.04) ? foreign('tenant') : local(surname(), 19 + roll.below(35), 'tenant', false))),
    workers: (size: number, residency: 'dormitory' | 'shopStaff'): Person[] =>
      Array.from({ length: size }, () => local(surname(), 18 + roll.below(40), residency, false)),
    foreignFamily: (size: number): Person[] => Array.from({ length: size }, (_, at) => foreign(at === 0 ? 'owner' : 'family')),
    registeredElsewhere: (): Person => local(surname(), 20 + roll.below(60), 'registeredElsewhere', false),
  }
}
