// Sentences for the errors of orders, and of acts that take more than one person.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type OrderCode = Extract<AnyErrorCode, `posture.${string}` | `approvals.${string}`>

export const orderErrorWords = text<OrderCode>({
  zh: {
    'posture.same_person': '须由另一单位的另一人办理，且与已办理的人近 30 天内没有互相开设、授权或找回过账号。',
    'posture.weaker_than_above': '不能比上级区域正在执行的命令更宽松。',
    'posture.unknown_pack': '没有这个预案包或版本。',
    'posture.wrong_state': '当前状态下不能做这一步。',
    'posture.incomplete': '还缺法律依据、目的、到期日或影响评估，不能起草。',
    'posture.too_long': '最长 90 天。需要更久，到时另行起草。',
    'posture.act_waits': '这份命令已有一项在等签署，先办完或撤回。',
    'posture.edition_unfit': '与格式不符，或有例子没有通过，不能起草或批准。',
    'posture.edition_unchanged': '没有任何改动。',
    'posture.edition_settled': '已批准或已撤回。',
    'posture.too_late': '不能恢复：已超过 24 小时、已到期，或这里已有新的命令。',
    'approvals.changed': '内容在提出之后有改动，不能签署。请重新提出。',
    'approvals.expired': '已过 72 小时，不能再签。请重新提出。',
    'approvals.signed_already': '您已经签过。',
    'approvals.closed': '已经办完或撤回。',
  },
  en: {
    'posture.same_person':
      'This takes another person, of another unit; none of those who sign may have set up, empowered or recovered another’s account in the last 30 days.',
    'posture.weaker_than_above': 'An area cannot ask less than the order in force above it.',
    'posture.unknown_pack': 'There is no such plan pack or edition.',
    'posture.wrong_state': 'This step is not possible in the present state.',
    'posture.incomplete': 'Its legal basis, purpose, last day or impact assessment is missing: it cannot be drafted.',
    'posture.too_long': 'At most 90 days. If it takes longer, draft another order then.',
    'posture.act_waits': 'Something about this order waits for a signature already. Finish it or take it back first.',
    'posture.edition_unfit': 'It does not fit its form, or one of its examples is not met: it can be neither drafted nor approved.',
    'posture.edition_unchanged': 'Nothing was changed.',
    'posture.edition_settled': 'It was approved or withdrawn already.',
    'posture.too_late': 'It cannot be taken up again: 24 hours or its last day are over, or another order holds here.',
    'approvals.changed': 'It was changed since it was asked for and cannot be signed. Ask for it anew.',
    'approvals.expired': '72 hours are over: it cannot be signed any more. Ask for it anew.',
    'approvals.signed_already': 'You have signed this already.',
    'approvals.closed': 'It is done or was taken back.',
  },
})
