// The list that holds at a place, and what its items are called.
import { type Checklist, findPack } from '../posture/index.ts'

type ListItem = Checklist['groups'][number]['items'][number]

export const itemsOf = ({ groups }: Checklist): ListItem[] => groups.flatMap(({ items }) => items)

/** The list as it was answered; null for an edition nobody has. */
export const findList = (packId: string, edition: string): Checklist | null => findPack(packId, edition)?.checklist ?? null

/** What an item is called in the list it was found by; its key when that list has gone. */
export function nameOfItem({ pack_id, edition }: { pack_id: string; edition: string }, item: string): { zh: string; en: string } {
  const list = findList(pack_id, edition)
  const found = list === null ? undefined : itemsOf(list).find(({ key }) => key === item)
  return found === undefined ? { zh: item, en: item } : { zh: found.zh, en: found.en }
}
