import { text } from '../../platform/text.ts'

export const ownTestWords = text({
  zh: {
    title: '我的核酸检测',
    none: '最近没有采样记录。',
    waiting: '等结果',
    negative: '阴性',
    positive: '阳性，社区会联系您',
    again: '需要再采一次',
    single: '单人单管',
    pool: '{n} 人混采',
    recall: '请先待在家里，等候单独再采一次',
    recallWhy: '与您同一支管的混采需要逐人复核，这不是确诊。工作人员会上门或通知您去采样点；单采阴性后马上解除。',
    recallOut: '透析、急诊、分娩等就医可以出门：告诉门岗“就医”，或拨打社区电话。',
    done: '单采结果阳性：请继续待在家里，社区马上联系您。',
    since: '{time} 起',
  },
  en: {
    title: 'My nucleic acid tests',
    none: 'No samples lately.',
    waiting: 'waiting for the result',
    negative: 'negative',
    positive: 'positive: the community will call you',
    again: 'another sample is needed',
    single: 'single tube',
    pool: 'pool of {n}',
    recall: 'Please stay at home until you have been sampled once more, alone',
    recallWhy:
      'The tube you shared has to be checked person by person; this is no diagnosis. Staff will come or call you to the point; a negative single test ends it at once.',
    recallOut: 'You may leave for dialysis, an emergency or a birth: say so at the gate, or call the community.',
    done: 'The single test is positive: please stay at home, the community will call you at once.',
    since: 'since {time}',
  },
})
