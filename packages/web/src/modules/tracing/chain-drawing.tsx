// The picture itself: shapes for what somebody is, so that it is read without colour; styles stand in it, so that it is the same when it is saved.
import { addDays } from '@xiaomen/rules/days'
import { type Chains, discLayout, type Layout, type Node, timelineLayout, treeLayout } from '@xiaomen/rules/tracing'
import { type Ref, useMemo } from 'react'

export type View = 'timeline' | 'tree' | 'disc'
type Drawn = Node & { label: string; caseKind: string | null; isClosed: boolean }
const EDGE = 24
const INK = '#1f2d3d'
const QUIET = '#8a96a3'
const FILL = { case: '#c62828', contact: '#1565c0', secondaryContact: '#6a8caf', none: '#9e9e9e' } as const
/** Picture points a unit of the layout takes. */
const STEP: Record<View, { x: number; y: number }> = { timeline: { x: 26, y: 18 }, tree: { x: 22, y: 64 }, disc: { x: 26, y: 26 } }
const LABEL_ROOM = 96
const HEAD = 22

export function ChainDrawing({
  nodes,
  chains,
  view,
  title,
  svgRef,
}: {
  nodes: ReadonlyMap<string, Drawn>
  chains: Chains
  view: View
  title: string
  svgRef: Ref<SVGSVGElement>
}) {
  const layout: Layout & { firstDay?: string | null } = useMemo(
    () => (view === 'timeline' ? timelineLayout(nodes, chains) : view === 'tree' ? treeLayout(chains) : discLayout(chains)),
    [nodes, chains, view],
  )
  const step = STEP[view]
  const top = view === 'timeline' ? EDGE + HEAD : EDGE
  const at = new Map(layout.spots.map(({ id, x, y }) => [id, { x: EDGE + x * step.x, y: top + y * step.y }]))
  const width = EDGE * 2 + layout.width * step.x + (view === 'disc' ? 0 : LABEL_ROOM)
  const height = top + EDGE + layout.height * step.y + (view === 'tree' ? LABEL_ROOM / 2 : 0)
  // On a ring of many there is no room for words beside every shape.
  const hasLabels = view !== 'disc' || nodes.size <= 120
  return (
    <svg ref={svgRef} role="img" aria-label={title} width={width} height={height} viewBox={`0 0 ${width} ${height}`} fontFamily="sans-serif" fontSize={11}>
      <rect width={width} height={height} fill="#ffffff" />
      {view === 'timeline' && layout.firstDay != null && <Days firstDay={layout.firstDay} days={layout.width} height={height} />}
      {layout.links.map(({ from, to }) => {
        const [a, b] = [at.get(from)!, at.get(to)!]
        const path =
          view === 'timeline'
            ? `M${a.x} ${a.y}V${b.y}H${b.x}`
            : view === 'tree'
              ? `M${a.x} ${a.y}V${(a.y + b.y) / 2}H${b.x}V${b.y}`
              : `M${a.x} ${a.y}L${b.x} ${b.y}`
        return <path key={`${from} ${to}`} d={path} fill="none" stroke={QUIET} strokeWidth={1} />
      })}
      {layout.spots.map(({ id }) => {
        const one = nodes.get(id)!
        const { x, y } = at.get(id)!
        return (
          <g key={id} data-id={id} style={{ cursor: 'pointer' }}>
            <title>{`${one.label} ${one.onsetOn ?? one.sampledOn ?? one.reportedOn}`}</title>
            <Shape standing={one.standing} x={x} y={y} isHollow={one.caseKind === 'suspected' || one.caseKind === 'probable' || one.isClosed} />
            {hasLabels && view !== 'tree' && (
              <text x={x + 9} y={y + 4} fill={INK}>
                {one.label}
              </text>
            )}
            {view === 'tree' && (
              <text transform={`translate(${x + 3} ${y + 10}) rotate(55)`} fill={INK} fontSize={10}>
                {one.label}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

function Shape({ standing, x, y, isHollow }: { standing: Node['standing']; x: number; y: number; isHollow: boolean }) {
  const paint = { fill: isHollow ? '#ffffff' : FILL[standing], stroke: FILL[standing], strokeWidth: 2 }
  if (standing === 'contact') return <rect x={x - 5} y={y - 5} width={10} height={10} {...paint} />
  if (standing === 'secondaryContact') return <path d={`M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z`} {...paint} />
  return <circle cx={x} cy={y} r={6} {...paint} />
}

const WEEK = 7
function Days({ firstDay, days, height }: { firstDay: string; days: number; height: number }) {
  const marks = Array.from({ length: days + 1 }, (_, nth) => nth).filter((nth) => days <= WEEK * 2 || nth % WEEK === 0)
  return (
    <>
      {marks.map((nth) => (
        <g key={nth}>
          <line x1={EDGE + nth * STEP.timeline.x} x2={EDGE + nth * STEP.timeline.x} y1={HEAD} y2={height - 6} stroke="#e3e8ee" />
          <text x={EDGE + nth * STEP.timeline.x - 12} y={14} fill={QUIET}>
            {addDays(firstDay, nth).slice(5)}
          </text>
        </g>
      ))}
    </>
  )
}
