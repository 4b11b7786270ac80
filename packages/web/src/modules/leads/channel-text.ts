import { channelWords } from '../../desk/channel-text.ts'

export const channelText = channelWords({
  title: { zh: '签名接口', en: 'Interfaces' },
  lead: {
    zh: '让别的系统（市、区、机场、邻近街道）直接推线索（签名，每次只收一次）。一个单位申请、另一个单位同意，密钥只给申请人看一次。',
    en: 'Another system (of the city, the airport, a neighbouring street) may send leads by itself, signed, each call heard once. One office asks, another agrees, the secret is shown once to whoever asked.',
  },
  nameHelp: { zh: '对方单位及其系统的名称，反馈表按它列', en: 'The office and its system; the answers are listed under it' },
  secretOnce: { zh: '密钥只显示这一次，请马上交给对方', en: 'The secret is shown this once: hand it over now' },
  endSure: { zh: '停用后，这个接口推来的一律不收，要再用须重新申请。', en: 'Nothing from it is heard any more; to use it again it is asked for anew.' },
})
