// The demonstration's early warning: three who changed, one of them red; the morning's digest; somebody who says it is wrong; and where people held at a gate wait.
import { gate, status } from '@xiaomen/contract'
import { createResidentAccount, resolveActor, startSession } from './modules/access/index.ts'
import type { Area } from './modules/areas/index.ts'
import type { Person } from './modules/registry/index.ts'
import { morning } from './modules/status/index.ts'
import { perform, settle } from './perform.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'
import { localDay } from './platform/time.ts'

type Wanted = { admin: Actor; second: Actor; community: Area; homes: readonly { residents: Person[] }[] }
type Said = { kind: 'codeRed' | 'codeYellow' | 'clinicVisit'; evidence: string }
const SAID: readonly Said[] = [
  { kind: 'codeYellow', evidence: '演示：市级平台推送，外省行程' },
  { kind: 'clinicVisit', evidence: '演示：发热门诊就诊登记' },
  { kind: 'codeRed', evidence: '演示：市级平台推送，密切接触' },
]
const ISOLATION_AREAS = ['岗亭东侧帐篷', '门内值班室旁单间', '车棚北头隔间']

export async function playStatus(services: Services, { admin, second, community, homes }: Wanted): Promise<void> {
  for (const [at, { id }] of (await perform(services, admin, gate.listGates, {})).entries())
    await perform(services, admin, gate.setIsolationArea, { gateId: id, isolationArea: ISOLATION_AREAS[at % ISOLATION_AREAS.length]! })
  const sourceId = uuidv7()
  const kinds = ['clinicVisit', 'codeGreen', 'codeYellow', 'codeRed'] as const
  await perform(services, admin, status.addSource, { id: sourceId, areaId: community.id, name: '示范区健康码专班', kinds: [...kinds], trust: 'official' })
  await perform(services, second, status.agreeSource, { sourceId, what: 'source' })
  // Of the last compound, so that the first gate is as everybody expects it; the first of them has a telephone, to ask with.
  const people = homes.toReversed().flatMap(({ residents }) => residents.slice(0, 1))
  const asker = people.find((person) => person.phone !== null)
  if (!asker) throw new Error('nobody of the demonstration has a telephone')
  const changed = [asker, ...people.filter((person) => person !== asker)].slice(0, SAID.length)
  const from = localDay(services.now())
  const signalIds: string[] = []
  for (const [at, { kind, evidence }] of SAID.entries()) {
    const signal = { id: uuidv7(), personId: changed[at]!.id, sourceId, kind, from, until: null, evidence }
    await perform(services, admin, status.proposeSignal, signal)
    await perform(services, second, status.confirmSignal, { signalId: signal.id })
    signalIds.push(signal.id)
  }
  await settle(services)
  await morning(services)
  const own = await signIn(services, asker)
  await perform(services, own, status.askCorrection, { id: uuidv7(), signalId: signalIds[0]!, text: '这两周我没有出过市，请再核对一下' })
}

async function signIn(services: Services, person: Person): Promise<Actor> {
  const token = await services.asSystem('demo.account', async (ctx) =>
    startSession(ctx, await createResidentAccount(ctx, { personId: person.id, homePath: person.path, name: person.name }), 1),
  )
  const actor = await resolveActor(services, token)
  if (!actor) throw new Error('a resident of the demonstration has no session')
  return actor
}
