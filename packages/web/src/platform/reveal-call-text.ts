import { text } from './text.ts'

export const revealCallWords = text({
  zh: { call: '拨打 {number}', show: '取号码拨打', noPhone: '没有登记电话。', needNetwork: '取号码要连上网络。' },
  en: { call: 'Call {number}', show: 'Get the number to call', noPhone: 'No phone on record.', needNetwork: 'The number can only be fetched with a network.' },
})
