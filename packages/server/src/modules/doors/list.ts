// What each door may open by itself, and how a list is kept, named and cut.
import { changeOf, decideAtDoor, type DoorList, partsOf } from '@xiaomen/rules/doors'
import { contains } from '@xiaomen/rules/areas'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import type { FieldCrypto } from '../../platform/crypto.ts'
import { findGateOfDoor, holdersOf } from '../gate/index.ts'
import { plansInForce } from '../posture/index.ts'
import { listActiveCards } from './repo/cards.ts'
import type { CardRow, DoorRow } from './tables.ts'
import { type DownMessage, MOST_BYTES } from './wire.ts'

const ENTRY_BYTES = 12
const VERSION_LETTERS = 16

/** Key of the hashes on the lists of a community: in the key folder and in its controllers, never in the database. */
export const cardKeyOf = (crypto: FieldCrypto, communityId: string): Buffer =>
  createHmac(
    'sha256',
    crypto.secret('doors.listKey', () => randomBytes(32)),
  )
    .update(communityId)
    .digest()

/** What a controller makes of a card's number, and its list holds: 8 bytes of HMAC-SHA-256. */
export const hashOfCard = (cardKey: Buffer, number: string): string => createHmac('sha256', cardKey).update(number).digest('hex').slice(0, 16)

/** On the way of whoever lives at, or works in, a place: a resident's entrances, all that lies in a worker's area and the entrances to it. */
export const opensFor = (door: Pick<DoorRow, 'area_path'>, card: { holder: CardRow['holder']; area_path: string }): boolean =>
  contains(door.area_path, card.area_path) || (card.holder === 'worker' && contains(card.area_path, door.area_path))

export const passClassOf = (card: Pick<CardRow, 'holder'>) => (card.holder === 'worker' ? 'worker' : 'personal')

/** Whom this door lets in while nobody answers it: whoever it would let in now. What only a guard can ask, no list can. */
export async function listOf(ctx: Ctx, door: DoorRow, given?: { cards: readonly CardRow[] }): Promise<Map<string, number>> {
  const policy = (await plansInForce(ctx))(door.area_path).gate
  const gate = door.gate_id === null ? null : await findGateOfDoor(ctx, door.gate_id)
  const holderFor = await holdersOf(ctx, door.community_id)
  const list = new Map<string, number>()
  for (const card of given?.cards ?? (await listActiveCards(ctx, door.community_id))) {
    if (card.valid_until !== null && card.valid_until <= ctx.now) continue
    const { openDoor } = decideAtDoor(
      policy,
      {
        holder: holderFor({ personId: card.person_id, homeId: card.home_id, passClass: passClassOf(card) }),
        opensHere: opensFor(door, card),
        isGateOpen: gate?.isOpen ?? true,
        hasGuard: gate !== null,
      },
      { direction: door.direction, means: 'card', problem: null },
      ctx.now,
    )
    if (openDoor) list.set(card.list_hash, card.valid_until === null ? 0 : Math.floor(card.valid_until.getTime() / 1000))
  }
  return list
}

export function packList(list: DoorList): Buffer {
  const bytes = Buffer.alloc(list.size * ENTRY_BYTES)
  let at = 0
  for (const [hash, until] of [...list].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    bytes.write(hash, at, 'hex')
    bytes.writeUInt32BE(until, at + 8)
    at += ENTRY_BYTES
  }
  return bytes
}
export function unpackList(packed: Uint8Array): Map<string, number> {
  const bytes = Buffer.from(packed)
  const list = new Map<string, number>()
  for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) list.set(bytes.toString('hex', at, at + 8), bytes.readUInt32BE(at + 8))
  return list
}
/** The name of a list is what it holds. */
export const versionOf = (packed: Uint8Array): string => createHash('sha256').update(packed).digest('hex').slice(0, VERSION_LETTERS)

/** The messages that turn one list into another. */
export function listMessages(from: { version: string; packed: Uint8Array } | null, to: { version: string; packed: Uint8Array }, now: Date): DownMessage[] {
  const parts = partsOf(changeOf(from === null ? new Map() : unpackList(from.packed), unpackList(to.packed)), MOST_BYTES)
  return parts.map(({ put, drop }, part) => ({
    kind: 'list',
    message: {
      v: 1,
      from: from?.version ?? null,
      to: to.version,
      part,
      of: parts.length,
      now: Math.floor(now.getTime() / 1000),
      put: put.map(([hash, until]) => [hash, until]),
      drop,
    },
  }))
}
