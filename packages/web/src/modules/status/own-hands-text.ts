import { text } from '../../platform/text.ts'

/** Apart from the other words of one's own status, which stand beside the code on the first page. */
export const handsWords = text({
  zh: {
    list: '这条来自一份名单：由{by}带入，经{agreed}同意。签的是整份名单，没有逐人核对。',
    hand: '由{by}录入，经{agreed}同意。',
    unknown: '某单位',
    and: '、',
  },
  en: {
    list: 'This came with a list: brought by {by}, agreed to by {agreed}. The list was signed as a whole; nobody has looked at each person.',
    hand: 'Entered by {by}, agreed to by {agreed}.',
    unknown: 'an office',
    and: ', ',
  },
})
