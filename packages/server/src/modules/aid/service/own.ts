// By the household: whoever is kept in says that somebody has to get to a hospital. Nobody is asked first.
import { type aid, aidErrors } from '@xiaomen/contract'
import { afterTransportStep } from '@xiaomen/rules/aid'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { isHomeUnderControl } from '../../control/index.ts'
import { isKeptInByZone } from '../../gate/index.ts'
import { findHome, findPerson, type Home, residentsOf } from '../../registry/index.ts'
import * as repo from '../repo.ts'
import { noted, notFound, openArrangement, request, write } from '../step.ts'

type Aid = Handlers<typeof aid>
/** So long after its end it is still read at home. */
const SHOWN_MS = 24 * 3_600_000

export async function ownHome(ctx: Ctx): Promise<{ personId: string; home: Home } | null> {
  const { personId } = ctx.self()
  const homeId = personId === null ? null : ((await findPerson(ctx, personId))?.homeId ?? null)
  const home = homeId === null ? null : await findHome(ctx, homeId)
  return personId === null || !home ? null : { personId, home }
}
export const isKeptIn = async (ctx: Ctx, home: Home): Promise<boolean> => (await isHomeUnderControl(ctx, home.id)) || (await isKeptInByZone(ctx, home.path))

export const requestOwn: Aid['requestOwn'] = async (ctx, wanted) => {
  const own = await ownHome(ctx)
  if (own === null) throw notFound()
  if (!(await isKeptIn(ctx, own.home))) throw fail(aidErrors, 'aid.not_kept_in')
  await request(ctx, own.home, { ...wanted, asker: 'resident' })
  return { id: wanted.id }
}

export const withdrawOwn: Aid['withdrawOwn'] = async (ctx, { transportId }) => {
  const own = await ownHome(ctx)
  const row = own === null ? undefined : await repo.lockTransport(ctx, transportId)
  if (!row || row.home_id !== own?.home.id) throw notFound()
  noted(ctx, row)
  const state = afterTransportStep(row.state, row.kind, 'withdraw')
  if (state === null) throw fail(aidErrors, 'aid.wrong_state')
  await write(ctx, row, 'withdraw', { state })
  return {}
}

export const listOwn: Aid['listOwn'] = async (ctx) => {
  const own = await ownHome(ctx)
  if (own === null) return { mayRequest: false, people: [], transports: [] }
  const { home, personId } = own
  const people = await residentsOf(ctx, home.id)
  const rows = await repo.listOfHome(ctx, home.communityId, home.id, new Date(ctx.now.getTime() - SHOWN_MS))
  return {
    mayRequest: await isKeptIn(ctx, home),
    people: people.map((one) => ({ personId: one.id, name: one.name, isMe: one.id === personId })),
    transports: rows.map((row) => {
      const { plate, escort, hospital } = openArrangement(ctx, row) ?? { plate: null, escort: null, hospital: null }
      return {
        id: row.id,
        kind: row.kind,
        state: row.state,
        name: people.find((one) => one.id === row.person_id)?.name ?? '',
        until: row.until_at.toISOString(),
        plate,
        escort,
        hospital,
        mayWithdraw: afterTransportStep(row.state, row.kind, 'withdraw') !== null,
      }
    }),
  }
}
