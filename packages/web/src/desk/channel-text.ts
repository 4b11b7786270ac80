import { pairs, type Word } from './words.ts'

type Own = Record<'title' | 'lead' | 'nameHelp' | 'secretOnce' | 'endSure', Word>
/** What every interface of another system says, with what is of this one. */
export const channelWords = (own: Own) =>
  pairs({
    ...own,
    none: { zh: '还没有接口', en: 'No interface' },
    add: { zh: '申请接口', en: 'Ask for an interface' },
    added: { zh: '已申请，等另一个单位的人同意', en: 'Asked for: somebody of another unit has to agree' },
    name: { zh: '名称', en: 'Name' },
    is_asked: { zh: '等另一个单位同意', en: 'waits for another unit' },
    is_agreed: { zh: '已同意，等申请人取密钥', en: 'agreed, the secret waits for whoever asked' },
    is_open: { zh: '使用中', en: 'in use' },
    is_ended: { zh: '已停用', en: 'ended' },
    askedBy: { zh: '{unit} {by} 申请于 {at}', en: 'asked for by {by}, {unit}, {at}' },
    heard: { zh: '最近一次 {at}', en: 'last heard {at}' },
    agree: { zh: '同意', en: 'Agree' },
    agreed: { zh: '已同意', en: 'Agreed' },
    take: { zh: '取密钥', en: 'Take the secret' },
    source: { zh: '来源编号', en: 'Source' },
    end: { zh: '停用', en: 'End' },
    ended: { zh: '已停用', en: 'Ended' },
  })
