import { pairs } from '../../desk/words.ts'

export const channelText = pairs({
  title: { zh: '检测机构接口', en: 'Interfaces of laboratories' },
  lead: {
    zh: '让检测机构自己的系统直接报结果（签名，每次只收一次）。一个单位申请、另一个单位同意，密钥只给申请人看一次；阳性仍要检测机构的人复核。',
    en: 'A laboratory’s own system may report by itself, signed, each call heard once. One office asks, another agrees, the secret is shown once to whoever asked; a positive still waits for somebody of the laboratory.',
  },
  none: { zh: '还没有接口', en: 'No interface' },
  add: { zh: '申请接口', en: 'Ask for an interface' },
  added: { zh: '已申请，等另一个单位的人同意', en: 'Asked for: somebody of another unit has to agree' },
  name: { zh: '名称', en: 'Name' },
  nameHelp: { zh: '检测机构及其系统的名称，会写在它报的每个结果上', en: 'The laboratory and its system; it stands on each result it reports' },
  is_asked: { zh: '等另一个单位同意', en: 'waits for another unit' },
  is_agreed: { zh: '已同意，等申请人取密钥', en: 'agreed, the secret waits for whoever asked' },
  is_open: { zh: '使用中', en: 'in use' },
  is_ended: { zh: '已停用', en: 'ended' },
  askedBy: { zh: '{unit} {by} 申请于 {at}', en: 'asked for by {by}, {unit}, {at}' },
  heard: { zh: '最近一次 {at}', en: 'last heard {at}' },
  agree: { zh: '同意', en: 'Agree' },
  agreed: { zh: '已同意', en: 'Agreed' },
  take: { zh: '取密钥', en: 'Take the secret' },
  secretOnce: { zh: '密钥只显示这一次，请马上交给检测机构', en: 'The secret is shown this once: hand it over now' },
  source: { zh: '来源编号', en: 'Source' },
  end: { zh: '停用', en: 'End' },
  endSure: { zh: '停用后，这个接口报来的一律不收，要再用须重新申请。', en: 'Nothing from it is heard any more; to use it again it is asked for anew.' },
  ended: { zh: '已停用', en: 'Ended' },
})
