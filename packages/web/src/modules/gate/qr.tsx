import { memo } from 'react'
import { encode } from 'uqr'

/** A QR code as one path. `label` is what a screen reader says in its place. */
export const Qr = memo(function Qr({ value, label, ecc = 'M' }: { value: string; label: string; ecc?: 'L' | 'M' | 'Q' }) {
  const { data, size } = encode(value, { ecc, border: 3 })
  const path = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
})
