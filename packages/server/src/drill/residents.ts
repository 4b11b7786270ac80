// 虚构住户: invented people behind real doors, the same for the same seed. Nobody who lives there is among them.
import type { HomeUse, ResidencyKind } from '@xiaomen/rules/registry'
import { dice, peopleMaker } from '../invented-people.ts'
import { createResidentAccount, oneTimePassword, setPassword } from '../modules/access/index.ts'
import { type Area, areasUnder } from '../modules/areas/index.ts'
import { addResident, type Home, homesUnder } from '../modules/registry/index.ts'
import type { Services } from '../platform/module.ts'
import { localDay } from '../platform/time.ts'

export type ResidentLogin = { role: 'resident'; name: string; login: string; password: string; area: string }

/** Homes in one transaction. */
const AT_ONCE = 25
const SIZES = [1, 2, 2, 3, 3, 4] as const
type Made = ReturnType<ReturnType<typeof peopleMaker>['family']>

/** @returns a login of one invented resident of each community, for whoever plays the residents */
export async function inventResidents(services: Services, { seed, homes: most }: { seed: number; homes: number }): Promise<ResidentLogin[]> {
  const roll = dice(seed)
  const people = peopleMaker(roll)
  const behind = (use: HomeUse): Made => {
    if (use === 'permanent' || use === 'yard') return people.family(roll.pick(SIZES))
    if (use === 'rented') return people.tenants(1 + roll.below(3))
    return use === 'dormitory' ? people.workers(1 + roll.below(4), 'dormitory') : []
  }
  const communities = await services.asSystem('drill.look', async (ctx) => (await areasUnder(ctx, '/')).filter((area) => area.level === 'community'))
  const logins: ResidentLogin[] = []
  for (const community of communities.toSorted(byPath)) {
    const lived = await services.asSystem('drill.look', async (ctx) =>
      (await homesUnder(ctx, community.path)).filter((home) => behindDoors.has(home.use)).toSorted(byPath),
    )
    // Spread over the whole community, so that every house has a few.
    const every = Math.max(1, lived.length / most)
    const chosen = lived.filter((_, at) => Math.floor(at / every) !== Math.floor((at - 1) / every))
    for (let from = 0; from < chosen.length; from += AT_ONCE) {
      const piece = chosen.slice(from, from + AT_ONCE).map((home) => ({ home, members: behind(home.use) }))
      const login = await services.asSystem('drill.invent', async (ctx) => {
        let first: ResidentLogin | null = null
        for (const { home, members } of piece)
          for (const member of members) {
            const { id } = await addResident(ctx, { homeId: home.id, ...fieldsOf(member), from: localDay(ctx.now), evenIfKnown: true })
            if (first !== null || from > 0 || member.phone === '') continue
            const password = oneTimePassword()
            const account = await createResidentAccount(ctx, { personId: id, homePath: home.path, name: member.name })
            first = { role: 'resident', name: member.name, login: await setPassword(ctx, account, password), password, area: `${community.name} ${home.door}` }
          }
        return first
      })
      if (login !== null) logins.push(login)
    }
  }
  return logins
}

const behindDoors: ReadonlySet<HomeUse> = new Set(['permanent', 'rented', 'dormitory', 'yard'])
const byPath = (a: Pick<Area | Home, 'path'>, b: Pick<Area | Home, 'path'>) => (a.path < b.path ? -1 : 1)

function fieldsOf({ name, residency, phone, documentKind, documentNumber, country, care, lang }: Made[number]) {
  return {
    name,
    kind: residency satisfies ResidencyKind,
    care,
    ...(phone === '' ? {} : { phone }),
    ...(lang === '' ? {} : { lang }),
    ...(documentKind === null ? {} : { document: { kind: documentKind, number: documentNumber, ...(country === '' ? {} : { country }) } }),
  }
}
