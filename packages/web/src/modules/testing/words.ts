// Words of campaigns, tubes and doubts, zh and en together.
import type { CampaignState, Doubt, UnbindReason } from '@xiaomen/rules/testing'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>
export const campaignStateWords: Words<CampaignState> = {
  reserve: { zh: '应急预备', en: 'In reserve' },
  planned: { zh: '已安排', en: 'Planned' },
  running: { zh: '正在检测', en: 'Running' },
  ended: { zh: '已结束', en: 'Ended' },
}
export const CAMPAIGN_SIGNS: Record<CampaignState, string> = { reserve: '◌', planned: '○', running: '◐', ended: '●' }

export const doubtWords: Words<Doubt> = {
  overfull: { zh: '超过混采人数', en: 'More than the tube may hold' },
  afterSeal: { zh: '试管已封口', en: 'The tube was closed already' },
  twiceInTube: { zh: '同一人在这支管里扫了两次', en: 'The same person twice in this tube' },
  inOtherTube: { zh: '这个人还在另一支没封口的管里', en: 'Also in another tube that is open' },
  twiceInRound: { zh: '本轮已在别的管里采过', en: 'Taken already in this round' },
  otherHome: { zh: '一户一管，这个人不是这户的', en: 'One household’s tube, and this is somebody else' },
  unknownPerson: { zh: '台账里找不到这个人', en: 'Nobody of the ledger' },
  wrongClock: { zh: '手机时间不对', en: 'The phone’s clock is wrong' },
}
export const unbindWords: Words<UnbindReason> = {
  wrongPerson: { zh: '扫错了人', en: 'Wrong person' },
  wrongTube: { zh: '放错了管', en: 'Wrong tube' },
  sampleFailed: { zh: '没有采到', en: 'No sample taken' },
  refused: { zh: '本人不愿意', en: 'Refused' },
}
