import { text } from '../../platform/text.ts'

export const stripWords = text({
  zh: { days: '每天的安排', day: '第 {n} 天', today: '今天', asked: '问 {done}/{all}', test: '检', none: '没有检测和询问', span: '{from} 至 {to}' },
  en: { days: 'Day by day', day: 'Day {n}', today: 'today', asked: 'asked {done}/{all}', test: 'test', none: 'no test, nothing asked', span: '{from} to {to}' },
})
