import { text } from '../../platform/text.ts'

export const testFormWords = text({
  zh: {
    open: '登记检测',
    method: '方法',
    result: '结果',
    on: '采样日期',
    clock: '采样时间',
    reference: '报告编号',
    referenceHint: '抗原自测没有报告的，写试剂批号。',
    noResult: '请选结果。',
    noReference: '请写报告编号或试剂批号。',
    save: '记下来',
    saved: '检测已登记。',
    cancel: '取消',
  },
  en: {
    open: 'Enter a test',
    method: 'Method',
    result: 'Result',
    on: 'Taken on',
    clock: 'Taken at',
    reference: 'Number of the report',
    referenceHint: 'A rapid test without a report: the lot number of the kit.',
    noResult: 'Choose the result.',
    noReference: 'Write the number of the report or of the lot.',
    save: 'Write it down',
    saved: 'The test is written down.',
    cancel: 'Cancel',
  },
})
