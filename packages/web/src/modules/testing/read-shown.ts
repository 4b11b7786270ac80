// One field for everything a sampler scans or types: a label of ours, a code, its short number, a door, a document.
import { readShortCode } from '@xiaomen/rules/gate'
import { readLabel } from '@xiaomen/rules/testing'

export type Read =
  | { is: 'tube'; code: string; batch: string }
  | { is: 'box' }
  | { is: 'mistyped' }
  | { is: 'person'; means: { kind: 'code' | 'short' | 'document' | 'door'; value: string } }
  | { is: 'nothing' }

/** Codes on a phone or a card are longer than any document number. */
const SHORTEST_CODE = 30
export function readShown(text: string): Read {
  const typed = text.trim()
  if (typed === '') return { is: 'nothing' }
  const label = readLabel(typed)
  if (!('problem' in label)) return label.kind === 'box' ? { is: 'box' } : { is: 'tube', code: typed.replace(/\s/g, '').toUpperCase(), batch: label.batch }
  if (label.problem === 'label_unreadable') return { is: 'mistyped' }
  if (typed.length >= SHORTEST_CODE || /^X[MD]/i.test(typed)) return { is: 'person', means: { kind: 'code', value: typed.slice(0, 600) } }
  if (readShortCode(typed) !== null) return { is: 'person', means: { kind: 'short', value: typed } }
  // 3-2-501, 501: a door. Document numbers are longer and have no dash.
  if (/[-－幢栋单元室号]/.test(typed) || /^\d{2,4}$/.test(typed)) return { is: 'person', means: { kind: 'door', value: typed.slice(0, 40) } }
  return { is: 'person', means: { kind: 'document', value: typed.slice(0, 40) } }
}
