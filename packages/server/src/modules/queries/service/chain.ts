// 接龙: each line of a pasted chain, and who it may be: by door and name, by door, by the end of a phone, by a name that one person bears. Several candidates are shown, none is guessed.
import type { queries } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { type ChainItem, readChain } from '@xiaomen/rules/queries'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { normaliseName } from '@xiaomen/rules/text'
import { chainOf } from '../../areas/index.ts'
import { doorsOf, findHome, findHomesByDoor, findPeopleByName, findPeopleByPhoneTail, residentsOf } from '../../registry/index.ts'
import { type ChainPlaces, chainPlaces } from '../chain-places.ts'
import { type AskedPlace, placeFor } from '../place.ts'

type Candidate = { homeId: string; personId: string | null; homePath: string; name: string | null }
type Found = { certainty: 'certain' | 'likely' | 'several' | 'none'; candidates: Candidate[] }
const MOST_LINES = 500
const MOST_SHOWN = 8
const sameName = (one: string, other: string) => normaliseName(one).toLowerCase() === normaliseName(other).toLowerCase()

/** A mask must not be undone by asking: what is compared says whether it is right. */
const mayCompare = (ctx: Ctx, path: string, dataClass: 'name' | 'phone') => ['full', 'onReason'].includes(ctx.sight(path)[dataClass])

async function find(ctx: Ctx, place: AskedPlace, places: ChainPlaces, item: ChainItem): Promise<Found> {
  const lies = (path: string) => path.startsWith(place.path) && places.holds(item.places, path)
  // A door of a compound that is not here is none of the doors here, though one has its number.
  const homes =
    item.door === null || item.elsewhere !== null ? [] : (await findHomesByDoor(ctx, place.communityId, item.door)).filter((home) => lies(home.path))
  if (item.name !== null && item.door === null && item.phoneTail === null && item.elsewhere === null) return findByName(ctx, place, item.name, lies)
  const people: Candidate[] = []
  for (const home of homes.filter(({ path }) => mayCompare(ctx, path, 'name')).slice(0, MOST_SHOWN))
    for (const resident of await residentsOf(ctx, home.id)) people.push({ homeId: home.id, personId: resident.id, homePath: home.path, name: resident.name })
  const named = item.name === null ? [] : people.filter(({ name }) => name !== null && sameName(name, item.name!))
  if (named.length > 0) return { certainty: named.length === 1 ? 'certain' : 'several', candidates: named }
  if (item.phoneTail !== null) {
    const called = (await findPeopleByPhoneTail(ctx, [place.path], item.phoneTail)).filter(
      ({ phone, homeId, name, path }) =>
        homeId !== null &&
        mayCompare(ctx, path, 'phone') &&
        (item.name === null || mayCompare(ctx, path, 'name')) &&
        (item.phone === null ? phone?.endsWith(item.phoneTail!) : phone === item.phone) &&
        (homes.length === 0 || homes.some(({ id }) => id === homeId)) &&
        (item.name === null || (name !== null && sameName(name, item.name))),
    )
    const candidates: Candidate[] = []
    for (const { id, homeId, name } of called.slice(0, MOST_SHOWN)) {
      const home = await findHome(ctx, homeId!)
      if (home) candidates.push({ homeId: home.id, personId: id, homePath: home.path, name })
    }
    // Four digits are shared by many; with a name or the whole number they are one person.
    const isSure = item.phone !== null || item.name !== null
    if (candidates.length > 0) return { certainty: candidates.length > 1 ? 'several' : isSure ? 'certain' : 'likely', candidates }
  }
  // The door alone says the home. A name that nobody there bears makes it doubtful: a guest, a nickname, or a wrong door.
  const homesOnly = homes.slice(0, MOST_SHOWN).map((home): Candidate => ({ homeId: home.id, personId: null, homePath: home.path, name: null }))
  if (homesOnly.length === 0) return { certainty: 'none', candidates: [] }
  return { certainty: homesOnly.length > 1 ? 'several' : item.name === null ? 'certain' : 'likely', candidates: homesOnly }
}

/**
 * A name alone: whoever of the chosen area bears it, where it is one. Only for those who see names there in full: to all others a match would
 * confirm what they typed.
 */
async function findByName(ctx: Ctx, place: AskedPlace, name: string, lies: (path: string) => boolean): Promise<Found> {
  const none: Found = { certainty: 'none', candidates: [] }
  if (!mayCompare(ctx, place.path, 'name')) return none
  const named = (await findPeopleByName(ctx, [place.path], name))?.filter(({ path }) => lies(path) && mayCompare(ctx, path, 'name')) ?? []
  const candidates: Candidate[] = []
  for (const person of named.slice(0, MOST_SHOWN)) {
    const home = await findHome(ctx, person.homeId)
    if (home) candidates.push({ homeId: home.id, personId: person.id, homePath: home.path, name: person.name })
  }
  return candidates.length === 0 ? none : { certainty: named.length === 1 ? 'likely' : 'several', candidates }
}

export const matchChain: Handlers<typeof queries>['matchChain'] = async (ctx, { areaId, text }) => {
  const place = await placeFor(ctx, 'queries.read', { areaId })
  const places = await chainPlaces(ctx, place.path)
  const chain = readChain(text, places.names)
  const over = chain.items.slice(MOST_LINES).map(({ line, text: said }) => ({ line, text: said }))
  const found: { item: ChainItem; match: Found }[] = []
  for (const item of chain.items.slice(0, MOST_LINES)) found.push({ item, match: await find(ctx, place, places, item) })
  const all = found.flatMap(({ match }) => match.candidates)
  const doors = await doorsOf(ctx, [...new Set(all.map(({ homeId }) => homeId))])
  const compounds = new Map<string, string>()
  for (const path of new Set(all.map(({ homePath }) => homePath.replace(/h\d+\/$/, ''))))
    compounds.set(
      path,
      (await chainOf(ctx, path))
        .filter(({ level }) => level === 'compound')
        .map(({ name }) => name)
        .join(' '),
    )
  ctx.audit.subjects(all.flatMap(({ personId }) => personId ?? []))
  return {
    title: chain.title,
    isByDoorOnly: !mayCompare(ctx, place.path, 'name'),
    unread: [...chain.unread, ...over],
    items: found.map(({ item: { phone: _phone, places: _places, elsewhere: _elsewhere, ...item }, match }) => ({
      ...item,
      certainty: match.certainty,
      candidates: match.candidates.map(({ homeId, personId, homePath, name }) => {
        const sight = ctx.sight(homePath)
        return {
          homeId,
          personId,
          place: compounds.get(homePath.replace(/h\d+\/$/, '')) ?? '',
          door: masked('door', doors.get(homeId) ?? null, sight.door),
          name: masked('name', name, sight.name),
        }
      }),
    })),
  }
}
