// 画法: where each node of the chains stands. Three ways: by day, by generation, and round each source. Units are rows, generations, days and steps; whoever draws scales them.
import { daysBetween } from '../days/index.ts'
import type { Chains, Node } from './chains.ts'
import { anchorOf } from './words.ts'

export type Spot = { id: string; x: number; y: number }
export type Link = { from: string; to: string }
/** `width` and `height` in the same units as the spots, which lie within 0…width and 0…height. */
export type Layout = { spots: Spot[]; links: Link[]; width: number; height: number }

const linksOf = ({ parent }: Chains): Link[] => [...parent].map(([to, from]) => ({ from, to }))

/** Every node of a tree before its children, the trees in the order of their roots. */
function walk({ roots, children }: Chains): string[] {
  const order: string[] = []
  for (const root of roots) {
    const open = [root]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      order.push(id)
      open.push(...(children.get(id) ?? []).toReversed())
    }
  }
  return order
}

/** 时间轴: x is the day that counts, from the first one; y a row of its own for each, children beneath the one who gave it to them. */
export function timelineLayout(nodes: ReadonlyMap<string, Node>, chains: Chains): Layout & { firstDay: string | null } {
  const order = walk(chains)
  const days = order.map((id) => anchorOf(nodes.get(id)!))
  const firstDay = days.toSorted()[0] ?? null
  const spots = order.map((id, row) => ({ id, x: firstDay === null ? 0 : daysBetween(firstDay, days[row]!), y: row }))
  return { spots, links: linksOf(chains), firstDay, width: Math.max(0, ...spots.map(({ x }) => x)), height: Math.max(0, order.length - 1) }
}

/** Children before their parents, with the place of every leaf: parents stand over the middle of their children. */
function spread(chains: Chains, roots: readonly string[], gap: number): { place: Map<string, number>; width: number } {
  const place = new Map<string, number>()
  let next = 0
  for (const root of roots) {
    const order = walk({ ...chains, roots: [root] })
    for (const id of order) if ((chains.children.get(id)?.length ?? 0) === 0) place.set(id, next++)
    for (const id of order.toReversed()) {
      const of = chains.children.get(id)
      if (of !== undefined && of.length > 0) place.set(id, (place.get(of[0]!)! + place.get(of.at(-1)!)!) / 2)
    }
    next += gap
  }
  return { place, width: Math.max(0, next - gap - 1) }
}

/** 树: x by leaves, y the generation. */
export function treeLayout(chains: Chains): Layout {
  const { place, width } = spread(chains, chains.roots, 1)
  const spots = [...place].map(([id, x]) => ({ id, x, y: chains.generation.get(id)! }))
  return { spots, links: linksOf(chains), width, height: Math.max(0, ...spots.map(({ y }) => y)) }
}

/** Room of one on a ring, and from one ring to the next, in steps. */
const RING_ROOM = 1
const RING_STEP = 1.5
/** 关系图: each tree in a disc of its own, its source in the middle, generations on rings wide enough for those who stand on them; discs in rows, the largest first. */
export function discLayout(chains: Chains): Layout {
  const discs = chains.roots.map((root) => {
    const order = walk({ ...chains, roots: [root] })
    const { place, width } = spread(chains, [root], 0)
    const onRing = Map.groupBy(order, (id) => chains.generation.get(id)!)
    // A ring has room for as many as stand on it, and lies outside the one before.
    const radii: number[] = []
    for (let ring = 0; onRing.has(ring); ring += 1)
      radii.push(ring === 0 ? 0 : Math.max(radii[ring - 1]! + RING_STEP, (onRing.get(ring)!.length * RING_ROOM) / (Math.PI * 2)))
    const spots = order.map((id) => {
      const ring = chains.generation.get(id)!
      const angle = (place.get(id)! / (width + 1)) * Math.PI * 2 - Math.PI / 2
      return { id, x: Math.cos(angle) * radii[ring]!, y: Math.sin(angle) * radii[ring]! }
    })
    return { spots, radius: (radii.at(-1) ?? 0) + 1 }
  })
  const largest = discs.toSorted((a, b) => b.radius - a.radius)
  const rowWidth = Math.max((largest[0]?.radius ?? 0) * 2, Math.sqrt(largest.reduce((sum, { radius }) => sum + radius * radius * 4, 0)) * 1.3)
  const spots: Spot[] = []
  let [x, y, rowHeight, width] = [0, 0, 0, 0]
  for (const disc of largest) {
    const across = disc.radius * 2
    if (x > 0 && x + across > rowWidth) [x, y, rowHeight] = [0, y + rowHeight, 0]
    for (const spot of disc.spots) spots.push({ id: spot.id, x: x + disc.radius + spot.x, y: y + disc.radius + spot.y })
    x += across
    rowHeight = Math.max(rowHeight, across)
    width = Math.max(width, x)
  }
  return { spots, links: linksOf(chains), width, height: y + rowHeight }
}
