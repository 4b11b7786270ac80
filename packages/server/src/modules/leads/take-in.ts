// One way in for every word, from wherever it comes: of somebody who is looked into already it joins that lead; else it is a new one, with its clocks and the
// community it seems to belong to.
import { leadsEvents } from '@xiaomen/contract'
import { type LeadKind, type LeadSaid, type LeadWay, type NamedPlace, samePersonKeys, stepLead, suggestCommunity, type Suggestion } from '@xiaomen/rules/leads'
import { plainName } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Area, areasUnder, chainOf } from '../areas/index.ts'
import { peopleByDocuments, peopleByPhones } from '../registry/index.ts'
import { changeOf, standingOf, stepRow } from './acts.ts'
import { clocksAt, kindFigures } from './figures.ts'
import { deleteOn } from './place.ts'
import { insertLeads, listSame, lockIntake, type NewLead, updateLeads, updateSaid } from './repo/lead.ts'
import { insertSources, insertSteps, knownSources } from './repo/source.ts'
import { openSaid, scopeAt, sealSaid } from './sealing.ts'
import type { LeadRow, SourceRow } from './tables.ts'

export type Centre = Pick<Area, 'id' | 'path' | 'level'>
/** `key`: what makes the same word told again the same one. `placeId`: the community where it happened. `person`: where somebody knows already who it is. */
export type Incoming = {
  said: LeadSaid
  kind: LeadKind
  sentAt: Date | null
  way: LeadWay
  key: string
  giverId?: string | null
  fileId?: string | null
  row?: number | null
  toldBy?: string | null
  placeId?: string | null
  person?: { id: string; homeId: string | null } | null
}
export type Found = { incoming: Incoming; is: 'fresh' | 'merged' | 'known'; group: Group | null; key: Buffer }
/** One person: the lead there is, or the one to be made, and what was said of them. */
export type Group = { lead: LeadRow | null; said: LeadSaid; kind: LeadKind; words: Incoming[]; suggestion: Suggestion; person: Incoming['person'] | null }
type Keys = { document: Buffer | null; contact: Buffer | null }

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const keysOf = (ctx: Ctx, said: LeadSaid): Keys => {
  const { document, contact } = samePersonKeys(said)
  return {
    document: document === null ? null : ctx.crypto.index('leads.document', document),
    contact: contact === null ? null : ctx.crypto.index('leads.contact', contact),
  }
}
/** What one says and the other does not is known of both; two words of what happened stand one after the other. */
const joined = (one: LeadSaid, other: LeadSaid): LeadSaid => ({
  reference: one.reference ?? other.reference,
  name: one.name ?? other.name,
  phone: one.phone ?? other.phone,
  document: one.document ?? other.document,
  address: one.address ?? other.address,
  said:
    one.said === null || other.said === null || one.said.includes(other.said)
      ? (one.said ?? other.said)
      : [...`${one.said}；${other.said}`].slice(0, 1_000).join(''),
})
const stricter = (one: LeadKind, other: LeadKind): LeadKind => (kindFigures(other).priority < kindFigures(one).priority ? other : one)

/** What each would come to; nothing is written. */
export async function judge(ctx: Ctx, centre: Centre, incoming: readonly Incoming[]): Promise<Found[]> {
  const words = incoming.map((one) => ({ one, keys: keysOf(ctx, one.said), key: ctx.crypto.index('leads.source', `${one.giverId ?? one.way} ${one.key}`) }))
  const known = await knownSources(
    ctx,
    centre.id,
    words.map(({ key }) => key),
  )
  const same = await listSame(ctx, centre.id, {
    documents: words.flatMap(({ keys }) => keys.document ?? []),
    contacts: words.flatMap(({ keys }) => keys.contact ?? []),
  })
  const documents = new Map<string, Group>()
  const contacts = new Map<string, Group>()
  const register = (group: Group, { document, contact }: Keys) => {
    if (document !== null && !documents.has(hex(document))) documents.set(hex(document), group)
    if (contact !== null && !contacts.has(hex(contact))) contacts.set(hex(contact), group)
  }
  for (const lead of same) {
    const group: Group = { lead, said: openSaid(ctx, 'lead', lead), kind: lead.kind, words: [], suggestion: { found: [], doubt: null }, person: null }
    register(group, { document: lead.document_key, contact: lead.contact_key })
  }
  const found = words.map(({ one, keys, key }): Found => {
    if (known.has(hex(key))) return { incoming: one, is: 'known', group: null, key }
    known.add(hex(key))
    const byContact = keys.contact === null ? undefined : contacts.get(hex(keys.contact))
    // Telephone and name alike, and two documents that differ: father and son, not one person.
    const isOther = byContact !== undefined && byContact.said.document !== null && one.said.document !== null && byContact.said.document !== one.said.document
    const group = (keys.document === null ? undefined : documents.get(hex(keys.document))) ?? (isOther ? undefined : byContact)
    if (group !== undefined) {
      group.said = joined(group.said, one.said)
      group.kind = stricter(group.kind, one.kind)
      group.words.push(one)
      register(group, keysOf(ctx, group.said))
      return { incoming: one, is: 'merged', group, key }
    }
    const made: Group = { lead: null, said: one.said, kind: one.kind, words: [one], suggestion: { found: [], doubt: null }, person: one.person ?? null }
    register(made, keys)
    return { incoming: one, is: 'fresh', group: made, key }
  })
  await suggest(ctx, centre, [...new Set(found.flatMap(({ group }) => (group !== null && group.lead === null ? [group] : [])))])
  return found
}

