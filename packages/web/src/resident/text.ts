import { text } from '../platform/text.ts'

export const faceWords = text({
  zh: { code: '出入码', home: '我家', posting: '公示', more: '更多', nav: '主导航', moreTitle: '更多', size: '字号', sizeLead: '看不清？选大字或特大。', language: '语言', looked: '谁看过我的资料', signOut: '在这部手机上退出', signOutWhy: '退出后，这部手机里存的码会清除。', staff: '工作人员入口', staffWork: '值守与网格', staffDesk: '工作台', skip: '跳到正文', cancelJoin: '不加入，返回', withAccount: '已有账号，用密码登录', withCard: '没有账号，用家庭卡加入', sizeNext: '大字：换一种字号', sizeSign: '大字' },
  en: { code: 'Code', home: 'Home', posting: 'Posting', more: 'More', nav: 'Main', moreTitle: 'More', size: 'Type size', sizeLead: 'Hard to read? Choose large or huge.', language: 'Language', looked: 'Who looked at my data', signOut: 'Sign out on this phone', signOutWhy: 'Codes kept on this phone are erased.', staff: 'For staff', staffWork: 'Gates and grids', staffDesk: 'Desk', skip: 'Skip to content', cancelJoin: 'Do not join, go back', withAccount: 'I have an account and password', withCard: 'No account: join with the family card', sizeNext: 'Aa+ next type size', sizeSign: 'Aa+' },
})
