import { text } from '../../platform/text.ts'

export const alertWords = text({
  zh: {
    title: '预警',
    hint: '每天 07:30 一份，红码随时。带上建议的东西上门。',
    none: '还没有预警',
    nobody: '您的片区没有人变化。',
    others: '全社区另有 {n} 人，不在您的片区。',
    morning: '早报',
    red: '红码即报',
    people: '{n} 人',
    carer: '责任人 {name}',
    noCarer: '没有责任人',
    bring: '带上：{what}',
    back: '全部预警',
    newAlerts: '预警 {n} 份',
  },
  en: {
    title: 'Early warning',
    hint: 'One a day at 07:30, and at once for a red code. Take what is suggested when you call.',
    none: 'No warnings yet',
    nobody: 'Nobody in your area changed.',
    others: 'Elsewhere in the community: {n}.',
    morning: 'Morning report',
    red: 'Red alert',
    people: 'people: {n}',
    carer: 'Carer {name}',
    noCarer: 'No carer',
    bring: 'Bring: {what}',
    back: 'All warnings',
    newAlerts: '{n} early warnings',
  },
})
