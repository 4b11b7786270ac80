import { ARRIVAL_WAYS, ASKED, type GatePolicy, OUTCOMES, QUOTA_PER, REASONS } from '@xiaomen/rules/gate'
import { RISK_LEVELS } from '@xiaomen/rules/risk'
import { z } from 'zod'

/** packs/<id>/<edition>/gate.json: what a gate asks, and what each reason leads to. */
export const GatePolicyFile = z.strictObject({
  asksCode: z.enum(ASKED),
  asksTemperature: z.enum(ASKED),
  asksStatus: z.enum(ASKED),
  feverC: z.number().min(35).max(42).nullable(),
  holdsCases: z.boolean(),
  asksPerson: z.boolean(),
  whereFrom: z.strictObject({ asks: z.enum(ASKED), lookBackDays: z.int().min(0).max(60), levels: z.array(z.enum(RISK_LEVELS)) }),
  listMaxAgeHours: z.number().min(1).max(168),
  asksProof: z.boolean(),
  exitQuota: z.strictObject({ per: z.enum(QUOTA_PER), times: z.int().min(1).max(20), days: z.int().min(1).max(14) }).nullable(),
  admitsVisitors: z.boolean(),
  arrivals: z.strictObject({
    courier: z.enum(ARRIVAL_WAYS),
    takeaway: z.enum(ARRIVAL_WAYS),
    supplyVehicle: z.enum(ARRIVAL_WAYS),
    otherVehicle: z.enum(ARRIVAL_WAYS),
  }),
  outcomeOf: z.record(z.enum(REASONS), z.enum(OUTCOMES)),
}) satisfies z.ZodType<GatePolicy>
