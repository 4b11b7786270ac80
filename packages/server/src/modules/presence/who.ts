// Who checked in, sealed and under a mark that is good for one day: the same person tomorrow has another mark, so that nobody is followed by them.
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { planAt } from '../posture/index.ts'

export type Who = { personId: string } | { name: string; phone: string }
type Keys = Pick<Ctx, 'crypto'>

/** One person, whatever they are written as: an id of the ledger, or the telephone of somebody who is not in it. */
export const keyOf = (who: Who): string => ('personId' in who ? `p:${who.personId}` : `o:${who.phone}`)
const tagOn = ({ crypto }: Keys, key: string, day: string): Buffer => crypto.index('presence.tag', `${day} ${key}`)
export const tagAt = (ctx: Keys, key: string, at: Date): Buffer => tagOn(ctx, key, localDay(at))
/** The marks of every day that a stay may have begun on which reaches into the window. */
export function tagsIn(ctx: Keys, key: string, window: { from: Date; to: Date }, longestStayMinutes: number): Buffer[] {
  const last = localDay(window.to)
  const tags: Buffer[] = []
  for (let day = localDay(new Date(window.from.getTime() - longestStayMinutes * 60_000)); day <= last; day = addDays(day, 1)) tags.push(tagOn(ctx, key, day))
  return tags
}

/** Under the order in force at the place: its end destroys who was there. */
export const scopeAt = async (ctx: Pick<Ctx, 'tx' | 'now'>, path: string): Promise<string> => (await planAt(ctx, path)).orderId ?? 'peace'

const ofRow = (row: string) => ({ table: 'presence.check_in', row, column: 'sealed_person' })
export const sealWho = ({ crypto }: Keys, id: string, who: Who, scope: string): Buffer => crypto.seal('whereabouts', ofRow(id), JSON.stringify(who), scope)
export const openWho = ({ crypto }: Keys, row: { id: string; sealed_person: Buffer }): Who =>
  JSON.parse(crypto.open('whereabouts', ofRow(row.id), row.sealed_person)) as Who

/** Subject of a trace: whose it is, and what it is asked for. */
export type Subject = { personId: string; refId: string | null }
const ofTrace = (row: string, column: 'sealed_subject' | 'sealed_reason') => ({ table: 'presence.trace', row, column })
export const sealSubject = ({ crypto }: Keys, id: string, subject: Subject, scope: string): Buffer =>
  crypto.seal('whereabouts', ofTrace(id, 'sealed_subject'), JSON.stringify(subject), scope)
export const openSubject = ({ crypto }: Keys, row: { id: string; sealed_subject: Buffer }): Subject =>
  JSON.parse(crypto.open('whereabouts', ofTrace(row.id, 'sealed_subject'), row.sealed_subject)) as Subject
export const sealReason = ({ crypto }: Keys, id: string, reason: string, scope: string): Buffer =>
  crypto.seal('whereabouts', ofTrace(id, 'sealed_reason'), reason, scope)
export const openReason = ({ crypto }: Keys, row: { id: string; sealed_reason: Buffer }): string =>
  crypto.open('whereabouts', ofTrace(row.id, 'sealed_reason'), row.sealed_reason)
