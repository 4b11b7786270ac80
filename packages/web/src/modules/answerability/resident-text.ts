import { text } from '../../platform/text.ts'

export const carersWords = text({
  zh: {
    title: '谁在关心我们',
    notYet: '社区正在安排。',
    standsIn: '代班',
    office: '有需要，随时找他们或社区。号码显示五分钟。',
  },
  en: {
    title: 'Who looks after us',
    notYet: 'The community is naming somebody.',
    standsIn: 'standing in',
    office: 'Whenever you need something, call them or the community office. A number is shown for five minutes.',
  },
})
