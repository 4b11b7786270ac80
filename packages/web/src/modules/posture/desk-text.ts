import { pairs, type Word } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'

export const orderStateWords: Record<Out<'posture.listOrders'>[number]['state'], Word> = {
  drafted: { zh: '已起草，待批准', en: 'Drafted, to be approved' },
  inForce: { zh: '生效中', en: 'In force' },
  ended: { zh: '已结束', en: 'Ended' },
}

export const postureText = pairs({
  title: { zh: '平急转换', en: 'Posture' },
  lead: {
    zh: '何处处于平时、预警或急时，依据哪个预案；一人起草，另一人批准。',
    en: 'What is in force where, under which plan; one person drafts, another approves.',
  },
  current: { zh: '当前状态', en: 'In force now' },
  until: { zh: '到期', en: 'Until' },
  since: { zh: '起', en: 'From' },
  noOrder: { zh: '没有生效的命令', en: 'No order in force' },
  orders: { zh: '命令', en: 'Orders' },
  packs: { zh: '预案', en: 'Plan packs' },
  ordersEmpty: { zh: '还没有命令。各处都处于平时。', en: 'No orders yet: everything is at peace.' },
  packsEmpty: { zh: '没有预案。', en: 'No plan packs.' },
  draft: { zh: '起草命令', en: 'Draft an order' },
  area: { zh: '适用区域', en: 'Area' },
  posture: { zh: '转为', en: 'Posture' },
  pack: { zh: '预案', en: 'Plan pack' },
  edition: { zh: '版次', en: 'Edition' },
  basis: { zh: '法律依据', en: 'Legal basis' },
  basisHelp: { zh: '写明文件名称与文号', en: 'Name and number of the document' },
  purpose: { zh: '目的', en: 'Purpose' },
  draftedBy: { zh: '起草', en: 'Drafted by' },
  approvedBy: { zh: '批准', en: 'Approved by' },
  state: { zh: '状态', en: 'State' },
  actions: { zh: '操作', en: 'Actions' },
  approve: { zh: '批准', en: 'Approve' },
  approveAsk: { zh: '批准后立即生效。批准人不能是起草人。', en: 'It is in force at once. The approver cannot be the drafter.' },
  approved: { zh: '已批准，命令生效', en: 'Approved and in force' },
  end: { zh: '结束', en: 'End' },
  endTitle: { zh: '结束命令', en: 'End the order' },
  endSays: { zh: '结束后回到上一级的状态或平时。', en: 'The area falls back to the order above it, or to peace.' },
  ended: { zh: '命令已结束', en: 'The order has ended' },
  drafted: { zh: '已起草，等待另一人批准', en: 'Drafted; waiting for another person' },
  isDraft: { zh: '草案', en: 'Draft' },
  own: { zh: '由您起草，须由他人批准', en: 'Your draft: another person approves' },
})
