// What gates and cases tell becomes a lead by itself, in the same intake as everything else.
import type { controlEvents, gateEvents, tasksEvents } from '@xiaomen/contract'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { findPerson } from '../registry/index.ts'
import { planAt } from '../posture/index.ts'
import { noteStep } from './acts.ts'
import { openOfPerson } from './repo/lead.ts'
import { centreOf } from './service/own.ts'
import { type Incoming, takeIn } from './take-in.ts'

type Of<E extends { payload: z.ZodType }> = z.output<E['payload']>
const AT_A_GATE = '门口登记：从风险地区来'
const IS_POSITIVE = '阳性登记，待流调'

async function take(
  ctx: Ctx,
  at: { communityId: string; areaPath: string; personId: string | null },
  of: Pick<Incoming, 'kind' | 'way' | 'key'> & { said: string },
): Promise<void> {
  if ((await planAt(ctx, at.areaPath)).posture === 'peace') return
  const centre = await centreOf(ctx, at.areaPath)
  if (centre === null) return
  const person = at.personId === null ? null : await findPerson(ctx, at.personId)
  const { said, ...rest } = of
  await takeIn(ctx, centre, [
    {
      ...rest,
      said: { reference: null, name: person?.name ?? null, phone: person?.phone ?? null, document: person?.document ?? null, address: null, said },
      sentAt: null,
      placeId: person?.communityId ?? at.communityId,
      person: person === null ? null : { id: person.id, homeId: person.homeId },
    },
  ])
}
export const fromGate = (ctx: Ctx, event: Of<typeof gateEvents.riskAreaFound>): Promise<void> =>
  take(ctx, event, { kind: 'riskArea', way: 'gate', key: event.passageId, said: AT_A_GATE })
export const fromCase = (ctx: Ctx, event: Of<typeof controlEvents.caseRegistered>): Promise<void> =>
  take(ctx, event, { kind: 'positive', way: 'case', key: event.caseId, said: IS_POSITIVE })

/** A grid worker was at the door: whoever has the lead reads so. */
export async function fromDoor(ctx: Ctx, { kind, subjectId }: Of<typeof tasksEvents.outcomeRecorded>): Promise<void> {
  if (kind === 'lead') await noteStep(ctx, await openOfPerson(ctx, subjectId), { kind: 'visited' })
}
