// What can go wrong with boxes and results at a laboratory.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type LabCode = Extract<AnyErrorCode, `lab.${string}`>
export const labErrorWords = text<LabCode>({
  zh: {
    'lab.not_received': '这支试管还没有签收，先签收再报结果。',
    'lab.result_waits': '这支试管的结果正等同事复核，不能再报。',
    'lab.result_stands': '这支试管已经有结果，要改请用“更正”。',
    'lab.no_result': '这支试管还没有结果，直接报结果即可。',
    'lab.same_verdict': '更正后的结果和现在的一样，没有改动。',
    'lab.nothing_waits': '这支试管没有等待复核的结果，请刷新。',
    'lab.same_person': '复核要换一个账号：报结果的人不能复核自己报的。',
    'lab.tube_unknown': '找不到这支试管，请再扫一次管码。',
    'lab.other_bytes': '同一编号已经报过别的内容，没有写入，请刷新后重新填写。',
    'lab.file_unreadable': '文件打不开或太大，请用模板（Excel 或 CSV）重新导出。',
    'lab.file_columns': '认不出“管号”和“结果”两列，请用模板的表头。',
    'lab.unsigned': '签名不对，或接口不存在。',
    'lab.stale': '发送方的时钟差了五分钟以上。',
    'lab.replayed': '这次调用已经收到过，请换一个随机串再发。',
    'lab.same_unit': '要由另一个单位的人同意：申请的人和同单位的人不能自己同意。',
    'lab.channel_state': '接口已经不是这个状态了，请刷新。',
  },
  en: {
    'lab.not_received': 'This tube was not received yet: receive it first.',
    'lab.result_waits': 'A result of this tube waits for a colleague already.',
    'lab.result_stands': 'This tube has a result: to change it, correct it.',
    'lab.no_result': 'This tube has no result yet: report one.',
    'lab.same_verdict': 'That is what it says already: nothing was changed.',
    'lab.nothing_waits': 'Nothing of this tube waits for a second person: refresh.',
    'lab.same_person': 'The second look takes another account than the one that reported.',
    'lab.tube_unknown': 'There is no such tube: scan its label once more.',
    'lab.other_bytes': 'The same number stands for something else: nothing was written. Refresh and fill in again.',
    'lab.file_unreadable': 'The file cannot be opened or is too large: save it again from the template (Excel or CSV).',
    'lab.file_columns': 'The columns of tube and result were not recognised: use the header of the template.',
    'lab.unsigned': 'The signature is wrong, or there is no such interface.',
    'lab.stale': 'The sender’s clock is more than five minutes off.',
    'lab.replayed': 'This call was heard already: send it with a new nonce.',
    'lab.same_unit': 'Somebody of another unit has to agree, not whoever asked.',
    'lab.channel_state': 'The interface is not in that state any more: refresh.',
  },
})
