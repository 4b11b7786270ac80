import { text } from './text.ts'

export const sessionWords = text({
  zh: {
    loading: '正在打开…',
    offlineFirst: '没有网络，也没有留存的登录。请联网后登录一次。',
    retry: '再试一次',
    product: '小门',
    lang: 'English',
    langTitle: 'Switch to English',
    size: '字号',
    normal: '标准',
    large: '大字',
    huge: '特大',
    broken: '页面出错了',
    brokenWhy: '刚才的操作没有完成。请重新打开页面；已排队的记录不会丢。',
    reload: '重新打开',
  },
  en: {
    loading: 'Opening…',
    offlineFirst: 'No network and no kept sign-in. Connect and sign in once.',
    retry: 'Try again',
    product: 'Xiaomen',
    lang: '中文',
    langTitle: '切换到中文',
    size: 'Type size',
    normal: 'Normal',
    large: 'Large',
    huge: 'Huge',
    broken: 'This page failed',
    brokenWhy: 'The last step was not finished. Open the page again; what is queued is not lost.',
    reload: 'Open again',
  },
})
