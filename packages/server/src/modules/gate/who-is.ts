// Whom a passage is of: by what was shown, by what the lock or the guard said, or by what was typed.
import type { CodeProblem, PassClass } from '@xiaomen/rules/gate'
import type { Ctx } from '../../platform/ctx.ts'
import { findHome, findHomesByDoor, findPeopleByDocument, findPerson } from '../registry/index.ts'
import type { Passing } from './passage-batch.ts'
import type { KnownCredential } from './repo/passages.ts'

export type Who = { credentialId: string | null; personId: string | null; homeId: string | null; path: string; passClass: PassClass | null }

export async function whoIs(ctx: Ctx, passing: Passing, credential: KnownCredential | undefined): Promise<Who | null> {
  if (passing.known !== undefined) return passing.known
  if (passing.shown.codeId !== null || passing.shown.shortCode !== null) return credential === undefined ? null : ofCredential(credential)
  return typedWho(ctx, passing)
}

/** What is wrong with a code though it is genuine. */
export function problemOf(credential: KnownCredential | undefined, at: Date): CodeProblem | null {
  if (credential?.is_revoked) return 'code_revoked'
  if (credential && credential.valid_from !== null && new Date(credential.valid_from) > at) return 'code_not_yet'
  return credential && credential.valid_until !== null && new Date(credential.valid_until) <= at ? 'code_expired' : null
}

const ofCredential = (row: KnownCredential): Who => ({
  credentialId: row.id,
  personId: row.person_id,
  homeId: row.home_id,
  path: row.area_path,
  passClass: row.pass_class,
})

/** Somebody without a code: whom the guard chose, else the only one the number or door can mean. */
async function typedWho(ctx: Ctx, { input, shown, gate }: Passing): Promise<Who | null> {
  if (shown.kind !== 'document' && shown.kind !== 'door') return null
  const chosen = input.personId === null || input.personId === undefined ? null : await findPerson(ctx, input.personId)
  if (chosen?.communityId === gate.communityId) return ofPerson(chosen)
  const home = input.homeId === null || input.homeId === undefined ? null : await findHome(ctx, input.homeId)
  if (home?.communityId === gate.communityId) return { credentialId: null, personId: null, homeId: home.id, path: home.path, passClass: null }
  if (shown.typed === null) return null
  if (shown.kind === 'document') {
    const people = await findPeopleByDocument(ctx, gate.communityId, shown.typed)
    return people.length === 1 ? ofPerson(people[0]!) : null
  }
  const homes = await findHomesByDoor(ctx, gate.communityId, shown.typed)
  return homes.length === 1 ? { credentialId: null, personId: null, homeId: homes[0]!.id, path: homes[0]!.path, passClass: null } : null
}

const ofPerson = (person: { id: string; homeId: string | null; path: string }): Who => ({
  credentialId: null,
  personId: person.id,
  homeId: person.homeId,
  path: person.path,
  passClass: null,
})
