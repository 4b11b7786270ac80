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
    'testing.tube_not_sealed': '这支试管还没有封管，请先在采样台封管。',
    'testing.tube_in_other_box': '这支试管已经在另一个转运箱里，请核对。',
    'testing.box_not_open': '这个转运箱已经封箱，不能再装，请换一个箱子。',
    'testing.box_empty': '箱子里还没有试管，先扫试管再封箱。',
    'testing.box_not_sealed': '先封箱、核对管数，再交接。',
    'testing.box_not_sent': '采样点还没有登记交接（手机可能没有网络）。请对方联网后再签收，结果可以先录入，会等着对上。',
    'testing.box_unknown': '找不到这个转运箱，请再扫一次箱码。',
    'testing.count_differs': '数出来的管数和已扫的不一样，请重新数一遍、补扫漏掉的。',
    'testing.tube_of_other_box': '有试管不属于这个箱子，请拿出来单独核对。',
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
    'testing.tube_not_sealed': 'This tube is not closed yet: close it at the table first.',
    'testing.tube_in_other_box': 'This tube lies in another box already: check which.',
    'testing.box_not_open': 'This box is closed: take another one.',
    'testing.box_empty': 'There is no tube in the box yet: scan the tubes first.',
    'testing.box_not_sealed': 'Close the box and count it before it is handed over.',
    'testing.box_not_sent':
      'The point has not written down the hand-over yet (its phone may be without network). Let them connect first; results can be entered meanwhile and wait.',
    'testing.box_unknown': 'There is no such box: scan its label once more.',
    'testing.count_differs': 'Another number was scanned than counted: count again and scan what is missing.',
    'testing.tube_of_other_box': 'A tube does not belong to this box: take it out and check it apart.',
  },
})
