import { type DailyCriteria, type Fact, stands } from './criteria.ts'
import type { AssessmentState, Check } from './index.ts'
import type { Node } from './nodes.ts'

/** What speaks against an area itself, whatever is beneath it. */
export type Own = { state: AssessmentState; checks: readonly Check[]; count: number }
export type Assessment = {
  state: AssessmentState
  own: Own
  /** Blockers beneath it, each counted once though it lies in a compound and in a grid. */
  below: number
}
export type Known = ReadonlyMap<string, Assessment>

const FREE: Own = { state: 'free', checks: [], count: 0 }
/** These say "not free"; the others say "we do not know". */
const CONTRADICTIONS: ReadonlySet<Check> = new Set(['infection_case', 'fever_unresolved'])

/** Blockers of one area itself. A place without homes owes no report, and only where the pack says so is its emptiness suspicious. */
export function ownOf(node: Node, facts: readonly Fact[], isConfirmed: boolean, criteria: DailyCriteria, day: string): Own {
  const asked = criteria.checks[node.level]
  const found: Check[] = facts.filter((fact) => asked.includes(fact.kind) && stands(fact, criteria, day)).map((fact) => fact.kind)
  if (node.isReportDue && !isConfirmed && asked.includes('report_unconfirmed')) found.push('report_unconfirmed')
  if (node.homes === 0 && asked.includes('facts_unknown')) found.push('facts_unknown')
  if (found.length === 0) return FREE
  return { state: found.some((check) => CONTRADICTIONS.has(check)) ? 'notFree' : 'unknown', checks: [...new Set(found)], count: found.length }
}

/** A parent is free when its own checks hold and all beneath it are free; one contradiction beneath makes it not free, one unknown unknown. */
function combine(node: Node, own: Own, of: (id: string) => Assessment | undefined, criteria: DailyCriteria, isOverlay: (id: string) => boolean): Assessment {
  let state = own.state
  let below = 0
  const isAsked = criteria.checks[node.level].includes('child_not_free')
  for (const id of node.childIds) {
    const child = of(id)
    if (!child) continue
    // What lies beneath an overlay is counted on the way up the tree already.
    below += child.own.count + (isOverlay(id) && !node.isOverlay ? 0 : child.below)
    if (!isAsked) continue
    if (child.state === 'notFree') state = 'notFree'
    else if (child.state === 'unknown' && state === 'free') state = 'unknown'
  }
  return { state, own, below }
}

type Scratch = {
  nodes: ReadonlyMap<string, Node>
  facts: readonly Fact[]
  /** Ids of the subjects whose head confirmed the report of the day. */
  reports: ReadonlySet<string>
  /** The pack's criteria at a subject, or null where none is in force: it is then left out of its parent. */
  criteriaOf: (node: Node) => DailyCriteria | null
  day: string
}

/** Every subject from scratch. */
export function assess({ nodes, facts, reports, criteriaOf, day }: Scratch): Map<string, Assessment> {
  const factsAt = Map.groupBy(facts, (fact) => fact.areaId)
  const own = (node: Node, criteria: DailyCriteria) => ownOf(node, factsAt.get(node.id) ?? [], reports.has(node.id), criteria, day)
  return evaluate(nodes, [...nodes.keys()], own, criteriaOf, new Map())
}

type Chain = {
  /** The changed subjects, everything above them, and what is directly beneath each of those. */
  nodes: ReadonlyMap<string, Node>
  /** The last assessment of each of `nodes`. */
  known: Known
  /** What speaks now against each changed subject itself. */
  changed: ReadonlyMap<string, Own>
  criteriaOf: (node: Node) => DailyCriteria | null
}

/** Only the changed subjects and what lies above them; the same answer as from scratch. */
export function assessChain({ nodes, known, changed, criteriaOf }: Chain): Map<string, Assessment> {
  const touched = new Set<string>()
  const climb = (id: string) => {
    const node = nodes.get(id)
    if (!node || touched.has(id)) return
    touched.add(id)
    for (const above of node.memberOf) climb(above)
    if (node.parentId !== null) climb(node.parentId)
  }
  for (const id of changed.keys()) climb(id)
  const own = (node: Node) => changed.get(node.id) ?? known.get(node.id)?.own ?? FREE
  return evaluate(nodes, [...touched], own, criteriaOf, known)
}

/** Works out `ids` from beneath; what is not among them is taken as `known`. */
function evaluate(
  nodes: ReadonlyMap<string, Node>,
  ids: readonly string[],
  ownAt: (node: Node, criteria: DailyCriteria) => Own,
  criteriaOf: (node: Node) => DailyCriteria | null,
  known: Known,
): Map<string, Assessment> {
  const wanted = new Set(ids)
  const done = new Map<string, Assessment>()
  const isOverlay = (id: string) => nodes.get(id)?.isOverlay === true
  const of = (id: string): Assessment | undefined => {
    if (!wanted.has(id)) return known.get(id)
    const before = done.get(id)
    if (before) return before
    const node = nodes.get(id)
    const criteria = node && criteriaOf(node)
    if (!node || !criteria) return undefined
    const result = combine(node, ownAt(node, criteria), of, criteria, isOverlay)
    done.set(id, result)
    return result
  }
  for (const id of ids) of(id)
  return done
}
