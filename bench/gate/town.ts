// A street in an emergency, as far as its gates need it: areas, gates, one code for each of 3,600 people, a guard signed in.
import { compressPoint, shortCodeOf, signStrip, toHex } from '@xiaomen/rules/gate'
import type { App } from '../../packages/server/src/platform/app.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import { localDay, startOfDay } from '../../packages/server/src/platform/time.ts'
import { seedAccount, startSession } from '../../packages/server/src/modules/access/index.ts'
import { insertAreas } from '../../packages/server/src/modules/areas/index.ts'
import { insertCredentials } from '../../packages/server/src/modules/gate/repo/credentials.ts'
import { insertGate } from '../../packages/server/src/modules/gate/repo/gates.ts'
import { signingKey } from '../../packages/server/src/modules/gate/signing.ts'
import { putInForce } from '../../packages/server/src/modules/posture/index.ts'
import type { Bound } from './proofs.ts'

const PEOPLE = 3_600
const COMPOUNDS = 6
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const
const subtle = globalThis.crypto.subtle

/** `codes`: strips that no phone is bound to; `bound`: of the same people, each bound to a phone of its own. */
export type Town = { gateIds: string[]; codes: string[]; bound: Bound[]; communityId: string }

export async function makeTown({ services }: App): Promise<Town & { token: string }> {
  const now = services.now()
  const today = localDay(now)
  const places = await services.asSystem('bench.areas', async (ctx) => {
    const ids = Array.from({ length: 3 + COMPOUNDS }, () => uuidv7())
    const [district, street, community, ...compounds] = await insertAreas(ctx, [
      { id: ids[0]!, parentId: null, level: 'district', name: 'Bench district' },
      { id: ids[1]!, parentId: ids[0]!, level: 'street', name: 'Bench street' },
      { id: ids[2]!, parentId: ids[1]!, level: 'community', name: 'Bench community' },
      ...ids.slice(3).map((id, index) => ({ id, parentId: ids[2]!, level: 'compound' as const, name: `Compound ${index + 1}` })),
    ])
    return { district: district!, street: street!, community: community!, compounds }
  })
  const { community, compounds, street } = places
  const gateIds = compounds.map(() => uuidv7())
  return services.asSystem('bench.codes', async (ctx) => {
    await putInForce(ctx, {
      areaId: street.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: 'bench',
      purpose: 'bench',
      until: localDay(new Date(now.getTime() + 30 * 86_400_000)),
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    })
    for (const [index, compound] of compounds.entries()) {
      await insertGate(ctx, {
        id: gateIds[index]!,
        community_id: community.id,
        area_id: compound.id,
        area_path: compound.path,
        name: 'Main gate',
        is_open: true,
        hours: [],
        drop_zone: null,
        isolation_area: null,
      })
    }
    const people = Array.from({ length: PEOPLE }, (_, index) => ({
      community_id: community.id,
      id: uuidv7(),
      area_path: `${compounds[index % COMPOUNDS]!.path}1/1/h${index}/`,
      person_id: uuidv7(),
      home_id: uuidv7(),
      pass_class: 'personal' as const,
      code_id: (0x10_0000_0000_0000n + BigInt(index)).toString(16).padStart(16, '0'),
      short_code: shortCodeOf(index),
      issued_at: now,
      valid_from: null,
      valid_until: null,
    }))
    for (let at = 0; at < PEOPLE; at += 500) await insertCredentials(ctx, people.slice(at, at + 500))
    const { kid, privateKey } = await signingKey(ctx)
    const [from, until] = [startOfDay(today).getTime() / 1000, startOfDay(today, 1).getTime() / 1000]
    const strip = (codeId: string, holderKey: Uint8Array<ArrayBuffer> | null) =>
      signStrip({ kid, codeId, passClass: 'personal', from, until, holderKey }, privateKey, subtle)
    const codes = await Promise.all(people.map((one) => strip(one.code_id, null)))
    const bound = await Promise.all(
      people.map(async (one) => {
        const phone = await subtle.generateKey(P256, true, ['sign', 'verify'])
        const point = compressPoint(new Uint8Array(await subtle.exportKey('raw', phone.publicKey)))
        return { strip: await strip(one.code_id, point), key: toHex(new Uint8Array(await subtle.exportKey('pkcs8', phone.privateKey))) }
      }),
    )
    const accountId = await seedAccount(ctx, {
      login: 'bench-guard',
      name: 'Bench',
      unit: 'bench',
      password: uuidv7(),
      grants: [{ role: 'guard', path: community.path }],
    })
    return { gateIds, codes, bound, token: await startSession(ctx, accountId, 1), communityId: community.id }
  })
}
