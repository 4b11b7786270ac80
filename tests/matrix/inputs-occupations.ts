import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

export const OCCUPATIONS_INPUTS: Record<string, Input> = {
  'occupations.listEmployers': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'occupations.getEmployer': { at: ({ place }) => ({ enterpriseId: place.enterpriseId }) },
  'occupations.noteTest': { at: ({ place }) => ({ id: uuidv7(), staffId: place.keyStaffId, on: '2022-05-03', evidence: '报告单' }) },
  'occupations.issueLink': { at: ({ place }) => ({ enterpriseId: place.enterpriseId }) },
  'occupations.endLink': { at: ({ place }) => ({ enterpriseId: place.enterpriseId }) },
  'occupations.listMissing': { at: ({ place }) => ({ areaId: place.compoundId, campaignId: place.campaignId }) },
  'occupations.getMissing': { at: ({ place }) => ({ enterpriseId: place.enterpriseId, campaignId: place.campaignId }) },
  'occupations.downloadEmployers': { at: ({ place }) => ({ areaId: place.compoundId, campaignId: place.campaignId, lang: 'zh' }) },
}
