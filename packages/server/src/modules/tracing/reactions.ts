import { controlEvents, registryEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { on } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { findPerson } from '../registry/index.ts'
import { planAt } from '../posture/index.ts'
import { comingOf, enterMany, turnMany } from './enter.ts'
import { deskOf } from './place.ts'
import * as repo from './repo/traced.ts'

/** Somebody of the ledger who was confirmed is looked into, without anybody writing it a second time. */
async function follow(ctx: Ctx, { caseId, personId }: { caseId: string; personId: string }): Promise<void> {
  const person = await findPerson(ctx, personId)
  if (!person || (await planAt(ctx, person.path)).posture === 'peace' || (await repo.findOfInfection(ctx, caseId)) !== undefined) return
  const [known] = await repo.listOpenOfPeople(ctx, [person.id])
  const today = localDay(ctx.now)
  if (known === undefined) {
    const dates = { onsetOn: null, sampledOn: null, reportedOn: today, isolatedOn: null }
    await enterMany(
      ctx,
      await deskOf(ctx, person.path),
      [
        {
          ...comingOf(person),
          id: uuidv7(),
          label: null,
          standing: 'case',
          caseKind: 'confirmed',
          dates,
          lastMetOn: null,
          origin: 'ledger',
          infectionId: caseId,
        },
      ],
      null,
    )
    return
  }
  const change = known.standing === 'case' ? {} : { standing: 'case' as const, case_kind: 'confirmed' as const }
  await repo.updateTraced(ctx, known, { ...change, infection_id: caseId, version: known.version + 1 })
  if (known.standing !== 'case') await turnMany(ctx, [known], null, { kind: 'standing', from: known.standing, to: 'case' })
}

async function moved(ctx: Ctx, communityId: string, personId: string): Promise<void> {
  const person = await findPerson(ctx, personId)
  if (person?.communityId === communityId) await repo.moveTraced(ctx, communityId, personId, { homeId: person.homeId, path: person.path })
}

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(controlEvents.caseConfirmed, 'lookInto', follow),
  on(registryEvents.personMoved, 'followPerson', (ctx, { communityId, personId }) => moved(ctx, communityId, personId)),
]
