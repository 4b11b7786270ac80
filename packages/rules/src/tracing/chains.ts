// 传播链: who gave it to whom, in trees. Pure; one pass over nodes and edges, no recursion, so that a long chain is no deep stack.
import { addDays, daysBetween } from '../days/index.ts'
import { anchorOf, type Certainty, CERTAINTIES, type Dates, type Standing } from './words.ts'

export type Node = Dates & { id: string; standing: Standing }
/** `from` was there with the disease, `to` met them. `day`…`dayTo`: local days on which they met. */
export type Edge = { id: string; from: string; to: string; day: string; dayTo: string; certainty: Certainty; isInfection: boolean; isActive: boolean }

export type Chains = {
  /** Of each node that caught it from a known one. */
  parent: ReadonlyMap<string, string>
  /** Those it gave it to, by the day that counts. */
  children: ReadonlyMap<string, readonly string[]>
  /** Nodes that caught it from nobody known and gave it on, or stand alone; by the day that counts. */
  roots: readonly string[]
  /** 代: 0 for a root. */
  generation: ReadonlyMap<string, number>
  /** The root each node's tree begins with. */
  cluster: ReadonlyMap<string, string>
}

const byDay = (nodes: ReadonlyMap<string, Node>) => (one: string, other: string) => {
  const [a, b] = [anchorOf(nodes.get(one)!), anchorOf(nodes.get(other)!)]
  return a === b ? (one < other ? -1 : 1) : a < b ? -1 : 1
}

/**
 * The trees of transmission among these nodes, by the edges that were marked so. An edge to or from a node that is not given is left out.
 * `withContacts`: whoever is no case hangs under the one they met most surely, so that a drawing shows them too.
 */
export function chainsOf(given: Iterable<Node>, edges: Iterable<Edge>, { withContacts = false }: { withContacts?: boolean } = {}): Chains {
  const nodes = new Map([...given].map((node) => [node.id, node]))
  const parent = parentsOf(nodes, edges, withContacts)
  const order = byDay(nodes)
  const children = new Map<string, string[]>()
  for (const [child, from] of parent) {
    const of = children.get(from)
    if (of === undefined) children.set(from, [child])
    else of.push(child)
  }
  for (const of of children.values()) of.sort(order)
  const generation = new Map<string, number>()
  const cluster = new Map<string, string>()
  const grow = (root: string): void => {
    const open = [root]
    generation.set(root, 0)
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      cluster.set(id, root)
      for (const child of children.get(id) ?? []) {
        generation.set(child, generation.get(id)! + 1)
        open.push(child)
      }
    }
  }
  const sorted = [...nodes.keys()].toSorted(order)
  const roots = sorted.filter((id) => !parent.has(id))
  roots.forEach(grow)
  // A ring, as a file may bring it: it is opened at whoever fell ill first.
  for (const id of sorted) {
    if (cluster.has(id)) continue
    const from = parent.get(id)!
    parent.delete(id)
    children.set(
      from,
      children.get(from)!.filter((child) => child !== id),
    )
    roots.push(id)
    grow(id)
  }
  return { parent, children, roots: roots.toSorted(order), generation, cluster }
}

function parentsOf(nodes: ReadonlyMap<string, Node>, edges: Iterable<Edge>, withContacts: boolean): Map<string, string> {
  const parent = new Map<string, string>()
  const met = new Map<string, Edge>()
  for (const edge of edges) {
    if (!edge.isActive || edge.from === edge.to || !nodes.has(edge.from) || !nodes.has(edge.to)) continue
    if (edge.isInfection) {
      if (!parent.has(edge.to)) parent.set(edge.to, edge.from)
      continue
    }
    const before = met.get(edge.to)
    if (before === undefined || CERTAINTIES.indexOf(edge.certainty) < CERTAINTIES.indexOf(before.certainty)) met.set(edge.to, edge)
  }
  if (withContacts) for (const [id, edge] of met) if (nodes.get(id)!.standing !== 'case' && !parent.has(id)) parent.set(id, edge.from)
  return parent
}

export type InfectionFault = 'himself' | 'cycle' | 'notCase' | 'laterSource'
/**
 * Whether `from` may be said to have given it to `to`. Somebody else who was said to have done so before gives way, so that no edge of `to` is looked at.
 * `laterSource`: the source fell ill after whoever it is said to have infected, by more than the days it is infectious before that.
 */
export function infectionFault(
  nodes: ReadonlyMap<string, Node>,
  parent: ReadonlyMap<string, string>,
  { from, to }: { from: string; to: string },
  { infectiousDays }: { infectiousDays: number },
): InfectionFault | null {
  if (from === to) return 'himself'
  for (let id: string | undefined = from; id !== undefined; id = parent.get(id)) if (id === to) return 'cycle'
  const [source, target] = [nodes.get(from), nodes.get(to)]
  if (source?.standing !== 'case' || target?.standing !== 'case') return 'notCase'
  return addDays(anchorOf(source), -infectiousDays) > anchorOf(target) ? 'laterSource' : null
}

export type Proposal = { from: string; edgeId: string; certainty: Certainty; days: number }
/**
 * Who most likely gave it to this case: among the cases it met, those it met while they were infectious and before it fell ill itself; the surest
 * first, then whoever fell ill longest before, then the lower id. Null where nobody fits; `isClear` where nobody else fits as surely.
 */
export function proposeSource(
  node: Node,
  edges: Iterable<Edge>,
  nodes: ReadonlyMap<string, Node>,
  figures: { infectiousDays: number },
): { best: Proposal; isClear: boolean } | null {
  const fallsIll = anchorOf(node)
  const fits = [...edges]
    .flatMap((edge): Proposal[] => {
      const source = nodes.get(edge.from)
      if (!edge.isActive || edge.to !== node.id || edge.from === node.id || source?.standing !== 'case') return []
      const infectious = addDays(anchorOf(source), -figures.infectiousDays)
      const until = source.isolatedOn ?? '9999-12-31'
      const metFrom = edge.day > infectious ? edge.day : infectious
      const metTo = [edge.dayTo, until, fallsIll].toSorted()[0]!
      return metFrom > metTo ? [] : [{ from: edge.from, edgeId: edge.id, certainty: edge.certainty, days: daysBetween(anchorOf(source), fallsIll) }]
    })
    .toSorted((a, b) => CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) || b.days - a.days || (a.from < b.from ? -1 : 1))
  const best = fits[0]
  if (best === undefined) return null
  return { best, isClear: !fits.some((one) => one.from !== best.from && one.certainty === best.certainty) }
}
