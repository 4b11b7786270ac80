// The life of a lead. It is at one desk at any moment: sending it on is an offer, and until somebody takes it, it stays where it was.
// Its clocks stand from the moment it came; a hand-over neither stops nor moves them, and a second word of the same person only brings them nearer.
import type { LeadOutcome, LeadState } from './words.ts'

/** Instants as epoch milliseconds. Null: this kind of lead has no such clock. */
export type LeadClocks = { acceptBy: number | null; tellBy: number | null; closeBy: number | null }
/** `desk`, `centre`, `offeredTo`: ids of areas. The centre is where it came in, and where it falls back to. */
export type LeadStanding = {
  state: LeadState
  centre: string
  desk: string
  offeredTo: string | null
  returns: number
  clocks: LeadClocks
  acceptedAt: number | null
  toldAt: number | null
  outcome: LeadOutcome | null
}
export type LeadAct =
  | { kind: 'triage' | 'takeBack' | 'recall' | 'giveBack' | 'reopen' }
  | { kind: 'offer'; to: string }
  | { kind: 'keep' | 'accept' | 'tell'; at: number }
  | { kind: 'close'; outcome: LeadOutcome }
  | { kind: 'merge'; clocks: LeadClocks }
/** `state`: it is not so far, or past that. `same_desk`: it is there already. `centre`: there is no desk to give it back to. */
export type LeadRefusal = 'state' | 'same_desk' | 'centre'

const isAt = (lead: LeadStanding, ...states: LeadState[]): boolean => states.includes(lead.state)
const nearer = (one: number | null, other: number | null): number | null => (one === null ? other : other === null ? one : Math.min(one, other))
const nearest = (...times: (number | null)[]): number | null => times.reduce(nearer, null)

/** The next moment that is owed, or null when nothing is any more. Given back, what was met by taking it is owed again: as of before. */
export const dueOf = ({ state, clocks, acceptedAt, toldAt }: LeadStanding): number | null =>
  state === 'closed' ? null : nearest(acceptedAt === null ? clocks.acceptBy : null, toldAt === null ? clocks.tellBy : null, clocks.closeBy)

export const noLead = (desk: string, clocks: LeadClocks): LeadStanding => ({
  state: 'received',
  centre: desk,
  desk,
  offeredTo: null,
  returns: 0,
  clocks,
  acceptedAt: null,
  toldAt: null,
  outcome: null,
})

export function stepLead(lead: LeadStanding, act: LeadAct): LeadStanding | { refused: LeadRefusal } {
  const no = (refused: LeadRefusal) => ({ refused })
  switch (act.kind) {
    case 'triage':
      return isAt(lead, 'received', 'returned', 'triaged') ? { ...lead, state: 'triaged' } : no('state')
    case 'offer':
      if (!isAt(lead, 'triaged')) return no('state')
      return act.to === lead.desk ? no('same_desk') : { ...lead, state: 'offered', offeredTo: act.to }
    case 'takeBack':
      return isAt(lead, 'offered') ? { ...lead, state: 'triaged', offeredTo: null } : no('state')
    case 'keep':
      return isAt(lead, 'triaged') ? { ...lead, state: 'accepted', acceptedAt: act.at } : no('state')
    case 'accept':
      return lead.offeredTo !== null ? { ...lead, state: 'accepted', desk: lead.offeredTo, offeredTo: null, acceptedAt: act.at } : no('state')
    case 'giveBack':
      if (!isAt(lead, 'offered', 'accepted', 'working')) return no('state')
      if (lead.state !== 'offered' && lead.desk === lead.centre) return no('centre')
      return { ...lead, state: 'returned', desk: lead.centre, offeredTo: null, returns: lead.returns + 1, acceptedAt: null }
    case 'recall':
      return isAt(lead, 'accepted', 'working') ? { ...lead, state: 'triaged', desk: lead.centre, acceptedAt: null } : no('state')
    case 'tell': {
      if (isAt(lead, 'closed')) return no('state')
      return { ...lead, state: lead.state === 'accepted' ? 'working' : lead.state, toldAt: lead.toldAt ?? act.at }
    }
    case 'close':
      return isAt(lead, 'triaged', 'accepted', 'working') ? { ...lead, state: 'closed', outcome: act.outcome } : no('state')
    case 'reopen':
      // Whoever had it has it again; nothing that was late is late no more.
      return isAt(lead, 'closed') ? { ...lead, state: lead.acceptedAt === null ? 'triaged' : 'working', outcome: null } : no('state')
    case 'merge':
      if (isAt(lead, 'closed')) return no('state')
      return {
        ...lead,
        clocks: {
          acceptBy: nearer(lead.clocks.acceptBy, act.clocks.acceptBy),
          tellBy: nearer(lead.clocks.tellBy, act.clocks.tellBy),
          closeBy: nearer(lead.clocks.closeBy, act.clocks.closeBy),
        },
      }
  }
}
