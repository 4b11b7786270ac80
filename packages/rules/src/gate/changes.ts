import type { GatePolicy } from './decide-passage.ts'

/** What a change of pack may change at a gate, as far as people notice it. */
export const GATE_RULES = [
  'asksCode',
  'asksProof',
  'asksTemperature',
  'feverC',
  'asksStatus',
  'holdsCases',
  'asksPerson',
  'whereFrom',
  'exitQuota',
  'admitsVisitors',
  'courier',
  'takeaway',
  'supplyVehicle',
  'otherVehicle',
] as const
export type GateRule = (typeof GATE_RULES)[number]
export type GateChange = { rule: GateRule; before: string; after: string }

const yesNo = (value: boolean) => (value ? 'yes' : 'no')
/** Each rule as one code: whom it asks, how it treats, a number, or `none`. A quota is `times/days/per`. */
export const gateCodesOf = (policy: GatePolicy): Record<GateRule, string> => ({
  asksCode: policy.asksCode,
  asksProof: yesNo(policy.asksProof),
  asksTemperature: policy.asksTemperature,
  feverC: policy.feverC === null ? 'none' : String(policy.feverC),
  asksStatus: policy.asksStatus,
  holdsCases: yesNo(policy.holdsCases),
  asksPerson: yesNo(policy.asksPerson),
  whereFrom: policy.whereFrom.asks,
  exitQuota: policy.exitQuota === null ? 'none' : `${policy.exitQuota.times}/${policy.exitQuota.days}/${policy.exitQuota.per}`,
  admitsVisitors: yesNo(policy.admitsVisitors),
  courier: policy.arrivals.courier,
  takeaway: policy.arrivals.takeaway,
  supplyVehicle: policy.arrivals.supplyVehicle,
  otherVehicle: policy.arrivals.otherVehicle,
})

export function gateChanges(before: GatePolicy, after: GatePolicy): GateChange[] {
  const [was, is] = [gateCodesOf(before), gateCodesOf(after)]
  return GATE_RULES.filter((rule) => was[rule] !== is[rule]).map((rule) => ({ rule, before: was[rule], after: is[rule] }))
}
