import { renderSVG } from 'uqr'

/** Drawn in the page: what it holds is sent nowhere. */
export function QrPicture({ value, says, size }: { value: string; says: string; size: number }) {
  return (
    <img
      className="desk-qr"
      alt={says}
      width={size}
      height={size}
      src={`data:image/svg+xml,${encodeURIComponent(renderSVG(value, { border: 2, ecc: 'M' }))}`}
    />
  )
}
