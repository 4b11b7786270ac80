// 车牌: as a guard types it. Loosely checked: a plate of another country or an army's is a plate too.

const PLATE = /^[\p{Script=Han}A-Z0-9]{4,10}$/u

/** In capitals, without spaces, dots and hyphens; null when it is none. */
export function readPlate(typed: string): string | null {
  const plate = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•.-]/g, '')
  return PLATE.test(plate) && /[0-9]/.test(plate) ? plate : null
}
