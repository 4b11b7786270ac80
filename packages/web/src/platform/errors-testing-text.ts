// What went wrong with a campaign, a tube or a sample, in words.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type TestingCode = Extract<AnyErrorCode, `testing.${string}`>
export const testingErrorWords = text<TestingCode>({
  zh: {
    'testing.not_running': '检测任务还没有开始，请联系社区。',
    'testing.has_ended': '检测任务已经结束。',
    'testing.no_points': '还没有采样点：先添加至少一个采样点，再开始。',
    'testing.outside': '这个区域不在任务涉及的社区内。',
    'testing.point_closed': '这个采样点已经关闭。',
    'testing.label_foreign': '这不是本系统的试管条码（可能是别家的条码），请换一支贴好条码的试管。',
    'testing.label_unreadable': '条码有误，请再扫一次，或按条码逐字输入。',
    'testing.tube_of_other_point': '这支试管是别的采样点的，请用本点的试管。',
    'testing.other_bytes': '同一条采样记录内容不同，已保留待查。',
    'testing.sample_unknown': '找不到这条采样记录。',
    'testing.tube_gone': '试管已经装箱，不能再移出。',
  },
  en: {
    'testing.not_running': 'The campaign has not begun yet; ask the community.',
    'testing.has_ended': 'The campaign is over.',
    'testing.no_points': 'There is no sampling point yet: add at least one before you start.',
    'testing.outside': 'This area is not in a community of the campaign.',
    'testing.point_closed': 'This sampling point is closed.',
    'testing.label_foreign': 'This is not one of our tube labels (perhaps another maker’s code): take a tube with a label.',
    'testing.label_unreadable': 'The label has a mistake in it: scan it once more, or type it as it is printed.',
    'testing.tube_of_other_point': 'This tube belongs to another sampling point: take one of this point.',
    'testing.other_bytes': 'The same sample came with other content; it is kept to be looked into.',
    'testing.sample_unknown': 'There is no such sample.',
    'testing.tube_gone': 'The tube is in a box already: nobody can be taken out of it.',
  },
})