/** Names of a centre's areas, that an address may mean. */
export async function placesOf(ctx: Ctx, centre: Pick<Centre, 'path'>): Promise<NamedPlace[]> {
  const areas = [...(await chainOf(ctx, centre.path)), ...(await areasUnder(ctx, centre.path))]
  return areas.map(({ name, level, communityId, id }) => ({ name, level, communityId: level === 'community' ? id : communityId }))
}
/** Whom the ledger knows by what was said, and where the address lies. */
export async function suggest(ctx: Ctx, centre: Centre, groups: readonly Group[]): Promise<void> {
  // A community takes in for itself: there is nobody to send it on to.
  if (groups.length === 0 || centre.level === 'community') return
  const places = await placesOf(ctx, centre)
  const byDocument = await peopleByDocuments(
    ctx,
    centre.path,
    groups.flatMap(({ said }) => said.document ?? []),
  )
  const byPhone = await peopleByPhones(
    ctx,
    centre.path,
    groups.flatMap(({ said }) => said.phone ?? []),
  )
  for (const group of groups) {
    const { document, phone, name, address } = group.said
    const documented = document === null ? [] : (byDocument.get(document) ?? [])
    const called = phone === null ? [] : (byPhone.get(phone) ?? [])
    const ledger = [
      ...documented.map(({ communityId }) => ({ communityId, way: 'document' as const })),
      ...called.map(({ communityId }) => ({ communityId, way: 'phone' as const })),
    ]
    const placeId = group.words.find((one) => one.placeId)?.placeId ?? null
    group.suggestion = suggestCommunity({ ledger, place: placeId, address }, places)
    const named = called.filter((one) => name !== null && plainName(one.name) === plainName(name))
    const [person] = documented.length === 1 ? documented : documented.length === 0 && named.length === 1 ? named : []
    group.person ??= person === undefined ? null : { id: person.id, homeId: person.homeId }
  }
}

