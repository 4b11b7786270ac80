import type { PostingLevel } from '@xiaomen/rules/daily'

type Both = { zh: string; en: string }
export type Lang = keyof Both

export const LEVEL_NAMES: Record<PostingLevel, Both> = {
  street: { zh: '街道', en: 'Street' },
  cutArea: { zh: '切割区域', en: 'Cut-area' },
  community: { zh: '社区', en: 'Community' },
  grid: { zh: '网格', en: 'Grid' },
  compound: { zh: '小区', en: 'Compound' },
  building: { zh: '楼栋', en: 'Building' },
  unit: { zh: '单元', en: 'Unit' },
}

export const TEXT = {
  product: { zh: '小门', en: 'Xiaomen' },
  free: { zh: '今日无疫', en: 'Outbreak-free today' },
  withdrawn: { zh: '公示已撤回', en: 'Posting withdrawn' },
  past: { zh: '往日公示', en: 'Posting of an earlier day' },
  unknown: { zh: '查无此公示', en: 'No such posting' },
  forDay: { zh: '公示日期', en: 'Day' },
  level: { zh: '层级', en: 'Level' },
  place: { zh: '范围', en: 'Place' },
  postedAt: { zh: '发布时间', en: 'Posted at' },
  withdrawnAt: { zh: '撤回时间', en: 'Withdrawn at' },
  code: { zh: '核验码', en: 'Code' },
  freeSays: {
    zh: '由当日事实逐级判定，并经责任人确认。情况一有变化，公示立即撤回。',
    en: 'Worked out from the facts of the day, level by level, and confirmed by those responsible. It is withdrawn as soon as a fact changes.',
  },
  withdrawnSays: { zh: '发布后情况有变化，此公示不再有效。', en: 'Something changed after it was posted. This posting no longer holds.' },
  pastSays: { zh: '这是往日的公示，不说明今天的情况。', en: 'This posting is of an earlier day and says nothing about today.' },
  unknownSays: {
    zh: '请核对纸上的十二个字母。若无误，请告知社区：这张纸可能不是真的。',
    en: 'Please compare the twelve letters with the paper. If they are right, tell the community office: the paper may not be genuine.',
  },
  newer: { zh: '查看重新发布的公示', en: 'See the posting made anew' },
  verifyTitle: { zh: '核验公示', en: 'Verify a posting' },
  verifyHint: { zh: '输入海报上的十二个字母', en: 'Type the twelve letters on the poster' },
  verifyButton: { zh: '核验', en: 'Verify' },
  genuine: { zh: '✓ 真实：此公示由本系统发布', en: '✓ Genuine: this posting was made by this system' },
  notGenuine: { zh: '✕ 本系统没有发布过这个公示', en: '✕ This system made no such posting' },
  scan: { zh: '扫码核验', en: 'Scan to verify' },
  orOpen: { zh: '或打开', en: 'or open' },
  poster: { zh: '打印海报（A4）', en: 'Poster to print (A4)' },
  checkedAt: { zh: '查询时间', en: 'Looked up at' },
} as const satisfies Record<string, Both>
