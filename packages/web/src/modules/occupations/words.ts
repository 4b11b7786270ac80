import type { DueState } from '@xiaomen/rules/occupations'
import type { Word } from '../../desk/words.ts'

export const dueWords: Record<DueState, Word> = {
  overdue: { zh: '! 已逾期', en: '! Overdue' },
  never: { zh: '! 从未检测', en: '! Never tested' },
  today: { zh: '今天应检', en: 'Due today' },
  later: { zh: '未到期', en: 'Not yet' },
}
