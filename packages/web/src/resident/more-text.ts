import { text } from '../platform/text.ts'

export const moreWords = text({
  zh: {
    moreTitle: '更多',
    size: '字号',
    sizeLead: '看不清？选大字或特大。',
    language: '语言',
    status: '我的健康状态',
    control: '我家的管控',
    arrivals: '来返报备',
    antigen: '抗原自测',
    tests: '我的核酸检测',
    cards: '我的门卡',
    looked: '谁看过我的资料',
    signOut: '在这部手机上退出',
    signOutWhy: '退出后，这部手机里存的码会清除。',
  },
  en: {
    moreTitle: 'More',
    size: 'Type size',
    sizeLead: 'Hard to read? Choose large or huge.',
    language: 'Language',
    status: 'My health status',
    control: 'Control at our home',
    arrivals: 'Report an arrival',
    antigen: 'Antigen self-test',
    tests: 'My nucleic acid tests',
    cards: 'My door cards',
    looked: 'Who looked at my data',
    signOut: 'Sign out on this phone',
    signOutWhy: 'Codes kept on this phone are erased.',
  },
})
