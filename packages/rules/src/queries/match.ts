// 对号: which person or home of the ledger a row of somebody's sheet means. Never guessed: one candidate, or none.
import { doorQueryKey, normalisePhone } from '../registry/contact.ts'
import { normaliseDocument } from '../registry/document.ts'
import { normaliseName } from '../text/index.ts'

export type Known = { id: string; name: string | null; document: string | null; phone: string | null; address: string | null }
/** As it stands in the sheet; null where the sheet says nothing. */
export type Sought = { name: string | null; document: string | null; phone: string | null; address: string | null }
export type Match = { state: 'found'; id: string } | { state: 'several' } | { state: 'none' }

/** A mask finds nobody. */
const said = (value: string | null): string | null => (value === null || value.trim() === '' || value.includes('*') ? null : value.trim())
const nameKey = (value: string) => normaliseName(value).toLowerCase()
const isAt = (address: string | null, key: string): boolean => {
  const full = address === null ? '' : doorQueryKey(address)
  return full === key || full.endsWith(`-${key}`)
}

export function makeMatcher(): { add(known: Known): void; match(sought: Sought): Match } {
  const byDocument = new Map<string, Known[]>()
  const byName = new Map<string, Known[]>()
  const byPhone = new Map<string, Known[]>()
  const byDoor = new Map<string, Known[]>()
  const put = (map: Map<string, Known[]>, key: string, known: Known) => {
    const before = map.get(key)
    if (before === undefined) map.set(key, [known])
    else before.push(known)
  }
  const one = (found: readonly Known[]): Match => {
    const ids = new Set(found.map(({ id }) => id))
    return ids.size === 1 ? { state: 'found', id: found[0]!.id } : { state: ids.size === 0 ? 'none' : 'several' }
  }
  return {
    add(known) {
      if (known.document !== null) put(byDocument, known.document, known)
      if (known.name !== null) put(byName, nameKey(known.name), known)
      if (known.phone !== null) put(byPhone, known.phone, known)
      if (known.address !== null) {
        const parts = doorQueryKey(known.address).split('-')
        for (const at of parts.keys()) put(byDoor, parts.slice(at).join('-'), known)
      }
    },
    match(sought) {
      const name = said(sought.name),
        document = said(sought.document),
        phone = said(sought.phone),
        address = said(sought.address)
      const isSame = (known: Known) => name === null || (known.name !== null && nameKey(known.name) === nameKey(name))
      // A number that is written decides: another person of the same name is another person.
      if (document !== null) return one((byDocument.get(normaliseDocument(document)) ?? []).filter(isSame))
      if (name !== null) {
        const named = byName.get(nameKey(name)) ?? []
        const door = address === null ? null : doorQueryKey(address)
        const near = door === null ? named : named.filter((known) => isAt(known.address, door))
        const number = phone === null ? null : normalisePhone(phone)
        const called = number === null ? near : near.filter((known) => known.phone === number)
        return one(called)
      }
      if (phone !== null) return one(byPhone.get(normalisePhone(phone) ?? '') ?? [])
      return address === null ? { state: 'none' } : one(byDoor.get(doorQueryKey(address)) ?? [])
    },
  }
}
