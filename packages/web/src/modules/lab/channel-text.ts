import { channelWords } from '../../desk/channel-text.ts'

export const channelText = channelWords({
  title: { zh: '检测机构接口', en: 'Interfaces of laboratories' },
  lead: {
    zh: '让检测机构自己的系统直接报结果（签名，每次只收一次）。一个单位申请、另一个单位同意，密钥只给申请人看一次；阳性仍要检测机构的人复核。',
    en: 'A laboratory’s own system may report by itself, signed, each call heard once. One office asks, another agrees, the secret is shown once to whoever asked; a positive still waits for somebody of the laboratory.',
  },
  nameHelp: { zh: '检测机构及其系统的名称，会写在它报的每个结果上', en: 'The laboratory and its system; it stands on each result it reports' },
  secretOnce: { zh: '密钥只显示这一次，请马上交给检测机构', en: 'The secret is shown this once: hand it over now' },
  endSure: { zh: '停用后，这个接口报来的一律不收，要再用须重新申请。', en: 'Nothing from it is heard any more; to use it again it is asked for anew.' },
})
