import type { gate } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { compressPoint, fromHex, inDrill, signStrip, type StripClass } from '@xiaomen/rules/gate'
import { isSharedHousing } from '@xiaomen/rules/registry'
import { webcrypto } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { homeOfPerson, residentsOf } from '../../registry/index.ts'
import { addCredentials } from '../credentials.ts'
import { listLiveCredentials } from '../repo/credentials.ts'
import { STRIP_DAYS, signingKey } from '../signing.ts'
import type { CredentialRow } from '../tables.ts'

const subtle = webcrypto.subtle as SubtleCrypto

export const listMyCodes: Handlers<typeof gate>['listMyCodes'] = async (ctx, { holderKey }) => {
  const { personId } = ctx.self()
  const home = personId === null ? null : await homeOfPerson(ctx, personId)
  if (personId === null || !home) return { people: [] }
  const isFamily = !isSharedHousing(home.use)
  const people = (await residentsOf(ctx, home.id))
    .filter((person) => isFamily || person.id === personId)
    .toSorted((a, b) => Number(b.id === personId) - Number(a.id === personId))
  ctx.audit.communityId(home.communityId)
  ctx.audit.subjects(people.map((person) => person.id))

  const wanted: { personId: string | null; name: string; passClass: StripClass }[] = people.map((person) => ({
    personId: person.id,
    name: masked('name', person.name, ctx.sight(home.path).name) ?? '',
    passClass: 'personal',
  }))
  if (isFamily && people.length > 1) wanted.push({ personId: null, name: '', passClass: 'family' })
  const isFor = (row: CredentialRow, one: (typeof wanted)[number]) => row.person_id === one.personId && row.pass_class === one.passClass
  const known = await listLiveCredentials(ctx, home.communityId, [home.id])
  const missing = wanted.filter((one) => !known.some((row) => isFor(row, one)))
  await addCredentials(
    ctx,
    missing.map((one) => ({ community_id: home.communityId, area_path: home.path, person_id: one.personId, home_id: home.id, pass_class: one.passClass })),
  )
  const credentials = missing.length === 0 ? known : await listLiveCredentials(ctx, home.communityId, [home.id])

  const issue = await issuer(ctx, holderKey)
  return {
    people: await Promise.all(
      wanted.flatMap((one) => {
        const credential = credentials.find((row) => isFor(row, one))
        return credential ? [issue(credential, one.passClass).then((strips) => ({ ...one, shortCode: credential.short_code, strips }))] : []
      }),
    ),
  }
}

/** Signs the strips of a credential: one a day, from the midnight before now on. */
async function issuer(ctx: Ctx, holderKey: string | undefined) {
  const { kid, privateKey } = await signingKey(ctx)
  const today = localDay(ctx.now)
  const key = holderKey === undefined ? null : fromHex(holderKey)
  const point = key === null ? null : key.length === 65 ? compressPoint(key) : key
  return (credential: CredentialRow, passClass: StripClass) =>
    Promise.all(
      Array.from({ length: STRIP_DAYS }, async (_, index) => {
        const [from, until] = [startOfDay(today, index), startOfDay(today, index + 1)]
        const fields = {
          kid,
          codeId: credential.code_id,
          passClass,
          from: from.getTime() / 1000,
          until: until.getTime() / 1000,
          holderKey: point,
        }
        const code = await signStrip(fields, privateKey, subtle)
        return { code: ctx.crypto.isDrill ? inDrill(code) : code, from: from.toISOString(), until: until.toISOString() }
      }),
    )
}
