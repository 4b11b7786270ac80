// Sentences for the errors of photos, gate checks and patrols.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type PerimeterCode = Extract<AnyErrorCode, `photos.${string}` | `checklists.${string}` | `patrols.${string}`>

export const perimeterErrorWords = text<PerimeterCode>({
  zh: {
    'photos.no_photo': '这不是一张完整的照片（只收 JPEG、PNG、WebP），请重新拍。',
    'photos.too_large': '照片太大：最多 700 KB。请重新拍一张。',
    'photos.other_bytes': '同一编号的照片内容不同，没有收下。',
    'photos.missing': '照片没有送到，或不是您在这里拍的。请重新拍一张再提交。',
    'checklists.other_bytes': '同一编号的自查内容不同，没有收下。',
    'checklists.unknown_list': '自查清单已换，请重新打开这个小门再查。',
    'checklists.incomplete': '还有没答的、缺照片的或缺说明的，请补上再提交。',
    'patrols.not_one_community': '请选择一个社区内的区域。',
    'patrols.times_too_close': '两轮之间太近：间隔要大于前后允许时间的两倍。',
    'patrols.name_taken': '这里已有同名的路线。',
    'patrols.changed_meanwhile': '路线刚被别人改过，请刷新后再改。',
    'patrols.point_unknown': '不是您这里的巡防点。请扫贴在点位上的码。',
    'patrols.time_ahead': '手机时间比现在快，没有记下。请校准手机时间，再打一次点。',
    'patrols.other_bytes': '同一编号的记录内容不同，没有收下。',
    'patrols.answered_already': '已有人处理过了。',
  },
  en: {
    'photos.no_photo': 'This is not a whole photo (JPEG, PNG or WebP only). Please take it again.',
    'photos.too_large': 'The photo is too large: at most 700 KB. Please take another.',
    'photos.other_bytes': 'The same photo number came with another picture; it was not taken.',
    'photos.missing': 'The photo has not arrived, or was not taken by you here. Take a new one and send again.',
    'checklists.other_bytes': 'The same check number came with other answers; it was not taken.',
    'checklists.unknown_list': 'The checklist has changed: open this gate again and check anew.',
    'checklists.incomplete': 'An answer, a photo or a reason is still missing. Complete it and send again.',
    'patrols.not_one_community': 'Choose an area within one community.',
    'patrols.times_too_close': 'These rounds are too close: they must lie more than twice the allowed time apart.',
    'patrols.name_taken': 'There is a route of this name here already.',
    'patrols.changed_meanwhile': 'Somebody has just changed this route: refresh and try again.',
    'patrols.point_unknown': 'No check point of yours. Scan the code that hangs at the point.',
    'patrols.time_ahead': 'This phone’s clock runs ahead; nothing was noted. Set the clock and note the point again.',
    'patrols.other_bytes': 'The same number came with other content; it was not taken.',
    'patrols.answered_already': 'Somebody has already dealt with this.',
  },
})
