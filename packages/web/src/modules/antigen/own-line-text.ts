import { text } from '../../platform/text.ts'

export const ownLineWords = text({
  zh: { line: '抗原自测', toSign: '试剂到了，请签收', toReport: '{n} 人待报结果' },
  en: { line: 'Antigen self-test', toSign: 'Kits are here: please sign', toReport: '{n} to report' },
})
