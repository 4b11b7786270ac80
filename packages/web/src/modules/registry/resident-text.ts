import { text } from '../../platform/text.ts'

export const residentWords = text({
  zh: {
    joinTitle: '用家庭卡加入', joinLead: '社区发给您家的家庭卡上有一串卡号。扫卡上的二维码，或在这里输入卡号。', card: '家庭卡号', go: '下一步', opening: '正在核对…', who: '您是哪一位？', whoLead: '{community} 的这户人家登记了以下家人，请选您自己。',
    proofPhone: '您登记的手机号码后四位', proofDocument: '您登记的证件号码后四位', proofHint: '用来确认是您本人。末位是字母的照样输入。', proofNone: '底册里没有您的电话和证件号，请拿着卡到社区确认。', join: '加入', joining: '正在加入…', back: '返回',
    noCard: '没有家庭卡？请向社区或楼道长领取，不需要手机短信。',
    home: '我的家', area: '所在', members: '家人', phone: '电话', document: '证件', care: '关爱', lang: '语言', since: '{day} 起', until: '至 {day}', none: '未登记', noHome: '还没有加入住户。', wrong: '资料有误？请告诉社区或楼道长更正。', notShown: '不显示',
  },
  en: {
    joinTitle: 'Join with the family card', joinLead: 'The community’s family card for your home has a number on it. Scan its code, or enter the number here.', card: 'Number of the family card', go: 'Next', opening: 'Checking…', who: 'Which one are you?', whoLead: 'These people are registered in this home of {community}. Choose yourself.',
    proofPhone: 'Last four digits of your registered phone', proofDocument: 'Last four characters of your registered document', proofHint: 'This shows that it is you. If the last one is a letter, enter the letter.', proofNone: 'Neither your phone nor your document is on record. Please bring the card to the community office.', join: 'Join', joining: 'Joining…', back: 'Back',
    noCard: 'No family card? Ask the community or your stair head. No text message is needed.',
    home: 'My home', area: 'Area', members: 'Family', phone: 'Phone', document: 'Document', care: 'Care', lang: 'Language', since: 'since {day}', until: 'until {day}', none: 'not on record', noHome: 'No home joined yet.', wrong: 'Something wrong? Tell the community or your stair head.', notShown: 'not shown',
  },
})