/** Written down as judged. The intake of the centre is locked first, by the caller, before it is judged. @returns incoming → its lead */
export async function write(ctx: Ctx, centre: Centre, found: readonly Found[]): Promise<Map<Incoming, string>> {
  const scope = await scopeAt(ctx, centre.path)
  const clocksFor = await clocksAt(ctx, centre.path)
  const groups = [...new Set(found.flatMap(({ group }) => group ?? []))]
  const ids = new Map(groups.map((group) => [group, group.lead?.id ?? uuidv7()]))
  const fresh = groups.filter((group) => group.lead === null).map((group) => newLead(ctx, centre, group, { id: ids.get(group)!, scope, clocksFor }))
  const joining = groups.flatMap((group) => (group.lead === null ? [] : [{ group, lead: group.lead }]))
  await insertLeads(ctx, fresh)
  await updateLeads(
    ctx,
    joining.map(({ group, lead }) => {
      const standing = group.words.reduce((before, word) => {
        const next = stepLead(before, { kind: 'merge', clocks: clocksFor(word.kind, word.sentAt ?? ctx.now) })
        return 'refused' in next ? before : next
      }, standingOf(lead))
      const change = changeOf(ctx, lead, standing, lead.area_path)
      return { ...change, sources: lead.sources + group.words.length, kind: group.kind, priority: Math.min(lead.priority, kindFigures(group.kind).priority) }
    }),
  )
  await updateSaid(
    ctx,
    joining.map(({ group, lead }) => ({ ...saidColumns(ctx, lead.id, group.said, scope), community_id: lead.community_id, id: lead.id })),
  )
  const sources = found.flatMap((one) => (one.group === null ? [] : [sourceRow(ctx, centre, one, ids.get(one.group)!, scope)]))
  await insertSources(ctx, sources)
  const versions = new Map([
    ...fresh.map((row) => [row.id, row] as const),
    ...joining.map(({ lead }) => [lead.id, { ...lead, version: lead.version + 1 }] as const),
  ])
  await insertSteps(
    ctx,
    found.flatMap(({ group, is }) =>
      group === null ? [] : [stepRow(ctx, versions.get(ids.get(group)!)!, centre.path, { kind: is === 'fresh' ? 'receive' : 'merge' })],
    ),
  )
  if (sources.length > 0) await ctx.emit(leadsEvents.changed, { communityId: centre.id, areaPath: centre.path })
  return new Map(found.flatMap(({ incoming, group }) => (group === null ? [] : [[incoming, ids.get(group)!] as const])))
}
/** Judged and written under one lock. */
export async function takeIn(ctx: Ctx, centre: Centre, incoming: readonly Incoming[]): Promise<{ found: Found[]; leadOf: Map<Incoming, string> }> {
  await lockIntake(ctx, centre.id)
  const found = await judge(ctx, centre, incoming)
  return { found, leadOf: await write(ctx, centre, found) }
}

const saidColumns = (ctx: Ctx, id: string, said: LeadSaid, scope: string) => {
  const { document, contact } = keysOf(ctx, said)
  return { sealed_said: sealSaid(ctx, 'lead', id, said, scope), has_phone: said.phone !== null, document_key: document, contact_key: contact }
}
type Making = { id: string; scope: string; clocksFor: Awaited<ReturnType<typeof clocksAt>> }
function newLead(ctx: Ctx, centre: Centre, { said, kind, words, suggestion, person }: Group, { id, scope, clocksFor }: Making): NewLead {
  const clocks = words.map((word) => clocksFor(word.kind, word.sentAt ?? ctx.now))
  const nearest = (of: (number | null)[]): Date | null => {
    const times = of.filter((at) => at !== null)
    return times.length === 0 ? null : new Date(Math.min(...times))
  }
  const [best, second] = suggestion.found
  return {
    community_id: centre.id,
    id,
    area_path: centre.path,
    desk_id: centre.id,
    offered_to: null,
    kind,
    priority: kindFigures(kind).priority,
    way: words[0]!.way,
    state: 'received',
    received_at: ctx.now,
    accept_by: nearest(clocks.map(({ acceptBy }) => acceptBy)),
    tell_by: nearest(clocks.map(({ tellBy }) => tellBy)),
    close_by: nearest(clocks.map(({ closeBy }) => closeBy))!,
    accepted_at: null,
    told_at: null,
    closed_at: null,
    outcome: null,
    returns: 0,
    sources: words.length,
    ...saidColumns(ctx, id, said, scope),
    suggest_id: best?.communityId ?? null,
    suggest_way: best?.way ?? null,
    suggest_also: suggestion.doubt === 'several' ? (second?.communityId ?? null) : null,
    suggest_doubt: centre.level === 'community' ? null : suggestion.doubt,
    person_id: person?.id ?? null,
    home_id: person?.homeId ?? null,
    call_at: null,
    tries: 0,
    lang: null,
    held_by: null,
    held_until: null,
    reminded_at: null,
    moved_at: ctx.now,
    version: 1,
    delete_on: deleteOn(ctx),
  }
}
function sourceRow(ctx: Ctx, centre: Centre, { incoming, key }: Found, leadId: string, scope: string): SourceRow {
  const id = uuidv7()
  return {
    community_id: centre.id,
    id,
    lead_id: leadId,
    area_path: centre.path,
    way: incoming.way,
    giver_id: incoming.giverId ?? null,
    file_id: incoming.fileId ?? null,
    row_number: incoming.row ?? null,
    source_key: key,
    received_at: ctx.now,
    sealed_said: sealSaid(ctx, 'source', id, incoming.said, scope),
    told_by: incoming.toldBy ?? null,
    delete_on: deleteOn(ctx),
  }
}
