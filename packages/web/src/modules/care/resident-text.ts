import { text } from '../../platform/text.ts'

export const careResidentWords = text({
  zh: { title: '谁在关心我们', carer: '责任人', second: '第二责任人', notYet: '社区正在安排责任人。', office: '有需要，随时找责任人或社区。' },
  en: {
    title: 'Who looks after us',
    carer: 'Carer',
    second: 'Second carer',
    notYet: 'The community is naming a carer.',
    office: 'Whenever you need something, ask the carer or the community office.',
  },
})
