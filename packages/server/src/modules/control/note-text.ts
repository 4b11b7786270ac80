// 解除通知 in words. Both languages stand on the page.
export const NOTE = {
  title: { zh: '解除管控通知', en: 'Notice of release' },
  number: { zh: '编号', en: 'Number' },
  says: {
    zh: '以下人员的管控措施已按规定期满并符合解除条件，自 {day} 起解除，可以正常出入。',
    en: 'The measures for the person below have been served and all that the rules ask for their release is there. They ended on {day}; the person may come and go.',
  },
  saysWithOrder: {
    zh: '以下人员管控所依据的防控命令已于 {day} 结束，管控措施随之解除，可以正常出入。',
    en: 'The order that the measures for the person below rested on ended on {day}, and they with it; the person may come and go.',
  },
  titlePlace: { zh: '场所处置结束通知', en: 'Notice that the measures at a place have ended' },
  saysPlace: {
    zh: '以下场所的处置措施已按规定期满并符合结束条件，自 {day} 起结束。',
    en: 'The measures at the place below have been completed and all that the rules ask for their end is there. They ended on {day}.',
  },
  saysPlaceWithOrder: {
    zh: '以下场所处置所依据的防控命令已于 {day} 结束，处置措施随之结束。',
    en: 'The order that the measures at the place below rested on ended on {day}, and they with it.',
  },
  where: { zh: '场所', en: 'Place' },
  endDay: { zh: '结束日期', en: 'Day of the end' },
  works: { zh: '已完成的处置（次）', en: 'Works done' },
  surveys: { zh: '监测结果', en: 'Surveys' },
  name: { zh: '姓名', en: 'Name' },
  place: { zh: '住址', en: 'Address' },
  track: { zh: '管控类别', en: 'Kind' },
  measures: { zh: '措施与日期', en: 'Measures and days' },
  tests: { zh: '核酸等检测（已做）', en: 'Tests taken' },
  none: { zh: '无', en: 'none' },
  rule: { zh: '依据', en: 'By the rules of' },
  draft: { zh: '其中待确认的数字为草案', en: 'figures marked as drafts are to be confirmed' },
  unit: { zh: '解除单位', en: 'Released by' },
  office: { zh: '出具单位', en: 'Issued by' },
  day: { zh: '解除日期', en: 'Day of release' },
  signed: { zh: '（盖章）', en: '(seal)' },
} as const
